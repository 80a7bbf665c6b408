// attendance_store.h - the rows that say who takes part in a workshop.
#ifndef SEMPRE_WORKSHOPS_ATTENDANCE_STORE_H
#define SEMPRE_WORKSHOPS_ATTENDANCE_STORE_H

#include "workshops/workshop_store.h"

extern const struct query *const attendance_queries[];

// ERR_CONFLICT where the participant is there already or the alias is another's; nothing failed then.
CHECKED enum err attendance_insert(struct call *call, struct network_id network, struct workshop_id workshop,
                                   struct participant_id participant, const char *alias);
// ERR_NOT_FOUND where the participant is not there.
CHECKED enum err attendance_read(struct call *call, struct network_id network, struct workshop_id workshop,
                                 struct participant_id participant, const char **ret_alias);
// How many are there; reads a row a person.
CHECKED enum err attendance_count(struct call *call, struct network_id network, struct workshop_id workshop,
                                  size_t *ret_n);

// Somebody is there now, under an alias drawn by lot; again changes nothing.
CHECKED enum err attendance_add(struct call *call, struct network_id network, struct workshop_id workshop,
                                struct participant_id participant);

#endif
