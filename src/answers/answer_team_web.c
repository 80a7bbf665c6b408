// answer_team_web.c - the team's pages: who is without an answer, and writing one.
#include "answers/answer_web.h"
#include "answers_views.h"
#include "base/id.h"
#include "i18n/message.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct field answer_fields[] = {
    {"words", FIELD_TEXT, N_("What became of it"), .hint = N_("Say what happens, who does it, and by when. Plain words."),
     .required = true, .most = ANSWER_SIGNS, AT(answer_draft, words)},
    {"organisation", FIELD_CHOICE, N_("Who says so"), .most = 20, AT(answer_draft, organisation)},
    {0},
};
const struct form answer_form = {"answer", answer_fields, sizeof(struct answer_draft)};

enum err answers_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct waiting_view *view = ARENA_NEW(call->arena, struct waiting_view);
    struct waiting_list list;
    size_t page;
    bool more;
    TRY(request_page(request, &page));
    TRY(network_find(call, request->param[0], network));
    TRY(answer_waiting(call, call->scope, page, &list, &more));
    TRY(answer_waiting_counts(call, call->scope, &view->counts));
    if (page > 0 && list.n == 0)
        return ERR_NOT_FOUND;
    view->slug = network->slug;
    view->network = network->title;
    view->before = page;
    view->after = more ? page + 2 : 0;
    view->has_most = view->counts.people == WAITING_MOST || view->counts.lines == WAITING_MOST || view->counts.needs == WAITING_MOST;
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &view->rows) = (struct waiting_row_view){
            .line = list.at[i].target.line,
            .need = list.at[i].target.need,
            .words = list.at[i].words,
            .since = list.at[i].since,
            .has_need = list.at[i].target.need.v != 0,
        };
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_page(reply, 200, tr(call->language, N_("Without an answer")), body_waiting(view));
    return OK;
}

// What the address asks an answer for: "?need=ID" or "?line=ID".
static enum err target_of(const struct request *request, struct answer_target *ret_target)
{
    const char *need = request_query(request, "need"), *line = request_query(request, "line");
    struct answer_target target = {0};
    bool is_need = need != NULL && *need != '\0';
    if (is_need ? !id_parse(need, &target.need.v) : line == NULL || !id_parse(line, &target.line.v))
        return ERR_NOT_FOUND;
    *ret_target = target;
    return OK;
}

static enum err about(struct call *call, struct answer_target target, struct words *ret_words)
{
    struct need need;
    struct contribution line;
    if (target.need.v != 0)
        TRY(need_find(call, target.need, &need));
    else
        TRY(contribution_find(call, target.line, &line));
    *ret_words = target.need.v != 0 ? need.title : line.words;
    return OK;
}

static enum err offer_bodies(struct call *call, const struct network *network, struct filled *filled)
{
    struct organisation_list members;
    TRY(organisation_list(call, network->id, &members));
    struct option *options = ARENA_ARRAY(call->arena, struct option, members.n + 2);
    size_t n = 0;
    options[n++] = (struct option){"", tr(call->language, N_("The team of the network"))};
    for (size_t i = 0; i < members.n; i++) {
        char *id = arena_alloc(call->arena, ID_TEXT_SIZE);
        id_text(members.at[i].id.v, id);
        options[n++] = (struct option){id, members.at[i].name.text};
    }
    filled_choices(filled, "organisation", options);
    return OK;
}

static enum err new_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled, int status)
{
    struct answer_new_view *view = ARENA_NEW(call->arena, struct answer_new_view);
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct answer_target target;
    struct answer_list list;
    TRY(target_of(request, &target));
    TRY(network_find(call, request->param[0], network));
    TRY(about(call, target, &view->about));
    TRY(answer_list_of(call, network->id, target, &list));
    TRY(offer_bodies(call, network, filled));
    view->slug = network->slug;
    view->network = network->title;
    view->is_need = target.need.v != 0;
    view->need = view->is_need ? request_query(request, "need") : "";
    view->line = view->is_need ? "" : request_query(request, "line");
    view->rows = answer_rows(call, &list);
    view->filled = filled;
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_page(reply, status, tr(call->language, N_("Write an answer")), body_answer_new(view));
    return OK;
}

enum err answer_new_get(struct call *call, const struct request *request, struct reply *reply)
{
    return new_page(call, request, reply, filled_empty(call->arena, &answer_form), 200);
}

enum err answer_new_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct answer_draft draft;
    struct filled *filled;
    struct network network;
    struct answer_target target;
    struct answer_id id;
    TRY(form_read(request, &answer_form, &draft, &filled));
    TRY(target_of(request, &target));
    TRY(network_find(call, request->param[0], &network));
    enum err error = filled->bad > 0 ? ERR_INVALID : answer_add(call, &network, target, &draft, filled, &id);
    if (error == ERR_INVALID)
        return new_page(call, request, reply, filled, 422);
    TRY(error);
    if (target.need.v != 0)
        reply_see(reply, "/needs/%s", request_query(request, "need"));
    else
        reply_see(reply, "/networks/%s/answers", network.slug);
    return OK;
}

enum err answer_remove_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    struct answer_id id;
    if (!id_parse(request->param[1], &id.v))
        return ERR_NOT_FOUND;
    TRY(network_find(call, request->param[0], &network));
    TRY(answer_remove(call, id));
    reply_see(reply, "/networks/%s/answers", network.slug);
    return OK;
}
