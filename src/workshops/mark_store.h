// mark_store.h - the rows behind marks and their tallies.
#ifndef SEMPRE_WORKSHOPS_MARK_STORE_H
#define SEMPRE_WORKSHOPS_MARK_STORE_H

#include "workshops/contribution_store.h"
#include "workshops/mark.h"

extern const struct query *const mark_queries[];

// A value a mark has, had, or has not (a person who would rather not say has a mark without value).
struct mark_state {
    bool is_there;
    int64_t value;
};

// Writes the mark if the contribution is shown in the activity, else ERR_NOT_FOUND. `ret_before`: what it was.
CHECKED enum err mark_write(struct call *call, const struct activity *activity, struct contribution_id contribution,
                            struct participant_id participant, struct mark_state mark, struct mark_state *ret_before);
// Makes the mark what it was before the last mark_write.
CHECKED enum err mark_restore(struct call *call, const struct activity *activity, struct contribution_id contribution,
                              struct participant_id participant, struct mark_state before);
// Removes it. `ret_before`: what it was.
CHECKED enum err mark_delete(struct call *call, const struct activity *activity, struct contribution_id contribution,
                             struct participant_id participant, struct mark_state *ret_before);
CHECKED enum err mark_insert(struct call *call, const struct activity *activity, struct contribution_id contribution,
                             struct participant_id participant, int64_t value, int64_t at);

// By contribution. mark_read_seen: also those passed over.
CHECKED enum err mark_read_own(struct call *call, const struct activity *activity, struct participant_id participant,
                               struct mark_list *ret_list);
struct seen_list {
    struct contribution_id *at;
    size_t n, cap;
};
CHECKED enum err mark_read_seen(struct call *call, const struct activity *activity, struct participant_id participant,
                                struct seen_list *ret_list);

// One count to change. Contribution 0 and value 0: the people of the activity.
struct tally_change {
    struct contribution_id contribution;
    int64_t value, people;
};
// Both in one statement, in the order of their keys, so that two writers who meet wait for each other but never in a
// circle.
CHECKED enum err tally_add(struct call *call, const struct activity *activity, struct participant_id participant,
                           const struct tally_change *changes, size_t n); // n: 1 or 2
CHECKED enum err tally_insert(struct call *call, const struct activity *activity, const struct tally_change *tally);
// Of all contributions of the activity, whatever their state, in the order of contribution and value; first the people
// of the activity where there are any. Counts of 0 are left out.
CHECKED enum err tally_read(struct call *call, const struct activity *activity, struct tally_list *ret_list);
// The same of every step of a workshop: `ret_lists` has an empty list for each.
CHECKED enum err tally_read_steps(struct call *call, const struct activity_list *steps, struct tally_list *ret_lists);

// --- tally.c ---
// Votes and hands of the contributions in `list`, by contribution and value; owned by the arena.
struct tally_list tally_join(struct arena *arena, const struct tally_list *marks, const struct tally_list *hands,
                             const struct shown_list *list);
// People of the activity, from what tally_read gave.
int64_t tally_people(const struct tally_list *marks);

#endif
