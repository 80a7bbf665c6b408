// alike_store.h - the rows behind what was told apart.
#ifndef SEMPRE_WORKSHOPS_ALIKE_STORE_H
#define SEMPRE_WORKSHOPS_ALIKE_STORE_H

#include "workshops/contribution.h"

extern const struct query *const alike_queries[];

// One contribution that was told apart from the others of the same press.
struct press {
    int64_t press;
    struct contribution_id contribution;
};
struct press_list {
    struct press *at; // by press, then by contribution
    size_t n, cap;
};
CHECKED enum err told_apart_read(struct call *call, const struct activity *activity, struct press_list *ret_list);
// Twice is the same as once.
CHECKED enum err told_apart_insert(struct call *call, const struct activity *activity, int64_t press, struct contribution_id id);
// Before the contribution itself goes.
CHECKED enum err told_apart_forget(struct call *call, const struct activity *activity, struct contribution_id id);

#endif
