// card.h - a participant's printed identity: a number, and a code that opens the participant's own page from any device.
//
// A card is blank until it is opened for the first time; then it belongs to a participant of its network. Who joined by
// the code of a workshop can get a card later and keeps what they said. A card ends when it is taken back or another
// takes its place; then every browser but the one that asked for it is no longer that participant.
#ifndef SEMPRE_CARDS_CARD_H
#define SEMPRE_CARDS_CARD_H

#include "base/time.h"
#include "cards/card_code.h"
#include "cards/participant.h"

struct card_id { int64_t v; };

enum {
    CARDS_A_SHEET = 8,
    CARD_SHEETS_MOST = 10,
};
#define CARD_PRINT_LIFE (7 * DAY) // as long may the code of a card that nobody opened be shown again

struct card {
    struct card_id id;
    struct network_id network;
    int64_t number;                    // printed on it
    struct participant_id participant; // v 0: nobody's yet
    int64_t batch;                     // 0: made by the participant
    enum language language;            // in which it is printed
    int64_t made_at, opened_at, ended_at; // opened_at, ended_at 0: not yet
};
struct card_list {
    struct card *at;
    size_t n, cap;
};

// How many cards of a network are blank, in use, ended.
struct card_counts {
    int64_t blank, used, ended;
};

// --- the team ---

// Makes blank cards for `sheets` sheets of paper. PRINT_CARDS. ERR_INVALID: no such number of sheets. `ret_batch`: prints them.
CHECKED enum err card_make(struct call *call, struct scope scope, int64_t sheets, enum language language, int64_t *ret_batch);

// A card for somebody of the network who took part without one, printed alone. PRINT_CARDS. ERR_CONFLICT: they have one.
CHECKED enum err card_give(struct call *call, struct scope scope, struct participant_id participant, enum language language,
                           struct card *ret_card);

// Those printed together that may still be printed: not opened, not ended, not older than CARD_PRINT_LIFE. PRINT_CARDS.
CHECKED enum err card_list_batch(struct call *call, struct scope scope, int64_t batch, struct card_list *ret_list);

// The newest first, a page of LIMIT_PAGE_ROWS. PRINT_CARDS.
CHECKED enum err card_list_of(struct call *call, struct scope scope, size_t page, struct card_list *ret_list, bool *ret_more);
CHECKED enum err card_count(struct call *call, struct scope scope, struct card_counts *ret_counts);

// Takes a card back: it opens nothing any more, and no browser is its participant any more. What was said stays.
// REPLACE_CARDS. ERR_NOT_FOUND; taking back twice is the same as once.
CHECKED enum err card_end(struct call *call, struct scope scope, struct card_id id);

// A new card in place of one that was lost: ends the old one. REPLACE_CARDS. `ret_batch`: prints the new one.
CHECKED enum err card_replace(struct call *call, struct scope scope, struct card_id id, int64_t *ret_batch);

// --- participants ---

enum card_found {
    CARD_FOUND,
    CARD_MISTYPED, // a sign is wrong: no card can have this code, so it is no guess
    CARD_UNKNOWN,  // there is no such card, or it has ended; counted as a guess
    CARD_SLOWED,   // too many guesses failed lately, see people/slowdown.h
};

// The card with this code; small letters, spaces and '-' do not matter. Guesses are slowed by call->client.
CHECKED enum err card_find_code(struct call *call, const char *code, struct card *ret_card, enum card_found *ret_found);

// Whether the visitor has said something in the card's network without a card: then it is for them to say whether this
// card shall be theirs.
CHECKED enum err card_may_keep(struct call *call, const struct card *card, bool *ret_may);

// Opens a card with the visitor's browser, which from now on is the card's participant. A blank card becomes that of the
// visitor who has none yet and `keeps` what they said, else that of a new participant. ERR_INVALID without a visitor cookie.
CHECKED enum err card_open(struct call *call, const struct card *card, bool keeps);

// The participant of a card for whom somebody else writes: their own browser has nothing to do with it. A blank card becomes
// that of a new participant.
CHECKED enum err card_take(struct call *call, const struct card *card, struct participant_id *ret_participant);

// The card of the visitor in a network. ERR_NOT_FOUND: they have none, or are not known here.
CHECKED enum err card_of_visitor(struct call *call, struct network_id network, struct card *ret_card);

// A card for the visitor who has none, or a new one in place of the old. ERR_NOT_FOUND: they are not known here.
CHECKED enum err card_renew(struct call *call, struct network_id network, struct card *ret_card);

// This browser is no longer the participant; the card opens it again. ERR_CONFLICT: there is no card that would.
CHECKED enum err card_leave(struct call *call, struct network_id network);

// The visitor is forgotten in a network: cards end, no browser is known any more. What they said stays as somebody's, or goes
// too (see own_slot.h). ERR_NOT_FOUND: they are not known here.
CHECKED enum err card_forget(struct call *call, struct network_id network, bool keeps_words);

// Whether the card's code may still be shown to who may see it; and that code, CARD_CODE_SIGNS signs. Owned by call->arena.
bool card_may_print(const struct call *call, const struct card *card);
const char *card_code(struct call *call, const struct card *card);

#endif
