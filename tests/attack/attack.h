// attack.h - somebody who reads all that was published and tries to learn a hidden count. Written apart from src/insight: it has code,
// words and ways of its own, and finds its proofs by trying.
#ifndef SEMPRE_TESTS_ATTACK_ATTACK_H
#define SEMPRE_TESTS_ATTACK_ATTACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum sight { NOT_THERE, SEEN, BLANK, ALMOST }; // of a cell on a page: no such line, a number, hidden, "nearly all"

struct page_cell {
    enum sight sight;
    int64_t seen;     // the number; with "nearly all" that of the whole
    bool is_current;  // somebody told that the figure is of this date, not an older one that stayed
    bool is_close;    // somebody told that the count is and always was less than `small` away from it
    bool is_same;     // somebody told that the count did not change since the page before
};

struct attacked_sum {
    uint32_t total;
    const uint32_t *parts;
    size_t n;
};

struct pages {
    size_t cells, n;               // n pages, oldest first
    const struct page_cell *cell;  // n x cells
    const struct attacked_sum *sums;
    size_t sums_n;
    const uint32_t *whole; // UINT32_MAX: none
    int64_t small;         // counts below are hidden
    bool only_grows;
    bool keeps_rules; // the pages follow the rules of src/insight/disclosure.h, which everybody can read
};

struct attack {
    size_t tried;     // values that had to be possible
    size_t excluded;  // of these: proved to be impossible, so somebody's count was narrowed
    size_t undecided; // neither a proof nor a table with this value was found
    size_t page, first_cell; // the first excluded or undecided
    int64_t first_value;
};

struct attack attack_pages(struct arena *arena, const struct pages *pages);

#endif
