// participant_store.h - the rows behind participants.
#ifndef SEMPRE_CARDS_PARTICIPANT_STORE_H
#define SEMPRE_CARDS_PARTICIPANT_STORE_H

#include "cards/participant.h"

extern const struct query *const participant_queries[];

// ERR_NOT_FOUND where the hash is not known in the network.
CHECKED enum err participant_read(struct call *call, struct network_id network, const char *secret_hash,
                                  struct participant_id *ret_id);

// `secret_hash` NULL: no browser. ERR_CONFLICT where the network has that hash already, or the browser was opened with a
// card; nothing failed then.
CHECKED enum err participant_insert(struct call *call, struct network_id network, const char *secret_hash,
                                    enum participant_origin origin, struct participant_id *ret_id);

// Another hash for a participant who has one; those without a browser keep none.
CHECKED enum err participant_update_secret(struct call *call, struct participant_id id, const char *secret_hash);
// The same where their hash is `secret_hash`, else nothing.
CHECKED enum err participant_release(struct call *call, struct participant_id id, const char *secret_hash, const char *new_hash);
// Nothing may name the participant any more.
CHECKED enum err participant_delete(struct call *call, struct participant_id id);

// What is known of a participant. ERR_NOT_FOUND.
struct participant_facts {
    enum participant_origin origin;
    int64_t joined_at, browsers; // browsers: opened with their card
};
CHECKED enum err participant_read_facts(struct call *call, struct network_id network, struct participant_id id,
                                        struct participant_facts *ret_facts);

#endif
