// second_step.c - rules of the second step: offering it, taking it, asking for it, taking it off.
#include "people/second_step.h"

#include <sodium.h>
#include <string.h>

#include "base/id.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "people/audit.h"
#include "people/login.h"
#include "people/password.h"
#include "people/recovery.h"
#include "people/second_step_store.h"
#include "people/slowdown.h"
#include "people/team.h"
#include "people/totp.h"
#include "web/view.h"

// --- what a person has ---

enum err second_step_find(struct call *call, struct person_id person, struct second_step *ret_step)
{
    return second_step_store_find(call, person, ret_step);
}

bool second_step_is_on(const struct second_step *step)
{
    return step->app_id != 0 || step->list_id != 0;
}

bool second_step_is_offered(const struct call *call, const struct second_step *step)
{
    return step->offered_id != 0 && call->now - step->offered_at < SECOND_OFFER_LIFE;
}

int second_step_codes_left(const struct second_step *step)
{
    int left = 0;
    for (int i = 0; i < SECOND_LIST_CODES && step->list_id != 0; i++)
        left += (step->list_used >> i & 1) == 0;
    return left;
}

// --- secrets, from ids ---

static void app_secret(struct call *call, int64_t id, unsigned char ret_secret[static TOTP_SECRET_BYTES])
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    const char *hash = call_hash(call, "second step app", text);
    sodium_hex2bin(ret_secret, TOTP_SECRET_BYTES, hash, (size_t)2 * TOTP_SECRET_BYTES, NULL, NULL, NULL);
}

const char *second_step_list_code(struct call *call, int64_t list_id, int number)
{
    const char *purpose = arena_print(call->arena, "second step list %d", number);
    return arena_copy(call->arena, secret_of(call, purpose, list_id), SECOND_LIST_SIGNS);
}

const char *second_step_secret(struct call *call, const struct second_step *step)
{
    unsigned char secret[TOTP_SECRET_BYTES];
    app_secret(call, step->offered_id, secret);
    return totp_secret_text(call->arena, secret);
}

// Apps show "Sempre example.org: anna".
const char *second_step_address(struct call *call, const struct second_step *step)
{
    const char *host = strstr(call->address, "://");
    host = host == NULL ? "" : host + 3;
    struct buf address = buf_make(call->arena, 256), where = buf_make(call->arena, 64);
    buf_print(&where, "Sempre %.*s", (int)strcspn(host, ":/"), host);
    buf_add_text(&address, "otpauth://totp/");
    view_url_part(&address, buf_text(&where));
    buf_add_char(&address, ':');
    view_url_part(&address, call->actor.name);
    buf_print(&address, "?secret=%s&issuer=", second_step_secret(call, step));
    view_url_part(&address, buf_text(&where));
    return buf_text(&address);
}

// --- setting it up ---

bool second_step_may_change(const struct call *call)
{
    return call->actor.kind == ACTOR_PERSON && call->now - call->actor.since < SECOND_FRESH;
}

enum err second_step_offer(struct call *call)
{
    return second_step_may_change(call) ? second_step_store_offer(call, call->actor.person, call_id(call)) : ERR_DENIED;
}

static enum err offered(struct call *call, struct second_step *ret_step)
{
    struct second_step step;
    if (call->actor.kind != ACTOR_PERSON)
        return ERR_DENIED;
    TRY(second_step_store_find(call, call->actor.person, &step));
    if (!second_step_is_offered(call, &step))
        return ERR_NOT_FOUND;
    *ret_step = step;
    return OK;
}

// What was taken counts from now on: browsers that were let in without it are out.
static enum err taken(struct call *call, const struct second_step *before, enum audit_act act)
{
    if (!second_step_is_on(before))
        TRY(login_end_all(call, call->actor.person, call->actor.login));
    return team_audit(call, call->actor.person, act);
}

// The number of the code in the list, or -1.
static int list_find(struct call *call, int64_t list_id, const char *typed)
{
    int found = -1;
    for (int i = 0; i < SECOND_LIST_CODES && strlen(typed) == SECOND_LIST_SIGNS; i++)
        if (sodium_memcmp(second_step_list_code(call, list_id, i), typed, SECOND_LIST_SIGNS) == 0)
            found = i;
    return found;
}

enum err second_step_take_app(struct call *call, const char *typed)
{
    struct second_step step;
    unsigned char secret[TOTP_SECRET_BYTES];
    int64_t used = 0;
    TRY(offered(call, &step));
    app_secret(call, step.offered_id, secret);
    if (!totp_is_right(secret, call->now, 0, typed, &used))
        return ERR_INVALID;
    TRY(second_step_store_take_app(call, call->actor.person, step.offered_id, used));
    return taken(call, &step, AUDIT_SECOND_STEP_APP);
}

enum err second_step_take_list(struct call *call, const char *typed)
{
    struct second_step step;
    TRY(offered(call, &step));
    int number = list_find(call, step.offered_id, code_plain(call, typed));
    if (number < 0)
        return ERR_INVALID;
    TRY(second_step_store_take_list(call, call->actor.person, step.offered_id, INT64_C(1) << number));
    return taken(call, &step, AUDIT_SECOND_STEP_LIST);
}

// --- asking for it ---

const char *second_step_slowed(void)
{
    return N_("Too many codes were wrong. Wait two minutes, then try again.");
}

// ERR_NOT_FOUND: wrong, or used.
static enum err use(struct call *call, struct person_id person, const char *typed)
{
    struct second_step step;
    unsigned char secret[TOTP_SECRET_BYTES];
    int64_t used = 0;
    TRY(second_step_store_find(call, person, &step));
    if (step.app_id != 0) {
        app_secret(call, step.app_id, secret);
        if (totp_is_right(secret, call->now, step.app_step, typed, &used))
            return second_step_store_use_app(call, person, step.app_id, used);
    }
    int number = step.list_id == 0 ? -1 : list_find(call, step.list_id, typed);
    return number < 0 ? ERR_NOT_FOUND : second_step_store_use_list(call, person, step.list_id, INT64_C(1) << number);
}

enum err second_step_check(struct call *call, const struct person *person, const char *typed)
{
    const char *account = fold(call->arena, person->name);
    TRY(slowdown_check(SLOWDOWN_SECOND_STEP, account, call->client, call->now));
    enum err error = use(call, person->id, code_plain(call, typed));
    if (error == ERR_NOT_FOUND) {
        slowdown_failed(SLOWDOWN_SECOND_STEP, account, call->client, call->now);
        return ERR_DENIED;
    }
    TRY(error);
    slowdown_succeeded(SLOWDOWN_SECOND_STEP, account);
    return OK;
}

// --- taking it off ---

enum err second_step_remove(struct call *call, struct person_id person)
{
    bool is_own = call->actor.kind == ACTOR_PERSON && call->actor.person.v == person.v, may = false;
    if (is_own)
        may = second_step_may_change(call) && !call->asks_second_step;
    else
        TRY(recovery_may(call, person, &may));
    if (!may)
        return ERR_DENIED;
    enum err error = second_step_store_remove(call, person);
    if (error == ERR_NOT_FOUND)
        return OK;
    TRY(error);
    TRY(login_end_all(call, person, is_own ? call->actor.login : NULL));
    return team_audit(call, person, AUDIT_SECOND_STEP_OFF);
}
