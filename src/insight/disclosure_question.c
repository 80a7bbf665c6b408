// disclosure_question.c - whether a value is possible: asked of the solutions found before, then of the linear program.
#include <math.h>

#include "base/rand.h"
#include "insight/disclosure_system.h"

enum { OTHER_CORNERS = 4, SEARCH_STEPS = 300, WITNESSES_MOST = 1024, WITNESS_BYTES = 32 * 1024 * 1024 };

// --- solutions found ---

static bool is_outside(int64_t value, int64_t low, int64_t high)
{
    return value < low || value > high;
}

static bool do_rows_hold(const struct disclosure_system *system, const int64_t *values)
{
    for (size_t r = 0; r < system->rows.n; r++) {
        const struct system_row *row = &system->rows.at[r];
        int64_t together = 0;
        for (size_t i = 0; i < row->n; i++)
            together += i < row->plus ? values[row->variables[i]] : -values[row->variables[i]];
        if (is_outside(together, row->low, row->high))
            return false;
    }
    return true;
}

// The place for the next: a new one, or that of the oldest but the truth. Its values may be written though it is not taken yet.
static struct witness *witness_place(struct disclosure_system *system)
{
    struct witness *witness = &system->witnesses[system->next_witness];
    if (witness->values == NULL)
        witness->values = ARENA_ARRAY(system->arena, int64_t, system->variables_n + 1);
    return witness;
}

// Takes over what the linear program found, if it is right in whole numbers. Returns its number, or 0.
static uint32_t add_witness(struct disclosure_system *system)
{
    struct witness *witness = witness_place(system);
    witness->broken = 1; // nothing to go by until it is checked
    for (size_t v = 0; v < system->variables_n; v++) {
        const struct cell_variable *variable = &system->variables[v];
        double value = variable->column == NO_COLUMN ? (double)variable->count : linear_program_value(system->program, variable->column);
        if (!(fabs(value) < 4e15) || fabs(value - round(value)) > 1e-6)
            return 0;
        witness->values[v] = llround(value);
        if (is_outside(witness->values[v], variable->low, variable->high))
            return 0;
    }
    if (!do_rows_hold(system, witness->values))
        return 0;
    witness->broken = 0;
    uint32_t number = (uint32_t)system->next_witness;
    if (system->witnesses_n <= number)
        system->witnesses_n = number + 1;
    if (++system->next_witness == system->witnesses_cap)
        system->next_witness = 1;
    return number;
}

void disclosure_witnesses_make(struct disclosure_system *system)
{
    size_t cap = WITNESS_BYTES / sizeof(int64_t) / (system->variables_n + 1);
    system->witnesses_cap = cap < 16 ? 16 : cap > WITNESSES_MOST ? WITNESSES_MOST : cap;
    system->witnesses = ARENA_ARRAY(system->arena, struct witness, system->witnesses_cap);
    system->met = ARENA_ARRAY(system->arena, uint32_t, 2 * system->variables_n + 1);
    struct witness *truth = witness_place(system);
    for (size_t v = 0; v < system->variables_n; v++)
        truth->values[v] = system->variables[v].count;
    system->witnesses_n = system->next_witness = 1;
}

static bool has_value(const struct disclosure_system *system, uint32_t number, uint32_t variable, int64_t value)
{
    return system->witnesses[number].broken == 0 && system->witnesses[number].values[variable] == value;
}

static bool was_met(struct disclosure_system *system, const struct wish *wish, int64_t value)
{
    uint32_t *met = &system->met[2 * wish->variable + wish->slot];
    if (has_value(system, *met, wish->variable, value))
        return true;
    for (uint32_t i = 0; i < system->witnesses_n; i++)
        if (has_value(system, i, wish->variable, value)) {
            *met = i;
            return true;
        }
    return false;
}

void disclosure_know(struct disclosure_system *system, uint32_t v, int64_t low, int64_t high)
{
    struct cell_variable *variable = &system->variables[v];
    if (variable->low == low && variable->high == high)
        return;
    for (size_t i = 0; i < system->witnesses_n; i++) {
        struct witness *witness = &system->witnesses[i];
        bool was = is_outside(witness->values[v], variable->low, variable->high);
        witness->broken += (size_t)is_outside(witness->values[v], low, high) - (size_t)was;
    }
    variable->low = low;
    variable->high = high;
    if (variable->column != NO_COLUMN)
        linear_program_bounds(system->program, variable->column, low, high);
}

// --- questions ---

static void set_costs(struct disclosure_system *system, uint64_t seed)
{
    struct rand random = rand_seeded(seed);
    for (size_t v = 0; v < system->variables_n; v++)
        if (system->variables[v].column != NO_COLUMN)
            linear_program_cost(system->program, system->variables[v].column, seed == 0 ? 0 : (double)rand_below(&random, 7) - 1);
}

