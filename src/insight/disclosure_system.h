// disclosure_system.h - what an attacker knows as a system of sums over unknowns, and whether a value is still possible in it.
//
// A variable is one cell as long as its count does not change. The rows (sums of each date, growth) never change; what is known of a
// variable (its limits) and what must be possible (the wishes) follow from the figures and are worked out anew by disclosure_system_refresh.
// Private to src/insight.
#ifndef SEMPRE_INSIGHT_DISCLOSURE_SYSTEM_H
#define SEMPRE_INSIGHT_DISCLOSURE_SYSTEM_H

#include "insight/disclosure.h"
#include "insight/linear_program.h"

#define NO_VARIABLE UINT32_MAX
#define NO_COLUMN UINT32_MAX

struct cell_variable {
    int64_t count;
    int64_t low, high;    // what is known: low == high where it was published
    uint32_t column;      // of the linear program, or NO_COLUMN where an earlier release told it for good
    uint32_t more, less;  // columns by which it may be off while openers are sought, or NO_COLUMN
};

struct system_row { // low <= sum of the first `plus` variables - sum of the others <= high
    uint32_t *variables;
    size_t n, plus;
    int64_t low, high;
};

struct wish { // one of these values must be possible
    uint32_t variable, cell;
    size_t release;
    int64_t values[2];
    size_t n, slot; // of two wishes for one cell the first or the second
};

struct row_list {
    struct system_row *at;
    size_t n, cap;
};

struct wish_list {
    struct wish *at;
    size_t n, cap;
};

struct limits {
    int64_t low, high;
};

struct witness { // a table of whole numbers in which all rows hold
    int64_t *values;
    size_t broken; // variables outside of what is known of them
};

struct disclosure_system {
    struct arena *arena;
    const struct disclosure_tables *tables;
    const struct release *releases;
    size_t releases_n;
    bool *is_same;         // releases x cells: as it was in the release before, and known to be
    uint32_t *variable_of; // releases x cells
    struct cell_variable *variables;
    size_t variables_n;
    struct limits *limits; // per variable, while they are worked out
    struct row_list rows;
    struct wish_list wishes;
    struct witness *witnesses; // the first is the truth; of the others the oldest gives way
    size_t witnesses_n, witnesses_cap, next_witness;
    uint32_t *met; // per variable and value of its wish the witness that met it last
    struct linear_program *program;
};

// `is_open`: the figures of the last release are still being chosen. Errors as of disclosure_audit. The caller calls
// disclosure_system_cleanup, also after an error.
CHECKED enum err disclosure_system_make(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases,
                                        size_t n, bool is_open, struct disclosure_system *ret_system);

void disclosure_system_cleanup(struct disclosure_system *system);

// After the figures of the last release changed.
void disclosure_system_refresh(struct disclosure_system *system);

// (disclosure_question.c) Begins with the truth; then one variable is known to be between low and high.
void disclosure_witnesses_make(struct disclosure_system *system);
void disclosure_know(struct disclosure_system *system, uint32_t variable, int64_t low, int64_t high);

// NOT_DECIDED: the search for whole numbers was broken off (unknowns without a limit can lead it on for ever).
enum possible { POSSIBLE, IMPOSSIBLE, NOT_DECIDED };
enum possible disclosure_system_ask(struct disclosure_system *system, const struct wish *wish);
bool disclosure_system_grants(struct disclosure_system *system, const struct wish *wish); // whether it is surely possible

// The least and the greatest value of a variable.
void disclosure_system_range(struct disclosure_system *system, uint32_t variable, int64_t *ret_low, int64_t *ret_high);

// The cells of the last release whose figures, were they not given, would make the wish possible at the least cost. `costs`: per cell, 0
// where the figure cannot be withheld. False: there are none.
bool disclosure_system_openers(struct disclosure_system *system, const struct wish *wish, const double *costs, bool *ret_cells);

static inline uint32_t cell_variable_at(const struct disclosure_system *system, size_t release, uint32_t cell)
{
    return system->variable_of[release * system->tables->cells + cell];
}

// --- the rules (disclosure_rules.c) ---

// ERR_INVALID, ERR_LIMIT as of disclosure_audit. The last release may have no figures yet.
CHECKED enum err disclosure_check(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n);

// Per release and cell whether it is known to be as it was in the release before: the same count, of the same parts.
bool *disclosure_find_same(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n);

// The figure of a cell of the last release, if it is withheld or not; the figure of its whole must be there already.
struct cell_figure disclosure_figure(const struct disclosure_system *system, uint32_t cell, bool is_withheld);

// Whether the figure tells the count: a number that is new, or that stayed while the cell is known to be as it was.
bool figure_is_exact(const struct disclosure_system *system, size_t release, uint32_t cell);

// Whether the count is nearly all of a whole whose number is shown and exact.
bool figure_is_nearly_all(const struct disclosure_system *system, size_t release, uint32_t cell);

// The smallest count that a figure of the cell in the first n releases can mean; INT64_MAX where it was always hidden.
int64_t disclosure_smallest_shown(const struct disclosure_system *system, size_t n, uint32_t cell);

#endif
