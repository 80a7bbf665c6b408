// hand_count_store.h - the rows behind shows of hands.
#ifndef SEMPRE_WORKSHOPS_HAND_COUNT_STORE_H
#define SEMPRE_WORKSHOPS_HAND_COUNT_STORE_H

#include "workshops/mark.h"
#include "workshops/workshop_store.h"

extern const struct query *const hand_count_queries[];

CHECKED enum err hand_count_delete(struct call *call, const struct activity *activity,
                                   struct contribution_id contribution);
CHECKED enum err hand_count_insert(struct call *call, const struct activity *activity,
                                   struct contribution_id contribution, struct hands hands);
// `hands` of all counts of the activity, in the order of contribution and value.
CHECKED enum err hand_count_read(struct call *call, const struct activity *activity, struct tally_list *ret_list);
// The same of every step of a workshop: `ret_lists` has an empty list for each.
CHECKED enum err hand_count_read_steps(struct call *call, const struct activity_list *steps, struct tally_list *ret_lists);

#endif
