// result.h - what an activity brought: per contribution the counts of each value, ready for an audience, and the orders in which
// people want to read them.
#ifndef SEMPRE_WORKSHOPS_RESULT_H
#define SEMPRE_WORKSHOPS_RESULT_H

#include "workshops/audience.h"
#include "workshops/mark.h"

enum { RESULT_VALUES = 12 };

struct result_row {
    struct contribution contribution;
    const char *theme;                       // NULL: none
    struct figure figures[RESULT_VALUES];    // by the kind's values, in their order
    struct figure whole;                     // people who marked it
    struct figure hands[RESULT_VALUES];      // counted in the room, shown apart
    bool has_hands;
    struct figure sum;                       // of value x people, for kinds that add up (dots)
    double agreement;                        // -1..1: (agree - disagree) / all, from true counts; 0 where hidden
    double division;                         // 0..1: how evenly agree and disagree split those who took a side
    int bar[RESULT_VALUES];                  // thousandths of the widest bar, 0 where has_bar is false
};
struct result_list {
    struct result_row *at;
    size_t n, cap;
};

enum result_order { ORDER_AS_PUT, ORDER_MOST, ORDER_AGREEMENT, ORDER_DIVISION };

// The result of an activity for an audience. At most `most` rows from `skip` in the given order. Costs no more for a million marks
// than for a thousand: it reads tallies only. Rows whose figures are hidden are ordered among themselves as put, so that the order
// tells nothing.
CHECKED enum err result_read(struct call *call, const struct activity *activity, enum audience audience,
                             enum result_order order, size_t skip, size_t most, struct result_list *ret_list,
                             struct figure *ret_people, size_t *ret_all);

// Which audience the caller is for a workshop: TEAM with VIEW_NETWORK, ROOM with a joined participant while it is open, else PUBLIC.
enum audience audience_of(struct call *call, const struct workshop *workshop);

#endif
