// disclosure_rules.c - what a release must look like to be understood, and what its figures may say before anything is worked out.
#include "insight/disclosure_system.h"

static bool is_count(const struct release *release, uint32_t cell)
{
    int64_t count = release->counts[cell];
    return count >= DISCLOSURE_ABSENT && (release->figures == NULL ||
                                          (release->figures[cell].display == CELL_ABSENT) == (count == DISCLOSURE_ABSENT));
}

static bool is_understood(const struct disclosure_tables *tables, const struct release *release, uint32_t cell)
{
    if (release->figures == NULL)
        return true;
    const struct cell_figure *figure = &release->figures[cell];
    if (figure->display == CELL_NUMBER)
        return figure->number >= 0 && figure->number <= DISCLOSURE_COUNT_MOST;
    if (figure->display != CELL_NEARLY_ALL)
        return figure->display == CELL_ABSENT || figure->display == CELL_HIDDEN;
    return tables->whole != NULL && tables->whole[cell] != DISCLOSURE_NO_WHOLE && figure->number >= 2 * tables->k - 1 &&
           figure->number <= DISCLOSURE_COUNT_MOST;
}

// A whole is a cell, and no cell is part of itself.
static bool are_wholes(const struct disclosure_tables *tables)
{
    for (uint32_t i = 0; tables->whole != NULL && i < tables->cells; i++) {
        size_t steps = 0;
        for (uint32_t at = i; tables->whole[at] != DISCLOSURE_NO_WHOLE; at = tables->whole[at])
            if (tables->whole[at] >= tables->cells || ++steps > 16)
                return false;
    }
    return true;
}

static bool are_sums(struct arena *arena, const struct disclosure_tables *tables)
{
    size_t *seen = ARENA_ARRAY(arena, size_t, tables->cells + 1); // the last sum that named the cell, from 1
    for (size_t s = 0; s < tables->sum_count; s++) {
        const struct cell_sum *sum = &tables->sums[s];
        if (sum->total >= tables->cells || sum->n == 0)
            return false;
        seen[sum->total] = s + 1;
        for (size_t i = 0; i < sum->n; i++) {
            if (sum->parts[i] >= tables->cells || seen[sum->parts[i]] == s + 1)
                return false;
            seen[sum->parts[i]] = s + 1;
        }
    }
    return true;
}

// A total that is not there yet (a need that nobody had named) says nothing.
static bool adds_up(const struct release *release, const struct cell_sum *sum)
{
    int64_t together = 0;
    bool is_any = false;
    for (size_t i = 0; i < sum->n; i++)
        if (release->counts[sum->parts[i]] != DISCLOSURE_ABSENT) {
            together += release->counts[sum->parts[i]];
            is_any = true;
        }
    int64_t total = release->counts[sum->total];
    return total == DISCLOSURE_ABSENT || (is_any && total == together);
}

enum err disclosure_check(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n)
{
    if (tables->cells == 0 || n == 0 || tables->cells > DISCLOSURE_MOST / n)
        return ERR_LIMIT;
    if (tables->k < 2 || tables->k > DISCLOSURE_COUNT_MOST || !are_wholes(tables) || !are_sums(arena, tables))
        return ERR_INVALID;
    for (uint32_t i = 0; tables->weight != NULL && i < tables->cells; i++)
        if (tables->weight[i] < 1 || tables->weight[i] > 1000)
            return ERR_INVALID;
    for (size_t t = 0; t < n; t++) {
        for (uint32_t i = 0; i < tables->cells; i++) {
            int64_t count = releases[t].counts[i], before = t > 0 ? releases[t - 1].counts[i] : DISCLOSURE_ABSENT;
            if (count > DISCLOSURE_COUNT_MOST)
                return ERR_LIMIT;
            if (!is_count(&releases[t], i) || !is_understood(tables, &releases[t], i) ||
                (tables->is_growing && count != DISCLOSURE_ABSENT && count < before))
                return ERR_INVALID;
        }
        for (size_t s = 0; s < tables->sum_count; s++)
            if (!adds_up(&releases[t], &tables->sums[s]))
                return ERR_INVALID;
    }
    return OK;
}

static bool has_new_parts(const struct cell_sum *sum, const struct release *before, const struct release *now)
{
    for (size_t i = 0; i < sum->n; i++)
        if ((before->counts[sum->parts[i]] == DISCLOSURE_ABSENT) != (now->counts[sum->parts[i]] == DISCLOSURE_ABSENT))
            return true;
    return false;
}

