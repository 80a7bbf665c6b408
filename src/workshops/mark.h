// mark.h - how one participant marked a contribution, and the tallies kept in the same transaction, so that a result
// page costs the same for a thousand marks and a million.
#ifndef SEMPRE_WORKSHOPS_MARK_H
#define SEMPRE_WORKSHOPS_MARK_H

#include "workshops/contribution.h"

struct mark {
    struct contribution_id contribution;
    int64_t value;
};
struct mark_list {
    struct mark *at;
    size_t n, cap;
};

// How many people gave `value` to a contribution. Hand counts are apart: people counted in the room.
struct tally {
    struct contribution_id contribution;
    int64_t value;
    int64_t people;
    int64_t hands;
};
struct tally_list {
    struct tally *at;
    size_t n, cap;
};

// Sets the participant's mark; the last one counts. ERR_CONFLICT: the activity is not running; ERR_NOT_FOUND: the
// contribution is not of this activity or not shown; ERR_INVALID: no value of this kind.
CHECKED enum err mark_put(struct call *call, const struct activity *activity, struct contribution_id contribution,
                          struct participant_id participant, int64_t value);
CHECKED enum err mark_take_back(struct call *call, const struct activity *activity, struct contribution_id contribution,
                                struct participant_id participant);

// As mark_put, but the participant's values in the whole activity may not sum up to more than `most` (dots). ERR_LIMIT.
CHECKED enum err mark_put_within(struct call *call, const struct activity *activity,
                                 struct contribution_id contribution, struct participant_id participant, int64_t value,
                                 int64_t most);

CHECKED enum err mark_list_own(struct call *call, const struct activity *activity, struct participant_id participant,
                               struct mark_list *ret_list);

// Tallies of shown contributions, ordered by contribution and value. Counts of hands included in `hands`.
CHECKED enum err tally_list_of(struct call *call, const struct activity *activity, struct tally_list *ret_list);
// People who marked anything in the activity (kept beside the tallies).
CHECKED enum err mark_people(struct call *call, const struct activity *activity, int64_t *ret_people);

// The statement this participant should see next in an activity whose kind asks them one by one: shown, not their own,
// not marked and not passed over (`mark_pass`), in an order of their own (keyed hash of participant and statement, so
// that it is the same on every page and differs between people). ERR_NOT_FOUND: none is left; `ret_done` and `ret_all`,
// for "3 of 12", are set then too.
CHECKED enum err mark_next(struct call *call, const struct activity *activity, struct participant_id participant,
                           struct contribution *ret_contribution, size_t *ret_done, size_t *ret_all);
// "I'd rather not say": no mark, but not asked again.
CHECKED enum err mark_pass(struct call *call, const struct activity *activity, struct contribution_id contribution,
                           struct participant_id participant);

// RUN_WORKSHOP. A show of hands for one contribution: `hands` says for each value how many; who counted is written
// beside it. A newer count replaces the older, n 0 takes it back. ERR_INVALID: no value of this kind, or a number that
// cannot be; ERR_CONFLICT: the activity has not begun.
enum { MOST_HANDS = 10000 };
struct hands {
    int64_t value;
    int64_t people;
};
CHECKED enum err hand_count_put(struct call *call, const struct activity *activity, struct contribution_id contribution,
                                const struct hands *hands, size_t n);

#endif
