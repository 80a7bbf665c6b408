// polis_import.h - stores a Polis conversation as a finished workshop with one opinions activity.
#ifndef SEMPRE_INTERCHANGE_POLIS_IMPORT_H
#define SEMPRE_INTERCHANGE_POLIS_IMPORT_H

#include "interchange/polis.h"
#include "networks/network.h"
#include "workshops/workshop.h"

// In the open transaction. `step` (may be NULL) hears how many votes are stored, with `polis` as its context.
CHECKED enum err polis_import(struct call *call, const struct network *network, struct polis *polis,
                              void (*step)(void *context, size_t stored), struct workshop_id *ret_id);

#endif
