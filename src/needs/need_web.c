// need_web.c - the public pages: the needs of a network, most voices first, and the page of one.
#include "needs/need_web.h"

#include "base/id.h"
#include "i18n/message.h"
#include "needs/need_slot.h"
#include "needs/need_store.h"
#include "needs_views.h"
#include "search/search.h"
#include "store/signal.h"

struct need_card_view need_card(struct call *call, const struct need *need)
{
    bool is_team = call_may(call, VIEW_NETWORK, need->scope);
    return (struct need_card_view){
        .id = need->id,
        .title = need->title,
        .reason = need->reason,
        .group = need->group,
        .place = need->place,
        .state = tr(call->language, need_state_label(need->state)),
        .state_at = need->state_at,
        .voices = is_team ? need->voices : need->public_voices,
        .hands = is_team ? need->hands : need->public_hands,
        .has_voices = is_team || need->public_voices > 0,
        .is_unpublished = !is_team && need->public_voices < 0,
        .has_hands = (is_team ? need->hands : need->public_hands) > 0,
        .is_met = need->state == NEED_MET,
        .is_set_aside = need->state == NEED_SET_ASIDE,
    };
}

enum err need_of_request(struct call *call, const struct request *request, struct need *ret_need)
{
    struct need_id id;
    if (request->param[0] == NULL || !id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    return need_find(call, id, ret_need);
}

enum err need_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope)
{
    struct need_id id;
    if (request->param[0] == NULL || !id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    struct need need;
    TRY(need_read(call, id, &need));
    *ret_scope = need.scope;
    return OK;
}

// --- the list ---

static const char *id_words(struct call *call, int64_t id)
{
    char *text = arena_alloc(call->arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

static struct need_filter filter_of(const struct request *request)
{
    struct need_filter filter = {.state = NEED_STATES};
    const char *state = request_query(request, "state"), *group = request_query(request, "group"),
               *place = request_query(request, "place");
    if (state != NULL && need_state_of(state) < NEED_MERGED)
        filter.state = need_state_of(state);
    if (group == NULL || !id_parse(group, &filter.group.v))
        filter.group.v = 0;
    if (place == NULL || !id_parse(place, &filter.place.v))
        filter.place.v = 0;
    return filter;
}

static enum err options_of(struct call *call, struct network_id network, const struct need_filter *filter, struct needs_view *view)
{
    struct need_label_list labels;
    TRY(need_labels(call, network, &labels));
    for (int state = 0; state < NEED_MERGED; state++)
        *VEC_PUSH(call->arena, &view->states) = (struct need_option_view){
            need_state_name((enum need_state)state),
            {.text = tr(call->language, need_state_label((enum need_state)state)), .language = call->language},
            (int)filter->state == state};
    for (size_t i = 0; i < labels.n; i++) {
        const struct need_label *label = &labels.at[i];
        *VEC_PUSH(call->arena, label->is_place ? &view->places : &view->groups) = (struct need_option_view){
            id_words(call, label->id.v), label->name,
            label->id.v == (label->is_place ? filter->place.v : filter->group.v)};
    }
    return OK;
}

static enum err list_view(struct call *call, const struct network *network, const struct need_filter *filter, size_t page,
                          struct needs_view *view)
{
    struct need_list list;
    struct scope scope = network_scope_of(network);
    bool more;
    TRY(need_list_of(call, scope, filter, page, &list, &more));
    *view = (struct needs_view){
        .slug = network->slug,
        .network = network->title,
        .search = search_field_body(call, network->slug),
        .state = filter->state == NEED_STATES ? "" : need_state_name(filter->state),
        .group = filter->group.v == 0 ? "" : id_words(call, filter->group.v),
        .place = filter->place.v == 0 ? "" : id_words(call, filter->place.v),
        .before = page,
        .after = more ? page + 2 : 0,
        .has_more = more,
        .may_name = call_may(call, NAME_NEEDS, scope),
        .is_filtered = filter->state != NEED_STATES || filter->group.v != 0 || filter->place.v != 0,
    };
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &view->needs) = need_card(call, &list.at[i]);
    return OK;
}

static enum err meetings_of(struct call *call, const struct network *network, struct needs_view *view)
{
    struct workshop_list list;
    bool more;
    TRY(workshop_list_of(call, network->id, 0, &list, &more));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].state != WORKSHOP_PLANNED)
            *VEC_PUSH(call->arena, &view->meetings) = (struct need_meeting_view){list.at[i].id, list.at[i].title};
    return OK;
}

