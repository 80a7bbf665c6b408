// workshop_export.h - a workshop as a file: its activities, what was said, and true counts for those with the right to see them.
#ifndef SEMPRE_INTERCHANGE_WORKSHOP_EXPORT_H
#define SEMPRE_INTERCHANGE_WORKSHOP_EXPORT_H

#include <stdio.h>

#include "workshops/workshop.h"

// EXPORT_NETWORK. `is_csv`: else JSON. ERR_NOT_FOUND.
CHECKED enum err workshop_export(struct call *call, struct workshop_id id, bool is_csv, FILE *out);

#endif
