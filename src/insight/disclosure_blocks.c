// disclosure_blocks.c - finds the cells that are joined by sums and wholes, and takes one block of them out of all tables and releases.
#include "insight/disclosure_blocks.h"

// --- joining (union-find, the smallest cell stands for its block) ---

static uint32_t find_first(uint32_t *joined, uint32_t cell)
{
    for (; joined[cell] != cell; cell = joined[cell])
        joined[cell] = joined[joined[cell]];
    return cell;
}

static void join(uint32_t *joined, uint32_t one, uint32_t other)
{
    uint32_t a = find_first(joined, one), b = find_first(joined, other);
    joined[a > b ? a : b] = a > b ? b : a;
}

// Sorts numbers by block, keeping their order; `firsts` gets where each block begins.
static uint32_t *group(struct arena *arena, const uint32_t *block_of, size_t n, size_t blocks, size_t **ret_firsts)
{
    size_t *firsts = ARENA_ARRAY(arena, size_t, blocks + 1), *next = ARENA_ARRAY(arena, size_t, blocks + 1);
    uint32_t *grouped = ARENA_ARRAY(arena, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        firsts[block_of[i] + 1]++;
    for (size_t b = 0; b < blocks; b++)
        next[b + 1] = firsts[b + 1] += firsts[b];
    for (size_t i = 0; i < n; i++)
        grouped[next[block_of[i]]++] = (uint32_t)i;
    *ret_firsts = firsts;
    return grouped;
}

void disclosure_blocks_make(struct arena *arena, const struct disclosure_tables *tables, struct disclosure_blocks *ret_blocks)
{
    struct disclosure_blocks blocks = {.tables = tables};
    uint32_t *joined = ARENA_ARRAY(arena, uint32_t, tables->cells), *block_of = ARENA_ARRAY(arena, uint32_t, tables->cells);
    uint32_t *block_of_sum = ARENA_ARRAY(arena, uint32_t, tables->sum_count);
    for (uint32_t c = 0; c < tables->cells; c++)
        joined[c] = c;
    for (size_t s = 0; s < tables->sum_count; s++)
        for (size_t i = 0; i < tables->sums[s].n; i++)
            join(joined, tables->sums[s].total, tables->sums[s].parts[i]);
    for (uint32_t c = 0; tables->whole != NULL && c < tables->cells; c++)
        if (tables->whole[c] != DISCLOSURE_NO_WHOLE)
            join(joined, c, tables->whole[c]);
    for (uint32_t c = 0; c < tables->cells; c++) {
        uint32_t first = find_first(joined, c);
        block_of[c] = first == c ? (uint32_t)blocks.n++ : block_of[first];
    }
    for (size_t s = 0; s < tables->sum_count; s++)
        block_of_sum[s] = block_of[tables->sums[s].total];
    blocks.cells = group(arena, block_of, tables->cells, blocks.n, &blocks.first_cell);
    blocks.sums = group(arena, block_of_sum, tables->sum_count, blocks.n, &blocks.first_sum);
    blocks.own = joined; // not needed any more
    for (uint32_t i = 0; i < tables->cells; i++)
        blocks.own[blocks.cells[i]] = i - (uint32_t)blocks.first_cell[block_of[blocks.cells[i]]];
    *ret_blocks = blocks;
}

// --- one block ---

static void take_sums(struct arena *arena, const struct disclosure_blocks *blocks, size_t b, struct disclosure_tables *tables)
{
    size_t first = blocks->first_sum[b];
    struct cell_sum *sums = ARENA_ARRAY(arena, struct cell_sum, blocks->first_sum[b + 1] - first);
    for (size_t s = 0; s < blocks->first_sum[b + 1] - first; s++) {
        const struct cell_sum *sum = &blocks->tables->sums[blocks->sums[first + s]];
        uint32_t *parts = ARENA_ARRAY(arena, uint32_t, sum->n);
        for (size_t i = 0; i < sum->n; i++)
            parts[i] = blocks->own[sum->parts[i]];
        sums[s] = (struct cell_sum){blocks->own[sum->total], parts, sum->n};
    }
    tables->sums = sums;
    tables->sum_count = blocks->first_sum[b + 1] - first;
}

static void take_tables(struct arena *arena, const struct disclosure_blocks *blocks, size_t b, struct disclosure_block *block)
{
    const struct disclosure_tables *all = blocks->tables;
    size_t cells = blocks->first_cell[b + 1] - blocks->first_cell[b];
    uint32_t *whole = ARENA_ARRAY(arena, uint32_t, cells);
    uint16_t *weight = ARENA_ARRAY(arena, uint16_t, cells);
    block->tables = *all;
    block->tables.cells = cells;
    block->cells = blocks->cells + blocks->first_cell[b];
    for (size_t c = 0; c < cells; c++) {
        uint32_t of = all->whole == NULL ? DISCLOSURE_NO_WHOLE : all->whole[block->cells[c]];
        whole[c] = of == DISCLOSURE_NO_WHOLE ? of : blocks->own[of];
        weight[c] = all->weight == NULL ? 1 : all->weight[block->cells[c]];
    }
    block->tables.whole = whole;
    block->tables.weight = weight;
    take_sums(arena, blocks, b, &block->tables);
}

// Whether the block reads there as in its last release so far, or is not there at all.
static bool is_news(const struct disclosure_block *block, const struct release *release)
{
    const struct release *last = block->n == 0 ? NULL : &block->releases[block->n - 1];
    for (size_t c = 0; c < block->tables.cells; c++) {
        uint32_t cell = block->cells[c];
        if (release->counts[cell] != (last == NULL ? DISCLOSURE_ABSENT : last->counts[c]))
            return true;
        if (last != NULL && release->figures != NULL &&
            (release->figures[cell].display != last->figures[c].display || release->figures[cell].number != last->figures[c].number))
            return true;
    }
    return false;
}

static struct release take_release(struct arena *arena, const struct disclosure_block *block, const struct release *release)
{
    size_t cells = block->tables.cells;
    int64_t *counts = ARENA_ARRAY(arena, int64_t, cells);
    struct cell_figure *figures = release->figures == NULL ? NULL : ARENA_ARRAY(arena, struct cell_figure, cells);
    for (size_t c = 0; c < cells; c++) {
        counts[c] = release->counts[block->cells[c]];
        if (figures != NULL)
            figures[c] = release->figures[block->cells[c]];
    }
    return (struct release){counts, figures};
}

void disclosure_block_take(struct arena *arena, const struct disclosure_blocks *blocks, size_t b, const struct release *releases, size_t n,
                           struct disclosure_block *ret_block)
{
    struct disclosure_block block = {.releases = ARENA_ARRAY(arena, struct release, n), .dates = ARENA_ARRAY(arena, size_t, n)};
    take_tables(arena, blocks, b, &block);
    for (size_t t = 0; t < n; t++)
        if (is_news(&block, &releases[t])) {
            block.dates[block.n] = t;
            block.releases[block.n++] = take_release(arena, &block, &releases[t]);
        }
    *ret_block = block;
}
