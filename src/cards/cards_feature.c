// cards_feature.c - the manifest of the feature cards.
#include "cards/cards_feature.h"

#include "cards/card_store.h"
#include "cards/card_web.h"
#include "cards/forgotten_store.h"
#include "cards/participant_store.h"
#include "networks/network.h"

extern const struct migration cards_migrations[];

static const struct query *const *const queries[] = {participant_queries, card_queries, forgotten_queries, NULL};

// ANYONE where the right is that of the card: who holds its code, or the browser it was opened with.
static const struct route routes[] = {
    {METHOD_GET, "/c", ANYONE, "the form for the code of a card", NULL, card_code_get},
    {METHOD_POST, "/c", ANYONE, "opens a card with this browser", NULL, card_code_post, .form = &card_code_form},
    {METHOD_GET, "/c/:code", ANYONE, "what a card's QR code leads to, and the button to open it", NULL, card_get},
    {METHOD_GET, "/networks/:network/mine", ANYONE, "a participant's own page", NULL, own_get},
    {METHOD_GET, "/networks/:network/mine/card", ANYONE, "the code of one's own card, while it is new", NULL, own_card_get},
    {METHOD_POST, "/networks/:network/mine/card", ANYONE, "makes a card for oneself, in place of an older one", NULL,
     own_card_post},
    {METHOD_POST, "/networks/:network/mine/leave", ANYONE, "closes one's own page in this browser", NULL, own_leave_post},
    {METHOD_GET, "/networks/:network/mine/data", ANYONE, "everything that is kept of a participant, as a file to read", NULL,
     own_data_get},
    {METHOD_GET, "/networks/:network/mine/data.json", ANYONE, "the same for programs", NULL, own_data_json_get},
    {METHOD_GET, "/networks/:network/mine/forget", ANYONE, "the form to be forgotten", NULL, own_forget_get},
    {METHOD_POST, "/networks/:network/mine/forget", ANYONE, "forgets who asks", NULL, own_forget_post,
     .form = &card_forget_form},
    {METHOD_GET, "/networks/:network/cards", PRINT_CARDS, "the cards of a network, without their codes",
     network_scope_of_request, cards_get},
    {METHOD_POST, "/networks/:network/cards", PRINT_CARDS, "makes sheets of new cards", network_scope_of_request, cards_post,
     .form = &card_sheets_form},
    {METHOD_GET, "/networks/:network/cards/:batch", PRINT_CARDS, "sheets of cards, to print", network_scope_of_request,
     cards_print_get},
    {METHOD_POST, "/networks/:network/cards/:card/end", REPLACE_CARDS, "takes a card back", network_scope_of_request,
     card_end_post},
    {METHOD_POST, "/networks/:network/cards/:card/replace", REPLACE_CARDS, "makes a card in place of a lost one",
     network_scope_of_request, card_replace_post},
    {0},
};

const struct feature cards_feature = {
    .name = "cards",
    .migrations = cards_migrations,
    .queries = queries,
    .routes = routes,
};
