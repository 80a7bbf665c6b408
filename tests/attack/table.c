// table.c - a simplex that keeps values within limits (Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)", CAV 2006),
// with branching where a value is not whole. Each sum is an unknown of its own; the tableau says how those outside of the basis make up
// those in it. What rounding leaves open is asked again without (exact_table.c).
#include "table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "exact_table.h"

enum { PIVOTS_MOST = 20000, GREEDY_PIVOTS = 100, BRANCHES_MOST = 400, FRESH_PIVOTS = 200, KEPT_MOST = 400, EXACT_STARTS = 8 };
static const double near = 1e-7;

struct table {
    struct arena *arena;
    size_t unknowns, columns, rows;
    double *low, *high, *value, *found; // unknowns, then sums
    double *factor, *first_factor;      // rows x columns; as they were at first
    uint32_t *basic, *outside;          // per row, per column
    uint32_t *first_outside;
    size_t pivots; // since they were as at first
    uint32_t *column_of;                // per unknown; UINT32_MAX where it is known
    int64_t *known;                     // its value then
    bool has_table;
    int64_t *kept[KEPT_MOST]; // tables found before
    size_t kept_n;
};

struct table *table_new(struct arena *arena, size_t unknowns, size_t equations)
{
    struct table *table = ARENA_NEW(arena, struct table);
    *table = (struct table){.arena = arena, .unknowns = unknowns};
    size_t all = unknowns + equations;
    table->low = ARENA_ARRAY(arena, double, all);
    table->high = ARENA_ARRAY(arena, double, all);
    table->value = ARENA_ARRAY(arena, double, all);
    table->found = ARENA_ARRAY(arena, double, all);
    table->basic = ARENA_ARRAY(arena, uint32_t, equations);
    table->outside = ARENA_ARRAY(arena, uint32_t, unknowns);
    table->first_outside = ARENA_ARRAY(arena, uint32_t, unknowns);
    table->column_of = ARENA_ARRAY(arena, uint32_t, unknowns);
    table->known = ARENA_ARRAY(arena, int64_t, unknowns);
    return table;
}

void table_limit(struct table *table, uint32_t unknown, int64_t low, int64_t high)
{
    table->low[unknown] = (double)low;
    table->high[unknown] = (double)high;
    table->value[unknown] = table->found[unknown] = (double)low;
    table->known[unknown] = low;
    table->column_of[unknown] = low == high ? UINT32_MAX : (uint32_t)table->columns;
    if (low != high)
        table->first_outside[table->columns++] = unknown;
}

void table_equate(struct table *table, const uint32_t *unknowns, const int8_t *signs, size_t n, bool may_exceed)
{
    size_t bytes = table->columns * sizeof(double);
    int64_t known = 0;
    bool is_any = false;
    table->first_factor = arena_grow(table->arena, table->first_factor, table->rows * bytes, (table->rows + 1) * bytes);
    double *row = table->first_factor + table->rows * table->columns, sum = 0;
    for (size_t i = 0; i < n; i++)
        if (table->column_of[unknowns[i]] == UINT32_MAX)
            known += signs[i] * table->known[unknowns[i]];
        else {
            row[table->column_of[unknowns[i]]] = signs[i];
            sum += signs[i] * table->value[unknowns[i]];
            is_any = true;
        }
    if (!is_any)
        return; // the row is written anew by the next
    size_t own = table->unknowns + table->rows;
    table->low[own] = (double)-known;
    table->high[own] = may_exceed ? (double)TABLE_FAR : (double)-known;
    table->value[own] = table->found[own] = sum;
    table->rows++;
}

static void begin_afresh(struct table *table)
{
    size_t bytes = table->rows * table->columns * sizeof(double);
    if (table->factor == NULL)
        table->factor = arena_alloc(table->arena, bytes);
    table->pivots = 0;
    memcpy(table->factor, table->first_factor, bytes);
    memcpy(table->outside, table->first_outside, table->columns * sizeof(uint32_t));
    for (size_t r = 0; r < table->rows; r++)
        table->basic[r] = (uint32_t)(table->unknowns + r);
}

bool table_has(const struct table *table, uint32_t unknown, int64_t value)
{
    for (size_t i = 0; i < table->kept_n && i < KEPT_MOST; i++)
        if (table->kept[i][unknown] == value)
            return true;
    return false;
}