bool *disclosure_find_same(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n)
{
    bool *same = ARENA_ARRAY(arena, bool, n * tables->cells);
    for (size_t t = 1; t < n; t++) {
        bool *here = &same[t * tables->cells];
        for (uint32_t c = 0; c < tables->cells; c++)
            here[c] = releases[t].counts[c] != DISCLOSURE_ABSENT && releases[t].counts[c] == releases[t - 1].counts[c];
        for (size_t s = 0; s < tables->sum_count; s++)
            if (has_new_parts(&tables->sums[s], &releases[t - 1], &releases[t]))
                here[tables->sums[s].total] = false;
    }
    return same;
}

bool figure_is_exact(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    const struct cell_figure *figure = &system->releases[t].figures[cell];
    if (figure->display != CELL_NUMBER || figure->number != system->releases[t].counts[cell])
        return false;
    for (; t > 0; t--) {
        const struct cell_figure *last = &system->releases[t - 1].figures[cell];
        if (last->display != CELL_NUMBER || last->number != figure->number)
            return true;
        if (!system->is_same[t * system->tables->cells + cell])
            return false;
    }
    return true;
}

int64_t disclosure_smallest_shown(const struct disclosure_system *system, size_t n, uint32_t cell)
{
    int64_t smallest = INT64_MAX;
    for (size_t t = 0; t < n; t++) {
        const struct cell_figure *figure = &system->releases[t].figures[cell];
        int64_t least = figure->display == CELL_NUMBER ? figure->number : figure->number - system->tables->k + 1;
        if ((figure->display == CELL_NUMBER || figure->display == CELL_NEARLY_ALL) && least < smallest)
            smallest = least;
    }
    return smallest;
}

bool figure_is_nearly_all(const struct disclosure_system *system, size_t t, uint32_t cell)
{
    const struct disclosure_tables *tables = system->tables;
    uint32_t whole = tables->whole == NULL ? DISCLOSURE_NO_WHOLE : tables->whole[cell];
    if (whole == DISCLOSURE_NO_WHOLE || !figure_is_exact(system, t, whole))
        return false;
    int64_t count = system->releases[t].counts[cell], all = system->releases[t].counts[whole];
    return count >= tables->k && all >= 2 * tables->k - 1 && all >= count && all - count < tables->k;
}

// Whether each count from low to high differs by k from every number shown so far; one count may also equal it.
static bool is_far(const struct disclosure_system *system, uint32_t cell, int64_t low, int64_t high)
{
    int64_t k = system->tables->k;
    for (size_t t = 0; t + 1 < system->releases_n; t++) {
        const struct cell_figure *figure = &system->releases[t].figures[cell];
        bool is_same = low == high && figure->number == low;
        if (figure->display == CELL_NUMBER && !is_same && low - figure->number < k && figure->number - high < k)
            return false;
    }
    return true;
}

struct cell_figure disclosure_figure(const struct disclosure_system *system, uint32_t cell, bool is_withheld)
{
    size_t t = system->releases_n - 1;
    int64_t count = system->releases[t].counts[cell], k = system->tables->k;
    struct cell_figure last = {CELL_ABSENT, 0};
    if (count == DISCLOSURE_ABSENT)
        return last;
    if (t > 0)
        last = system->releases[t - 1].figures[cell];
    if (last.display == CELL_NUMBER && last.number == count)
        return last;
    bool is_nearly = figure_is_nearly_all(system, t, cell), is_same = system->is_same[t * system->tables->cells + cell];
    bool was_shown = last.display == CELL_NUMBER || last.display == CELL_NEARLY_ALL;
    int64_t all = is_nearly ? system->releases[t].counts[system->tables->whole[cell]] : 0;
    if (was_shown && is_withheld)
        return last;
    if (!is_withheld && count >= k && !is_same && !is_nearly && is_far(system, cell, count, count))
        return (struct cell_figure){CELL_NUMBER, count};
    if (is_nearly && is_far(system, cell, all - k + 1, all))
        return (struct cell_figure){CELL_NEARLY_ALL, all};
    bool tells = count >= k || disclosure_smallest_shown(system, t, cell) < 2 * k - 1; // were it hidden now
    return was_shown && tells ? last : (struct cell_figure){CELL_HIDDEN, 0};
}
