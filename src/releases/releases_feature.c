// releases_feature.c - the manifest of the feature releases.
#include "releases/releases_feature.h"

#include "networks/network.h"
#include "releases/release_store.h"
#include "releases/release_web.h"

extern const struct migration releases_migrations[];

static const struct query *const *const queries[] = {release_queries, NULL};

static const struct route routes[] = {
    {METHOD_GET, "/networks/:network/publish", PUBLISH_FIGURES, "what publishing figures now would show, and what stays hidden",
     network_scope_of_request, release_get},
    {METHOD_POST, "/networks/:network/publish", PUBLISH_FIGURES, "publishes the figures of a network", network_scope_of_request,
     release_post},
    {0},
};

static const struct job_kind jobs[] = {
    {.name = RELEASE_JOB, .help = "freezes figures that the public may see", .read = release_job_read, .write = release_job_write},
    {0},
};

static const struct statistic statistics[] = {
    {"sempre_releases", "Times that public figures were frozen.", &release_count_query},
    {0},
};

const struct feature releases_feature = {
    .name = "releases",
    .migrations = releases_migrations,
    .queries = queries,
    .routes = routes,
    .jobs = jobs,
    .statistics = statistics,
};
