// proportion.h - how large a share is in everybody, judged by those who answered.
#ifndef SEMPRE_INSIGHT_PROPORTION_H
#define SEMPRE_INSIGHT_PROPORTION_H

#include "insight/statistics.h"

struct proportion {
    enum lack lack; // LACK_ANSWERS, LACK_SENSE
    size_t successes, n;
    double share;
    struct interval wilson; // Wilson 1927, without correction for continuity: right on average
    struct interval exact;  // Clopper and Pearson 1934: never too narrow
};

// O(1).
struct proportion proportion_make(size_t successes, size_t n);
// The same without the exact interval (0 to 0), whose quantiles of the beta distribution cost a hundred times all else: for pages that look at
// every statement.
struct proportion proportion_wilson(size_t successes, size_t n);

#endif
