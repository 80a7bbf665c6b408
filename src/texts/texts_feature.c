// texts_feature.c - the manifest of texts.
#include "texts/texts_feature.h"

#include "texts/text_store.h"

extern const struct migration texts_migrations[];

static const struct query *const *const query_lists[] = {text_queries, NULL};

const struct feature texts_feature = {.name = "texts", .migrations = texts_migrations, .queries = query_lists};
