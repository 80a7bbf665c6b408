// release_source.h - what workshops give to a release: the counts of their results; and the groups of opinion that go with it.
#ifndef SEMPRE_WORKSHOPS_RELEASE_SOURCE_H
#define SEMPRE_WORKSHOPS_RELEASE_SOURCE_H

#include "releases/release.h"

// For release_set_sources.
CHECKED enum err workshops_count(struct call *call, const struct release_wish *wish, struct release_blocks *blocks);
CHECKED enum err workshops_name(struct call *call, struct network_id network, struct release_block **blocks, size_t n);
CHECKED enum err workshops_stored(struct call *call, const struct release_wish *wish);

#endif
