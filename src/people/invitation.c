// invitation.c - rules of inviting people.
#include "people/invitation.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "people/audit.h"
#include "people/invitation_store.h"
#include "people/password.h"
#include "people/slowdown.h"
#include "people/team.h"

static const char *secret_for(struct call *call, struct invitation_id id)
{
    return secret_of(call, "invitation", id.v);
}

enum err invitation_add(struct call *call, enum role role, struct scope scope, const char *note,
                        struct invitation_id *ret_id)
{
    char level = role_level(role);
    if (level == 0 || (level == 'n' && scope.network.v == 0) || (level == 'r' && scope.region.v == 0))
        return ERR_INVALID;
    if (!team_may_manage(call, role, scope))
        return ERR_DENIED;
    if (utf8_length(note, strlen(note)) > INVITATION_NOTE_MOST)
        return ERR_LIMIT;
    struct scope kept = {0};
    if (level == 'n')
        kept.network = scope.network;
    if (level == 'r')
        kept.region = scope.region;
    struct invitation_id id = {call_id(call)};
    TRY(invitation_store_add(call, id, role, kept, call_hash(call, "invitation code", secret_for(call, id)),
                             *note == '\0' ? NULL : note, call->now + INVITATION_LIFE));
    TRY(audit_add_role(call, kept.network, AUDIT_INVITED, (struct person_id){0}, role));
    *ret_id = id;
    return OK;
}

static enum err require_manager(struct call *call, const struct invitation *invitation)
{
    struct scope scope;
    TRY(team_scope(call, invitation->role, invitation->scope.network, invitation->scope.region, &scope));
    return team_may_manage(call, invitation->role, scope) ? OK : ERR_DENIED;
}

enum err invitation_secret(struct call *call, const struct invitation *invitation, const char **ret_secret)
{
    TRY(require_manager(call, invitation));
    if (invitation->state != INVITATION_OPEN)
        return ERR_CONFLICT;
    *ret_secret = secret_for(call, invitation->id);
    return OK;
}

enum err invitation_find(struct call *call, struct invitation_id id, struct invitation *ret_invitation)
{
    return invitation_store_find(call, id, ret_invitation);
}

enum err invitation_find_secret(struct call *call, const char *secret, struct invitation *ret_invitation)
{
    TRY(slowdown_check(SLOWDOWN_INVITATION, NULL, call->client, call->now));
    struct invitation invitation;
    enum err found = invitation_store_find_hash(call, call_hash(call, "invitation code", code_plain(call, secret)),
                                                &invitation);
    if (found == ERR_NOT_FOUND)
        slowdown_failed(SLOWDOWN_INVITATION, NULL, call->client, call->now);
    TRY(found);
    if (invitation.state != INVITATION_OPEN)
        return ERR_CONFLICT;
    *ret_invitation = invitation;
    return OK;
}

enum err invitation_accept(struct call *call, const char *secret, struct person_id person,
                           struct invitation *ret_invitation)
{
    struct invitation invitation;
    TRY(invitation_find_secret(call, secret, &invitation));
    TRY(invitation_store_use(call, invitation.id, person));
    TRY(team_give_invited(call, person, invitation.role, invitation.scope, invitation.made_by));
    *ret_invitation = invitation;
    return OK;
}

static enum err revoke(struct call *call, const struct invitation *invitation)
{
    TRY(invitation_store_revoke(call, invitation->id));
    return audit_add_role(call, invitation->scope.network, AUDIT_INVITATION_REVOKED, (struct person_id){0}, invitation->role);
}

enum err invitation_revoke(struct call *call, struct invitation_id id)
{
    struct invitation invitation;
    TRY(invitation_store_find(call, id, &invitation));
    TRY(require_manager(call, &invitation));
    return revoke(call, &invitation);
}

enum err invitation_end_of(struct call *call, struct person_id made_by)
{
    struct invitation_list list;
    struct call by;
    TRY(invitation_store_list_open(call, made_by, &list));
    TRY(team_call_by(call, made_by, &by));
    for (size_t i = 0; i < list.n; i++) {
        enum err error = require_manager(&by, &list.at[i]);
        if (error == ERR_DENIED)
            error = revoke(call, &list.at[i]);
        TRY(error);
    }
    return OK;
}

enum err invitation_list(struct call *call, struct network_id network, size_t page, struct invitation_list *ret_list,
                         bool *ret_more)
{
    struct invitation_list list;
    TRY(invitation_store_list(call, network, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    *ret_more = list.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list.n = LIMIT_PAGE_ROWS;
    *ret_list = list;
    return OK;
}
