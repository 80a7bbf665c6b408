// card.c - the rules of cards for the team: making, listing, taking back, replacing. What participants do is in card_own.c.
#include "cards/card.h"

#include <assert.h>

#include "base/limits.h"
#include "base/vec.h"
#include "cards/card_own.h"
#include "cards/card_store.h"
#include "people/audit.h"
#include "people/password.h"

const char *card_code(struct call *call, const struct card *card)
{
    const char *secret = arena_copy(call->arena, secret_of(call, "card", card->id.v), CARD_SECRET_SIGNS);
    return arena_print(call->arena, "%s%c", secret, card_code_check(secret));
}

bool card_may_print(const struct call *call, const struct card *card)
{
    return card->opened_at == 0 && card->ended_at == 0 && call->now - card->made_at < CARD_PRINT_LIFE;
}

enum err card_add(struct call *call, struct network_id network, struct participant_id participant, int64_t batch,
                  enum language language, struct card *ret_card)
{
    assert(db_in_transaction(call->db));
    struct card card = {
        .id = {call_id(call)},
        .network = network,
        .participant = participant,
        .batch = batch,
        .language = language,
        .made_at = call->now,
    };
    TRY(card_insert(call, &card, card_hash(call, card_code(call, &card))));
    *ret_card = card;
    return OK;
}

enum err card_make(struct call *call, struct scope scope, int64_t sheets, enum language language, int64_t *ret_batch)
{
    struct card card;
    TRY(call_require(call, PRINT_CARDS, scope));
    if (sheets < 1 || sheets > CARD_SHEETS_MOST || !language_has_catalogue(language))
        return ERR_INVALID;
    int64_t batch = call_id(call);
    for (int64_t i = 0; i < sheets * CARDS_A_SHEET; i++)
        TRY(card_add(call, scope.network, (struct participant_id){0}, batch, language, &card));
    TRY(audit_add(call, scope.network, AUDIT_CARDS_MADE, batch));
    *ret_batch = batch;
    return OK;
}

enum err card_give(struct call *call, struct scope scope, struct participant_id participant, enum language language,
                   struct card *ret_card)
{
    struct card card;
    TRY(call_require(call, PRINT_CARDS, scope));
    enum err error = card_read_participant(call, scope.network, participant, &card);
    if (error == OK)
        return ERR_CONFLICT;
    if (error != ERR_NOT_FOUND)
        return error;
    TRY(card_add(call, scope.network, participant, call_id(call), language, ret_card));
    return audit_add(call, scope.network, AUDIT_CARDS_MADE, ret_card->batch);
}

enum err card_list_batch(struct call *call, struct scope scope, int64_t batch, struct card_list *ret_list)
{
    struct card_list all, list = {0};
    TRY(call_require(call, PRINT_CARDS, scope));
    if (batch == 0) // those are the participants' own
        return ERR_NOT_FOUND;
    TRY(card_read_batch(call, scope.network, batch, &all));
    if (all.n == 0)
        return ERR_NOT_FOUND;
    for (size_t i = 0; i < all.n; i++)
        if (card_may_print(call, &all.at[i]))
            *VEC_PUSH(call->arena, &list) = all.at[i];
    *ret_list = list;
    return OK;
}

enum err card_list_of(struct call *call, struct scope scope, size_t page, struct card_list *ret_list, bool *ret_more)
{
    struct card_list list;
    TRY(call_require(call, PRINT_CARDS, scope));
    TRY(card_read_list(call, scope.network, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    *ret_more = list.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list.n = LIMIT_PAGE_ROWS;
    *ret_list = list;
    return OK;
}

enum err card_count(struct call *call, struct scope scope, struct card_counts *ret_counts)
{
    TRY(call_require(call, PRINT_CARDS, scope));
    return card_read_counts(call, scope.network, ret_counts);
}

// Ends the card; nobody is its participant any more but who brings another card.
static enum err take_back(struct call *call, const struct card *card)
{
    TRY(card_update_ended(call, card->id));
    return card->participant.v == 0 ? OK : card_shut_out(call, card->network, card->participant);
}

enum err card_end(struct call *call, struct scope scope, struct card_id id)
{
    struct card card;
    TRY(call_require(call, REPLACE_CARDS, scope));
    TRY(card_read(call, scope.network, id, &card));
    if (card.ended_at != 0)
        return OK;
    TRY(take_back(call, &card));
    return audit_add(call, scope.network, AUDIT_CARD_ENDED, id.v);
}

enum err card_replace(struct call *call, struct scope scope, struct card_id id, int64_t *ret_batch)
{
    struct card old, card;
    TRY(call_require(call, REPLACE_CARDS, scope));
    TRY(card_read(call, scope.network, id, &old));
    TRY(take_back(call, &old));
    if (old.participant.v != 0) // others that were made since end too: there is one card at a time
        TRY(card_update_ended_all(call, scope.network, old.participant));
    int64_t batch = call_id(call);
    TRY(card_add(call, scope.network, old.participant, batch, old.language, &card));
    TRY(audit_add(call, scope.network, AUDIT_CARD_REPLACED, id.v));
    *ret_batch = batch;
    return OK;
}