// Any solution in whole numbers. Most corners of the program are one; where the corner is not, others are looked at, and only then is there
// a search. Then it goes back to the last good corner: near a bad one most are bad.
static enum possible find_witness(struct disclosure_system *system)
{
    enum linear_outcome outcome = linear_program_solve(system->program);
    bool is_solved = outcome == LINEAR_SOLVED, is_found = is_solved && add_witness(system) != 0;
    if (is_found) {
        linear_program_keep(system->program);
        return POSSIBLE;
    }
    for (uint64_t seed = 1; is_solved && !is_found && seed <= OTHER_CORNERS; seed++) {
        set_costs(system, seed);
        is_found = linear_program_solve(system->program) == LINEAR_SOLVED && add_witness(system) != 0;
    }
    set_costs(system, 0);
    if (is_solved && !is_found) {
        outcome = linear_program_solve_whole(system->program, SEARCH_STEPS);
        is_found = outcome == LINEAR_SOLVED && add_witness(system) != 0;
    }
    linear_program_begin_anew(system->program);
    return is_found ? POSSIBLE : outcome == LINEAR_IMPOSSIBLE ? IMPOSSIBLE : NOT_DECIDED;
}

enum possible disclosure_system_ask(struct disclosure_system *system, const struct wish *wish)
{
    const struct cell_variable *variable = &system->variables[wish->variable];
    enum possible answer = IMPOSSIBLE;
    for (size_t i = 0; i < wish->n; i++)
        if (was_met(system, wish, wish->values[i]))
            return POSSIBLE;
    for (size_t i = 0; i < wish->n && answer != POSSIBLE; i++) {
        if (variable->column == NO_COLUMN || is_outside(wish->values[i], variable->low, variable->high))
            continue;
        linear_program_bounds(system->program, variable->column, wish->values[i], wish->values[i]);
        enum possible found = find_witness(system);
        linear_program_bounds(system->program, variable->column, variable->low, variable->high);
        answer = found == IMPOSSIBLE ? answer : found;
    }
    return answer;
}

bool disclosure_system_grants(struct disclosure_system *system, const struct wish *wish)
{
    return disclosure_system_ask(system, wish) == POSSIBLE;
}

void disclosure_system_range(struct disclosure_system *system, uint32_t v, int64_t *ret_low, int64_t *ret_high)
{
    const struct cell_variable *variable = &system->variables[v];
    *ret_low = variable->low;
    *ret_high = variable->high;
    if (variable->column == NO_COLUMN) {
        *ret_low = *ret_high = variable->count;
        return;
    }
    linear_program_cost(system->program, variable->column, 1);
    if (linear_program_solve(system->program) == LINEAR_SOLVED)
        *ret_low = llround(ceil(linear_program_value(system->program, variable->column) - 1e-6));
    linear_program_cost(system->program, variable->column, -1);
    if (linear_program_solve(system->program) == LINEAR_SOLVED)
        *ret_high = llround(floor(linear_program_value(system->program, variable->column) + 1e-6));
    linear_program_cost(system->program, variable->column, 0);
}

static void open_cells(struct disclosure_system *system, const double *costs, bool is_open)
{
    for (uint32_t c = 0; c < system->tables->cells; c++) {
        uint32_t v = cell_variable_at(system, system->releases_n - 1, c);
        if (v == NO_VARIABLE || !(costs[c] > 0) || system->variables[v].more == NO_COLUMN)
            continue;
        const struct cell_variable *variable = &system->variables[v];
        linear_program_bounds(system->program, variable->more, 0, is_open ? DISCLOSURE_ENDLESS : 0);
        linear_program_bounds(system->program, variable->less, 0, is_open && variable->low == variable->high ? variable->count : 0);
        linear_program_cost(system->program, variable->more, is_open ? costs[c] : 0);
        linear_program_cost(system->program, variable->less, is_open ? costs[c] : 0);
    }
}

static double read_openers(const struct disclosure_system *system, const double *costs, bool *cells)
{
    double cost = 0;
    for (uint32_t c = 0; c < system->tables->cells; c++) {
        uint32_t v = cell_variable_at(system, system->releases_n - 1, c);
        cells[c] = false;
        if (v == NO_VARIABLE || !(costs[c] > 0) || system->variables[v].more == NO_COLUMN)
            continue;
        double off = linear_program_value(system->program, system->variables[v].more) +
                     linear_program_value(system->program, system->variables[v].less);
        cells[c] = off > 1e-6;
        cost += costs[c] * off;
    }
    return cost;
}

bool disclosure_system_openers(struct disclosure_system *system, const struct wish *wish, const double *costs, bool *ret_cells)
{
    const struct cell_variable *variable = &system->variables[wish->variable];
    bool *cells = ARENA_ARRAY(system->arena, bool, system->tables->cells);
    double best = HUGE_VAL;
    if (variable->column == NO_COLUMN)
        return false;
    open_cells(system, costs, true);
    for (size_t i = 0; i < wish->n; i++) {
        if (is_outside(wish->values[i], variable->low, variable->high))
            continue;
        linear_program_bounds(system->program, variable->column, wish->values[i], wish->values[i]);
        double cost = linear_program_solve(system->program) == LINEAR_SOLVED ? read_openers(system, costs, cells) : HUGE_VAL;
        linear_program_bounds(system->program, variable->column, variable->low, variable->high);
        if (!(cost < best))
            continue;
        best = cost;
        for (uint32_t c = 0; c < system->tables->cells; c++)
            ret_cells[c] = cells[c];
    }
    open_cells(system, costs, false);
    return best < HUGE_VAL;
}
