// disclosure_search.c - the figures of a new release of one block: what must be withheld beside the small counts.
#include "insight/disclosure_search.h"

struct search {
    struct disclosure_system system;
    const struct disclosure_block *block;
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
        uint64_t date = search->block->dates[search->block->n - 1];
        uint64_t chance = scramble(tables->salt ^ scramble(search->block->cells[c] + ((date + 1) << 32)));
        search->weights[c] = tables->weight[c] * (1 + (double)(chance >> 32) / 0x1p33);
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

enum err disclosure_search(struct arena *arena, const struct disclosure_block *block, struct cell_figure *figures, bool *is_withheld,
                           bool *ret_is_refused)
{
    struct search search CLEANUP(search_cleanup) = {.block = block, .figures = figures, .is_withheld = is_withheld};
    size_t cells = block->tables.cells;
    block->releases[block->n - 1].figures = figures;
    search.is_done = ARENA_ARRAY(arena, bool, cells);
    search.weights = ARENA_ARRAY(arena, double, cells);
    search.costs = ARENA_ARRAY(arena, double, cells);
    search.reasons = ARENA_ARRAY(arena, struct wish, cells);
    TRY(disclosure_system_make(arena, &block->tables, block->releases, block->n, true, &search.system));
    const struct wish *denied;
    bool is_refused = false;
    weigh(&search);
    draw(&search);
    while (!is_refused && (denied = first_denied(&search)) != NULL) {
        is_refused = !withhold(&search, denied);
        draw(&search);
    }
    if (!is_refused)
        show_again(&search);
    *ret_is_refused = is_refused;
    return arena_is_full(arena) ? ERR_LIMIT : OK;
}
