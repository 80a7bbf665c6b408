// difference.h - did something change, do two groups differ, and how much: t-tests, effect sizes, ranks.
#ifndef SEMPRE_INSIGHT_DIFFERENCE_H
#define SEMPRE_INSIGHT_DIFFERENCE_H

#include "insight/statistics.h"

struct effect {
    double size;
    struct interval interval; // from the noncentral t distribution
};

struct difference {
    enum lack lack;              // LACK_PAIRS or LACK_GROUPS, LACK_NUMBER, LACK_SPREAD
    struct summary one, other;
    double difference;           // of the means: paired: other - one, the change; two groups: one - other, as R subtracts
    struct interval interval;
    double t, freedom, p;        // p: both sides
    struct effect cohen, hedges; // paired: of the differences (d_z); two groups: of the pooled deviation
    double rank_biserial;        // -1 to 1: what speaks for a rise less what speaks for a fall, in ranks
};

// The same n people before and after: the paired t-test (Student 1908), Kerby's (2014) matched rank-biserial correlation, which leaves
// out who did not change. LACK_SPREAD: everybody changed by the same (rounding apart); means are given. O(n log n).
struct difference difference_paired(struct arena *arena, const double *before, const double *after, size_t n);

// Two groups that share nobody: Welch's (1947) t-test, which lets their deviations differ; Cohen's d and Hedges' g as Hedges and Olkin
// (1985); Glass's (1966) rank-biserial correlation. O(n log n).
struct difference difference_welch(struct arena *arena, const double *one, size_t one_n, const double *other, size_t other_n);

#endif
