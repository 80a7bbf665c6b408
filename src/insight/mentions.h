// mentions.h - a summary by counting: what is mentioned by how many people, and when. What may be a word or a theme, when a step, a
// workshop or a month.
#ifndef SEMPRE_INSIGHT_MENTIONS_H
#define SEMPRE_INSIGHT_MENTIONS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct mention {
    const char *what;
    uint32_t period; // from 0
    int64_t person;  // who said it: any number that is theirs alone
};

struct mentioned {
    const char *what;
    int64_t people;     // who mentioned it at any time, each once: at most the sum of the periods
    int64_t *by_period; // who mentioned it in each
};
struct mentioned_list {
    struct mentioned *at; // by most people first; of equal ones in the order of the bytes
    size_t n, cap;
};

// Counts `n` mentions, the same by one person in one period once. Keeps what at least `least` people mentioned, and of that at most the
// `most` first. Nothing but counting: no word is guessed to mean another. O(n log n). ERR_INVALID: a period that is not below `periods`.
CHECKED enum err mentions_count(struct arena *arena, const struct mention *mentions, size_t n, size_t periods, int64_t least,
                                size_t most, struct mentioned_list *ret_list);

#endif
