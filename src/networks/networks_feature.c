// networks_feature.c - the manifest of the feature networks.
#include "networks/networks_feature.h"

#include "networks/area_figure_store.h"
#include "networks/network_store.h"
#include "networks/network_web.h"
#include "networks/organisation_store.h"
#include "networks/region_store.h"

extern const struct migration networks_migrations[];

static const struct query *const *const queries[] = {network_queries, region_queries, organisation_queries,
                                                     area_figure_queries, NULL};

// One network, for its team.
#define TEAM(method, path, help, ...) {method, path, EDIT_NETWORK, help, network_scope_of_request, __VA_ARGS__}

static const struct route routes[] = {
    {METHOD_GET, "/networks", ANYONE, "the networks, by country, and where they are", NULL, networks_get},
    {METHOD_GET, "/networks/new", CREATE_NETWORK, "the form for a new network", NULL, network_new_get},
    {METHOD_POST, "/networks/new", CREATE_NETWORK, "add a network", NULL, network_new_post, .form = &network_form},
    {METHOD_GET, "/regions/new", CREATE_NETWORK, "the form for a new region", NULL, region_new_get},
    {METHOD_POST, "/regions/new", CREATE_NETWORK, "add a region", NULL, region_new_post, .form = &region_form},
    // The page itself finds its network, so that a visitor's request asks for it once.
    {METHOD_GET, "/networks/:network", ANYONE, "the public page of a network", NULL, network_get},
    TEAM(METHOD_GET, "/networks/:network/edit", "the form to change a network", network_edit_get),
    TEAM(METHOD_POST, "/networks/:network/edit", "change a network", network_edit_post, .form = &network_edit_form),
    TEAM(METHOD_GET, "/networks/:network/members", "its organisations, for the team", members_get),
    TEAM(METHOD_POST, "/networks/:network/members", "add an organisation", members_post, .form = &organisation_form),
    TEAM(METHOD_GET, "/networks/:network/members/join", "the form to add an organisation of another network",
         member_join_get),
    TEAM(METHOD_POST, "/networks/:network/members/join", "add an organisation of another network", member_join_post,
         .form = &joining_form),
    TEAM(METHOD_GET, "/networks/:network/members/:organisation", "the form to change an organisation", member_get),
    TEAM(METHOD_POST, "/networks/:network/members/:organisation", "change an organisation", member_post,
         .form = &organisation_form),
    TEAM(METHOD_POST, "/networks/:network/members/:organisation/remove", "take an organisation off the list",
         member_remove_post),
    {METHOD_GET, "/networks/:network/texts", EDIT_TEXT, "the texts of a network that need work", network_scope_of_request,
     network_texts_get},
    {METHOD_GET, "/texts", SIGNED_IN, "the networks whose texts one may change", NULL, texts_get},
    {METHOD_GET, "/programme/texts", MANAGE_PROGRAMME, "the programme's own texts that need work", NULL, programme_texts_get},
    TEAM(METHOD_GET, "/networks/:network/figures", "the figures of the area, for the team", area_figures_get),
    TEAM(METHOD_POST, "/networks/:network/figures", "add a figure", area_figures_post, .form = &area_figure_form),
    TEAM(METHOD_POST, "/networks/:network/figures/:figure/remove", "remove a figure", area_figure_remove_post),
    {0},
};

static const struct statistic statistics[] = {
    {"sempre_networks", "Networks in the programme.", &network_count_query},
    {0},
};

const struct feature networks_feature = {
    .name = "networks",
    .migrations = networks_migrations,
    .queries = queries,
    .routes = routes,
    .commands = network_commands,
    .statistics = statistics,
};
