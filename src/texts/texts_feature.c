// texts_feature.c - the manifest of texts.
#include "texts/texts_feature.h"

#include "texts/text_store.h"
#include "texts/text_web.h"
#include "texts/text_work_store.h"

extern const struct migration texts_migrations[];

static const struct query *const *const query_lists[] = {text_queries, text_work_queries, NULL};

// SIGNED_IN: whose text it is decides which right is asked for; the handlers ask text_require.
static const struct route routes[] = {
    {METHOD_GET, "/texts/:text", SIGNED_IN, "a text in all its languages", NULL, text_get},
    {METHOD_GET, "/texts/:text/:variant", SIGNED_IN, "one language of a text beside the one written first", NULL, variant_get},
    {METHOD_POST, "/texts/:text/:variant", SIGNED_IN, "change one language of a text", NULL, variant_post},
    {0},
};

const struct feature texts_feature = {
    .name = "texts",
    .migrations = texts_migrations,
    .queries = query_lists,
    .routes = routes,
};
