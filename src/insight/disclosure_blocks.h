// disclosure_blocks.h - cells that no sum and no whole joins tell nothing of each other: each block of joined cells is a system of its own.
//
// Private to src/insight.
#ifndef SEMPRE_INSIGHT_DISCLOSURE_BLOCKS_H
#define SEMPRE_INSIGHT_DISCLOSURE_BLOCKS_H

#include "insight/disclosure.h"

struct disclosure_blocks {
    const struct disclosure_tables *tables;
    size_t n;
    uint32_t *cells;     // those of the first block, then those of the second, ...; in each they rise
    size_t *first_cell;  // per block, and one more
    uint32_t *sums, *own; // the same for sums; per cell its number in its block
    size_t *first_sum;
};

// By their smallest cell.
void disclosure_blocks_make(struct arena *arena, const struct disclosure_tables *tables, struct disclosure_blocks *ret_blocks);

// A block by itself, with the releases in which something of it is new.
struct disclosure_block {
    struct disclosure_tables tables;
    const uint32_t *cells; // per own cell which of all it is
    struct release *releases;
    size_t *dates; // per own release which of all it is
    size_t n;
};

// With the releases that were checked. The last may have no figures yet: then it is new where a count changed.
void disclosure_block_take(struct arena *arena, const struct disclosure_blocks *blocks, size_t block, const struct release *releases,
                           size_t n, struct disclosure_block *ret_block);

#endif
