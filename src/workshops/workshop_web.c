// workshop_web.c - the public page of a workshop, the list of a network's workshops, and what the pages here share.
#include "workshops/workshop_web.h"

#include <string.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "releases/release.h"
#include "store/signal.h"
#include "workshops/open_step.h"
#include "workshops/result_ahead.h"
#include "workshops_views.h"

// --- shared ---

const char *id_in_words(struct arena *arena, int64_t id)
{
    char *text = arena_alloc(arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

const char *join_code_plain(struct arena *arena, const char *typed)
{
    char *code = arena_alloc(arena, strlen(typed) + 1);
    size_t n = 0;
    for (const char *at = typed; *at != '\0'; at++) {
        bool is_letter = (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z');
        if (*at == ' ' || *at == '-')
            continue;
        if (!is_letter && !(*at >= '0' && *at <= '9'))
            return NULL;
        code[n++] = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    }
    return code;
}

enum err workshop_of_request(struct call *call, const struct request *request, struct workshop *ret_workshop)
{
    struct workshop_id id;
    if (request->param[0] == NULL || !id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    return workshop_find(call, id, ret_workshop);
}

enum err activity_of_workshop(struct call *call, const struct workshop *workshop, const char *text,
                              struct activity *ret_activity)
{
    struct activity_id id;
    struct activity activity;
    if (text == NULL || !id_parse(text, &id.v))
        return ERR_NOT_FOUND;
    TRY(activity_find(call, id, &activity));
    if (activity.workshop.v != workshop->id.v)
        return ERR_NOT_FOUND;
    *ret_activity = activity;
    return OK;
}

struct meeting_view meeting_view_of(struct call *call, const struct workshop *workshop)
{
    enum language language = call->language;
    return (struct meeting_view){
        .id = id_in_words(call->arena, workshop->id.v),
        .code = workshop->join_code,
        .secret = workshop->screen_secret,
        .title = workshop->title,
        .place = workshop->place,
        .when = format_date(call->arena, language, workshop->time_zone, workshop->begins_at, DATE_TIME),
        .until = workshop->ends_at == 0
                     ? NULL
                     : format_date(call->arena, language, workshop->time_zone, workshop->ends_at, TIME_ONLY),
        .is_planned = workshop->state == WORKSHOP_PLANNED,
        .is_open = workshop->state == WORKSHOP_OPEN,
        .is_closed = workshop->state == WORKSHOP_CLOSED,
        .may_view = call_may(call, VIEW_NETWORK, workshop->scope),
        .may_plan = call_may(call, PLAN_WORKSHOP, workshop->scope),
        .may_run = call_may(call, RUN_WORKSHOP, workshop->scope),
        .may_help = call_may(call, HELP_PARTICIPANT, workshop->scope),
    };
}

struct step_view step_view_of(struct call *call, const struct activity *activity)
{
    return (struct step_view){
        .id = id_in_words(call->arena, activity->id.v),
        .title = activity->title,
        .question = activity->question,
        .kind = tr(call->language, activity->kind->label),
        .is_done = activity->state == ACTIVITY_CLOSED,
    };
}

struct steps_view steps_view_of(struct call *call, const struct workshop *workshop, const struct activity_list *list)
{
    struct steps_view steps = {0};
    for (size_t i = 0; i < list->n; i++) {
        struct step_view *step = VEC_PUSH(call->arena, &steps);
        *step = step_view_of(call, &list->at[i]);
        step->is_now = list->at[i].id.v == workshop->current.v;
        step->is_first = i == 0;
        step->is_last = i + 1 == list->n;
    }
    return steps;
}

const char *page_title(struct call *call, const char *what, struct words name)
{
    return tr_fill(call->arena, tr(call->language, what), &name.text, 1);
}

struct call call_in_own_language(const struct call *call, const struct workshop *workshop)
{
    struct call own = *call;
    own.language = workshop->language;
    own.easy = false;
    return own;
}

// --- the public page ---

static enum err add_results(struct call *call, const struct request *request, const struct workshop *workshop,
                            struct activity_list *list, struct workshop_page_view *view)
{
    enum audience audience = audience_of(call, workshop);
    bool *is_open = ARENA_ARRAY(call->arena, bool, list->n + 1);
    TRY(result_read_ahead(call, list, audience));
    view->is_public = audience == AUDIENCE_PUBLIC;
    if (view->is_public && list->n > 0)
        view->published_at = list->at[0].ahead->released->made_at;
    for (size_t i = 0; i < list->n; i++) {
        const struct activity *activity = &list->at[i];
        if (!activity_is_open_to_read(workshop, activity))
            continue;
        is_open[i] = true;
        struct kind_place place = {.call = call, .workshop = workshop, .activity = activity, .request = request};
        struct result_body result = {.title = activity->title};
        TRY(activity->kind->result(&place, audience, &result.body));
        *VEC_PUSH(call->arena, &view->results) = result;
    }
    return summary_body(call, list, is_open, audience, &view->summary);
}

enum err workshop_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop *workshop = ARENA_NEW(call->arena, struct workshop);
    struct network network;
    struct activity_list list;
    struct workshop_page_view *view = ARENA_NEW(call->arena, struct workshop_page_view);
    TRY(workshop_of_request(call, request, workshop));
    TRY(network_find_id(call, workshop->scope.network, &network));
    TRY(activity_list_in(call, workshop, &list));
    *view = (struct workshop_page_view){
        .meeting = meeting_view_of(call, workshop),
        .network = network.slug,
        .network_title = network.title,
        .steps = steps_view_of(call, workshop, &list),
    };
    TRY(add_results(call, request, workshop, &list, view));
    reply->section = "networks";
    reply->time_zone = workshop->time_zone;
    reply_topic(reply, TOPIC_WORKSHOP, workshop->id.v);
    reply_topic(reply, TOPIC_NETWORK, workshop->scope.network.v);
    reply_page(reply, 200, workshop->title.text, body_workshop_page(view));
    return OK;
}

// --- the workshops of a network ---

static void fill_list(struct call *call, const struct network *network, const struct workshop_list *list, size_t page,
                      bool has_more, struct workshops_view *view)
{
    *view = (struct workshops_view){
        .network = network->slug,
        .network_title = network->title,
        .has_more = has_more,
        .may_plan = call_may(call, PLAN_WORKSHOP, network_scope_of(network)),
        .before = (int64_t)page,
        .after = has_more ? (int64_t)page + 2 : 0,
    };
    for (size_t i = 0; i < list->n; i++)
        *VEC_PUSH(call->arena, &view->meetings) = meeting_view_of(call, &list->at[i]);
}

static enum err list_view_of(struct call *call, const struct network *network, size_t page, struct workshops_view *view)
{
    struct workshop_list list;
    bool has_more = false;
    TRY(workshop_list_of(call, network->id, page, &list, &has_more));
    fill_list(call, network, &list, page, has_more, view);
    return OK;
}

enum err workshops_slot_body(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body)
{
    struct workshops_view *view = ARENA_NEW(call->arena, struct workshops_view);
    struct workshop_list list;
    bool has_more = false;
    TRY(workshop_list_bare(call, network->id, &list, &has_more));
    fill_list(call, network, &list, 0, has_more, view);
    for (size_t i = 0; i < list.n; i++) {
        text_want(call, wants, list.at[i].title_text, &view->meetings.at[i].title);
        text_want(call, wants, list.at[i].place_text, &view->meetings.at[i].place);
    }
    *ret_body = body_workshops_of_network(view);
    return OK;
}

enum err workshops_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    size_t page;
    struct workshops_view *view = ARENA_NEW(call->arena, struct workshops_view);
    TRY(request_page(request, &page));
    TRY(network_find_id(call, call->scope.network, &network));
    TRY(list_view_of(call, &network, page, view));
    if (page > 0 && view->meetings.n == 0)
        return ERR_NOT_FOUND;
    reply->section = "networks";
    reply_topic(reply, TOPIC_NETWORK, network.id.v);
    reply_page(reply, 200, page_title(call, N_("Workshops: {1}"), network.title), body_workshops_page(view));
    return OK;
}
