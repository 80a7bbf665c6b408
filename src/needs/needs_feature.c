// needs_feature.c - the manifest of the feature needs.
#include "needs/needs_feature.h"

#include "base/time.h"
#include "needs/need_evidence_store.h"
#include "needs/need_found.h"
#include "needs/need_store.h"
#include "needs/need_web.h"

extern const struct migration needs_migrations[];

static const struct query *const *const queries[] = {need_queries, need_evidence_queries, NULL};

static const struct route routes[] = {
    {METHOD_GET, "/networks/:network/needs", ANYONE, "the needs of a network, most voices first", network_scope_of_request,
     needs_get},
    {METHOD_GET, "/needs/:need", ANYONE, "what everybody may read about a need", need_scope_of_request, need_get},
    {METHOD_GET, "/workshops/:id/needs", NAME_NEEDS, "the sentences of a workshop, to name needs from",
     workshop_scope_of_request, need_pick_get},
    {METHOD_POST, "/workshops/:id/needs", NAME_NEEDS, "names a need, or adds to one", workshop_scope_of_request,
     need_pick_post, .form = &need_pick_form},
    {METHOD_GET, "/needs/:need/edit", NAME_NEEDS, "the forms to work on a need", need_scope_of_request, need_edit_get},
    {METHOD_POST, "/needs/:need/edit", NAME_NEEDS, "changes the words of a need", need_scope_of_request, need_edit_post,
     .form = &need_form},
    {METHOD_POST, "/needs/:need/state", NAME_NEEDS, "says how far a need has come", need_scope_of_request, need_state_post,
     .form = &need_state_form},
    {METHOD_POST, "/needs/:need/split", NAME_NEEDS, "makes a second need of some sentences", need_scope_of_request,
     need_split_post, .form = &need_split_form},
    {METHOD_POST, "/needs/:need/merge", NAME_NEEDS, "joins a need with another", need_scope_of_request, need_merge_post,
     .form = &need_merge_form},
    {0},
};

static const struct job_kind jobs[] = {
    {"count voices", 10 * MINUTE, "counts voices of needs anew where something was marked, counted or hidden since", NULL,
     need_recount_read, need_recount_write},
    {INDEX_NEEDS, 0, "makes needs known to the search", needs_index},
    {0},
};

static const struct statistic statistics[] = {
    {"sempre_needs", "Needs that were named.", &need_count_query},
    {0},
};

const struct feature needs_feature = {
    .name = "needs",
    .migrations = needs_migrations,
    .queries = queries,
    .routes = routes,
    .jobs = jobs,
    .statistics = statistics,
};
