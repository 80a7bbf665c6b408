// card_web.c - opening a card: the code by hand or by its QR code, one look at what it belongs to, and in.
#include "cards/card_web.h"

#include <string.h>

#include "cards_views.h"
#include "i18n/message.h"
#include "networks/network.h"
#include "people/slowdown.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct field card_code_fields[] = {
    {"code", FIELD_CODE, N_("Code of your card"), .hint = N_("11 signs. Small letters and spaces do not matter."),
     .required = true, .most = 30, AT(card_code_draft, code)},
    {"keep", FIELD_HIDDEN, N_("What to do with what was said on this phone"), .most = 3, AT(card_code_draft, keep)},
    {0},
};
const struct form card_code_form = {"card", card_code_fields, sizeof(struct card_code_draft)};

const char *card_address(struct call *call, const char *code)
{
    return arena_print(call->arena, "%s/c/%s", call->address, code);
}

static void code_page(struct call *call, struct reply *reply, struct filled *filled, bool is_forgotten, int status)
{
    struct card_code_view *view = ARENA_NEW(call->arena, struct card_code_view);
    *view = (struct card_code_view){.filled = filled, .is_forgotten = is_forgotten};
    reply->frame = "phone";
    reply_page(reply, status, tr(call->language, N_("Open your page")), body_card_code(view));
}

// The form again, with what is wrong with the code.
static void refuse(struct call *call, struct reply *reply, struct filled *filled, enum card_found found)
{
    static const char *const problems[] = {
        [CARD_MISTYPED] = N_("One of the signs is not right. Please compare it with the card."),
        [CARD_UNKNOWN] = N_("No card has this code, or it was replaced by another one. Ask your coordinator."),
    };
    if (found == CARD_SLOWED) {
        filled_bad(filled, "", slowdown_sentence());
        reply_header(reply, "Retry-After", "60");
    } else {
        filled_bad(filled, "code", problems[found]);
    }
    code_page(call, reply, filled, false, found == CARD_SLOWED ? 429 : found == CARD_MISTYPED ? 422 : 404);
}

static enum err found_page(struct call *call, struct reply *reply, const struct card *card, bool may_keep)
{
    struct card_found_view *view = ARENA_NEW(call->arena, struct card_found_view);
    struct network network;
    TRY(network_find_id(call, card->network, &network));
    *view = (struct card_found_view){
        .code = card_code(call, card), .network = network.title, .number = card->number, .may_keep = may_keep};
    reply->frame = "phone";
    reply_page(reply, 200, tr(call->language, N_("Open your page")), body_card_found(view));
    return OK;
}

static enum err see_own(struct call *call, struct reply *reply, const struct card *card)
{
    struct network network;
    TRY(network_find_id(call, card->network, &network));
    reply_see(reply, "/networks/%s/mine", network.slug);
    return OK;
}

enum err card_code_get(struct call *call, const struct request *request, struct reply *reply)
{
    code_page(call, reply, filled_empty(call->arena, &card_code_form), request_query(request, "forgotten") != NULL, 200);
    return OK;
}

enum err card_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct card card;
    enum card_found found;
    struct participant_id participant;
    bool may_keep = false;
    TRY(card_find_code(call, request->param[0], &card, &found));
    if (found != CARD_FOUND) {
        struct filled *filled = filled_from(call->arena, &card_code_form,
                                            &(struct card_code_draft){.code = request->param[0], .keep = ""});
        refuse(call, reply, filled, found);
        return OK;
    }
    enum err error = participant_find(call, card.network, &participant);
    if (error == OK && card.participant.v == participant.v) // this browser has it open
        return see_own(call, reply, &card);
    if (error != OK && error != ERR_NOT_FOUND)
        return error;
    TRY(card_may_keep(call, &card, &may_keep));
    return found_page(call, reply, &card, may_keep);
}

enum err card_code_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct card_code_draft draft;
    struct filled *filled;
    struct card card;
    enum card_found found;
    bool may_keep = false;
    TRY(form_read(request, &card_code_form, &draft, &filled));
    if (filled->bad > 0) {
        code_page(call, reply, filled, false, 422);
        return OK;
    }
    TRY(card_find_code(call, draft.code, &card, &found));
    if (found != CARD_FOUND) {
        refuse(call, reply, filled, found);
        return OK;
    }
    bool is_said = strcmp(draft.keep, "yes") == 0 || strcmp(draft.keep, "no") == 0;
    TRY(card_may_keep(call, &card, &may_keep));
    if (may_keep && !is_said)
        return found_page(call, reply, &card, true);
    TRY(card_open(call, &card, strcmp(draft.keep, "no") != 0));
    return see_own(call, reply, &card);
}
