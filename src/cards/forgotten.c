// forgotten.c - forgetting somebody, now and again after a restore.
#include "cards/forgotten.h"

#include <assert.h>

#include "base/time.h"
#include "cards/card_own.h"
#include "cards/card_store.h"
#include "cards/forgotten_store.h"
#include "cards/own_slot.h"
#include "cards/participant_store.h"
#include "jobs/queue.h"
#include "people/audit.h"

// At two at night, when nobody meets; in 24 hours at the latest.
static int64_t next_night(int64_t now)
{
    int64_t night = now - now % DAY + 2 * HOUR;
    return night > now ? night : night + DAY;
}

enum err participant_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words)
{
    assert(db_in_transaction(call->db));
    const struct forgotten forgotten = {participant, network, keeps_words, call->now};
    TRY(own_forget(call, network, participant, keeps_words));
    TRY(card_shut_out(call, network, participant));
    TRY(card_delete_all(call, network, participant));
    if (!keeps_words)
        TRY(participant_delete(call, participant));
    TRY(forgotten_insert(call, &forgotten));
    TRY(job_add_once(call->db, call_id(call), ERASE_JOB, "", next_night(call->now)));
    return audit_add(call, network, keeps_words ? AUDIT_FORGOTTEN_WORDS_STAY : AUDIT_FORGOTTEN, 0);
}

enum err forgotten_list_all(struct call *call, struct forgotten_list *ret_list)
{
    return forgotten_read_all(call, ret_list);
}

enum err forgotten_again(struct call *call, const struct forgotten_list *list, size_t *ret_n)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        struct participant_facts facts;
        enum err error = participant_read_facts(call, list->at[i].network, list->at[i].participant, &facts);
        if (error == ERR_NOT_FOUND)
            continue; // of a network that is not there, or not there themselves
        TRY(error);
        TRY(participant_forget(call, list->at[i].network, list->at[i].participant, list->at[i].keeps_words));
        n++;
    }
    *ret_n = n;
    return OK;
}
