// result.h - what an activity brought: per contribution the counts of each value, ready for an audience, and the orders
// in which people want to read them.
#ifndef SEMPRE_WORKSHOPS_RESULT_H
#define SEMPRE_WORKSHOPS_RESULT_H

#include "workshops/audience.h"
#include "workshops/mark.h"

enum { RESULT_VALUES = 12 };

struct result_row {
    struct contribution contribution;
    struct figure figures[RESULT_VALUES];    // by the kind's values, in their order
    struct figure whole;                     // people who marked it
    struct figure hands[RESULT_VALUES];      // counted in the room, shown apart
    bool has_hands;
    struct figure sum;                       // of value x people, for kinds that add up (dots)
    // Of the values given, hands apart. Only where every count is shown: of a part it would be wrong, of all it would tell
    // what is hidden.
    double mean;
    bool has_mean;
    // From what the audience may see, hands included: a hidden count stands for an equal part of what the shown ones
    // leave of the whole, so that neither number nor order tells more than the figures do. 0 where the whole is hidden.
    double agreement;                        // -1..1: mean of the values, the lowest of the kind -1, the highest 1
    double division;                         // 0..1: how evenly those who took a side split: 2 min(a, d) / (a + d)
    int bar[RESULT_VALUES];                  // thousandths of `whole`; 0 where has_bar is false
    int sum_bar;                             // thousandths of the largest sum (else the largest whole) that is shown
    bool is_published;                       // public: a release has figures of it, hidden ones or not
    bool counts_people;                      // it is for the public; `sum` counts people, not dots
};
struct result_list {
    struct result_row *at;
    size_t n, cap;
};

// Orders weigh with how many answered (two more answers in the middle), so that one voice alone is not "all of us".
enum result_order { ORDER_AS_PUT, ORDER_MOST, ORDER_AGREEMENT, ORDER_DIVISION };

// The result of an activity for an audience. At most `most` rows from `skip` in the given order. Costs no more for a
// million marks than for a thousand: it reads tallies only, for the public what releases show and no live count. Rows
// whose figures are hidden are ordered among themselves as put, so that the order tells nothing.
CHECKED enum err result_read(struct call *call, const struct activity *activity, enum audience audience,
                             enum result_order order, size_t skip, size_t most, struct result_list *ret_list,
                             struct figure *ret_people, size_t *ret_all);

// The rows of an activity one after the other, without words, in the order given; and what is known of all of them.
struct result_whole {
    struct figure people;
    int64_t tallies;                         // finding_hash of what is counted; 0 for kinds without findings
};
CHECKED enum err result_each(struct call *call, const struct activity *activity, enum audience audience, enum result_order order,
                             void (*see)(void *context, const struct result_row *row), void *context, struct result_whole *ret_whole);

// The rows of these, with words, in the order of the ids; what is not shown any more is left out.
CHECKED enum err result_read_these(struct call *call, const struct activity *activity, enum audience audience,
                                   const struct contribution_ids *ids, struct result_list *ret_list);

// True counts of the contributions in one state, those the team keeps out of sight too; as put, at most `most`.
// VIEW_NETWORK.
CHECKED enum err result_read_state(struct call *call, const struct activity *activity, enum contribution_state state,
                                   size_t most, struct result_list *ret_list);

// Reads at once what result_read needs of every step of one workshop for this audience, so that a page with the results of forty steps
// asks the database no more often than one with two. The activities of `list` keep it: the list must stay while results are read.
CHECKED enum err result_read_ahead(struct call *call, struct activity_list *list, enum audience audience);
// Reads at once what results in several orders of one activity have in common.
CHECKED enum err result_read_counts(struct call *call, struct activity *activity, enum audience audience);

// Which audience the caller is for a workshop: TEAM with VIEW_NETWORK, ROOM with a joined participant while it is open,
// else PUBLIC.
enum audience audience_of(struct call *call, const struct workshop *workshop);

#endif
