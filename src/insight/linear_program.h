// linear_program.h - linear and integer programs: the one place that knows GLPK.
//
// Private to src/insight. GLPK: https://www.gnu.org/software/glpk/
#ifndef SEMPRE_INSIGHT_LINEAR_PROGRAM_H
#define SEMPRE_INSIGHT_LINEAR_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define LINEAR_ENDLESS INT64_MAX

struct linear_program; // columns x, rows low <= sum of factor * x <= high, the cost to be made smallest

struct linear_term {
    uint32_t column;
    double factor;
};

enum linear_outcome { LINEAR_SOLVED, LINEAR_IMPOSSIBLE, LINEAR_UNBOUNDED, LINEAR_FAILED };

// All columns between 0 and 0, without cost. Owned by the caller: linear_program_cleanup.
struct linear_program *linear_program_new(struct arena *arena, size_t columns);
void linear_program_cleanup(struct linear_program **program);

// Rows first, then all else. No column twice in a row; n > 0. A limit is LINEAR_ENDLESS where there is none above.
void linear_program_row(struct linear_program *program, const struct linear_term *terms, size_t n, int64_t low, int64_t high);
void linear_program_bounds(struct linear_program *program, uint32_t column, int64_t low, int64_t high);
void linear_program_cost(struct linear_program *program, uint32_t column, double cost);

// Goes on from the solution before. `whole`: after LINEAR_SOLVED, the same in whole numbers; fails where the search
// takes more than `nodes` steps (a count, not a time, so that the same input gives the same output).
enum linear_outcome linear_program_solve(struct linear_program *program);
enum linear_outcome linear_program_solve_whole(struct linear_program *program, size_t nodes);

// Keeps the basis of the last solution; the next solution begins from the one kept.
void linear_program_keep(struct linear_program *program);
void linear_program_begin_anew(struct linear_program *program);

double linear_program_value(const struct linear_program *program, uint32_t column); // of the last solution

#endif
