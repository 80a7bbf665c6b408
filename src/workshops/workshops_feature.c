// workshops_feature.c - the manifest of the feature workshops.
#include "workshops/workshops_feature.h"

#include "workshops/activity_store.h"
#include "workshops/alike_store.h"
#include "workshops/attendance_store.h"
#include "workshops/contribution_store.h"
#include "workshops/finding_store.h"
#include "workshops/flag_store.h"
#include "workshops/found_store.h"
#include "workshops/forget_store.h"
#include "workshops/hand_count_store.h"
#include "workshops/help_store.h"
#include "workshops/mark_store.h"
#include "workshops/own_kept_store.h"
#include "workshops/own_said_store.h"
#include "workshops/participation_store.h"
#include "workshops/release_count_store.h"
#include "workshops/theme_store.h"
#include "workshops/unused_store.h"
#include "workshops/workshop_store.h"
#include "workshops/workshop_web.h"

extern const struct migration workshops_migrations[];

static const struct query *const *const queries[] = {
    workshop_queries,
    activity_queries,
    alike_queries,
    attendance_queries,
    contribution_queries,
    finding_queries,
    flag_queries,
    found_queries,
    theme_queries,
    mark_queries,
    participation_queries,
    hand_count_queries,
    help_queries,
    own_kept_queries,
    own_said_queries,
    forget_queries,
    unused_queries,
    release_count_queries,
    NULL,
};

static const struct statistic statistics[] = {
    {"sempre_workshops", "Workshops planned, running and over.", &workshop_count_query},
    {"sempre_workshops_open", "Workshops that phones can join now.", &workshop_count_open_query},
    {0},
};

static const struct job_kind jobs[] = {
    {.name = FINDING_JOB, .help = "works out groups of opinion from the votes of an activity", .read = finding_read_votes,
     .write = finding_keep},
    {.name = INDEX_CONTRIBUTIONS, .help = "makes contributions known to the search", .run = found_index},
    {0},
};

const struct feature workshops_feature = {
    .name = "workshops",
    .migrations = workshops_migrations,
    .queries = queries,
    .routes = workshop_routes,
    .jobs = jobs,
    .statistics = statistics,
};
