// disclosure_knowledge.c - what the figures tell of each unknown, and what must be possible nevertheless.
#include "base/vec.h"
#include "insight/disclosure_system.h"

static bool was_shown(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    return t > 0 && (system->releases[t - 1].figures[cell].display == CELL_NUMBER ||
                     system->releases[t - 1].figures[cell].display == CELL_NEARLY_ALL);
}

static bool fits(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    const struct cell_figure *figure = &system->releases[t].figures[cell];
    int64_t off = system->releases[t].counts[cell] - figure->number, k = system->tables->k;
    if (figure->display == CELL_NUMBER)
        return off > (system->tables->is_growing ? -1 : -k) && off < k;
    return figure->display == CELL_NEARLY_ALL && figure_is_nearly_all(system, t, cell) &&
           figure->number == system->releases[t].counts[system->tables->whole[cell]];
}

// Whether a figure has fitted the count since it was new. One that stayed though it did not fit, and does again, tells nothing.
static bool holds(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    for (; fits(system, t, cell); t--)
        if (t == 0 || system->releases[t - 1].figures[cell].display != system->releases[t].figures[cell].display ||
            system->releases[t - 1].figures[cell].number != system->releases[t].figures[cell].number)
            return true;
    return false;
}

// What a figure that is not the count itself says of the count. Nothing that would not be true.
static struct limits limits_of(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    const struct disclosure_tables *tables = system->tables;
    const struct release *release = &system->releases[t];
    const struct cell_figure *figure = &release->figures[cell];
    int64_t count = release->counts[cell], k = tables->k;
    uint32_t whole = tables->whole == NULL ? DISCLOSURE_NO_WHOLE : tables->whole[cell];
    int64_t all = whole != DISCLOSURE_NO_WHOLE && figure_is_exact(system, t, whole) ? release->counts[whole] : -1;
    struct limits limits = {0, DISCLOSURE_ENDLESS};
    if (figure->display == CELL_HIDDEN) {
        if (all >= 2 * k - 1 && count <= all - k)
            limits.high = all - k; // it would read "nearly all" else
        if (count < k && was_shown(system, t, cell))
            limits.high = k - 1;
        return limits;
    }
    if (!holds(system, t, cell))
        return limits;
    if (figure->display == CELL_NEARLY_ALL)
        limits = (struct limits){all - k + 1, all};
    else
        limits = (struct limits){tables->is_growing ? figure->number : figure->number - k + 1, figure->number + k - 1};
    if (limits.low < 0)
        limits.low = 0;
    return limits;
}

static void add_wishes(struct disclosure_system *system, size_t t, uint32_t cell)
{
    const struct cell_figure *figure = &system->releases[t].figures[cell];
    int64_t off = system->tables->k - 1;
    uint32_t variable = cell_variable_at(system, t, cell);
    struct wish first = {variable, cell, t, {0}, 1, 0}, second = {variable, cell, t, {off}, 1, 1};
    if (figure->display == CELL_NEARLY_ALL) {
        first.values[0] = figure->number;
        second.values[0] = figure->number - off;
    } else if (figure->display == CELL_NUMBER) {
        first.values[0] = figure->number;
        second.values[0] = figure->number + off;
        if (!system->tables->is_growing)
            second.values[second.n++] = figure->number - off;
    }
    *VEC_PUSH(system->arena, &system->wishes) = first;
    *VEC_PUSH(system->arena, &system->wishes) = second;
}

static bool reads_as_before(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    return t > 0 && cell_variable_at(system, t, cell) == cell_variable_at(system, t - 1, cell) &&
           system->releases[t].figures[cell].display == system->releases[t - 1].figures[cell].display &&
           system->releases[t].figures[cell].number == system->releases[t - 1].figures[cell].number;
}

void disclosure_system_refresh(struct disclosure_system *system)
{
    struct limits *limits = system->limits;
    for (size_t v = 0; v < system->variables_n; v++)
        limits[v] = (struct limits){0, DISCLOSURE_ENDLESS};
    system->wishes.n = 0;
    for (size_t t = 0; t < system->releases_n; t++)
        for (uint32_t c = 0; c < system->tables->cells; c++) {
            uint32_t v = cell_variable_at(system, t, c);
            if (v == NO_VARIABLE)
                continue;
            if (figure_is_exact(system, t, c)) {
                limits[v].low = limits[v].high = system->variables[v].count;
                continue;
            }
            struct limits known = limits_of(system, t, c);
            limits[v].low = known.low > limits[v].low ? known.low : limits[v].low;
            limits[v].high = known.high < limits[v].high ? known.high : limits[v].high;
            if (!reads_as_before(system, t, c))
                add_wishes(system, t, c);
        }
    for (size_t v = 0; v < system->variables_n; v++)
        disclosure_know(system, (uint32_t)v, limits[v].low, limits[v].high);
}
