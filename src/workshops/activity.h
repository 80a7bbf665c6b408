// activity.h - one step of a workshop's agenda. Its kind says what people do in it; kind.h has the table of kinds.
//
// It waits, runs, is closed and may run again. While it runs everyone in the room may speak and mark; once it is closed
// only the team may, which types in sheets.
#ifndef SEMPRE_WORKSHOPS_ACTIVITY_H
#define SEMPRE_WORKSHOPS_ACTIVITY_H

#include "workshops/kind.h"
#include "workshops/workshop.h"

enum activity_state { ACTIVITY_WAITING, ACTIVITY_RUNNING, ACTIVITY_CLOSED };

struct result_ahead; // result.h

struct activity {
    struct activity_id id;
    struct workshop_id workshop;
    struct scope scope;
    const struct activity_kind *kind;
    int64_t position;            // 1, 2, 3 in the agenda
    struct words title, question;
    enum activity_state state;
    bool results_open;           // the room may see the result
    const void *settings;        // the kind's settings struct, read from the row
    int64_t version;
    struct text_id title_text, question_text;
    const struct result_ahead *ahead; // what result_read_ahead read for it, or NULL
};
struct activity_list {
    struct activity *at;
    size_t n, cap;
};

// Where in the list the step with this id is; list->n: nowhere.
static inline size_t activity_place(const struct activity_list *list, int64_t id)
{
    size_t place = 0;
    while (place < list->n && list->at[place].id.v != id)
        place++;
    return place;
}

struct activity_draft {
    const char *title, *question, *kind;
    const void *settings;        // the kind's settings struct
};

// PLAN_WORKSHOP. ERR_INVALID with messages at "title", "question" or "kind" in `filled` (may be NULL); ERR_CONFLICT:
// the workshop is closed; ERR_LIMIT: MOST_ACTIVITIES.
enum { MOST_ACTIVITIES = 40 };
CHECKED enum err activity_add(struct call *call, struct workshop_id workshop, const struct activity_draft *draft,
                              struct filled *filled, struct activity_id *ret_id);
CHECKED enum err activity_change(struct call *call, struct activity_id id, const struct activity_draft *draft,
                                 struct filled *filled); // filled->version; ERR_CONFLICT on a clash. The kind stays
CHECKED enum err activity_remove(struct call *call, struct activity_id id); // only while nothing was said in it
CHECKED enum err activity_move(struct call *call, struct activity_id id, int places); // -1 up, +1 down
// RUN_WORKSHOP; ERR_CONFLICT where the workshop is not open.
CHECKED enum err activity_open(struct call *call, struct activity_id id);   // also makes it the workshop's current one
CHECKED enum err activity_close(struct call *call, struct activity_id id);
CHECKED enum err activity_show_results(struct call *call, struct activity_id id, bool open);

CHECKED enum err activity_find(struct call *call, struct activity_id id, struct activity *ret_activity);
CHECKED enum err activity_list_of(struct call *call, struct workshop_id workshop, struct activity_list *ret_list);
// The same of a workshop that was found already.
CHECKED enum err activity_list_in(struct call *call, const struct workshop *workshop, struct activity_list *ret_list);

#endif
