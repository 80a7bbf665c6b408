// disclosure_fewest_fixture.h - for tests: how few cells of one small release can be withheld, by an integer program that knows all at once.
//
// A switch per cell says whether it is withheld; small counts always are. For each cell and each value that must be possible if it is not
// shown there is a whole table of its own, which keeps all sums and may differ from the counts only where the switches allow it (Fischetti
// and Salazar 2001, with one table for each attack instead of cuts).
#ifndef SEMPRE_INSIGHT_DISCLOSURE_FEWEST_FIXTURE_H
#define SEMPRE_INSIGHT_DISCLOSURE_FEWEST_FIXTURE_H

#include <math.h>

#include "insight/disclosure.h"
#include "insight/linear_program.h"

enum { FEWEST_CELLS = 32, FEWEST_STEPS = 200000 };

static inline void fewest_row(struct linear_program *program, uint32_t one, double factor, uint32_t other, double other_factor, int64_t low,
                              int64_t high)
{
    struct linear_term terms[2] = {{one, factor}, {other, other_factor}};
    linear_program_row(program, terms, 2, low, high);
}

// The table of cell `own` with the value it must be able to have; its columns begin at `first`.
static inline void fewest_table(struct linear_program *program, const struct disclosure_tables *tables, const int64_t *counts, uint32_t own,
                                int64_t value, uint32_t first, int64_t most)
{
    for (size_t s = 0; s < tables->sum_count; s++) {
        struct linear_term terms[FEWEST_CELLS];
        size_t n = 0;
        for (; n < tables->sums[s].n; n++)
            terms[n] = (struct linear_term){first + tables->sums[s].parts[n], 1};
        terms[n++] = (struct linear_term){first + tables->sums[s].total, -1};
        linear_program_row(program, terms, n, 0, 0);
    }
    for (uint32_t c = 0; c < tables->cells; c++) { // as counted, unless withheld
        fewest_row(program, first + c, 1, c, (double)-most, -LINEAR_ENDLESS, counts[c]);
        fewest_row(program, first + c, 1, c, (double)counts[c], counts[c], LINEAR_ENDLESS);
        linear_program_bounds(program, first + c, 0, counts[c] + most);
    }
    double off = (double)(value - counts[own]); // the switch on: own = value
    if (off != 0)
        fewest_row(program, first + own, 1, own, -off, off < 0 ? -LINEAR_ENDLESS : counts[own], off < 0 ? counts[own] : LINEAR_ENDLESS);
}

// Withheld cells beside the small ones; -1: the search was too long.
static inline int fewest_withheld(struct arena *arena, const struct disclosure_tables *tables, const int64_t *counts)
{
    uint32_t cells = (uint32_t)tables->cells, first = cells;
    struct linear_program *program CLEANUP(linear_program_cleanup) = linear_program_new(arena, cells + 2 * cells * cells);
    int64_t most = tables->k;
    int small = 0;
    for (uint32_t c = 0; c < cells; c++)
        most += counts[c];
    for (uint32_t c = 0; c < cells; c++)
        for (int64_t value = 0; value < tables->k; value += tables->k - 1, first += cells)
            fewest_table(program, tables, counts, c, value, first, most);
    for (uint32_t c = 0; c < cells; c++) {
        linear_program_bounds(program, c, counts[c] < tables->k, 1);
        linear_program_cost(program, c, 1);
        small += counts[c] < tables->k;
    }
    if (linear_program_solve(program) != LINEAR_SOLVED || linear_program_solve_whole(program, FEWEST_STEPS) != LINEAR_SOLVED)
        return -1;
    double withheld = 0;
    for (uint32_t c = 0; c < cells; c++)
        withheld += linear_program_value(program, c);
    return (int)lround(withheld) - small;
}

#endif
