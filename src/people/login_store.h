// login_store.h - logins in the database.
#ifndef SEMPRE_PEOPLE_LOGIN_STORE_H
#define SEMPRE_PEOPLE_LOGIN_STORE_H

#include "people/login.h"

extern const struct query *const login_queries[];

CHECKED enum err login_store_add(struct call *call, const char *hash, struct person_id person, int64_t ends_at,
                               bool is_half);
// The whole login that has not ended, of a person who is not disabled, with the person's grants, and whether the person has a
// second step.
CHECKED enum err login_store_find(struct call *call, const char *hash, struct actor *ret_actor, int64_t *ret_seen_at,
                                  bool *ret_has_second_step);
// The person of a half login that has not ended. ERR_NOT_FOUND.
CHECKED enum err login_store_find_half(struct call *call, const char *hash, struct person_id *ret_person);
CHECKED enum err login_store_set_seen(struct call *call, const char *hash);
CHECKED enum err login_store_remove(struct call *call, const char *hash);
CHECKED enum err login_store_remove_all(struct call *call, struct person_id person, const char *keep);
// Deletes those that have ended by their age.
CHECKED enum err login_store_tidy(struct call *call);

#endif
