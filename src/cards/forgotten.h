// forgotten.h - the list of who was forgotten: kept so that an older copy of the data, once restored, forgets them too.
#ifndef SEMPRE_CARDS_FORGOTTEN_H
#define SEMPRE_CARDS_FORGOTTEN_H

#include "cards/participant.h"

struct forgotten {
    struct participant_id participant;
    struct network_id network;
    bool keeps_words;
    int64_t at;
};
struct forgotten_list {
    struct forgotten *at;
    size_t n, cap;
};

// The oldest first.
CHECKED enum err forgotten_list_all(struct call *call, struct forgotten_list *ret_list);

// Forgets all of them who are known here: after a restore. `ret_n`: how many were. In a transaction.
CHECKED enum err forgotten_again(struct call *call, const struct forgotten_list *list, size_t *ret_n);

// For a participant, whoever asks: what card_forget does. The caller has made sure that it is they who wish it.
CHECKED enum err participant_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words);

// The job that makes the bytes go, at night: in app/periods.c, which knows what else is kept.
#define ERASE_JOB "erase"

#endif
