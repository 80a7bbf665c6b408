// disclosure_search.h - the figures of a new release of one block.
//
// Private to src/insight.
#ifndef SEMPRE_INSIGHT_DISCLOSURE_SEARCH_H
#define SEMPRE_INSIGHT_DISCLOSURE_SEARCH_H

#include "insight/disclosure_blocks.h"
#include "insight/disclosure_system.h"

// The last release of the block is the new one; `figures` become its figures. Per cell `is_withheld` says whether it is not shown only to
// protect others. Refused: no figures pass. ERR_LIMIT: too little memory.
CHECKED enum err disclosure_search(struct arena *arena, const struct disclosure_block *block, struct cell_figure *figures,
                                   bool *is_withheld, bool *ret_is_refused);

#endif
