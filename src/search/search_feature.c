// search_feature.c - the manifest of the feature search.
#include "search/search_feature.h"

#include "search/search_store.h"
#include "search/search_web.h"

extern const struct migration search_migrations[];

static const struct query *const *const queries[] = {search_queries, NULL};

static const struct route routes[] = {
    {METHOD_GET, "/networks/:network/search", ANYONE, "needs and contributions of a network by their words", network_scope_of_request,
     search_get},
    {0},
};

const struct feature search_feature = {
    .name = "search",
    .migrations = search_migrations,
    .queries = queries,
    .routes = routes,
};
