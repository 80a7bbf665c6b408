// person_store.h - persons in the database.
#ifndef SEMPRE_PEOPLE_PERSON_STORE_H
#define SEMPRE_PEOPLE_PERSON_STORE_H

#include "people/person.h"

extern const struct query *const person_queries[];

// ERR_CONFLICT where the folded name is taken; the transaction lives on.
CHECKED enum err person_store_add(struct call *call, struct person_id id, const char *name, const char *folded,
                                  const char *shown, const char *password);
CHECKED enum err person_store_find(struct call *call, struct person_id id, struct person *ret_person);
CHECKED enum err person_store_find_folded(struct call *call, const char *folded, struct person *ret_person);
CHECKED enum err person_store_set_password(struct call *call, struct person_id id, const char *password);
// `at` 0: open again. ERR_NOT_FOUND.
CHECKED enum err person_store_set_disabled(struct call *call, struct person_id id, int64_t at);
// Up to `n` persons from the `from`th on.
CHECKED enum err person_store_list(struct call *call, const char *folded_part, size_t from, size_t n,
                                   struct person_list *ret_list);

#endif
