// disclosure_system.c - the unknowns and sums of all releases, and the linear program that they make.
#include "insight/disclosure_system.h"

#include "base/vec.h"

// --- variables and rows ---

// A cell goes on being the same unknown while it is there and does not change.
static void make_variables(struct disclosure_system *system)
{
    size_t cells = system->tables->cells, n = 0;
    system->variable_of = ARENA_ARRAY(system->arena, uint32_t, system->releases_n * cells);
    system->variables = ARENA_ARRAY(system->arena, struct cell_variable, system->releases_n * cells);
    for (size_t t = 0; t < system->releases_n; t++)
        for (uint32_t c = 0; c < cells; c++) {
            int64_t count = system->releases[t].counts[c];
            uint32_t *variable = &system->variable_of[t * cells + c];
            if (count == DISCLOSURE_ABSENT)
                *variable = NO_VARIABLE;
            else if (system->is_same[t * cells + c])
                *variable = cell_variable_at(system, t - 1, c);
            else {
                *variable = (uint32_t)n;
                system->variables[n++] = (struct cell_variable){.count = count, .high = DISCLOSURE_ENDLESS, .column = NO_COLUMN,
                                                                .more = NO_COLUMN, .less = NO_COLUMN};
            }
        }
    system->variables_n = n;
}

static struct system_row *add_row(struct disclosure_system *system, size_t room)
{
    struct system_row *row = VEC_PUSH(system->arena, &system->rows);
    row->variables = ARENA_ARRAY(system->arena, uint32_t, room);
    return row;
}

static bool is_sum_as_before(const struct disclosure_system *system, const struct cell_sum *sum, size_t release)
{
    if (release == 0 || cell_variable_at(system, release, sum->total) != cell_variable_at(system, release - 1, sum->total))
        return false;
    for (size_t i = 0; i < sum->n; i++)
        if (cell_variable_at(system, release, sum->parts[i]) != cell_variable_at(system, release - 1, sum->parts[i]))
            return false;
    return true;
}

static void add_sum(struct disclosure_system *system, const struct cell_sum *sum, size_t release)
{
    uint32_t total = cell_variable_at(system, release, sum->total);
    if (total == NO_VARIABLE || is_sum_as_before(system, sum, release))
        return;
    struct system_row *row = add_row(system, sum->n + 1);
    for (size_t i = 0; i < sum->n; i++) {
        uint32_t part = cell_variable_at(system, release, sum->parts[i]);
        if (part != NO_VARIABLE)
            row->variables[row->n++] = part;
    }
    row->plus = row->n;
    row->variables[row->n++] = total;
}

static void make_rows(struct disclosure_system *system)
{
    for (size_t t = 0; t < system->releases_n; t++) {
        for (size_t s = 0; s < system->tables->sum_count; s++)
            add_sum(system, &system->tables->sums[s], t);
        for (uint32_t c = 0; t > 0 && system->tables->is_growing && c < system->tables->cells; c++) {
            uint32_t before = cell_variable_at(system, t - 1, c), now = cell_variable_at(system, t, c);
            if (before == NO_VARIABLE || now == NO_VARIABLE || before == now)
                continue;
            struct system_row *row = add_row(system, 2);
            *row = (struct system_row){row->variables, 2, 1, 0, DISCLOSURE_ENDLESS};
            row->variables[0] = now;
            row->variables[1] = before;
        }
    }
}

// --- the linear program ---

static size_t make_columns(struct disclosure_system *system, bool is_open)
{
    size_t cells = system->tables->cells, last = system->releases_n - 1, columns = 0;
    bool *is_told = ARENA_ARRAY(system->arena, bool, system->variables_n + 1);
    for (size_t t = 0; t < system->releases_n - (is_open ? 1 : 0); t++)
        for (uint32_t c = 0; c < cells; c++)
            if (figure_is_exact(system, t, c))
                is_told[cell_variable_at(system, t, c)] = true;
    for (size_t v = 0; v < system->variables_n; v++)
        if (!is_told[v])
            system->variables[v].column = (uint32_t)columns++;
    for (uint32_t c = 0; is_open && c < cells; c++) {
        uint32_t v = cell_variable_at(system, last, c);
        if (v == NO_VARIABLE || is_told[v] || (last > 0 && cell_variable_at(system, last - 1, c) == v))
            continue;
        system->variables[v].more = (uint32_t)columns++;
        system->variables[v].less = (uint32_t)columns++;
    }
    return columns;
}

static void add_program_row(struct disclosure_system *system, const struct system_row *row, struct linear_term *terms)
{
    int64_t low = row->low, high = row->high;
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++) {
        const struct cell_variable *variable = &system->variables[row->variables[i]];
        int sign = i < row->plus ? 1 : -1;
        if (variable->column == NO_COLUMN) {
            low -= sign * variable->count;
            high = high == DISCLOSURE_ENDLESS ? high : high - sign * variable->count;
            continue;
        }
        terms[n++] = (struct linear_term){variable->column, sign};
        if (variable->more != NO_COLUMN) {
            terms[n++] = (struct linear_term){variable->more, sign};
            terms[n++] = (struct linear_term){variable->less, -sign};
        }
    }
    if (n > 0)
        linear_program_row(system->program, terms, n, low, high);
}

static enum err make_program(struct disclosure_system *system, bool is_open)
{
    size_t columns = make_columns(system, is_open), longest = 0;
    system->program = linear_program_new(system->arena, columns);
    for (size_t r = 0; r < system->rows.n; r++)
        longest = system->rows.at[r].n > longest ? system->rows.at[r].n : longest;
    struct linear_term *terms = ARENA_ARRAY(system->arena, struct linear_term, 3 * longest + 1);
    for (size_t r = 0; r < system->rows.n; r++)
        add_program_row(system, &system->rows.at[r], terms);
    for (size_t v = 0; v < system->variables_n; v++)
        if (system->variables[v].column != NO_COLUMN)
            linear_program_bounds(system->program, system->variables[v].column, 0, DISCLOSURE_ENDLESS);
    return arena_is_full(system->arena) ? ERR_LIMIT : OK;
}

enum err disclosure_system_make(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                                bool is_open, struct disclosure_system *ret_system)
{
    *ret_system = (struct disclosure_system){.arena = arena, .tables = tables, .releases = releases, .releases_n = n};
    ret_system->is_same = disclosure_find_same(arena, tables, releases, n);
    make_variables(ret_system);
    ret_system->limits = ARENA_ARRAY(arena, struct limits, ret_system->variables_n + 1);
    make_rows(ret_system);
    TRY(make_program(ret_system, is_open));
    disclosure_witnesses_make(ret_system);
    return OK;
}

void disclosure_system_cleanup(struct disclosure_system *system)
{
    linear_program_cleanup(&system->program);
}
