// people_feature.c - the manifest of the feature people.
#include "people/people_feature.h"

#include "people/audit_store.h"
#include "people/invitation_store.h"
#include "people/login.h"
#include "people/login_store.h"
#include "people/person_store.h"
#include "people/recovery_store.h"
#include "people/team_store.h"

extern const struct migration people_migrations[];

static const struct query *const *const queries[] = {
    person_queries, team_queries, login_queries, invitation_queries, recovery_queries, audit_queries, NULL,
};

static const struct job_kind jobs[] = {
    {"tidy logins", DAY, "deletes logins, invitations and one-time codes whose time is long over", login_tidy},
    {0},
};

const struct feature people_feature = {
    .name = "people",
    .migrations = people_migrations,
    .queries = queries,
    .jobs = jobs,
};
