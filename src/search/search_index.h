// search_index.h - what putting things in and looking for them have in common: how a stem becomes a number.
#ifndef SEMPRE_SEARCH_SEARCH_INDEX_H
#define SEMPRE_SEARCH_SEARCH_INDEX_H

#include "search/search.h"

// A hash of network, kind and stem with the last bit 0; never 0.
int64_t search_hash(struct network_id network, enum search_kind kind, const char *stem);

#endif
