// participant.c - the rules about who takes part.
#include "cards/participant.h"

#include <assert.h>

#include "cards/participant_store.h"

const char *participant_hash(const struct call *call, struct network_id network)
{
    return call_hash(call, arena_print(call->arena, "participant %lld", (long long)network.v), call->visitor);
}

const char *participant_nobodys_hash(struct call *call)
{
    enum { SIGNS = 26 };
    char *hash = arena_dup(call->arena, call_hash(call, "nobody", call_secret(call, SIGNS)));
    *hash = '-'; // which no hash of a secret begins with
    return hash;
}

enum err participant_find(struct call *call, struct network_id network, struct participant_id *ret_id)
{
    if (call->visitor == NULL)
        return ERR_NOT_FOUND;
    return participant_read(call, network, participant_hash(call, network), ret_id);
}

enum err participant_join(struct call *call, struct network_id network, struct participant_id *ret_id)
{
    if (call->visitor == NULL)
        return ERR_INVALID;
    const char *hash = participant_hash(call, network);
    // Written without looking first: on PostgreSQL whoever has looked at the rows beside their own is in the way of all
    // the others who join at this moment.
    enum err error = participant_insert(call, network, hash, PARTICIPANT_PHONE, ret_id);
    return error == ERR_CONFLICT ? participant_read(call, network, hash, ret_id) : error;
}

enum err participant_add(struct call *call, struct network_id network, enum participant_origin origin,
                         struct participant_id *ret_id)
{
    assert(origin != PARTICIPANT_PHONE);
    return participant_insert(call, network, NULL, origin, ret_id);
}
