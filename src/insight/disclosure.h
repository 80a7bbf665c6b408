// disclosure.h - which counts of a set of linked tables must stay hidden, so that no hidden one can be worked out from all that was
// ever published.
//
// Words: a cell is one count (a statement's "agree" in a workshop, the total of a workshop); a release freezes all cells of a network at
// one date and says what the public sees of each. Below `k` (5) a count is small and is never shown, zero included. What is published
// stays published, so a reader may lay all releases beside each other.
//
// Cells joined by sums and wholes are a block. Blocks share no unknown, so each is audited and protected by itself: give everything at once.
//
// What the reader (the attacker) is taken to know, besides every figure ever shown:
//  * all sums, at every date, and that counts are whole and not negative; with `is_growing` also that no count ever fell;
//  * which counts did not change between two releases (the step was over): such a cell is one unknown, not two. Not so a total of which
//    parts came or went;
//  * this program. A hidden cell never shown before is small or protects another; one that was shown and is hidden now is small; hidden
//    in a whole of which the number is shown is not "nearly all" of it; a number that stayed though its count changed by less than k
//    has a count less than k away (as long as it was never further away: nobody sees it come back).
// What they know of their own vote is not in it (SECURITY.md).
//
// A release passes when each hidden cell, in every release, may still be 0 and may still be k - 1; "nearly all", also where it stayed, may
// still lack 0 and k - 1; a number that stayed may still be exact and may still be k - 1 off (up or down). "May" means: there is a table of
// whole numbers, equal to everything known, that has this value there. It is found by linear programs (by integer ones where these give
// fractions) and checked in whole numbers, so a pass never rests on rounding. Hidden cells that only protect others are held to the same,
// so nobody can tell which these are.
//
// Rules of figures (`disclosure_protect` follows them):
//  * A number replaces nothing, or only numbers it equals or differs from by at least k: from all ever shown of this cell, not just the
//    last. Otherwise the last figure stays; nothing that was shown is taken away to protect something else.
//  * A cell that was hidden and did not change since stays hidden.
//  * A figure that was shown gives way to "hidden" only where the count is small and everything shown was at least 2k - 1: else hiding
//    would itself say how small.
//  * A part that lacks less than k of its shown whole reads "nearly all", where the whole is at least 2k - 1.
//
// Sources: the cell suppression problem in linked tables, Fischetti and Salazar, "Solving the cell suppression problem on tabular data
// with linear constraints" (Management Science 47, 2001) and Castro, "Recent advances in optimization techniques for statistical tabular
// data protection" (EJOR 216, 2012); the linear program that proposes what to hide, Kelly, Golden and Assad, "Cell suppression: disclosure
// protection for sensitive tabular data" (Networks 22, 1992); rules that tell what they hide, Wong, Fu, Wang and Pei, "Minimality attack
// in privacy preserving data publishing" (VLDB 2007). Linear and integer programs by GLPK.
//
// Cost: one linear program of as many unknowns as there are different hidden counts, for each value that must be possible and was not met
// in a solution before; a release of 3 workshops of 10 statements takes some 25 ms (docs/internals/disclosure.md).
#ifndef SEMPRE_INSIGHT_DISCLOSURE_H
#define SEMPRE_INSIGHT_DISCLOSURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { DISCLOSURE_K = 5 };              // counts below are small
enum { DISCLOSURE_MOST = 1000000 };     // cells times releases
enum { DISCLOSURE_COUNT_MOST = 1 << 30 };
enum { DISCLOSURE_ABSENT = -1 };        // as a count: the cell is not there at this date, and everybody knows
#define DISCLOSURE_NO_WHOLE UINT32_MAX
#define DISCLOSURE_ENDLESS INT64_MAX

struct cell_sum { // counts[total] = sum of counts[parts[i]], at every date where the total is there; absent parts count 0
    uint32_t total;
    const uint32_t *parts;
    size_t n;
};

struct disclosure_tables {
    size_t cells;
    const struct cell_sum *sums;
    size_t sum_count;
    const uint32_t *whole;  // per cell the cell it may be "nearly all" of, or DISCLOSURE_NO_WHOLE; NULL: none of them
    const uint16_t *weight; // per cell how much it would be missed, 1 to 1000; NULL: all alike
    int64_t k;              // DISCLOSURE_K
    bool is_growing;        // everybody knows that no count ever falls
    uint64_t salt;          // nobody outside knows it: of equally good cells it decides which is hidden
};

enum cell_display { CELL_ABSENT, CELL_NUMBER, CELL_HIDDEN, CELL_NEARLY_ALL };

struct cell_figure { // what the public sees of a cell
    enum cell_display display;
    int64_t number; // of CELL_NUMBER; of CELL_NEARLY_ALL that of the whole. Both may be from an earlier release: they stayed.
};

struct release {
    const int64_t *counts;             // per cell the true count, or DISCLOSURE_ABSENT
    const struct cell_figure *figures; // per cell; CELL_ABSENT exactly where the count is
};

struct narrowed_cell { // something that should have been possible and is not
    size_t release;    // the first in which the cell read so
    uint32_t cell;
    int64_t low, high; // what it may be; high may be DISCLOSURE_ENDLESS. Equal: it is known.
    bool is_certain;   // false: no table was found, nor was it proved that there is none
};

struct disclosure_audit {
    struct narrowed_cell *narrowed; // by release, then cell
    size_t n;
    size_t checked; // hidden cells, "nearly all" and numbers that stayed, each counted once as long as its count does not change
};

// Everything ever published, oldest first. Errors: ERR_INVALID: sums that do not add up, a cell outside or twice in a sum, figures and
// counts that contradict each other, k below 2; ERR_LIMIT: more than DISCLOSURE_MOST, a count above DISCLOSURE_COUNT_MOST, or too little
// memory.
CHECKED enum err disclosure_audit(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                                  struct disclosure_audit *ret_audit);

struct protected_release { // counts and figures are what is to be kept as the new release
    int64_t *counts;             // per cell: as given, but of a refused block those of the release before
    struct cell_figure *figures; // per cell
    bool *is_refused;            // per cell: no new figures of its block pass; what the release before said stays
    size_t blocks, refused;      // all blocks; those of them that are refused
    size_t small;                // cells of the others that are not shown because of what they are (small, or too little changed)
    size_t withheld;             // ... that are not shown only to protect others
};

// The figures of a new release after the n that were published before and passed, with these counts. Greedy: where a value is not possible,
// a linear program proposes the cells to withhold that make it so at the least weight; in the end each withheld cell is shown again where
// the others allow it, heaviest first. Same input, same output. Errors as above.
//
// A block that no figures pass for is refused, and does not refuse the others: its older figures stay. Keep it with the counts it gets here,
// those of the release before (DISCLOSURE_ABSENT where it was in none), never with the new ones: it took no part, nobody learned anything
// of it at this date, and so later releases read it.
CHECKED enum err disclosure_protect(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                                    const int64_t *counts, struct protected_release *ret_release);

#endif
