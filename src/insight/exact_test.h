// exact_test.h - do two yes-or-no questions hang together: Fisher's exact test of a table of four counts.
#ifndef SEMPRE_INSIGHT_EXACT_TEST_H
#define SEMPRE_INSIGHT_EXACT_TEST_H

#include "insight/statistics.h"

enum { EXACT_TEST_MOST = 100000 }; // cases

struct exact_test {
    enum lack lack; // LACK_ANSWERS: fewer than five cases; LACK_MARGIN; LACK_ROOM
    size_t n;
    double p;                 // both sides, as R counts: all tables no more likely than this one
    double odds_ratio;        // the conditional estimate of greatest likelihood (Fisher 1935); 0 or INFINITY where a cell forces it
    struct interval interval; // of the odds ratio, conditional too
};

// The table is {{a, b}, {c, d}}. O(smallest sum of a row or column).
struct exact_test exact_test_make(struct arena *arena, size_t a, size_t b, size_t c, size_t d);

#endif
