// participant_store.h - the rows behind participants.
#ifndef SEMPRE_CARDS_PARTICIPANT_STORE_H
#define SEMPRE_CARDS_PARTICIPANT_STORE_H

#include "cards/participant.h"

extern const struct query *const participant_queries[];

// ERR_NOT_FOUND where the hash is not known in the network.
CHECKED enum err participant_read(struct call *call, struct network_id network, const char *secret_hash,
                                  struct participant_id *ret_id);

// `secret_hash` NULL: no browser. ERR_CONFLICT where the network has that hash already; nothing failed then.
CHECKED enum err participant_insert(struct call *call, struct network_id network, const char *secret_hash,
                                    enum participant_origin origin, struct participant_id *ret_id);

#endif
