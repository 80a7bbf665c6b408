// participant.h - somebody who takes part, known by a secret only, never by name. A participant belongs to one network.
#ifndef SEMPRE_CARDS_PARTICIPANT_H
#define SEMPRE_CARDS_PARTICIPANT_H

#include "feature/call.h"

enum participant_origin {
    PARTICIPANT_PHONE,  // joined with a browser
    PARTICIPANT_SHEET,  // wrote on paper; somebody typed it in
    PARTICIPANT_IMPORT, // came with imported data
};

// The participant of this visitor (call->visitor) in a network. ERR_NOT_FOUND where there is none or no cookie.
CHECKED enum err participant_find(struct call *call, struct network_id network, struct participant_id *ret_id);

// The same, made where there is none yet. ERR_INVALID without a visitor cookie.
CHECKED enum err participant_join(struct call *call, struct network_id network, struct participant_id *ret_id);

// A participant without a browser: a paper sheet, a row of imported data.
CHECKED enum err participant_add(struct call *call, struct network_id network, enum participant_origin origin,
                                 struct participant_id *ret_id);

// What is kept of the visitor's secret in a network: the network is part of what is hashed, so that rows of two networks do
// not show that they come from one browser. call->visitor is not NULL. Owned by call->arena.
const char *participant_hash(const struct call *call, struct network_id network);

// A hash to which nobody has the secret: for who is reached by a card only, or by nothing. It begins with '-'.
const char *participant_nobodys_hash(struct call *call);

#endif
