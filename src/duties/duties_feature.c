// duties_feature.c - the manifest of duties.
#include "duties/duties_feature.h"

#include "duties/duty_store.h"
#include "duties/duty_web.h"

extern const struct migration duties_migrations[];

static const struct query *const *const queries[] = {duty_queries, NULL};

static const struct route routes[] = {
    {METHOD_GET, "/privacy", ANYONE, "the privacy notice, and what the program stores", NULL, duty_get},
    {METHOD_GET, "/imprint", ANYONE, "who is responsible for the installation", NULL, duty_get},
    {METHOD_GET, "/accessibility", ANYONE, "the accessibility statement", NULL, duty_get},
    {METHOD_GET, "/contact", ANYONE, "whom to ask", NULL, duty_get},
    {METHOD_GET, "/duties", MANAGE_PROGRAMME, "the texts an installation owes, and how far they are", NULL, duties_get},
    {METHOD_GET, "/duties/:duty", MANAGE_PROGRAMME, "the form for one of them", NULL, duty_edit_get},
    {METHOD_POST, "/duties/:duty", MANAGE_PROGRAMME, "write or change one of them", NULL, duty_edit_post, .form = &duty_form},
    {0},
};

const struct feature duties_feature = {
    .name = "duties",
    .migrations = duties_migrations,
    .queries = queries,
    .routes = routes,
};
