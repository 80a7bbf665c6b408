// card_own.h - what the rules of cards for the team and those for participants share.
#ifndef SEMPRE_CARDS_CARD_OWN_H
#define SEMPRE_CARDS_CARD_OWN_H

#include "cards/card.h"

// What is kept of a code.
const char *card_hash(struct call *call, const char *code);

// A new card, of nobody yet where participant.v is 0. Asks for no right.
CHECKED enum err card_add(struct call *call, struct network_id network, struct participant_id participant, int64_t batch,
                          enum language language, struct card *ret_card);

// No browser is the participant any more.
CHECKED enum err card_shut_out(struct call *call, struct network_id network, struct participant_id participant);

#endif