// The oldest gives way.
static void keep(struct table *table)
{
    int64_t **place = &table->kept[table->kept_n++ % KEPT_MOST];
    if (*place == NULL)
        *place = ARENA_ARRAY(table->arena, int64_t, table->unknowns);
    for (size_t u = 0; u < table->unknowns; u++)
        (*place)[u] = table->column_of[u] == UINT32_MAX ? table->known[u] : (int64_t)table->found[u];
}

// --- the simplex ---

static double lack_of(const struct table *table, uint32_t unknown)
{
    double value = table->value[unknown];
    return value < table->low[unknown] - near    ? table->low[unknown] - value
           : value > table->high[unknown] + near ? table->high[unknown] - value
                                                 : 0;
}

static void move(struct table *table, size_t column, double by)
{
    table->value[table->outside[column]] += by;
    for (size_t r = 0; r < table->rows; r++) {
        double factor = table->factor[r * table->columns + column];
        if (factor != 0)
            table->value[table->basic[r]] += factor * by;
    }
}

static void pivot(struct table *table, size_t row, size_t column)
{
    double *own = table->factor + row * table->columns, turn = 1 / own[column];
    uint32_t leaves = table->basic[row];
    for (size_t c = 0; c < table->columns; c++)
        own[c] = own[c] == 0 ? 0 : -own[c] * turn;
    own[column] = turn;
    for (size_t r = 0; r < table->rows; r++) {
        double *other = table->factor + r * table->columns, factor = other[column];
        if (r == row || factor == 0)
            continue;
        other[column] = 0;
        for (size_t c = 0; c < table->columns; c++)
            other[c] += factor * own[c];
        for (size_t c = 0; c < table->columns; c++)
            if (fabs(other[c]) < 1e-9)
                other[c] = 0;
    }
    table->basic[row] = table->outside[column];
    table->outside[column] = leaves;
}

// The row to mend: the worst, or by Bland's rule the first of the unknowns, which always ends.
static size_t pick_row(const struct table *table, bool is_bland)
{
    size_t best = SIZE_MAX;
    for (size_t r = 0; r < table->rows; r++) {
        double lack = fabs(lack_of(table, table->basic[r]));
        if (lack == 0)
            continue;
        if (best == SIZE_MAX || (is_bland ? table->basic[r] < table->basic[best] : lack > fabs(lack_of(table, table->basic[best]))))
            best = r;
    }
    return best;
}

// How far the unknown of a column may move to make the row's larger (or less, with a lack below 0).
static double room_of(const struct table *table, size_t row, size_t column, double lack)
{
    double factor = table->factor[row * table->columns + column];
    uint32_t unknown = table->outside[column];
    if (fabs(factor) < 1e-6) // what is left of rounding; true ones are fractions of small numbers
        return 0;
    double room = (factor > 0) == (lack > 0) ? table->high[unknown] - table->value[unknown] : table->value[unknown] - table->low[unknown];
    return room > near ? room : 0;
}

static size_t pick_column(const struct table *table, size_t row, double lack, bool is_bland)
{
    size_t best = SIZE_MAX;
    double best_room = 0;
    for (size_t c = 0; c < table->columns; c++) {
        double room = room_of(table, row, c, lack);
        if (room == 0)
            continue;
        if (best == SIZE_MAX || (is_bland ? table->outside[c] < table->outside[best] : room > best_room)) {
            best = c;
            best_room = room;
        }
    }
    return best;
}

// FOUND: all values are within their limits.
static enum found settle(struct table *table)
{
    for (size_t n = 0; n < PIVOTS_MOST; n++) {
        bool is_bland = n >= GREEDY_PIVOTS;
        size_t row = pick_row(table, is_bland);
        if (row == SIZE_MAX)
            return FOUND;
        double lack = lack_of(table, table->basic[row]);
        size_t column = pick_column(table, row, lack, is_bland);
        if (column == SIZE_MAX)
            return NONE;
        move(table, column, lack / table->factor[row * table->columns + column]);
        pivot(table, row, column);
        table->pivots++;
    }
    return GAVE_UP;
}

// --- whole numbers ---

static void set_limits(struct table *table, uint32_t unknown, double low, double high)
{
    table->low[unknown] = low;
    table->high[unknown] = high;
    double lack = lack_of(table, unknown);
    for (size_t c = 0; lack != 0 && c < table->columns; c++)
        if (table->outside[c] == unknown) {
            move(table, c, lack);
            return;
        }
}

static uint32_t first_broken(const struct table *table)
{
    for (uint32_t u = 0; u < table->unknowns; u++)
        if (fabs(table->value[u] - round(table->value[u])) > 1e-6)
            return u;
    return UINT32_MAX;
}

