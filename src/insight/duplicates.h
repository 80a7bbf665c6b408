// duplicates.h - which of many sentences say nearly the same, by their letters. Sentences come folded (i18n/plain_words.h).
//
// A sentence is the set of its runs of three signs, a space put before and behind it. Two sentences are as alike as the share of their
// runs that both have, |A and B| / |A or B| (Broder 1997, On the resemblance and containment of documents). The pairs worth looking at
// are those with the same least values of hashes of the runs: 24 bands of 4 values of 16 bits, each from a hash of its own (MinHash;
// Indyk and Motwani 1998, Approximate nearest neighbors). Those whose values differ too often are left out (b-bit minwise hashing, Li
// and Koenig 2010); every other is compared exactly, so what is found is as alike as it says. A pair as alike as s is found with
// probability 1 - (1 - s^4)^24, of which the second step takes about a thousandth: 0.96 at 0.6, 0.998 at 0.7.
#ifndef SEMPRE_INSIGHT_DUPLICATES_H
#define SEMPRE_INSIGHT_DUPLICATES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { DUPLICATES_MOST = 1 << 20 }; // sentences
#define DUPLICATES_LEAST 0.6        // how alike sentences are that mostly say the same

struct duplicate_pair {
    uint32_t one, other; // sentences; one < other
    double similarity;   // from `least` to 1
};
struct duplicate_pairs {
    struct duplicate_pair *at; // most alike first, then by one, then by other
    size_t n, cap;
};

// Pairs of `n` sentences at least as alike as `least`. Sentences that are the same byte for byte are paired with the first of them and
// only that one with others. An empty sentence is like none. Where more than `near` sentences meet in a band, each is compared with the
// `near` before it, and so many pairs of a sentence with those before it are kept, the most alike ones: near is 2^26 / 24 / n, at least
// 32. So the time is O(length of all + n * 24 * near) at worst, and mostly near to the first part. Bytes that are no UTF-8 are signs of
// their own. The same sentences give the same pairs on every machine. Errors: ERR_INVALID: `least` not above 0 and at most 1;
// ERR_LIMIT: more than DUPLICATES_MOST sentences, or 2^31 bytes.
CHECKED enum err duplicates_find(struct arena *arena, const char *const *sentences, size_t n, double least,
                                 struct duplicate_pairs *ret_pairs);

// Two sentences that were told apart by people, in any order.
struct told_apart {
    uint32_t one, other;
};
struct duplicate_group {
    uint32_t *members; // ascending
    size_t n;          // at least 2
    double similarity; // of the least alike pair that joined them
};
struct duplicate_groups {
    struct duplicate_group *at; // the largest first, then by the first member
    size_t n, cap;
};

// Joins pairs in their order, so that whatever hangs together is one group; groups are not joined where anybody told a sentence of one
// from a sentence of the other, nor where they have different labels. `sentences`: how many there are; `labels`: of each, where people
// put it already, 0: nowhere; or NULL. O(pairs * apart_n + sentences).
void duplicates_group(struct arena *arena, size_t sentences, const struct duplicate_pairs *pairs, const struct told_apart *apart,
                      size_t apart_n, const uint32_t *labels, struct duplicate_groups *ret_groups);

#endif
