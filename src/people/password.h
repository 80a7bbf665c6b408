// password.h - passwords: what is accepted, and what is kept instead of them.
//
// Kept is argon2id (RFC 9106; 19 MiB, 2 passes) of the password, with a salt that is the keyed hash of the folded login
// name under the installation's key, so that
// - it can be computed before the transaction, without the database, and takes the same time for names nobody has;
// - a copy of the database without the key is of no use to who guesses.
#ifndef SEMPRE_PEOPLE_PASSWORD_H
#define SEMPRE_PEOPLE_PASSWORD_H

#include "feature/call.h"

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 200, CODE_SIGNS = 12 };

// What is to be stored or compared for this login name and password. Slow (about 30 ms) and heavy (19 MiB): at most two
// run at once in the process, others wait up to 5 s. Owned by call->arena. Needs no database. ERR_BUSY.
CHECKED enum err password_hash(struct call *call, const char *name, const char *password, const char **ret_hash);

// In constant time; `stored` NULL matches nothing.
bool password_matches(const char *stored, const char *hash);

// Why the password cannot be taken (msgid), or NULL where it can: too short, the name itself, or a row of signs.
const char *password_problem(struct call *call, const char *name, const char *password);

// The one secret that belongs to an id and purpose: CODE_SIGNS signs of the alphabet without vowels. Only who has the
// installation's key can tell it. Owned by call->arena.
const char *secret_of(struct call *call, const char *purpose, int64_t id);

// "K7QX2M4P9RTW" -> "K7QX 2M4P 9RTW", to print and to type; and back: capital letters, no spaces, no '-'.
const char *code_grouped(struct call *call, const char *code);
const char *code_plain(struct call *call, const char *typed);

#endif
