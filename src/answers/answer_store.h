// answer_store.h - the rows behind answers.
#ifndef SEMPRE_ANSWERS_ANSWER_STORE_H
#define SEMPRE_ANSWERS_ANSWER_STORE_H

#include "answers/given_answer.h"

extern const struct query *const answer_queries[];

struct text_ids {
    struct text_id *at;
    size_t n, cap;
};

// Where the need or contribution is of this network and may be answered. ERR_NOT_FOUND.
CHECKED enum err answer_read_target(struct call *call, struct network_id network, struct answer_target target);

// Lists are without words but those that were said.
CHECKED enum err answer_read(struct call *call, struct answer_id id, struct answer *ret_answer);
CHECKED enum err answer_read_of(struct call *call, struct network_id network, struct answer_target target,
                                struct answer_list *ret_list);
CHECKED enum err answer_read_needs(struct call *call, struct network_id network, struct answer_list *ret_list);
CHECKED enum err answer_read_own(struct call *call, struct network_id network, struct participant_id participant,
                                 struct answer_list *ret_list);
CHECKED enum err answer_read_waiting(struct call *call, struct network_id network, size_t skip, size_t most,
                                     struct waiting_list *ret_list);
CHECKED enum err answer_read_waiting_counts(struct call *call, struct network_id network, struct waiting_counts *ret_counts);

CHECKED enum err answer_insert(struct call *call, struct network_id network, const struct answer *answer,
                               struct organisation_id organisation);
CHECKED enum err answer_delete(struct call *call, struct answer_id id);
CHECKED enum err answer_update_need(struct call *call, struct network_id network, struct need_id from, struct need_id into);
// Answers to contributions that are gone: their texts, and the rows.
CHECKED enum err answer_read_gone(struct call *call, struct network_id network, struct text_ids *ret_texts);
CHECKED enum err answer_delete_gone(struct call *call, struct network_id network);

#endif
