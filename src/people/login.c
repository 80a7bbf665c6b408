// login.c - rules of signing in and out, and when each login was used last.
#include "people/login.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/format.h"
#include "people/invitation_store.h"
#include "people/login_store.h"
#include "people/password.h"
#include "people/recovery_store.h"
#include "people/slowdown.h"

// --- last use, in memory ---

// A login is known here by the first 64 bits of its keyed hash. Sets of 4; a full set gives up its oldest.
enum { SETS = 1024, WAYS = 4 };
static struct seen {
    uint64_t key;   // 0: free
    int64_t at;     // when it was used last
    int64_t stored; // what the database has
} seen[SETS][WAYS];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static struct seen *find_seen(const char *hash)
{
    char first[17] = {0};
    memcpy(first, hash, 16);
    uint64_t key = strtoull(first, NULL, 16) | 1;
    struct seen *set = seen[(key >> 1) % SETS], *oldest = &set[0];
    for (int i = 0; i < WAYS; i++) {
        if (set[i].key == key)
            return &set[i];
        if (set[i].at < oldest->at)
            oldest = &set[i];
    }
    *oldest = (struct seen){.key = key};
    return oldest;
}

// Notes the use now and returns the one before.
static int64_t note_seen(const char *hash, int64_t stored, int64_t now)
{
    pthread_mutex_lock(&mutex);
    struct seen *entry = find_seen(hash);
    int64_t last = entry->at > stored ? entry->at : stored;
    if (now - last <= LOGIN_IDLE)
        entry->at = now;
    entry->stored = stored;
    pthread_mutex_unlock(&mutex);
    return last;
}

static bool is_due(const char *hash, int64_t now)
{
    pthread_mutex_lock(&mutex);
    bool due = now - find_seen(hash)->stored > HOUR;
    pthread_mutex_unlock(&mutex);
    return due;
}

void login_forget_seen(void)
{
    pthread_mutex_lock(&mutex);
    memset(seen, 0, sizeof(seen));
    pthread_mutex_unlock(&mutex);
}

// --- rules ---

static const char *hash_of(struct call *call, const char *secret)
{
    return call_hash(call, "login", secret);
}

enum err login_check(struct call *call, const char *name, const char *hash, struct person *ret_person)
{
    const char *account = fold(call->arena, name);
    TRY(slowdown_check(SLOWDOWN_LOGIN, account, call->client, call->now));
    struct person person = {0};
    enum err found = person_find_name(call, name, &person);
    if (found != OK && found != ERR_NOT_FOUND)
        return found;
    if (found != OK || person.is_disabled || !password_matches(person.password, hash)) {
        slowdown_failed(SLOWDOWN_LOGIN, account, call->client, call->now);
        return ERR_DENIED;
    }
    slowdown_succeeded(SLOWDOWN_LOGIN, account);
    *ret_person = person;
    return OK;
}

enum err login_begin(struct call *call, struct person_id person, const char **ret_secret)
{
    const char *secret = call_secret(call, LOGIN_SECRET_SIGNS);
    TRY(login_store_add(call, hash_of(call, secret), person, call->now + LOGIN_MOST, false));
    *ret_secret = secret;
    return OK;
}

enum err login_begin_half(struct call *call, struct person_id person, const char **ret_secret)
{
    const char *secret = call_secret(call, LOGIN_SECRET_SIGNS);
    TRY(login_store_add(call, hash_of(call, secret), person, call->now + LOGIN_HALF, true));
    *ret_secret = secret;
    return OK;
}

enum err login_half(struct call *call, const char *login_secret, struct person *ret_person)
{
    struct person_id id;
    TRY(login_store_find_half(call, hash_of(call, login_secret), &id));
    return person_find(call, id, ret_person);
}

enum err login_end_half(struct call *call, const char *login_secret)
{
    return login_store_remove(call, hash_of(call, login_secret));
}

enum err login_actor(struct call *call, const char *login_secret, struct actor *ret_actor)
{
    struct actor actor;
    int64_t stored = 0;
    const char *hash = hash_of(call, login_secret);
    bool has_second_step = false;
    TRY(login_store_find(call, hash, &actor, &stored, &has_second_step));
    if (call->now - note_seen(hash, stored, call->now) > LOGIN_IDLE)
        return ERR_NOT_FOUND;
    actor.lacks_second_step = call->asks_second_step && !has_second_step && actor.grant_count > 0;
    if (actor.lacks_second_step)
        actor.grant_count = 0;
    *ret_actor = actor;
    return OK;
}

enum err login_keep(struct call *call)
{
    if (call->actor.kind != ACTOR_PERSON || !is_due(call->actor.login, call->now))
        return OK;
    return login_store_set_seen(call, call->actor.login);
}

enum err login_end(struct call *call)
{
    return call->actor.kind == ACTOR_PERSON ? login_store_remove(call, call->actor.login) : OK;
}

enum err login_end_all(struct call *call, struct person_id person, const char *keep)
{
    return login_store_remove_all(call, person, keep);
}

enum err login_tidy(struct call *call, const char *payload)
{
    (void)payload;
    TRY(login_store_tidy(call)); // by age only: one that is used to read has its last use in the server's memory
    TRY(invitation_store_tidy(call));
    return recovery_store_tidy(call);
}
