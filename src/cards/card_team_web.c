// card_team_web.c - the team's page of cards, and the sheets of paper they are printed on.
#include "cards/card_web.h"
#include "cards_views.h"
#include "i18n/message.h"
#include "networks/network.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct field card_sheets_fields[] = {
    {"sheets", FIELD_NUMBER, N_("Sheets of paper"), .hint = N_("8 cards are on a sheet, A4. At most 10 sheets at once."),
     .required = true, .least = 1, .most = CARD_SHEETS_MOST, AT(card_sheets_draft, sheets)},
    {"language", FIELD_CHOICE, N_("Language on the cards"), .required = true, AT(card_sheets_draft, language)},
    {0},
};
const struct form card_sheets_form = {"cards", card_sheets_fields, sizeof(struct card_sheets_draft)};

static void offer_languages(struct call *call, struct filled *filled)
{
    struct option *options = ARENA_ARRAY(call->arena, struct option, LANGUAGE_COUNT + 1);
    size_t n = 0;
    for (enum language language = 0; language < LANGUAGE_COUNT; language++)
        if (language_has_catalogue(language))
            options[n++] = (struct option){language_tag(language), language_name(language)};
    filled_choices(filled, "language", options);
}

static enum err rows_of(struct call *call, const struct network *network, size_t page, struct cards_view *view)
{
    struct scope scope = network_scope_of(network);
    struct card_list list;
    bool more;
    TRY(card_list_of(call, scope, page, &list, &more));
    TRY(card_count(call, scope, &view->counts));
    if (page > 0 && list.n == 0)
        return ERR_NOT_FOUND;
    view->before = page;
    view->after = more ? page + 2 : 0;
    for (size_t i = 0; i < list.n; i++) {
        const struct card *card = &list.at[i];
        bool is_first = i == 0 || list.at[i - 1].batch != card->batch; // one link for those printed together
        bool may_print = is_first && card->batch != 0 && card_may_print(call, card);
        char *batch = may_print ? arena_alloc(call->arena, ID_TEXT_SIZE) : NULL;
        if (batch != NULL)
            id_text(card->batch, batch);
        *VEC_PUSH(call->arena, &view->rows) = (struct card_row_view){
            .id = card->id,
            .number = card->number,
            .made_at = card->made_at,
            .batch = batch,
            .is_blank = card->ended_at == 0 && card->opened_at == 0,
            .is_used = card->ended_at == 0 && card->opened_at != 0,
            .is_ended = card->ended_at != 0,
            .is_somebodys = card->participant.v != 0,
        };
    }
    return OK;
}

static enum err cards_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled,
                           int status)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct cards_view *view = ARENA_NEW(call->arena, struct cards_view);
    size_t page;
    TRY(request_page(request, &page));
    TRY(network_find(call, request->param[0], network));
    *view = (struct cards_view){
        .slug = network->slug,
        .network = network->title,
        .filled = filled,
        .may_replace = call_may(call, REPLACE_CARDS, network_scope_of(network)),
    };
    offer_languages(call, filled);
    TRY(rows_of(call, network, page, view));
    reply->section = "networks";
    reply->time_zone = network->time_zone;
    reply_page(reply, status, tr(call->language, N_("Cards")), body_cards(view));
    return OK;
}

enum err cards_get(struct call *call, const struct request *request, struct reply *reply)
{
    const struct card_sheets_draft draft = {.sheets = 1, .language = language_tag(call->language)};
    return cards_page(call, request, reply, filled_from(call->arena, &card_sheets_form, &draft), 200);
}

static enum err see_print(struct call *call, const struct request *request, struct reply *reply, int64_t batch)
{
    struct network network;
    char id[ID_TEXT_SIZE];
    TRY(network_find(call, request->param[0], &network));
    id_text(batch, id);
    reply_see(reply, "/networks/%s/cards/%s", network.slug, id);
    return OK;
}

enum err cards_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct card_sheets_draft draft;
    struct filled *filled;
    int64_t batch = 0;
    TRY(form_read(request, &card_sheets_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID
                                     : card_make(call, call->scope, draft.sheets, language_of(draft.language), &batch);
    if (error == ERR_INVALID && filled->bad == 0)
        filled_bad(filled, "language", N_("The cards cannot be printed in this language."));
    if (error == ERR_INVALID)
        return cards_page(call, request, reply, filled, 422);
    TRY(error);
    return see_print(call, request, reply, batch);
}

enum err cards_print_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct network *network = ARENA_NEW(call->arena, struct network);
    struct paper_view *view = ARENA_NEW(call->arena, struct paper_view);
    struct card_list list;
    int64_t batch;
    if (!id_parse(request->param[1], &batch))
        return ERR_NOT_FOUND;
    TRY(card_list_batch(call, call->scope, batch, &list));
    struct call printed = *call; // what stands on the cards is in their language, the rest of the page in the reader's
    if (list.n > 0)
        printed.language = list.at[0].language;
    TRY(network_find(&printed, request->param[0], network));
    const char *address = arena_print(call->arena, "%s/c", call->address);
    *view = (struct paper_view){
        .slug = network->slug,
        .language = language_tag(printed.language),
        .network = network->title,
        .label = tr(printed.language, N_("Card")),
        .yours = tr(printed.language, N_("This card is yours: it opens a page that shows what became of what you said.")),
        .how = tr_fill(call->arena, tr(printed.language, N_("Scan the square, or open {1} and type the code.")), &address, 1),
    };
    for (size_t i = 0; i < list.n; i++) {
        struct paper_deck_view *deck =
            i % CARDS_A_SHEET == 0 ? VEC_PUSH(call->arena, &view->decks) : &view->decks.at[view->decks.n - 1];
        const char *code = card_code(call, &list.at[i]);
        deck->at[deck->n++] = (struct paper_card_view){
            .number = list.at[i].number,
            .code = card_code_grouped(call->arena, code),
            .qr = qr_of(call->arena, card_address(call, code)),
        };
    }
    reply->frame = "paper";
    reply_page(reply, 200, tr(call->language, N_("Cards to print")), body_card_paper(view));
    return OK;
}

static enum err card_of_request(const struct request *request, struct card_id *ret_id)
{
    return id_parse(request->param[1], &ret_id->v) ? OK : ERR_NOT_FOUND;
}

enum err card_end_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct network network;
    struct card_id id;
    TRY(card_of_request(request, &id));
    TRY(card_end(call, call->scope, id));
    TRY(network_find(call, request->param[0], &network));
    reply_see(reply, "/networks/%s/cards", network.slug);
    return OK;
}

enum err card_replace_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct card_id id;
    int64_t batch = 0;
    TRY(card_of_request(request, &id));
    TRY(card_replace(call, call->scope, id, &batch));
    return see_print(call, request, reply, batch);
}
