// recovery.c - rules of one-time codes for lost passwords.
#include "people/recovery.h"

#include "i18n/format.h"
#include "people/audit.h"
#include "people/login.h"
#include "people/password.h"
#include "people/recovery_store.h"
#include "people/slowdown.h"
#include "people/team.h"

enum err recovery_may(struct call *call, struct person_id person, bool *ret_may)
{
    if (call->actor.kind == ACTOR_COMMAND) {
        *ret_may = true;
        return OK;
    }
    struct member_list roles;
    TRY(team_of(call, &person, 1, &roles));
    bool may = roles.n > 0 && call->actor.person.v != person.v;
    for (size_t i = 0; i < roles.n && may; i++) {
        struct scope scope = {0};
        enum err gone = team_scope(call, roles.at[i].role, roles.at[i].place.network, roles.at[i].place.region, &scope);
        if (gone != OK && gone != ERR_NOT_FOUND)
            return gone;
        may = gone == ERR_NOT_FOUND || team_may_manage(call, roles.at[i].role, scope);
    }
    *ret_may = may;
    return OK;
}

static enum err require(struct call *call, struct person_id person)
{
    struct person found;
    TRY(person_find(call, person, &found));
    bool may = false;
    TRY(recovery_may(call, person, &may));
    return may ? OK : ERR_DENIED;
}

enum err recovery_add(struct call *call, struct person_id person, int64_t *ret_ends_at)
{
    TRY(require(call, person));
    int64_t id = call_id(call), ends_at = call->now + RECOVERY_LIFE;
    TRY(recovery_store_put(call, person, id, call_hash(call, "recovery code", secret_of(call, "recovery", id)), ends_at));
    TRY(team_audit(call, person, AUDIT_RECOVERY_MADE));
    *ret_ends_at = ends_at;
    return OK;
}

enum err recovery_code(struct call *call, struct person_id person, const char **ret_code, int64_t *ret_ends_at)
{
    TRY(require(call, person));
    int64_t id = 0;
    TRY(recovery_store_find(call, person, &id, ret_ends_at));
    *ret_code = secret_of(call, "recovery", id);
    return OK;
}

// Whoever made the code may have lost that right since, or the person may have got roles that were not theirs to decide.
static enum err take(struct call *call, struct person_id person, const char *code)
{
    struct person_id made_by;
    struct call by;
    bool may = false;
    TRY(recovery_store_take(call, person, call_hash(call, "recovery code", code_plain(call, code)), &made_by));
    TRY(team_call_by(call, made_by, &by));
    TRY(recovery_may(&by, person, &may));
    return may ? OK : ERR_NOT_FOUND;
}

enum err recovery_use(struct call *call, const char *name, const char *code, const char *password,
                      struct person *ret_person)
{
    const char *account = fold(call->arena, name);
    TRY(slowdown_check(SLOWDOWN_RECOVERY, account, call->client, call->now));
    struct person person = {0};
    enum err found = person_find_name(call, name, &person);
    if (found == OK && person.is_disabled)
        found = ERR_NOT_FOUND;
    if (found == OK)
        found = take(call, person.id, code);
    if (found == ERR_NOT_FOUND) {
        slowdown_failed(SLOWDOWN_RECOVERY, account, call->client, call->now);
        return ERR_DENIED;
    }
    TRY(found);
    TRY(person_set_password(call, person.id, password, NULL));
    slowdown_succeeded(SLOWDOWN_LOGIN, account);
    call->actor = (struct actor){.kind = ACTOR_PERSON, .person = person.id, .name = person.name};
    TRY(team_audit(call, person.id, AUDIT_PASSWORD_RECOVERED));
    *ret_person = person;
    return OK;
}
