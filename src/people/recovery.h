// recovery.h - a printed one-time code with which somebody who lost the password sets a new one: for 24 hours, once.
#ifndef SEMPRE_PEOPLE_RECOVERY_H
#define SEMPRE_PEOPLE_RECOVERY_H

#include "base/time.h"
#include "feature/call.h"
#include "people/person.h"

#define RECOVERY_LIFE DAY

// Whether the caller may make a code for this person: somebody else, over all whose roles (one at least) the caller may
// decide. A coordinator must not get at the login of a programme lead who also holds a small role in the network.
CHECKED enum err recovery_may(struct call *call, struct person_id person, bool *ret_may);

// Makes a code; an older one of the person ends. ERR_DENIED, ERR_NOT_FOUND.
CHECKED enum err recovery_add(struct call *call, struct person_id person, int64_t *ret_ends_at);

// The open code of a person, to print: CODE_SIGNS signs. For who may make one. ERR_NOT_FOUND: there is none.
CHECKED enum err recovery_code(struct call *call, struct person_id person, const char **ret_code, int64_t *ret_ends_at);

// Sets a new password with a code. `password`: from password_hash with the same name. Ends every login of the person.
// Guesses are slowed by account and call->client. ERR_DENIED (name or code wrong, too old or used, or who made it may not any more),
// ERR_BUSY.
CHECKED enum err recovery_use(struct call *call, const char *name, const char *code, const char *password,
                              struct person *ret_person);

#endif
