// app_feature.c - the manifest of the program itself.
#include "app/app_feature.h"

#include "app/config.h"
#include "app/sent_form_store.h"
#include "base/time.h"

extern const struct migration app_migrations[];

static const struct query *const *const query_lists[] = {sent_form_queries, NULL};

static enum err sweep_forms(struct call *call, const char *payload)
{
    (void)payload;
    return sent_form_sweep(call, call->now - 2 * DAY);
}

static const struct job_kind jobs[] = {
    {"sweep sent forms", DAY, "forgets which forms were sent more than two days ago", sweep_forms},
    {0},
};

const struct feature app_feature = {
    .name = "app", .migrations = app_migrations, .queries = query_lists, .routes = app_routes, .commands = app_commands,
    .jobs = jobs, .settings = config_settings,
};
