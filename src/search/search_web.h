// search_web.h - the page of this folder, for its manifest.
#ifndef SEMPRE_SEARCH_SEARCH_WEB_H
#define SEMPRE_SEARCH_SEARCH_WEB_H

#include "feature/feature.h"
#include "search/search.h"

CHECKED enum err search_get(struct call *call, const struct request *request, struct reply *reply);

#endif
