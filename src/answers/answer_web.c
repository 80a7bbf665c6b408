// answer_web.c - answers where people read them: on the page of a need, on one's own page, on the notice board, on paper.
#include "answers/answer_web.h"

#include "answers_views.h"
#include "i18n/message.h"
#include "store/signal.h"

static bool is_same(struct answer_target a, struct answer_target b)
{
    return a.need.v == b.need.v && a.line.v == b.line.v;
}

struct answer_rows_view answer_rows(struct call *call, const struct answer_list *list)
{
    struct answer_rows_view rows = {0};
    for (size_t i = 0; i < list->n; i++) {
        const struct answer *answer = &list->at[i];
        *VEC_PUSH(call->arena, &rows) = (struct answer_row_view){
            .id = answer->id,
            .words = answer->words,
            .body = answer->body,
            .about = answer->about,
            .team = tr(call->language, N_("The team of the network")),
            .need = answer->target.need,
            .is_need = answer->target.need.v != 0,
            .is_first = i == 0 || !is_same(list->at[i - 1].target, answer->target),
            .said_at = answer->said_at,
        };
    }
    return rows;
}

// On the page of a network, for who may answer.
enum err answers_slot_body(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body)
{
    (void)wants;
    struct answers_view *view = ARENA_NEW(call->arena, struct answers_view);
    if (!call_may(call, ANSWER_NEEDS, network_scope_of(network)))
        return OK;
    view->slug = network->slug;
    *ret_body = body_answers_of_network(view);
    return OK;
}

enum err answers_need_body(struct call *call, const struct need *need, struct body *ret_body)
{
    struct answers_view *view = ARENA_NEW(call->arena, struct answers_view);
    struct answer_list list;
    struct network network;
    view->may_answer = call_may(call, ANSWER_NEEDS, need->scope);
    if (view->may_answer)
        TRY(network_find_id(call, need->scope.network, &network));
    TRY(answer_list_of(call, need->scope.network, (struct answer_target){.need = need->id}, &list));
    view->slug = view->may_answer ? network.slug : "";
    view->need = need->id;
    view->rows = answer_rows(call, &list);
    *ret_body = body_answers_of_need(view);
    return OK;
}

enum err answers_own_body(struct call *call, const struct network *network, struct participant_id participant,
                          struct body *ret_body)
{
    struct answers_view *view = ARENA_NEW(call->arena, struct answers_view);
    struct answer_list list;
    TRY(answer_list_own(call, network->id, participant, &list));
    view->slug = network->slug;
    view->rows = answer_rows(call, &list);
    *ret_body = body_own_answers(view);
    return OK;
}

static struct answer_sheet_view *sheet_of(struct call *call, const struct network *network, const struct answer_list *list)
{
    struct answer_sheet_view *view = ARENA_NEW(call->arena, struct answer_sheet_view);
    *view = (struct answer_sheet_view){
        .slug = network->slug, .network = network->title, .at = call->now, .rows = answer_rows(call, list)};
    return view;
}

enum err answer_sheet_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct answer_list list;
    TRY(network_find(call, request->param[0], network));
    TRY(answer_list_needs(call, network->id, &list));
    reply->frame = "paper";
    reply->time_zone = network->time_zone;
    reply_page(reply, 200, tr(call->language, N_("What became of it")), body_answer_sheet(sheet_of(call, network, &list)));
    return OK;
}

enum err answer_own_sheet_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct participant_id participant;
    struct answer_list list;
    TRY(network_find(call, request->param[0], network));
    enum err error = participant_find(call, network->id, &participant);
    if (error == ERR_NOT_FOUND) {
        reply_see(reply, "/c");
        return OK;
    }
    TRY(error);
    TRY(answer_list_own(call, network->id, participant, &list));
    struct answer_sheet_view *view = sheet_of(call, network, &list);
    view->is_own = true;
    reply->frame = "paper";
    reply->time_zone = network->time_zone;
    reply_page(reply, 200, tr(call->language, N_("What became of it")), body_answer_sheet(view));
    return OK;
}

enum err answers_own_data(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data)
{
    struct answer_list list;
    TRY(answer_list_own(call, network->id, participant, &list));
    struct own_part *part = own_part_add(call, data, "answers", N_("Answers to what you said"));
    for (size_t i = 0; i < list.n; i++) {
        const struct answer *answer = &list.at[i];
        struct own_row *row = own_row_add(call, part);
        own_text(call, row, "answer", N_("Answer"), answer->words.text);
        own_text(call, row, "about", N_("About"), answer->about.text);
        own_text(call, row, "by", N_("Who says so"),
                 *answer->body.text == '\0' ? tr(call->language, N_("The team of the network")) : answer->body.text);
        own_time(call, row, "said_at", N_("When"), answer->said_at);
    }
    return OK;
}
