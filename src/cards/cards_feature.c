// cards_feature.c - the manifest of the feature cards.
#include "cards/cards_feature.h"

#include "cards/participant_store.h"

extern const struct migration cards_migrations[];

static const struct query *const *const queries[] = {participant_queries, NULL};

const struct feature cards_feature = {
    .name = "cards",
    .migrations = cards_migrations,
    .queries = queries,
};
