// disclosure.c - the audit of all releases, and the figures of a new one: each block by itself.
#include "insight/disclosure.h"

#include <stdlib.h>

#include "base/vec.h"
#include "insight/disclosure_search.h"

static const size_t block_bytes = 256 * 1024 * 1024; // what one block may need while it is looked at

struct narrowed_list {
    struct narrowed_cell *at;
    size_t n, cap;
};

static int by_release_and_cell(const void *one, const void *other)
{
    const struct narrowed_cell *a = one, *b = other;
    if (a->release != b->release)
        return a->release < b->release ? -1 : 1;
    return a->cell < b->cell ? -1 : a->cell > b->cell;
}

static enum err audit_block(struct arena *arena, struct arena *scratch, const struct disclosure_block *block, struct narrowed_list *list,
                            size_t *checked)
{
    struct disclosure_system system CLEANUP(disclosure_system_cleanup) = {0};
    TRY(disclosure_system_make(scratch, &block->tables, block->releases, block->n, false, &system));
    disclosure_system_refresh(&system);
    for (size_t i = 0; i < system.wishes.n; i += 2) { // two for each cell, one after the other
        const struct wish *wish = &system.wishes.at[i];
        enum possible one = disclosure_system_ask(&system, wish), other = disclosure_system_ask(&system, wish + 1);
        if (one == POSSIBLE && other == POSSIBLE)
            continue;
        struct narrowed_cell *narrowed = VEC_PUSH(arena, list);
        *narrowed = (struct narrowed_cell){.release = block->dates[wish->release], .cell = block->cells[wish->cell],
                                           .is_certain = one == IMPOSSIBLE || other == IMPOSSIBLE};
        disclosure_system_range(&system, wish->variable, &narrowed->low, &narrowed->high);
    }
    *checked += system.wishes.n / 2;
    return arena_is_full(scratch) ? ERR_LIMIT : OK;
}

enum err disclosure_audit(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                          struct disclosure_audit *ret_audit)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(block_bytes);
    struct disclosure_blocks blocks;
    struct narrowed_list list = {0};
    size_t checked = 0;
    TRY(disclosure_check(arena, tables, releases, n));
    disclosure_blocks_make(arena, tables, &blocks);
    for (size_t b = 0; b < blocks.n; b++) {
        struct disclosure_block block;
        arena_reset(scratch);
        disclosure_block_take(scratch, &blocks, b, releases, n, &block);
        if (block.n > 0)
            TRY(audit_block(arena, scratch, &block, &list, &checked));
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    if (list.n > 0)
        qsort(list.at, list.n, sizeof *list.at, by_release_and_cell);
    *ret_audit = (struct disclosure_audit){list.at, list.n, checked};
    return OK;
}

// --- protection ---

// What is kept of a cell of which nothing new is shown: what the release before says.
static void stay(const struct release *last, uint32_t cell, struct protected_release *release)
{
    release->counts[cell] = last == NULL ? DISCLOSURE_ABSENT : last->counts[cell];
    release->figures[cell] = last == NULL ? (struct cell_figure){CELL_ABSENT, 0} : last->figures[cell];
}

static void count_cell(struct protected_release *release, uint32_t cell, bool is_withheld)
{
    const struct cell_figure *figure = &release->figures[cell];
    int64_t count = release->counts[cell];
    bool is_told = count == DISCLOSURE_ABSENT || (figure->display == CELL_NUMBER && figure->number == count);
    release->withheld += !is_told && is_withheld;
    release->small += !is_told && !is_withheld;
}

static enum err protect_block(struct arena *scratch, const struct disclosure_block *block, const struct release *last,
                              struct protected_release *release)
{
    size_t cells = block->tables.cells;
    struct cell_figure *figures = ARENA_ARRAY(scratch, struct cell_figure, cells);
    bool *is_withheld = ARENA_ARRAY(scratch, bool, cells), is_refused = false;
    TRY(disclosure_search(scratch, block, figures, is_withheld, &is_refused));
    release->refused += is_refused;
    for (size_t c = 0; c < cells; c++) {
        uint32_t cell = block->cells[c];
        release->is_refused[cell] = is_refused;
        if (is_refused)
            stay(last, cell, release);
        else {
            release->figures[cell] = figures[c];
            count_cell(release, cell, is_withheld[c]);
        }
    }
    return OK;
}

// Nothing changed in the block, so everything reads as it did, which passed.
static void keep_block(const struct disclosure_block *block, const struct release *last, struct protected_release *release)
{
    for (size_t c = 0; c < block->tables.cells; c++) {
        stay(last, block->cells[c], release);
        count_cell(release, block->cells[c], false);
    }
}

enum err disclosure_protect(struct arena *arena, const struct disclosure_tables *tables, const struct release *releases, size_t n,
                            const int64_t *counts, struct protected_release *ret_release)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(block_bytes);
    struct disclosure_blocks blocks;
    struct release *all = ARENA_ARRAY(arena, struct release, n + 1);
    for (size_t t = 0; t < n; t++)
        all[t] = releases[t];
    all[n] = (struct release){counts, NULL};
    TRY(disclosure_check(arena, tables, all, n + 1));
    disclosure_blocks_make(arena, tables, &blocks);
    struct protected_release release = {.counts = ARENA_ARRAY(arena, int64_t, tables->cells),
                                        .figures = ARENA_ARRAY(arena, struct cell_figure, tables->cells),
                                        .is_refused = ARENA_ARRAY(arena, bool, tables->cells),
                                        .blocks = blocks.n};
    const struct release *last = n == 0 ? NULL : &releases[n - 1];
    for (size_t c = 0; c < tables->cells; c++)
        release.counts[c] = counts[c];
    for (size_t b = 0; b < blocks.n; b++) {
        struct disclosure_block block;
        arena_reset(scratch);
        disclosure_block_take(scratch, &blocks, b, all, n + 1, &block);
        if (block.n > 0 && block.dates[block.n - 1] == n)
            TRY(protect_block(scratch, &block, last, &release));
        else
            keep_block(&block, last, &release);
    }
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_release = release;
    return OK;
}
