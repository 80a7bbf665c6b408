// agreement.h - do questions measure one thing, do two people judge alike.
#ifndef SEMPRE_INSIGHT_AGREEMENT_H
#define SEMPRE_INSIGHT_AGREEMENT_H

#include <stdint.h>

#include "insight/statistics.h"

struct reliability {
    enum lack lack; // LACK_QUESTIONS, LACK_PEOPLE, LACK_NUMBER, LACK_SPREAD: everybody has the same sum
    size_t people, questions;
    double alpha;             // at most 1; below 0 where questions contradict each other
    struct interval interval; // Feldt 1965
};

// Cronbach's (1951) alpha of `answers`, row after row: person i answered question j with answers[i * questions + j].
// O(people * questions).
struct reliability reliability_make(struct arena *arena, const double *answers, size_t people, size_t questions);

struct agreement {
    enum lack lack; // LACK_JUDGED, LACK_SPREAD: both put everything into one category
    size_t n;
    double agreed;                  // share of cases on which the two agree
    double kappa;                   // Cohen 1960: how much of what chance leaves; 1: always, 0: as chance would, below: less
    double standard_error;          // Fleiss, Cohen and Everitt 1969
    struct interval interval;       // kappa +- 1.96 standard errors, within -1 and 1
};

// `one` and `other`: the category, below `categories`, into which each put the n cases. O(n + categories squared).
struct agreement agreement_make(struct arena *arena, const uint32_t *one, const uint32_t *other, size_t n, size_t categories);

#endif
