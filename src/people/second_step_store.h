// second_step_store.h - what persons have set up for the second step, in the database.
#ifndef SEMPRE_PEOPLE_SECOND_STEP_STORE_H
#define SEMPRE_PEOPLE_SECOND_STEP_STORE_H

#include "people/second_step.h"

extern const struct query *const second_step_queries[];

// All zero where the person has no row.
CHECKED enum err second_step_store_find(struct call *call, struct person_id person, struct second_step *ret_step);
CHECKED enum err second_step_store_offer(struct call *call, struct person_id person, int64_t id);
// What is offered becomes the app or the list. ERR_NOT_FOUND: it is not offered any more.
CHECKED enum err second_step_store_take_app(struct call *call, struct person_id person, int64_t offered_id, int64_t used);
CHECKED enum err second_step_store_take_list(struct call *call, struct person_id person, int64_t offered_id, int64_t used);
// Notes a code as used. ERR_NOT_FOUND: it was used already.
CHECKED enum err second_step_store_use_app(struct call *call, struct person_id person, int64_t app_id, int64_t step);
CHECKED enum err second_step_store_use_list(struct call *call, struct person_id person, int64_t list_id, int64_t bit);
// ERR_NOT_FOUND: there is none.
CHECKED enum err second_step_store_remove(struct call *call, struct person_id person);

#endif
