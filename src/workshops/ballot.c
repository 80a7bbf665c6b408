// ballot.c - the packed list of the statements that are asked one by one, and which of them a participant sees next.
#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "workshops/contribution_store.h"
#include "workshops/mark_store.h"

enum { ENTRY = 16 }; // bytes: id, participant

static void put_number(unsigned char *to, int64_t number)
{
    for (int i = 0; i < 8; i++)
        to[i] = (unsigned char)((uint64_t)number >> (8 * i));
}

static int64_t get_number(const unsigned char *from)
{
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--)
        number = number << 8 | from[i];
    return (int64_t)number;
}

enum err ballot_renew(struct call *call, const struct activity *activity)
{
    if (!activity->kind->asks_one_by_one)
        return OK;
    struct shown_list shown;
    TRY(contribution_read_ids(call, activity, CONTRIBUTION_SHOWN, &shown));
    unsigned char *bytes = arena_alloc(call->arena, shown.n * ENTRY + 1);
    for (size_t i = 0; i < shown.n; i++) {
        put_number(bytes + i * ENTRY, shown.at[i].id.v);
        put_number(bytes + i * ENTRY + 8, shown.at[i].participant.v);
    }
    return ballot_write(call, activity->scope.network, activity->id, bytes, shown.n * ENTRY);
}

// Where a statement comes in this participant's order (SipHash-2-4 with the installation's key): the same on every
// page, another for everybody, and nobody can work out from an order whose it is.
static uint64_t lot_of(const unsigned char *key, struct participant_id participant, const unsigned char *entry)
{
    unsigned char pair[16], hash[crypto_shorthash_BYTES];
    uint64_t lot;
    put_number(pair, participant.v);
    memcpy(pair + 8, entry, 8);
    crypto_shorthash(hash, pair, sizeof(pair), key);
    memcpy(&lot, hash, sizeof(lot));
    return lot;
}

enum err mark_next(struct call *call, const struct activity *activity, struct participant_id participant,
                   struct contribution *ret_contribution, size_t *ret_done, size_t *ret_all)
{
    static_assert(crypto_shorthash_KEYBYTES <= SECRET_KEY_SIZE, "the key is long enough");
    assert(activity->kind->asks_one_by_one);
    const unsigned char *ballot;
    size_t bytes = 0, done = 0, all = 0, at = 0;
    struct seen_list seen;
    TRY(ballot_read(call, activity->scope.network, activity->id, &ballot, &bytes));
    TRY(mark_read_seen(call, activity, participant, &seen));
    struct contribution_id next = {0};
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i + ENTRY <= bytes; i += ENTRY) { // both lists are in the order of ids
        struct contribution_id id = {get_number(ballot + i)};
        while (at < seen.n && seen.at[at].v < id.v)
            at++;
        bool is_own = get_number(ballot + i + 8) == participant.v, is_seen = at < seen.n && seen.at[at].v == id.v;
        all += !is_own;
        done += !is_own && is_seen;
        if (is_own || is_seen)
            continue;
        uint64_t lot = lot_of(call->key, participant, ballot + i);
        if (next.v == 0 || lot < least) {
            least = lot;
            next = id;
        }
    }
    *ret_done = done;
    *ret_all = all;
    return next.v == 0 ? ERR_NOT_FOUND : contribution_find(call, next, ret_contribution);
}
