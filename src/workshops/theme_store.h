// theme_store.h - the rows behind themes.
#ifndef SEMPRE_WORKSHOPS_THEME_STORE_H
#define SEMPRE_WORKSHOPS_THEME_STORE_H

#include "workshops/contribution.h"
#include "workshops/workshop_store.h"

extern const struct query *const theme_queries[];

CHECKED enum err theme_insert(struct call *call, const struct activity *activity, struct theme_id id,
                              struct text_id title);
// Where a theme belongs. ERR_NOT_FOUND, also where that is in another network than call->scope.
struct theme_place {
    struct network_id network;
    struct activity_id activity;
    struct text_id title;
};
CHECKED enum err theme_read(struct call *call, struct theme_id id, struct theme_place *ret_place);
// With titles, in the order in which they were made.
CHECKED enum err theme_read_list(struct call *call, const struct activity *activity, struct theme_list *ret_list);
// Those of every step of the workshop that `any` is a step of.
CHECKED enum err theme_read_steps(struct call *call, const struct activity *any, struct theme_list *ret_list);
// Contributions under it are under none then.
CHECKED enum err theme_delete(struct call *call, struct network_id network, struct theme_id id);

#endif
