// features.c - the list of features: the only place that knows them all.
#include "app/features.h"

#include <stdlib.h>
#include <string.h>

#include "answers/given_answer.h"
#include "answers/answers_feature.h"
#include "app/app_feature.h"
#include "app/keep_feature.h"
#include "app/program_config.h"
#include "cards/cards_feature.h"
#include "cards/own_slot.h"
#include "demo/demo_feature.h"
#include "duties/duties_feature.h"
#include "duties/duty.h"
#include "feature/setting.h"
#include "i18n/message.h"
#include "interchange/interchange_feature.h"
#include "jobs/queue.h"
#include "needs/need_found.h"
#include "needs/need_release.h"
#include "needs/need_slot.h"
#include "needs/needs_feature.h"
#include "networks/networks_feature.h"
#include "networks/slot.h"
#include "networks/place_names.h"
#include "open_data/open_data_feature.h"
#include "people/people_feature.h"
#include "people/place.h"
#include "releases/release.h"
#include "releases/releases_feature.h"
#include "search/search_feature.h"
#include "texts/texts_feature.h"
#include "workshops/found.h"
#include "workshops/own_said.h"
#include "workshops/release_source.h"
#include "workshops/workshop_web.h"
#include "workshops/workshops_feature.h"

extern const struct migration feature_migrations[], jobs_migrations[];

static const struct query *const *const setting_lists[] = {setting_queries, NULL};
static const struct query *const *const job_lists[] = {job_queries, NULL};
static const struct feature setting_feature = {
    .name = "feature", .migrations = feature_migrations, .queries = setting_lists};
static const struct feature jobs_feature = {.name = "jobs", .migrations = jobs_migrations, .queries = job_lists};

#ifdef SEMPRE_FAULTS // only where tests/journeys compiles this file once more, never in the program itself
extern const struct feature faults_feature;
#define FAULTS &faults_feature,
#else
#define FAULTS
#endif

const struct feature *const features[] = {
    &setting_feature, &jobs_feature, &people_feature, &texts_feature, &duties_feature, &networks_feature, &cards_feature,
    &search_feature, &releases_feature, &workshops_feature, &needs_feature, &answers_feature, &open_data_feature, &interchange_feature,
    &demo_feature, &app_feature, &keep_feature, FAULTS NULL,
};

#define EACH_FEATURE(feature) \
    for (const struct feature *const *each_ = features, *feature; (feature = *each_) != NULL; each_++)

enum err features_check(struct arena *arena, const char **ret_why)
{
    struct route_list routes = features_routes(arena);
    for (size_t i = 0; i < routes.n; i++) {
        const struct route *route = routes.at[i];
        if (route->right == NOBODY || route->handle == NULL || route->help == NULL) {
            *ret_why = arena_print(arena, "The route %s names no right, no handler or no help.", route->path);
            return ERR_INVALID;
        }
    }
    return OK;
}

struct route_list features_routes(struct arena *arena)
{
    struct route_list routes = {0};
    EACH_FEATURE(feature)
        for (const struct route *route = feature->routes; route != NULL && route->path != NULL; route++)
            *VEC_PUSH(arena, &routes) = route;
    return routes;
}

struct router *features_router(struct arena *arena, const struct route_list *routes)
{
    struct route_pattern *patterns = ARENA_ARRAY(arena, struct route_pattern, routes->n);
    for (size_t i = 0; i < routes->n; i++)
        patterns[i] = (struct route_pattern){routes->at[i]->method, routes->at[i]->path};
    return router_new(arena, patterns, routes->n);
}

enum err features_migrate(struct arena *arena, struct db *db, bool only_check, int *ret_ran, const char **ret_why)
{
    struct migration_set sets[sizeof features / sizeof features[0]];
    size_t n = 0;
    EACH_FEATURE(feature)
        if (feature->migrations != NULL)
            sets[n++] = (struct migration_set){feature->name, feature->migrations};
    return only_check ? migrate_check(arena, db, sets, n, ret_why)
                      : migrate(arena, db, sets, n, config_copies_folder(arena, program_config()), ret_ran, ret_why);
}

const struct setting *features_setting(const char *name)
{
    EACH_FEATURE(feature)
        for (const struct setting *setting = feature->settings; setting != NULL && setting->name != NULL; setting++)
            if (strcmp(setting->name, name) == 0)
                return setting;
    return NULL;
}

const struct job_kind *features_job(const char *name)
{
    EACH_FEATURE(feature)
        for (const struct job_kind *job = feature->jobs; job != NULL && job->name != NULL; job++)
            if (strcmp(job->name, name) == 0)
                return job;
    return NULL;
}

void features_join(void)
{
    static const struct network_slot slots[] = {{search_slot_body}, {needs_slot_body}, {answers_slot_body}, {workshops_slot_body}};
    static const struct own_slot own_slots[] = {{workshops_own_body, workshops_own_data, workshops_forget},
                                               {needs_own_body, needs_own_data, needs_forget},
                                               {answers_own_body, answers_own_data, answers_forget}};
    static const struct need_slot need_slots[] = {{answers_need_body, answers_merged}};
    static const struct search_source search_sources[] = {{SEARCH_NEEDS, "needs", N_("Needs"), needs_found_read},
                                                         {SEARCH_CONTRIBUTIONS, "said", N_("What people said"), found_read}};
    search_set_sources(search_sources, sizeof(search_sources) / sizeof(search_sources[0]));
    text_set_listener(search_text_changed);
    text_set_suggester(duty_suggest);
    static const struct release_source release_sources[] = {
        {workshops_count, NULL, workshops_name, workshops_stored}, {needs_count, needs_settle, needs_name, needs_stored}};
    release_set_sources(release_sources, sizeof(release_sources) / sizeof(release_sources[0]));
    need_set_slots(need_slots, sizeof(need_slots) / sizeof(need_slots[0]));
    own_set_slots(own_slots, sizeof(own_slots) / sizeof(own_slots[0]));
    network_set_slots(slots, sizeof(slots) / sizeof(slots[0]));
    people_set_places(&network_places);
}
