// card_store.h - the rows behind cards and the browsers they were opened with.
#ifndef SEMPRE_CARDS_CARD_STORE_H
#define SEMPRE_CARDS_CARD_STORE_H

#include "cards/card.h"

extern const struct query *const card_queries[];

// ERR_NOT_FOUND.
CHECKED enum err card_read(struct call *call, struct network_id network, struct card_id id, struct card *ret_card);
CHECKED enum err card_read_code(struct call *call, const char *code_hash, struct card *ret_card);
// The newest card of a participant that has not ended. ERR_NOT_FOUND.
CHECKED enum err card_read_participant(struct call *call, struct network_id network, struct participant_id participant,
                                       struct card *ret_card);
CHECKED enum err card_read_batch(struct call *call, struct network_id network, int64_t batch, struct card_list *ret_list);
CHECKED enum err card_read_list(struct call *call, struct network_id network, size_t skip, size_t most,
                                struct card_list *ret_list);
// All a participant ever had.
CHECKED enum err card_read_own(struct call *call, struct network_id network, struct participant_id participant,
                               struct card_list *ret_list);
CHECKED enum err card_read_counts(struct call *call, struct network_id network, struct card_counts *ret_counts);

// Gives the card the next number of its network.
CHECKED enum err card_insert(struct call *call, const struct card *card, const char *code_hash);
CHECKED enum err card_update_opened(struct call *call, struct card_id id, struct participant_id participant);
CHECKED enum err card_update_ended(struct call *call, struct card_id id);
CHECKED enum err card_update_ended_all(struct call *call, struct network_id network, struct participant_id participant);
CHECKED enum err card_delete_all(struct call *call, struct network_id network, struct participant_id participant);

// A browser is a participant from now on, whoever it was before.
CHECKED enum err card_browser_put(struct call *call, struct network_id network, const char *secret_hash,
                                  struct participant_id participant);
CHECKED enum err card_browser_delete(struct call *call, struct network_id network, const char *secret_hash);
CHECKED enum err card_browser_delete_all(struct call *call, struct network_id network, struct participant_id participant);

#endif
