// card_web.h - the pages of this folder, for its manifest.
#ifndef SEMPRE_CARDS_CARD_WEB_H
#define SEMPRE_CARDS_CARD_WEB_H

#include "cards/card_view.h"
#include "feature/feature.h"
#include "networks/network.h"
#include "web/form.h"

struct card_code_draft {
    const char *code, *keep;
};
struct card_forget_draft {
    const char *words;
};
struct card_sheets_draft {
    int64_t sheets;
    const char *language;
};
extern const struct form card_code_form, card_forget_form, card_sheets_form;

#define HANDLER(name) CHECKED enum err name(struct call *call, const struct request *request, struct reply *reply)
// card_web.c
HANDLER(card_code_get);
HANDLER(card_code_post);
HANDLER(card_get);
// card_own_web.c
HANDLER(own_get);
HANDLER(own_card_get);
HANDLER(own_card_post);
HANDLER(own_leave_post);
HANDLER(own_forget_get);
HANDLER(own_forget_post);
// card_data_web.c
HANDLER(own_data_get);
HANDLER(own_data_json_get);
// card_team_web.c
HANDLER(cards_get);
HANDLER(cards_post);
HANDLER(cards_print_get);
HANDLER(card_end_post);
HANDLER(card_replace_post);
#undef HANDLER

// The network of the address, and the visitor as participant of it. Who is none is sent to the form for the code (card_own_web.c).
CHECKED enum err own_find(struct call *call, const struct request *request, struct reply *reply, struct network *ret_network,
                          struct participant_id *ret_participant, bool *ret_is_known);

// The address behind a card's QR code. Owned by call->arena.
const char *card_address(struct call *call, const char *code);

#endif
