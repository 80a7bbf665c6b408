// need_found.h - needs in the search of their network, by every variant of their title.
#ifndef SEMPRE_NEEDS_NEED_FOUND_H
#define SEMPRE_NEEDS_NEED_FOUND_H

#include "needs/need.h"
#include "search/search.h"

// Makes the search know a need as it is now: in each transaction that names, rewords or merges one.
CHECKED enum err need_index(struct call *call, const struct need *need);

// The job that puts in what was named before there was a search. Payload: the id after which it goes on.
#define INDEX_NEEDS "index needs"
CHECKED enum err needs_index(struct call *call, const char *payload);

// Of these needs what everybody may see: for search_set_sources.
CHECKED enum err needs_found_read(struct call *call, struct scope scope, const int64_t *ids, size_t n, struct search_hits *ret_hits);

#endif
