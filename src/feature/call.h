// call.h - who is asking, when, with which database and arena: the first argument of every rule. Page, command, job and
// test make one each, so rules are the same for all and tests own time and chance.
#ifndef SEMPRE_FEATURE_CALL_H
#define SEMPRE_FEATURE_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "base/rand.h"
#include "feature/rights.h"
#include "i18n/language.h"
#include "store/db.h"

struct person_id { int64_t v; };
struct participant_id { int64_t v; };

enum actor_kind {
    ACTOR_NOBODY,  // a visitor; may be a participant, see `visitor`
    ACTOR_PERSON,  // signed in
    ACTOR_COMMAND, // somebody at the shell of the installation, or a job: every right
};

struct actor {
    enum actor_kind kind;
    struct person_id person;    // ACTOR_PERSON
    const char *name;           // ACTOR_PERSON: the login name
    const char *login;          // ACTOR_PERSON: hash of this login, to end it
    const struct grant *grants; // ACTOR_PERSON
    size_t grant_count;
    int64_t since;              // ACTOR_PERSON: when this login began
    bool lacks_second_step;     // ACTOR_PERSON: the roles do not count before a second step is set up; grant_count is 0
};

enum { SECRET_KEY_SIZE = 32 };

struct call {
    struct arena *arena;
    struct db *db;
    struct actor actor;
    struct scope scope;         // where the request takes place, {0} if nowhere in particular
    const char *visitor;        // the visitor's secret cookie, or NULL; participants are found by its keyed hash
    const char *client;         // network address of the client, for slowing down guesses only; NULL in commands
    enum language language;     // of the reader
    bool easy;                  // the reader wants easy language
    int64_t now;                // ms since 1970
    struct rand *random;
    const unsigned char *key;   // SECRET_KEY_SIZE bytes from outside the database: keyed hashes of codes and cookies
    const char *address;        // public URL of the installation without '/' at its end
    bool asks_second_step;      // roles count only for who signs in with a second step
};

// A new id from the call's clock and randomness.
int64_t call_id(struct call *call);

// Whether the actor has the right there. ANYONE is true for all, SIGNED_IN for any person.
bool call_may(const struct call *call, enum right right, struct scope scope);

// ERR_DENIED where not. Rules that write, or that read what is not public, begin with it.
CHECKED enum err call_require(const struct call *call, enum right right, struct scope scope);

// A keyed hash (BLAKE2b, 32 bytes as 64 hexadecimal signs) of a secret for a purpose ("participant", "login" ...): what the
// database keeps instead of the secret. Owned by the arena.
const char *call_hash(const struct call *call, const char *purpose, const char *secret);

// A new secret of `n` signs from the alphabet without vowels (23456789BCDFGHJKMNPQRSTVWXYZ). Owned by the arena.
const char *call_secret(struct call *call, size_t n);

#endif
