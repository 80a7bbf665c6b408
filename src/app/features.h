// features.h - the features of the program, and their tables joined.
#ifndef SEMPRE_APP_FEATURES_H
#define SEMPRE_APP_FEATURES_H

#include "feature/feature.h"
#include "web/route.h"

// Every route of every feature, in their order.
struct route_list {
    const struct route **at;
    size_t n, cap;
};

// ERR_INVALID with `ret_why` where a manifest is wrong: a route without a right or handler.
CHECKED enum err features_check(struct arena *arena, const char **ret_why);
struct route_list features_routes(struct arena *arena);
struct router *features_router(struct arena *arena, const struct route_list *routes);

// Brings the schema up to date, or (`only_check`) says whether it is.
CHECKED enum err features_migrate(struct arena *arena, struct db *db, bool only_check, int *ret_ran, const char **ret_why);

const struct setting *features_setting(const char *name);
const struct job_kind *features_job(const char *name);

// Joins what lower features ask of later ones: names of places, slots of pages. Called once at start.
void features_join(void);

#endif
