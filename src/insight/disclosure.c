// disclosure.c - the audit of all releases, and the figures of a new one: what must be withheld beside the small counts.
#include "insight/disclosure.h"

#include <assert.h>

#include "base/vec.h"
#include "insight/disclosure_system.h"

struct narrowed_list {
    struct narrowed_cell *at;
    size_t n, cap;
};

enum err disclosure_audit(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                          struct disclosure_audit *ret_audit)
{
    struct disclosure_system system CLEANUP(disclosure_system_cleanup) = {0};
    struct narrowed_list list = {0};
    TRY(disclosure_check(arena, tables, releases, n));
    TRY(disclosure_system_make(arena, tables, releases, n, false, &system));
    disclosure_system_refresh(&system);
    for (size_t i = 0; i < system.wishes.n; i += 2) { // two for each cell, one after the other
        const struct wish *wish = &system.wishes.at[i];
        enum possible one = disclosure_system_ask(&system, wish), other = disclosure_system_ask(&system, wish + 1);
        if (one == POSSIBLE && other == POSSIBLE)
            continue;
        struct narrowed_cell *narrowed = VEC_PUSH(arena, &list);
        *narrowed = (struct narrowed_cell){.release = wish->release, .cell = wish->cell,
                                           .is_certain = one == IMPOSSIBLE || other == IMPOSSIBLE};
        disclosure_system_range(&system, wish->variable, &narrowed->low, &narrowed->high);
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_audit = (struct disclosure_audit){list.at, list.n, system.wishes.n / 2};
    return OK;
}

// --- protection ---

struct search {
    struct disclosure_system system;
    struct cell_figure *figures; // of the new release: what the system reads
    bool *is_done;               // while figures are drawn
    bool *is_withheld;
    double *weights; // as the tables say, and a little by the salt
    double *costs;   // what withholding a figure costs; 0 where it cannot be
    struct wish *reasons; // per withheld cell the wish that was denied before
};

// splitmix64 (Steele, Lea and Flood 2014).
static uint64_t scramble(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

// What is withheld must not follow from the counts more than it has to, else it would tell them: the salt decides among equals.
static void weigh(struct search *search)
{
    const struct disclosure_tables *tables = search->system.tables;
    for (uint32_t c = 0; c < tables->cells; c++) {
        uint64_t chance = scramble(tables->salt ^ scramble(c + ((uint64_t)search->system.releases_n << 32)));
        double weight = tables->weight == NULL ? 1 : tables->weight[c];
        search->weights[c] = weight * (1 + (double)(chance >> 32) / 0x1p33);
    }
}

static void draw_figure(struct search *search, uint32_t cell)
{
    const struct disclosure_system *system = &search->system;
    if (search->is_done[cell])
        return;
    if (system->tables->whole != NULL && system->tables->whole[cell] != DISCLOSURE_NO_WHOLE)
        draw_figure(search, system->tables->whole[cell]);
    search->figures[cell] = disclosure_figure(system, cell, search->is_withheld[cell]);
    search->is_done[cell] = true;
}

// A figure that says something new: it may be withheld.
static bool is_news(const struct search *search, uint32_t cell)
{
    struct cell_figure without = disclosure_figure(&search->system, cell, true);
    return without.display != search->figures[cell].display || without.number != search->figures[cell].number;
}

// What withholding a cell costs: with a total its shown parts must go too, for they say that it is not small.
static void price(struct search *search)
{
    const struct disclosure_tables *tables = search->system.tables;
    for (uint32_t c = 0; c < tables->cells; c++)
        search->costs[c] = is_news(search, c) ? search->weights[c] : 0;
    for (size_t s = 0; s < tables->sum_count; s++) {
        const struct cell_sum *sum = &tables->sums[s];
        for (size_t i = 0; i < sum->n && search->costs[sum->total] > 0; i++)
            if (search->figures[sum->parts[i]].display == CELL_NUMBER)
                search->costs[sum->total] += search->weights[sum->parts[i]];
    }
}

static void draw(struct search *search)
{
    size_t cells = search->system.tables->cells;
    for (uint32_t c = 0; c < cells; c++)
        search->is_done[c] = false;
    for (uint32_t c = 0; c < cells; c++)
        draw_figure(search, c);
    price(search);
    disclosure_system_refresh(&search->system);
}

static const struct wish *first_denied(struct search *search)
{
    for (size_t i = 0; i < search->system.wishes.n; i++)
        if (!disclosure_system_grants(&search->system, &search->system.wishes.at[i]))
            return &search->system.wishes.at[i];
    return NULL;
}

static bool is_in_sum(const struct cell_sum *sum, uint32_t cell)
{
    bool is_in = sum->total == cell;
    for (size_t i = 0; i < sum->n && !is_in; i++)
        is_in = sum->parts[i] == cell;
    return is_in;
}

static bool withhold_cell(struct search *search, const struct wish *wish, uint32_t cell)
{
    if (!(search->costs[cell] > 0))
        return false;
    search->is_withheld[cell] = true;
    search->reasons[cell] = *wish;
    return true;
}

// Everything new in one sum with the cell of the wish, or where there is nothing everything new at all. False: nothing is new any more.
static bool withhold_around(struct search *search, const struct wish *wish)
{
    const struct disclosure_tables *tables = search->system.tables;
    bool is_any = false;
    for (size_t s = 0; s < tables->sum_count; s++) {
        const struct cell_sum *sum = &tables->sums[s];
        if (!is_in_sum(sum, wish->cell))
            continue;
        is_any = withhold_cell(search, wish, sum->total) || is_any;
        for (size_t i = 0; i < sum->n; i++)
            is_any = withhold_cell(search, wish, sum->parts[i]) || is_any;
    }
    bool is_around = is_any;
    for (uint32_t c = 0; c < tables->cells && !is_around; c++)
        is_any = withhold_cell(search, wish, c) || is_any;
    return is_any;
}

static bool withhold(struct search *search, const struct wish *wish)
{
    size_t cells = search->system.tables->cells;
    bool *openers = ARENA_ARRAY(search->system.arena, bool, cells), is_any = false;
    if (disclosure_system_openers(&search->system, wish, search->costs, openers))
        for (uint32_t c = 0; c < cells; c++)
            if (openers[c])
                is_any = withhold_cell(search, wish, c) || is_any;
    return is_any || withhold_around(search, wish);
}

static bool is_beside(const struct disclosure_tables *tables, uint32_t cell, uint32_t other)
{
    for (size_t s = 0; s < tables->sum_count; s++)
        if (is_in_sum(&tables->sums[s], cell) && is_in_sum(&tables->sums[s], other))
            return true;
    return false;
}

// Most often the answer is no, so the wishes that are likely to be denied are asked first: the one for which the cell was withheld, and
// those for cells that stand in one sum with it.
static bool may_show(struct search *search, uint32_t cell)
{
    const struct wish *reason = &search->reasons[cell];
    for (size_t i = 0; i < search->system.wishes.n; i++) {
        const struct wish *wish = &search->system.wishes.at[i];
        if (wish->variable == reason->variable && wish->slot == reason->slot && !disclosure_system_grants(&search->system, wish))
            return false;
    }
    for (size_t i = 0; i < search->system.wishes.n; i++) {
        const struct wish *wish = &search->system.wishes.at[i];
        if (is_beside(search->system.tables, cell, wish->cell) && !disclosure_system_grants(&search->system, wish))
            return false;
    }
    return first_denied(search) == NULL;
}

// Each withheld cell is shown again where everything is still possible then, the heaviest first.
static void show_again(struct search *search)
{
    size_t cells = search->system.tables->cells;
    bool *is_tried = ARENA_ARRAY(search->system.arena, bool, cells);
    for (;;) {
        uint32_t heaviest = UINT32_MAX;
        for (uint32_t c = 0; c < cells; c++)
            if (search->is_withheld[c] && !is_tried[c] && (heaviest == UINT32_MAX || search->weights[c] > search->weights[heaviest]))
                heaviest = c;
        if (heaviest == UINT32_MAX)
            return;
        is_tried[heaviest] = true;
        search->is_withheld[heaviest] = false;
        draw(search);
        if (may_show(search, heaviest))
            continue;
        search->is_withheld[heaviest] = true;
        draw(search);
    }
}

static void search_cleanup(struct search *search)
{
    disclosure_system_cleanup(&search->system);
}

static void count_cells(const struct search *search, const int64_t *counts, struct protected_release *release)
{
    for (uint32_t c = 0; c < search->system.tables->cells; c++) {
        bool is_told = counts[c] == DISCLOSURE_ABSENT || (search->figures[c].display == CELL_NUMBER && search->figures[c].number == counts[c]);
        release->withheld += !is_told && search->is_withheld[c];
        release->small += !is_told && !search->is_withheld[c];
    }
}

enum err disclosure_protect(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                            const int64_t *counts, struct protected_release *ret_release)
{
    struct search search CLEANUP(search_cleanup) = {0};
    struct release *all = ARENA_ARRAY(arena, struct release, n + 1);
    for (size_t t = 0; t < n; t++)
        all[t] = releases[t];
    all[n].counts = counts;
    TRY(disclosure_check(arena, tables, all, n + 1));
    search.figures = ARENA_ARRAY(arena, struct cell_figure, tables->cells);
    search.is_done = ARENA_ARRAY(arena, bool, tables->cells);
    search.is_withheld = ARENA_ARRAY(arena, bool, tables->cells);
    search.weights = ARENA_ARRAY(arena, double, tables->cells);
    search.costs = ARENA_ARRAY(arena, double, tables->cells);
    search.reasons = ARENA_ARRAY(arena, struct wish, tables->cells);
    all[n].figures = search.figures;
    TRY(disclosure_system_make(arena, tables, all, n + 1, true, &search.system));
    struct protected_release release = {.figures = search.figures};
    const struct wish *denied;
    weigh(&search);
    draw(&search);
    while ((denied = first_denied(&search)) != NULL && !release.is_refused) {
        release.is_refused = !withhold(&search, denied);
        draw(&search);
    }
    if (!release.is_refused)
        show_again(&search);
    if (arena_is_full(arena))
        return ERR_LIMIT;
    count_cells(&search, counts, &release);
    *ret_release = release;
    return OK;
}
