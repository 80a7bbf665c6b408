// second_step.h - the second step of signing in: besides the password, a code that only its owner has at hand. It comes from an
// app on a phone (totp.h) or from a printed list of ten, each of which counts once; who has both may use either.
//
// Nothing of it is secret in the database: the app's secret and the list follow from an id and the installation's key. What is
// being set up is an offer; it counts from the first right code on, so that nobody shuts themselves out.
//
// Where `call->asks_second_step` (feature/call.h) the roles of a person without a second step do not count: see login_actor.
#ifndef SEMPRE_PEOPLE_SECOND_STEP_H
#define SEMPRE_PEOPLE_SECOND_STEP_H

#include "base/time.h"
#include "feature/call.h"
#include "people/person.h"

enum { SECOND_LIST_CODES = 10, SECOND_LIST_SIGNS = 8 };
#define SECOND_OFFER_LIFE HOUR
// Who wants to change the second step has signed in, with all steps, within this time.
#define SECOND_FRESH ((int64_t)15 * MINUTE)

// What a person has; all zero where nothing was ever set up. Ids are private to this file and its store.
struct second_step {
    int64_t app_id, app_step, list_id, list_used, offered_id, offered_at;
};

CHECKED enum err second_step_find(struct call *call, struct person_id person, struct second_step *ret_step);
bool second_step_is_on(const struct second_step *step);
bool second_step_is_offered(const struct call *call, const struct second_step *step);
int second_step_codes_left(const struct second_step *step); // of the list; 0 without one

// Whether call->actor signed in lately enough to change the second step.
bool second_step_may_change(const struct call *call);

// Offers the actor an app and a list; an older offer ends. ERR_DENIED: nobody, or not signed in lately.
CHECKED enum err second_step_offer(struct call *call);

// The offered secret, as text and as the address apps read (otpauth:, Key Uri Format), and the offered list. Owned by call->arena.
const char *second_step_secret(struct call *call, const struct second_step *step);
const char *second_step_address(struct call *call, const struct second_step *step);
const char *second_step_list_code(struct call *call, int64_t list_id, int number); // from 0

// The offered app, or the offered list, is the actor's from now on, in place of an older one: `typed` is a code of it, which is used
// then. The first ends all other logins of the person. ERR_INVALID: the code is wrong; ERR_NOT_FOUND: nothing is offered (any more).
CHECKED enum err second_step_take_app(struct call *call, const char *typed);
CHECKED enum err second_step_take_list(struct call *call, const char *typed);

// Whether `typed` is a code of this person that was not used yet; it is used then. Failures are slowed by account and
// call->client. ERR_DENIED: wrong, or used; ERR_BUSY: too many were wrong lately, see second_step_slowed().
CHECKED enum err second_step_check(struct call *call, const struct person *person, const char *typed);
const char *second_step_slowed(void); // msgid

// Takes the second step off: one's own (signed in lately, and where none is asked for), or that of somebody for whom one may make a
// code for a lost password (recovery_may); all their logins end. ERR_DENIED. Where there is none: OK.
CHECKED enum err second_step_remove(struct call *call, struct person_id person);

#endif
