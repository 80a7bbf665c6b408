// recovery_store.h - one-time codes in the database.
#ifndef SEMPRE_PEOPLE_RECOVERY_STORE_H
#define SEMPRE_PEOPLE_RECOVERY_STORE_H

#include "people/recovery.h"

extern const struct query *const recovery_queries[];

// Takes the place of the person's older code.
CHECKED enum err recovery_store_put(struct call *call, struct person_id person, int64_t id, const char *hash, int64_t ends_at);
CHECKED enum err recovery_store_find(struct call *call, struct person_id person, int64_t *ret_id, int64_t *ret_ends_at);
// Deletes it where it is this one and not too old. ERR_NOT_FOUND.
CHECKED enum err recovery_store_take(struct call *call, struct person_id person, const char *hash, struct person_id *ret_made_by);
CHECKED enum err recovery_store_tidy(struct call *call);

#endif
