// bulk.h - reading in whole workshops from elsewhere: everything is written in key order and counted once.
//
// For commands only (ACTOR_COMMAND or a right to plan is asked once, by workshop_add_closed). The caller has one open
// transaction and checked its input before; what does not fit here is a bug, not an error.
#ifndef SEMPRE_WORKSHOPS_BULK_H
#define SEMPRE_WORKSHOPS_BULK_H

#include "workshops/mark.h"

// A workshop that is over. PLAN_WORKSHOP. Who calls it writes the audit list: imported, or made for a demonstration.
struct past_workshop {
    const char *title, *place;
    enum language language;
    int64_t begins_at, ends_at; // ends_at 0: not said
};
CHECKED enum err workshop_add_closed(struct call *call, struct network_id network, const struct past_workshop *past,
                                     struct workshop_id *ret_id);

// A closed activity of it, with its result open.
CHECKED enum err activity_add_closed(struct call *call, struct workshop_id workshop, const struct activity_draft *draft,
                                     struct activity *ret_activity);

// Participants who were there.
CHECKED enum err attendance_add_bulk(struct call *call, const struct activity *activity,
                                     const struct participant_id *participants, size_t n);

// Contributions in the order in which they are read. `ret_ids`: n ids, ascending. Words: at most
// LIMIT_IMPORTED_STATEMENT_SIGNS.
struct bulk_contribution {
    struct participant_id participant; // v 0: the team
    const char *words;
    enum language language;
    enum contribution_state state;     // CONTRIBUTION_TAKEN_DOWN is none of these: it was never shown here
    const char *source_id;             // NULL: none
    int64_t said_at;
};
CHECKED enum err contribution_add_bulk(struct call *call, const struct activity *activity,
                                       const struct bulk_contribution *contributions, size_t n,
                                       struct contribution_id *ret_ids);

// Marks of an activity that has none yet, ascending by participant, then contribution, each pair once. One insert a
// mark; tallies and people are counted from the array.
struct bulk_mark {
    struct participant_id participant;
    struct contribution_id contribution;
    int64_t value;
    int64_t at;
};
// `step` (may be NULL) hears now and then how many are stored: for a progress bar.
CHECKED enum err marks_add_bulk(struct call *call, const struct activity *activity, const struct bulk_mark *marks,
                                size_t n, void (*step)(void *context, size_t stored), void *context);

#endif
