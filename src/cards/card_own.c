// card_own.c - what participants do with their card: opening it, renewing it, leaving, being forgotten.
#include "cards/card_own.h"

#include <assert.h>

#include "cards/card_store.h"
#include "cards/forgotten.h"
#include "cards/participant_store.h"
#include "people/password.h"
#include "people/slowdown.h"

const char *card_hash(struct call *call, const char *code)
{
    return call_hash(call, "card code", code);
}

enum err card_shut_out(struct call *call, struct network_id network, struct participant_id participant)
{
    TRY(card_browser_delete_all(call, network, participant));
    return participant_update_secret(call, participant, participant_nobodys_hash(call));
}

enum err card_find_code(struct call *call, const char *typed, struct card *ret_card, enum card_found *ret_found)
{
    const char *code = code_plain(call, typed);
    struct card card;
    if (!card_code_is_right(code)) {
        *ret_found = CARD_MISTYPED;
        return OK;
    }
    if (slowdown_check(SLOWDOWN_CARD, NULL, call->client, call->now) != OK) {
        *ret_found = CARD_SLOWED;
        return OK;
    }
    enum err error = card_read_code(call, card_hash(call, code), &card);
    if (error == ERR_NOT_FOUND || (error == OK && card.ended_at != 0)) {
        slowdown_failed(SLOWDOWN_CARD, NULL, call->client, call->now);
        *ret_found = CARD_UNKNOWN;
        return OK;
    }
    TRY(error);
    *ret_card = card;
    *ret_found = CARD_FOUND;
    return OK;
}

// The visitor as participant who has no card. ERR_NOT_FOUND: they are none, or have one.
static enum err without_card(struct call *call, struct network_id network, struct participant_id *ret_participant)
{
    struct participant_id participant;
    struct card card;
    TRY(participant_find(call, network, &participant));
    enum err error = card_read_participant(call, network, participant, &card);
    if (error == OK)
        return ERR_NOT_FOUND;
    if (error != ERR_NOT_FOUND)
        return error;
    *ret_participant = participant;
    return OK;
}

enum err card_may_keep(struct call *call, const struct card *card, bool *ret_may)
{
    struct participant_id participant;
    enum err error = card->participant.v != 0 ? ERR_NOT_FOUND : without_card(call, card->network, &participant);
    *ret_may = error == OK;
    return error == ERR_NOT_FOUND ? OK : error;
}

// Whose a card becomes that is opened for the first time.
static enum err participant_for(struct call *call, const struct card *card, bool keeps, struct participant_id *ret_participant)
{
    enum err error = keeps ? without_card(call, card->network, ret_participant) : ERR_NOT_FOUND;
    if (error != ERR_NOT_FOUND)
        return error;
    return participant_insert(call, card->network, participant_nobodys_hash(call), PARTICIPANT_PHONE, ret_participant);
}

static enum err take(struct call *call, const struct card *card, bool keeps, struct participant_id *ret_participant)
{
    struct participant_id participant = card->participant;
    if (card->ended_at != 0)
        return ERR_NOT_FOUND;
    if (participant.v == 0)
        TRY(participant_for(call, card, keeps, &participant));
    if (card->opened_at == 0)
        TRY(card_update_opened(call, card->id, participant));
    *ret_participant = participant;
    return OK;
}

enum err card_take(struct call *call, const struct card *card, struct participant_id *ret_participant)
{
    assert(db_in_transaction(call->db));
    return take(call, card, false, ret_participant);
}

enum err card_open(struct call *call, const struct card *card, bool keeps)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    if (call->visitor == NULL)
        return ERR_INVALID;
    TRY(take(call, card, keeps, &participant));
    return card_browser_put(call, card->network, participant_hash(call, card->network), participant);
}

enum err card_of_visitor(struct call *call, struct network_id network, struct card *ret_card)
{
    struct participant_id participant;
    TRY(participant_find(call, network, &participant));
    return card_read_participant(call, network, participant, ret_card);
}

enum err card_renew(struct call *call, struct network_id network, struct card *ret_card)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    TRY(participant_find(call, network, &participant));
    TRY(card_update_ended_all(call, network, participant));
    TRY(card_shut_out(call, network, participant));
    TRY(card_browser_put(call, network, participant_hash(call, network), participant));
    return card_add(call, network, participant, 0, call->language, ret_card);
}

enum err card_leave(struct call *call, struct network_id network)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    struct card card;
    TRY(participant_find(call, network, &participant));
    enum err error = card_read_participant(call, network, participant, &card);
    if (error == ERR_NOT_FOUND)
        return ERR_CONFLICT;
    TRY(error);
    const char *hash = participant_hash(call, network);
    TRY(card_browser_delete(call, network, hash));
    return participant_release(call, participant, hash, participant_nobodys_hash(call));
}

enum err card_forget(struct call *call, struct network_id network, bool keeps_words)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    TRY(participant_find(call, network, &participant));
    return participant_forget(call, network, participant, keeps_words);
}
