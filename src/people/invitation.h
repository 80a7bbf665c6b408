// invitation.h - an offer of one role in one place to whoever brings its link or printed code: for 14 days, once.
#ifndef SEMPRE_PEOPLE_INVITATION_H
#define SEMPRE_PEOPLE_INVITATION_H

#include "base/time.h"
#include "feature/call.h"
#include "people/place.h"

struct invitation_id { int64_t v; };

enum { INVITATION_NOTE_MOST = 80 };
#define INVITATION_LIFE (14 * DAY)

enum invitation_state { INVITATION_OPEN, INVITATION_USED, INVITATION_REVOKED, INVITATION_EXPIRED };

struct invitation {
    struct invitation_id id;
    enum role role;
    struct scope scope;        // of the role: its network or its region, or {0}
    const char *note;          // for whom, in the words of who made it; "" where not said
    struct person_id made_by;  // v is 0: at the shell
    int64_t made_at, ends_at;
    enum invitation_state state;
    const char *used_by;       // INVITATION_USED: what others read of that person
};
struct invitation_list {
    struct invitation *at;
    size_t n, cap;
};

// Asks for the right to give this role there. ERR_DENIED, ERR_INVALID (no role of that kind of place).
CHECKED enum err invitation_add(struct call *call, enum role role, struct scope scope, const char *note,
                                struct invitation_id *ret_id);

// The secret of an open invitation, for its link or to print: CODE_SIGNS signs. For who may give the role.
// ERR_CONFLICT: it is not open any more.
CHECKED enum err invitation_secret(struct call *call, const struct invitation *invitation, const char **ret_secret);

CHECKED enum err invitation_find(struct call *call, struct invitation_id id, struct invitation *ret_invitation);

// By what somebody typed or followed. Guesses are slowed by call->client. ERR_NOT_FOUND: no such secret; ERR_CONFLICT: it
// was used, taken back, or its time is over; ERR_BUSY.
CHECKED enum err invitation_find_secret(struct call *call, const char *secret, struct invitation *ret_invitation);

// Gives its role to this person and closes the invitation. Errors as for finding it.
CHECKED enum err invitation_accept(struct call *call, const char *secret, struct person_id person,
                                   struct invitation *ret_invitation);

// Takes it back. For who may give the role. ERR_CONFLICT: it is not open any more.
CHECKED enum err invitation_revoke(struct call *call, struct invitation_id id);

// Takes back every open one of this person for a role that they may not give any more: a role of theirs was taken, or their login
// closed.
CHECKED enum err invitation_end_of(struct call *call, struct person_id made_by);

// Newest first, a page of LIMIT_PAGE_ROWS: those of a network, or (network.v 0) those of regions and the programme. The
// caller has asked for the right.
CHECKED enum err invitation_list(struct call *call, struct network_id network, size_t page,
                                 struct invitation_list *ret_list, bool *ret_more);

#endif
