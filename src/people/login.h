// login.h - a signed-in browser: begins with name and password, and with a second step for who has one (second_step.h); ends after 12
// hours without use, after 14 days, by signing out, or when the password changes or the person is disabled.
//
// The cookie `login` holds a secret, the database its keyed hash. When a login was used last stays in memory and is written
// down at most once an hour, with a POST; a GET never writes. After a restart the written time counts.
#ifndef SEMPRE_PEOPLE_LOGIN_H
#define SEMPRE_PEOPLE_LOGIN_H

#include "base/time.h"
#include "feature/call.h"
#include "people/person.h"

enum { LOGIN_SECRET_SIGNS = 27 }; // of 28: 129 bits
#define LOGIN_IDLE ((int64_t)12 * HOUR)
#define LOGIN_MOST (14 * DAY)
#define LOGIN_HALF ((int64_t)10 * MINUTE)

// Who this name and password belong to. `hash`: password_hash(name, password), made before the transaction. Failures are
// slowed by account and call->client. Errors: ERR_DENIED (no such name, wrong, or disabled: the caller cannot tell which),
// ERR_BUSY (too many failures lately; show slowdown_sentence()).
CHECKED enum err login_check(struct call *call, const char *name, const char *hash, struct person *ret_person);

// A new login for a browser. `ret_secret`: for the cookie, owned by call->arena.
CHECKED enum err login_begin(struct call *call, struct person_id person, const char **ret_secret);

// The same after the first of two steps, for 10 minutes: it opens nothing but the second.
CHECKED enum err login_begin_half(struct call *call, struct person_id person, const char **ret_secret);

// The person behind the cookie of a half login. ERR_NOT_FOUND: it has ended or never was.
CHECKED enum err login_half(struct call *call, const char *login_secret, struct person *ret_person);

// Ends a half login, for the whole one that follows.
CHECKED enum err login_end_half(struct call *call, const char *login_secret);

// The person behind a cookie, with roles, in one query. Where a second step is asked for and the person has none, the roles are
// left out and actor.lacks_second_step is set. ERR_NOT_FOUND when the login has ended or never was. Strings are
// owned by call->arena. Notes in memory that the login is in use.
CHECKED enum err login_actor(struct call *call, const char *login_secret, struct actor *ret_actor);

// For POST, in its transaction, after login_actor: writes down that the login is in use, at most once an hour.
CHECKED enum err login_keep(struct call *call);

// Ends the login of call->actor; ending what has ended is OK.
CHECKED enum err login_end(struct call *call);

// Ends every login of the person but the one with the hash `keep` (NULL: none is kept).
CHECKED enum err login_end_all(struct call *call, struct person_id person, const char *keep);

// Deletes logins, invitations and codes whose time has passed; once a day.
CHECKED enum err login_tidy(struct call *call, const char *payload);

// Forgets which logins were used lately, as a restart does. For tests.
void login_forget_seen(void);

#endif
