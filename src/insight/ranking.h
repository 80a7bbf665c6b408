// ranking.h - an order of things from comparisons of two at a time, how sure it is, and which two to ask about next.
//
// The model (Bradley and Terry 1952): thing i is preferred to j with probability 1 / (1 + exp(score j - score i)). The scores are those
// with the greatest logarithm of likelihood less alpha * (sum of squared scores); their sum is 0.
#ifndef SEMPRE_INSIGHT_RANKING_H
#define SEMPRE_INSIGHT_RANKING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { RANKING_MOST = 1000 };    // things
enum { RANKING_LEAST_EACH = 5 }; // comparisons a thing must be in before its place means anything
#define RANKING_ALPHA 0.1        // where nothing else is asked for

struct comparison {
    uint32_t winner, loser;
};

struct pair_counts {
    size_t items, comparisons;
    uint32_t *wins; // items x items: wins[i * items + j]: how often i was preferred to j
};

// Counts n comparisons of things below `items`. O(n + items squared). Errors: ERR_INVALID: a thing outside, or compared with itself;
// ERR_LIMIT: more than RANKING_MOST things, or 2^31 comparisons.
CHECKED enum err pair_counts_make(struct arena *arena, const struct comparison *comparisons, size_t n, size_t items,
                                  struct pair_counts *ret_counts);

enum ranking_lack {
    RANKING_ENOUGH,
    RANKING_NO_PAIR,      // fewer than two things
    RANKING_NOT_COMPARED, // `lacking` was in no comparison
    RANKING_APART,        // no chain of comparisons leads to `lacking` from the first thing
    RANKING_FEW,          // `lacking` was in fewer than RANKING_LEAST_EACH
    RANKING_ENDLESS,      // alpha is 0 and some were never preferred to any of the others: their scores would be without end
    RANKING_LACK_COUNT,
};

// One plain English sentence, a msgid; "" for RANKING_ENOUGH. Static.
const char *ranking_lack_sentence(enum ranking_lack lack);

struct ranking {
    size_t items;
    double alpha;
    enum ranking_lack lack; // the scores are there nevertheless, except for RANKING_ENDLESS and RANKING_NO_PAIR
    uint32_t lacking;       // the first such thing
    double *score;          // NULL where there are none
    double *standard_error; // of the score as a distance from the mean of all: from the curvature at the top, with the penalty
    double *covariance;     // items x items
    uint32_t *order;        // best first; of equal scores the lower number
};

// Minorisation and maximisation (Hunter 2004) begins, Newton's method with halved steps ends to the last digits; the same counts give
// the same digits. O(items cubed). Errors: ERR_INVALID: alpha is neither 0 nor from 1e-9 to 1e6.
CHECKED enum err ranking_make(struct arena *arena, const struct pair_counts *counts, double alpha, struct ranking *ret_ranking);

// The two things whose comparison tells most about the scores (the gain in the determinant of their information, MacKay 1992), for
// somebody who compared `seen` already: never a pair a second time, and less often what that person has seen before. `salt` (the person,
// for instance) parts people where pairs are equally good. O(items squared + n). false: this person has seen all pairs, or there are no
// scores.
bool pair_next(struct arena *arena, const struct ranking *ranking, const struct comparison *seen, size_t n, uint64_t salt,
               struct comparison *ret_pair);

#endif
