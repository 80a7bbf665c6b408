// person.c - rules about persons.
#include "people/person.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "people/audit.h"
#include "people/invitation.h"
#include "people/login.h"
#include "people/person_store.h"
#include "people/team.h"

static const struct scope programme = {0};

const char *person_name_problem(struct call *call, const char *name)
{
    size_t n = strlen(name);
    if (!utf8_is_valid(name, n) || utf8_has_control(name, n) || strpbrk(name, "\t\r\n") != NULL)
        return N_("Write the name in letters and digits.");
    size_t signs = utf8_length(name, n);
    if (signs < PERSON_NAME_LEAST || signs > PERSON_NAME_MOST || *fold(call->arena, name) == '\0')
        return N_("A login name has 2 to 40 signs.");
    return NULL;
}

enum err person_add(struct call *call, const char *name, const char *shown, const char *password,
                    struct person_id *ret_id)
{
    if (person_name_problem(call, name) != NULL)
        return ERR_INVALID;
    struct person_id id = {call_id(call)};
    if (shown != NULL && *shown == '\0')
        shown = NULL;
    TRY(person_store_add(call, id, normalize(call->arena, name), fold(call->arena, name), shown, password));
    *ret_id = id;
    return OK;
}

enum err person_find(struct call *call, struct person_id id, struct person *ret_person)
{
    return person_store_find(call, id, ret_person);
}

enum err person_find_name(struct call *call, const char *name, struct person *ret_person)
{
    return person_store_find_folded(call, fold(call->arena, name), ret_person);
}

enum err person_set_password(struct call *call, struct person_id id, const char *password, const char *keep)
{
    TRY(person_store_set_password(call, id, password));
    return login_end_all(call, id, keep);
}

enum err person_disable(struct call *call, struct person_id id)
{
    TRY(call_require(call, MANAGE_PROGRAMME, programme));
    bool last = false;
    TRY(team_is_last_lead(call, id, &last));
    if (last || (call->actor.kind == ACTOR_PERSON && call->actor.person.v == id.v))
        return ERR_CONFLICT;
    TRY(person_store_set_disabled(call, id, call->now));
    TRY(login_end_all(call, id, NULL));
    TRY(invitation_end_of(call, id));
    return audit_add(call, programme.network, AUDIT_PERSON_DISABLED, id.v);
}

enum err person_enable(struct call *call, struct person_id id)
{
    TRY(call_require(call, MANAGE_PROGRAMME, programme));
    TRY(person_store_set_disabled(call, id, 0));
    return audit_add(call, programme.network, AUDIT_PERSON_ENABLED, id.v);
}

enum err person_list(struct call *call, const char *part, size_t page, struct person_list *ret_list, bool *ret_more)
{
    TRY(call_require(call, MANAGE_PROGRAMME, programme));
    struct person_list list;
    const char *folded = *part == '\0' ? "" : fold(call->arena, part);
    TRY(person_store_list(call, folded, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    *ret_more = list.n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list.n = LIMIT_PAGE_ROWS;
    *ret_list = list;
    return OK;
}
