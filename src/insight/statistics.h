// statistics.h - what all statistics share: when they refuse to speak, and figures of one row of numbers.
//
// A statistic is given what people answered and says so where it cannot say more: `lack` is LACK_NOTHING, or the reason, and the
// figures that need more are 0 then. Every interval is one of 95 %.
#ifndef SEMPRE_INSIGHT_STATISTICS_H
#define SEMPRE_INSIGHT_STATISTICS_H

#include "base/arena.h"
#include "insight/distribution.h"

enum { STATISTIC_LEAST = 5 }; // answers, pairs, people: fewer tell nothing about everybody, and something about each of them
#define STATISTIC_SHARE 0.95

enum lack {
    LACK_NOTHING,
    LACK_ANSWERS, // fewer than STATISTIC_LEAST
    LACK_PAIRS,
    LACK_GROUPS,
    LACK_PEOPLE,
    LACK_JUDGED,
    LACK_QUESTIONS, // fewer than two
    LACK_SPREAD,    // everything is the same
    LACK_MARGIN,    // an empty row or column
    LACK_NUMBER,    // not a number, or not one to calculate with
    LACK_SENSE,     // more successes than trials
    LACK_ROOM,      // more than an exact test can count
    LACK_COUNT,
};

// One plain English sentence, a msgid; "" for LACK_NOTHING. Static.
const char *lack_sentence(enum lack lack);

struct summary {
    enum lack lack; // LACK_ANSWERS, LACK_NUMBER
    size_t n;
    double mean, median, deviation; // the deviation of the sample: divided by n - 1
};

// O(n log n). `values` is left as it is.
struct summary summary_make(struct arena *arena, const double *values, size_t n);

// Mean, and the sum of squared distances from it, in two passes; 0 where n is 0.
double mean_of(const double *values, size_t n);
double squares_of(const double *values, size_t n, double mean);

// Are they finite and small enough (below 1e100) that squares and products of them stay so?
bool are_numbers(const double *values, size_t n);

// Places from 1 in ascending order into ret_places; equal values share the mean of theirs. O(n log n).
void places_make(struct arena *arena, const double *values, size_t n, double *ret_places);

#endif
