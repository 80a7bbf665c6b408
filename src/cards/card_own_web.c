// card_own_web.c - a participant's own page: what became of what they said, their card, and being forgotten.
#include <string.h>

#include "cards/card_web.h"
#include "cards/own_slot.h"
#include "cards_views.h"
#include "i18n/message.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct choice forget_choices[] = {
    {"stay", N_("My words stay, but nobody can tell any more that they are mine")},
    {"go", N_("My words go too, and every cross and dot I gave")},
    {0},
};
static const struct field card_forget_fields[] = {
    {"words", FIELD_PICK, N_("What shall happen to what you said?"), .required = true, .choices = forget_choices,
     AT(card_forget_draft, words)},
    {0},
};
const struct form card_forget_form = {"forget", card_forget_fields, sizeof(struct card_forget_draft)};

// The page is drawn for its owner alone, and in a phone's frame: it is opened on phones and on computers that many share.
static void own_reply(struct reply *reply, const struct network *network, int status, const char *title, struct body body)
{
    reply->frame = "phone";
    reply->time_zone = network->time_zone;
    reply_page(reply, status, title, body);
}

enum err own_find(struct call *call, const struct request *request, struct reply *reply, struct network *ret_network,
                         struct participant_id *ret_participant, bool *ret_is_known)
{
    TRY(network_find(call, request->param[0], ret_network));
    enum err error = participant_find(call, ret_network->id, ret_participant);
    *ret_is_known = error == OK;
    if (error == ERR_NOT_FOUND) {
        reply_see(reply, "/c");
        return OK;
    }
    return error;
}

enum err own_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct own_view *view = ARENA_NEW(call->arena, struct own_view);
    struct participant_id participant;
    struct card card = {0};
    struct body_list bodies;
    bool is_known;
    TRY(own_find(call, request, reply, network, &participant, &is_known));
    if (!is_known)
        return OK;
    enum err error = card_of_visitor(call, network->id, &card);
    if (error != OK && error != ERR_NOT_FOUND)
        return error;
    TRY(own_bodies(call, network, participant, &bodies));
    *view = (struct own_view){
        .slug = network->slug,
        .network = network->title,
        .number = card.number,
        .has_card = error == OK,
        .may_show = error == OK && card_may_print(call, &card),
    };
    for (size_t i = 0; i < bodies.n; i++)
        VEC_PUSH(call->arena, &view->sections)->body = bodies.at[i];
    own_reply(reply, network, 200, tr(call->language, N_("Your page")), body_own(view));
    return OK;
}

enum err own_card_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct own_card_view *view = ARENA_NEW(call->arena, struct own_card_view);
    struct participant_id participant;
    struct card card;
    bool is_known;
    TRY(own_find(call, request, reply, network, &participant, &is_known));
    if (!is_known)
        return OK;
    TRY(card_of_visitor(call, network->id, &card));
    *view = (struct own_card_view){
        .slug = network->slug,
        .network = network->title,
        .number = card.number,
        .address = arena_print(call->arena, "%s/c", call->address),
        .until = card.made_at + CARD_PRINT_LIFE,
    };
    if (card_may_print(call, &card)) {
        const char *code = card_code(call, &card);
        view->code = card_code_grouped(call->arena, code);
        view->qr = qr_of(call->arena, card_address(call, code));
    }
    own_reply(reply, network, 200, tr(call->language, N_("Your card")), body_own_card(view));
    return OK;
}

enum err own_card_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct participant_id participant;
    struct card card;
    bool is_known;
    TRY(own_find(call, request, reply, network, &participant, &is_known));
    if (!is_known)
        return OK;
    TRY(card_renew(call, network->id, &card));
    reply_see(reply, "/networks/%s/mine/card", network->slug);
    return OK;
}

enum err own_leave_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct participant_id participant;
    bool is_known;
    TRY(own_find(call, request, reply, network, &participant, &is_known));
    if (!is_known)
        return OK;
    TRY(card_leave(call, network->id));
    reply_see(reply, "/c");
    return OK;
}

static void forget_page(struct call *call, struct reply *reply, const struct network *network, struct filled *filled, int status)
{
    struct own_forget_view *view = ARENA_NEW(call->arena, struct own_forget_view);
    *view = (struct own_forget_view){.slug = network->slug, .network = network->title, .filled = filled};
    own_reply(reply, network, status, tr(call->language, N_("Forget me")), body_own_forget(view));
}

enum err own_forget_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct participant_id participant;
    bool is_known;
    TRY(own_find(call, request, reply, network, &participant, &is_known));
    if (is_known)
        forget_page(call, reply, network, filled_empty(call->arena, &card_forget_form), 200);
    return OK;
}

enum err own_forget_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct participant_id participant;
    struct card_forget_draft draft;
    struct filled *filled;
    bool is_known;
    TRY(form_read(request, &card_forget_form, &draft, &filled));
    TRY(own_find(call, request, reply, network, &participant, &is_known));
    if (!is_known)
        return OK;
    if (filled->bad > 0) {
        forget_page(call, reply, network, filled, 422);
        return OK;
    }
    TRY(card_forget(call, network->id, strcmp(draft.words, "stay") == 0));
    reply_see(reply, "/c?forgotten=1");
    return OK;
}