static enum found find_whole(struct table *table, size_t *branches)
{
    enum found found = settle(table);
    if (found != FOUND)
        return found;
    uint32_t u = first_broken(table);
    if (u == UINT32_MAX)
        return FOUND;
    if (++*branches > BRANCHES_MOST)
        return GAVE_UP;
    double low = table->low[u], high = table->high[u], below = floor(table->value[u]);
    set_limits(table, u, low, below);
    found = find_whole(table, branches);
    if (found == NONE) {
        set_limits(table, u, below + 1, high);
        found = find_whole(table, branches);
    }
    table->low[u] = low;
    table->high[u] = high;
    return found;
}

// In whole numbers, by the first factors.
static bool is_table(const struct table *table, const double *values)
{
    for (size_t u = 0; u < table->unknowns + table->rows; u++)
        if (values[u] < table->low[u] || values[u] > table->high[u])
            return false;
    for (size_t r = 0; r < table->rows; r++) {
        int64_t sum = 0;
        for (size_t c = 0; c < table->columns; c++)
            sum += (int64_t)table->first_factor[r * table->columns + c] * (int64_t)values[table->first_outside[c]];
        if (sum != (int64_t)values[table->unknowns + r])
            return false;
    }
    return true;
}

static void take(struct table *table)
{
    table->has_table = true;
    memcpy(table->found, table->value, (table->unknowns + table->rows) * sizeof(double));
    keep(table);
}

// The values of a table, or the least of each unknown, and the sums that they make.
static void begin_at(struct table *table, const int64_t *values)
{
    for (size_t u = 0; u < table->unknowns; u++)
        table->value[u] = values == NULL ? table->low[u] : (double)values[u];
    for (size_t r = 0; r < table->rows; r++) {
        double *sum = &table->value[table->unknowns + r];
        *sum = 0;
        for (size_t c = 0; c < table->columns; c++)
            *sum += table->first_factor[r * table->columns + c] * table->value[table->first_outside[c]];
    }
}

static enum found find_from_here(struct table *table, uint32_t unknown, double value)
{
    size_t all = table->unknowns + table->rows, branches = 0;
    double low = table->low[unknown], high = table->high[unknown];
    memcpy(table->value, table->found, all * sizeof(double));
    set_limits(table, unknown, value, value);
    enum found found = find_whole(table, &branches);
    for (size_t u = 0; u < all && found == FOUND; u++)
        table->value[u] = round(table->value[u]);
    if (found == FOUND && !is_table(table, table->value))
        found = GAVE_UP;
    table->low[unknown] = low;
    table->high[unknown] = high;
    if (found == FOUND)
        take(table);
    return found;
}

// Without rounding, from the tables found before, the newest first: near one of them there mostly is another.
static enum found find_exactly(struct table *table, uint32_t unknown, double value)
{
    struct exact_problem problem = {table->unknowns, table->columns, table->rows, table->first_factor, table->first_outside, table->low,
                                    table->high};
    double low = table->low[unknown], high = table->high[unknown];
    enum found found = GAVE_UP;
    table->low[unknown] = table->high[unknown] = value;
    for (size_t back = 0; found == GAVE_UP && back < EXACT_STARTS && back <= table->kept_n && back < KEPT_MOST; back++) {
        if (back < table->kept_n)
            begin_at(table, table->kept[(table->kept_n - 1 - back) % KEPT_MOST]);
        else
            begin_at(table, NULL);
        found = exact_find(&problem, table->value, table->value);
    }
    bool is_found = found == FOUND && is_table(table, table->value);
    table->low[unknown] = low;
    table->high[unknown] = high;
    if (is_found)
        take(table);
    return is_found || found == NONE ? found : GAVE_UP;
}

// With every pivot the factors lose a little of their truth. What is found is checked; that there is nothing is said only without rounding.
enum found table_find(struct table *table, uint32_t unknown, int64_t value)
{
    if (table->column_of[unknown] == UINT32_MAX)
        return table->known[unknown] == value ? FOUND : NONE;
    if (!table->has_table || table->pivots > FRESH_PIVOTS)
        begin_afresh(table);
    if (find_from_here(table, unknown, (double)value) == FOUND)
        return FOUND;
    begin_afresh(table);
    if (find_from_here(table, unknown, (double)value) == FOUND)
        return FOUND;
    begin_afresh(table);
    return find_exactly(table, unknown, (double)value);
}
