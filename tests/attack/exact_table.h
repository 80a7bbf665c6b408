// exact_table.h - the search for a table once more, in fractions without rounding: slow, asked where rounding left a question open.
#ifndef SEMPRE_TESTS_ATTACK_EXACT_TABLE_H
#define SEMPRE_TESTS_ATTACK_EXACT_TABLE_H

#include "table.h"

struct exact_problem { // all numbers are whole; unknowns that are known have no column
    size_t unknowns, columns, rows;
    const double *factors;   // rows x columns
    const uint32_t *outside; // the unknown of each column
    const double *low, *high; // of each unknown, then of the sum that each row is
};

// Begins from values in which the rows hold, though limits may not. GAVE_UP: too many branches. FOUND: the values are of a table.
enum found exact_find(const struct exact_problem *problem, const double *start, double *ret_values);

#endif
