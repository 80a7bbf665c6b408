// need_release.h - what needs give to a release: the voices behind each.
#ifndef SEMPRE_NEEDS_NEED_RELEASE_H
#define SEMPRE_NEEDS_NEED_RELEASE_H

#include "releases/release.h"

// For release_set_sources.
CHECKED enum err needs_count(struct call *call, const struct release_wish *wish, struct release_blocks *blocks);
// Voices are shown only where, of the sentences behind the need, the counts of none or of at least three are hidden: of one or two they could
// be worked out by who guesses which sentences these are.
CHECKED enum err needs_settle(struct call *call, struct release_plan *plan);
CHECKED enum err needs_name(struct call *call, struct network_id network, struct release_block **blocks, size_t n);
CHECKED enum err needs_stored(struct call *call, const struct release_wish *wish);

#endif
