// call.c - ids, rights and keyed hashes of a call.
#include "feature/call.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

int64_t call_id(struct call *call)
{
    return id_new(call->now, call->random);
}

bool call_may(const struct call *call, enum right right, struct scope scope)
{
    if (right == ANYONE)
        return true;
    if (right == NOBODY)
        return false;
    switch (call->actor.kind) {
    case ACTOR_COMMAND:
        return true;
    case ACTOR_PERSON:
        return right == SIGNED_IN || grants_give(call->actor.grants, call->actor.grant_count, right, scope);
    case ACTOR_NOBODY:
        break;
    }
    return false;
}

enum err call_require(const struct call *call, enum right right, struct scope scope)
{
    return call_may(call, right, scope) ? OK : ERR_DENIED;
}

const char *call_hash(const struct call *call, const char *purpose, const char *secret)
{
    unsigned char hash[32];
    crypto_generichash_state state;
    crypto_generichash_init(&state, call->key, SECRET_KEY_SIZE, sizeof hash);
    // The NUL between the two keeps ("a", "bc") apart from ("ab", "c").
    crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
    crypto_generichash_update(&state, (const unsigned char *)secret, strlen(secret));
    crypto_generichash_final(&state, hash, sizeof hash);
    char *text = arena_alloc(call->arena, 2 * sizeof hash + 1);
    sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
    return text;
}

const char *call_secret(struct call *call, size_t n)
{
    char *text = arena_alloc(call->arena, n + 1);
    rand_signs(call->random, "23456789BCDFGHJKMNPQRSTVWXYZ", n, text);
    return text;
}
