// activity_store.h - the rows behind activities.
#ifndef SEMPRE_WORKSHOPS_ACTIVITY_STORE_H
#define SEMPRE_WORKSHOPS_ACTIVITY_STORE_H

#include "workshops/activity.h"
#include "workshops/workshop_store.h"

extern const struct query *const activity_queries[];

// Without words. ERR_NOT_FOUND, also where the program does not know the row's kind.
CHECKED enum err activity_read(struct call *call, struct activity_id id, struct activity *ret_activity);
// In the order of the agenda; those whose kind is not known are left out.
CHECKED enum err activity_read_list(struct call *call, struct network_id network, struct workshop_id workshop,
                                    struct activity_list *ret_list);

CHECKED enum err activity_insert(struct call *call, const struct activity *activity);
// ERR_CONFLICT where the row's version is no longer activity->version.
CHECKED enum err activity_update_plan(struct call *call, const struct activity *activity);
CHECKED enum err activity_update_state(struct call *call, const struct activity *activity);
CHECKED enum err activity_update_position(struct call *call, struct activity_id id, int64_t position);
CHECKED enum err activity_close_running(struct call *call, struct network_id network, struct workshop_id workshop);

// Whether a participant said or marked something in it, or hands were counted.
CHECKED enum err activity_was_used(struct call *call, const struct activity *activity, bool *ret_was_used);
// The texts of the activity, its themes and its translated lines.
struct text_ids {
    struct text_id *at;
    size_t n, cap;
};
CHECKED enum err activity_read_texts(struct call *call, const struct activity *activity, struct text_ids *ret_texts);
// Removes the row and what the team prepared in it: lines, themes. The texts are the caller's.
CHECKED enum err activity_delete(struct call *call, const struct activity *activity);

// --- activity.c, for workshop_run.c ---
CHECKED enum err activity_close_all(struct call *call, const struct workshop *workshop);

#endif
