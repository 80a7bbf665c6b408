// app_feature.c - the manifest of the program itself.
#include "app/app_feature.h"

#include "app/config.h"
#include "app/key_mark_store.h"
#include "app/sent_form_store.h"

extern const struct migration app_migrations[];

static const struct query *const *const query_lists[] = {sent_form_queries, key_mark_queries, NULL};

const struct feature app_feature = {
    .name = "app", .migrations = app_migrations, .queries = query_lists, .routes = app_routes, .commands = app_commands,
    .settings = config_settings,
};