enum err needs_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct needs_view *view = ARENA_NEW(call->arena, struct needs_view);
    struct need_filter filter = filter_of(request);
    size_t page;
    TRY(request_page(request, &page));
    TRY(network_find(call, request->param[0], network));
    TRY(list_view(call, network, &filter, page, view));
    if (page > 0 && view->needs.n == 0)
        return ERR_NOT_FOUND;
    TRY(options_of(call, network->id, &filter, view));
    if (view->may_name)
        TRY(meetings_of(call, network, view));
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_topic(reply, TOPIC_NETWORK, network->id.v);
    reply_page(reply, 200, tr_fill(call->arena, tr(call->language, N_("Needs: {1}")), &network->title.text, 1), body_needs(view));
    return OK;
}

enum err needs_slot_body(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body)
{
    enum { SHOWN_THERE = 3 };
    struct needs_view *view = ARENA_NEW(call->arena, struct needs_view);
    struct need_list list;
    TRY(need_list_top(call, network_scope_of(network), SHOWN_THERE, &list, &view->has_more));
    view->slug = network->slug;
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &view->needs) = need_card(call, &list.at[i]);
    for (size_t i = 0; i < list.n; i++)
        text_want(call, wants, list.at[i].title_text, &view->needs.at[i].title);
    *ret_body = body_needs_of_network(view);
    return OK;
}

// --- one ---

enum err need_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct need *need = ARENA_NEW(call->arena, struct need);
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct need_view *view = ARENA_NEW(call->arena, struct need_view);
    struct need_sources sources;
    struct body_list bodies;
    TRY(need_of_request(call, request, need));
    if (need->state == NEED_MERGED) {
        reply_see(reply, "/needs/%s", id_words(call, need->merged_into.v));
        return OK;
    }
    TRY(network_find_id(call, need->scope.network, network));
    TRY(need_sources_of(call, need, &sources));
    TRY(need_slot_bodies(call, need, &bodies));
    *view = (struct need_view){
        .slug = network->slug,
        .network = network->title,
        .need = need_card(call, need),
        .may_name = call_may(call, NAME_NEEDS, need->scope),
    };
    for (size_t i = 0; i < sources.n; i++)
        *VEC_PUSH(call->arena, &view->sources) = (struct need_source_view){
            sources.at[i].workshop, sources.at[i].title, sources.at[i].begins_at, sources.at[i].lines};
    for (size_t i = 0; i < bodies.n; i++)
        VEC_PUSH(call->arena, &view->sections)->body = bodies.at[i];
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_topic(reply, TOPIC_NETWORK, network->id.v);
    reply_page(reply, 200, need->title.text, body_need_page(view));
    return OK;
}

// --- on a participant's own page ---

enum err needs_own_body(struct call *call, const struct network *network, struct participant_id participant,
                        struct body *ret_body)
{
    struct own_needs_view *view = ARENA_NEW(call->arena, struct own_needs_view);
    struct need_list list;
    TRY(need_list_own(call, network->id, participant, &list));
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &view->needs) = need_card(call, &list.at[i]);
    *ret_body = body_own_needs(view);
    return OK;
}

enum err needs_own_data(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data)
{
    struct need_list list;
    TRY(need_list_own(call, network->id, participant, &list));
    struct own_part *part = own_part_add(call, data, "needs", N_("Needs that were named from your words"));
    for (size_t i = 0; i < list.n; i++) {
        struct own_row *row = own_row_add(call, part);
        own_text(call, row, "need", N_("Need"), list.at[i].title.text);
        own_text(call, row, "state", N_("State"), tr(call->language, need_state_label(list.at[i].state)));
        own_time(call, row, "state_at", N_("Since"), list.at[i].state_at);
    }
    return OK;
}
