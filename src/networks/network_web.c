// network_web.c - the public pages: the list of networks with its map, and the page of one.
#include "networks/network_web.h"

#include <string.h>

#include "base/utf8.h"
#include "i18n/message.h"
#include "networks/area_figure_store.h"
#include "networks/network_store.h"
#include "networks/organisation_store.h"
#include "networks/slot.h"
#include "networks_views.h"
#include "store/signal.h"
#include "texts/note.h"

// --- the list ---

// The list is sorted by country already.
static struct network_groups_view groups_of(struct call *call, const struct network_list *list)
{
    struct network_groups_view groups = {0};
    for (size_t i = 0; i < list->n; i++) {
        struct network *network = &list->at[i];
        if (i == 0 || strcmp(network->country, list->at[i - 1].country) != 0)
            *VEC_PUSH(call->arena, &groups) = (struct network_group_view){network->country_name, {.at = network}};
        groups.at[groups.n - 1].list.n++;
    }
    return groups;
}

// A name that fits into the column of the map.
static const char *short_name(struct arena *arena, const char *name)
{
    enum { SIGNS = 20 };
    if (utf8_length(name, strlen(name)) <= SIGNS)
        return name;
    size_t n = utf8_prefix(name, strlen(name), SIGNS - 1);
    while (n > 0 && name[n - 1] == ' ')
        n--;
    return arena_print(arena, "%.*s\u2026", (int)n, name);
}

static struct network_marks_view marks_of(struct call *call, const struct network_list *list)
{
    struct map_mark *places = ARENA_ARRAY(call->arena, struct map_mark, list->n);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        const struct network *network = &list->at[i];
        if (network->has_position && map_project(network->latitude, network->longitude, &places[n].x, &places[n].y))
            places[n++].index = i;
    }
    map_place_names(places, n);
    struct network_marks_view marks = {0};
    for (size_t i = 0; i < n; i++) {
        const struct network *network = &list->at[places[i].index];
        const char *name = short_name(call->arena, network->place.text);
        *VEC_PUSH(call->arena, &marks) = (struct network_mark_view){
            .slug = network->slug,
            .name = name,
            .title = arena_print(call->arena, "%s: %s", name, network->title.text),
            .x = places[i].x,
            .y = places[i].y,
            .lead_x = MAP_NAME_X - MAP_NAME_MARGIN,
            .name_x = MAP_NAME_X,
            .name_y = places[i].name_y,
            .row_y = places[i].name_y - MAP_NAME_ROW / 2,
        };
    }
    return marks;
}

enum err networks_get(struct call *call, const struct request *request, struct reply *reply)
{
    size_t page;
    TRY(request_page(request, &page));
    struct network_list *list = ARENA_NEW(call->arena, struct network_list);
    bool more;
    TRY(network_list(call, page, list, &more));
    struct networks_view *view = ARENA_NEW(call->arena, struct networks_view);
    view->groups = groups_of(call, list);
    view->marks = marks_of(call, list);
    view->has_map = view->marks.n > 0;
    view->before = page;
    view->after = more ? page + 2 : 0;
    view->has_pages = page > 0 || more;
    view->may_add = call_may(call, CREATE_NETWORK, (struct scope){0});
    reply->section = "networks";
    reply_topic(reply, TOPIC_PROGRAMME, 0);
    reply_page(reply, 200, tr(call->language, N_("Networks")), body_networks(view));
    return OK;
}

// --- one network ---

enum err network_of_request(struct call *call, const struct request *request, struct network *ret_network)
{
    return network_find(call, request->param[0], ret_network);
}

static struct spoken_list_view languages_of(struct call *call, const struct network *network)
{
    struct spoken_list_view list = {0};
    for (const char *at = network->languages; *at != '\0';) {
        size_t n = strcspn(at, " ");
        const char *tag = arena_copy(call->arena, at, n);
        at += n + (at[n] == ' ');
        *VEC_PUSH(call->arena, &list) =
            (struct spoken_view){tag, language_name(language_of(tag)), *at == '\0' ? "" : ", "};
    }
    return list;
}

// Members stand by kind already: each group is a run of the list.
static void members_of(struct call *call, const struct organisation_list *members, struct network_view *view)
{
    for (size_t i = 0; i < members->n; i++) {
        struct organisation *member = &members->at[i];
        if (i == 0 || member->kind != members->at[i - 1].kind)
            *VEC_PUSH(call->arena, &view->kinds) =
                (struct member_group_view){tr(call->language, organisation_kinds[member->kind].label), {.at = member}};
        view->kinds.at[view->kinds.n - 1].list.n++;
        if (member->coordinates && !member->has_until)
            *VEC_PUSH(call->arena, &view->coordinators) = *member;
    }
}

struct figure_rows_view figure_rows(struct call *call, const struct area_figure_list *figures)
{
    struct figure_rows_view rows = {0};
    for (size_t i = 0; i < figures->n; i++) {
        const struct area_figure *figure = &figures->at[i];
        *VEC_PUSH(call->arena, &rows) = (struct figure_row_view){
            .id = figure->id,
            .text = figure->name_text,
            .name = figure->name,
            .value = area_figure_value(call, figure),
            .source = figure->source,
            .year = figure->year == 0 ? "" : arena_print(call->arena, "%lld", (long long)figure->year),
        };
    }
    return rows;
}

// The busiest public page: one query each for network, members and figures, one for the texts of all of them.
enum err network_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct organisation_list members;
    struct area_figure_list figures;
    struct text_wants wants = {0};
    TRY(network_read(call, request->param[0], network));
    TRY(organisation_read_all(call, network->id, &members));
    TRY(area_figure_read_all(call, network->id, &figures));
    network_want(call, &wants, network);
    organisation_want(call, &wants, &members);
    area_figure_want(call, &wants, &figures);
    struct body_list bodies;
    TRY(network_slot_bodies(call, network, &wants, &bodies));
    TRY(text_read(call, &wants));
    network->country_name = format_country(call->arena, call->language, network->country);
    organisation_sort(call, &members);
    call->scope = network_scope_of(network);

    struct network_view *view = ARENA_NEW(call->arena, struct network_view);
    view->network = network;
    view->notice = words_note(call, &network->description).sentence;
    view->languages = languages_of(call, network);
    view->figures = figure_rows(call, &figures);
    for (size_t i = 0; i < figures.n; i++)
        view->has_years = view->has_years || figures.at[i].year != 0;
    view->may_edit = call_may(call, EDIT_NETWORK, call->scope);
    view->may_edit_texts = call_may(call, EDIT_TEXT, call->scope);
    view->may_manage_roles = call_may(call, MANAGE_ROLES, call->scope);
    view->may_audit = call_may(call, VIEW_AUDIT, call->scope);
    view->may_print_cards = call_may(call, PRINT_CARDS, call->scope);
    view->may_publish = call_may(call, PUBLISH_FIGURES, call->scope);
    view->is_team = view->may_print_cards || view->may_edit || view->may_edit_texts || view->may_manage_roles || view->may_audit;
    members_of(call, &members, view);
    for (size_t i = 0; i < bodies.n; i++)
        VEC_PUSH(call->arena, &view->sections)->body = bodies.at[i];

    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_topic(reply, TOPIC_NETWORK, network->id.v);
    reply_topic(reply, TOPIC_PROGRAMME, 0);
    reply_page(reply, 200, network->title.text, body_network(view));
    return OK;
}
