// slowdown.h - guessing is slowed, per account, per network address and for the whole server. Only failures count, for a
// whole hall shares one address; who has joined or signed in already is never asked. Kept in memory; safe from any thread.
#ifndef SEMPRE_PEOPLE_SLOWDOWN_H
#define SEMPRE_PEOPLE_SLOWDOWN_H

#include <stdint.h>

#include "base/err.h"

enum slowdown {
    SLOWDOWN_LOGIN,       // name and password
    SLOWDOWN_RECOVERY,    // one-time codes for a lost password
    SLOWDOWN_INVITATION,  // secrets of invitations
    SLOWDOWN_JOIN,        // join codes of workshops
    SLOWDOWN_CARD,        // card codes
    SLOWDOWN_SECOND_STEP, // codes of the second step
    SLOWDOWN_KINDS,
};

// ERR_BUSY where too many tries failed lately: for this account (folded login name; NULL where there is none), from this
// address (NULL in commands) or altogether. `now`: ms since 1970.
CHECKED enum err slowdown_check(enum slowdown kind, const char *account, const char *address, int64_t now);

// A try that failed.
void slowdown_failed(enum slowdown kind, const char *account, const char *address, int64_t now);

// The account got in: its own failures are forgotten, those of the address are not.
void slowdown_succeeded(enum slowdown kind, const char *account);

// Forgets everything, for tests.
void slowdown_forget(void);

// What people read when ERR_BUSY comes from here (msgid).
const char *slowdown_sentence(void);

#endif
