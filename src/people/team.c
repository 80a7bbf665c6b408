// team.c - rules of giving, taking and listing roles.
#include "people/team.h"

#include "base/limits.h"
#include "people/audit.h"
#include "people/invitation.h"
#include "people/person.h"
#include "people/team_store.h"

static const struct scope programme = {0};

bool team_may_manage(const struct call *call, enum role role, struct scope scope)
{
    switch (role_level(role)) {
    case 'n':
        return scope.network.v != 0 && call_may(call, MANAGE_ROLES, scope);
    case 'r':
        return scope.region.v != 0 && call_may(call, MANAGE_PROGRAMME, programme);
    case 'p':
        return call_may(call, MANAGE_PROGRAMME, programme);
    default:
        return false;
    }
}

// The place as the table keeps it: a network role has only its network, a region role only its region.
static enum err place_of(enum role role, struct scope scope, struct network_id *ret_network, struct region_id *ret_region)
{
    char level = role_level(role);
    if (level == 0 || (level == 'n' && scope.network.v == 0) || (level == 'r' && scope.region.v == 0))
        return ERR_INVALID;
    *ret_network = (struct network_id){level == 'n' ? scope.network.v : 0};
    *ret_region = (struct region_id){level == 'r' ? scope.region.v : 0};
    return OK;
}

static enum err give(struct call *call, struct person_id person, enum role role, struct scope scope,
                     struct person_id given_by, enum audit_act act)
{
    struct network_id network = {0};
    struct region_id region = {0};
    TRY(place_of(role, scope, &network, &region));
    struct person found;
    TRY(person_find(call, person, &found));
    bool added = false;
    TRY(team_store_add(call, person, role, network, region, given_by, &added));
    return added ? audit_add_role(call, network, act, person, role) : OK;
}

enum err team_give_invited(struct call *call, struct person_id person, enum role role, struct scope scope,
                           struct person_id given_by)
{
    return give(call, person, role, scope, given_by, AUDIT_INVITATION_ACCEPTED);
}

enum err team_give(struct call *call, struct person_id person, enum role role, struct scope scope)
{
    struct network_id network = {0};
    struct region_id region = {0};
    TRY(place_of(role, scope, &network, &region));
    if (!team_may_manage(call, role, scope))
        return ERR_DENIED;
    return give(call, person, role, scope, call->actor.person, AUDIT_ROLE_GIVEN);
}

enum err team_is_last_lead(struct call *call, struct person_id person, bool *ret_last)
{
    struct member_list roles;
    TRY(team_store_of(call, &person, 1, &roles));
    bool leads = false;
    for (size_t i = 0; i < roles.n; i++)
        leads = leads || (roles.at[i].role == ROLE_PROGRAMME_LEAD && !roles.at[i].is_disabled);
    int64_t others = 1;
    if (leads)
        TRY(team_store_other_leads(call, person, &others));
    *ret_last = others == 0;
    return OK;
}

enum err team_take(struct call *call, struct person_id person, enum role role, struct scope scope)
{
    struct network_id network = {0};
    struct region_id region = {0};
    TRY(place_of(role, scope, &network, &region));
    if (!team_may_manage(call, role, scope))
        return ERR_DENIED;
    bool last = false;
    if (role == ROLE_PROGRAMME_LEAD)
        TRY(team_is_last_lead(call, person, &last));
    if (last)
        return ERR_CONFLICT;
    TRY(team_store_remove(call, person, role, network, region));
    TRY(invitation_end_of(call, person));
    return audit_add_role(call, network, AUDIT_ROLE_TAKEN, person, role);
}

static void cut_to_page(struct member_list *list, bool *ret_more)
{
    *ret_more = list->n > LIMIT_PAGE_ROWS;
    if (*ret_more)
        list->n = LIMIT_PAGE_ROWS;
}

enum err team_list(struct call *call, struct network_id network, size_t page, struct member_list *ret_list, bool *ret_more)
{
    TRY(team_store_list(call, network, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, ret_list));
    cut_to_page(ret_list, ret_more);
    return OK;
}

static enum err name_places(struct call *call, struct member_list *list)
{
    struct place *at = ARENA_ARRAY(call->arena, struct place, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        at[i] = list->at[i].place;
    TRY(places_name(call, at, list->n));
    for (size_t i = 0; i < list->n; i++)
        list->at[i].place = at[i];
    return OK;
}

enum err team_list_programme(struct call *call, size_t page, struct member_list *ret_list, bool *ret_more)
{
    TRY(call_require(call, MANAGE_PROGRAMME, programme));
    struct member_list list;
    TRY(team_store_list_programme(call, page * LIMIT_PAGE_ROWS, LIMIT_PAGE_ROWS + 1, &list));
    bool more = false;
    cut_to_page(&list, &more);
    TRY(name_places(call, &list));
    *ret_list = list;
    *ret_more = more;
    return OK;
}

enum err team_of(struct call *call, const struct person_id *persons, size_t n, struct member_list *ret_list)
{
    struct member_list list;
    TRY(team_store_of(call, persons, n, &list));
    TRY(name_places(call, &list));
    *ret_list = list;
    return OK;
}

enum err team_scope(struct call *call, enum role role, struct network_id network, struct region_id region,
                    struct scope *ret_scope)
{
    if (role_level(role) == 'n')
        return places()->scope_of_id(call, network, ret_scope);
    *ret_scope = (struct scope){.region = region};
    return OK;
}

enum err team_call_by(struct call *call, struct person_id person, struct call *ret_call)
{
    struct member_list roles = {0};
    struct call by = *call;
    by.actor = (struct actor){.kind = person.v == 0 ? ACTOR_COMMAND : ACTOR_PERSON, .person = person};
    if (person.v != 0)
        TRY(team_store_of(call, &person, 1, &roles));
    struct grant *grants = ARENA_ARRAY(call->arena, struct grant, roles.n + 1);
    for (size_t i = 0; i < roles.n; i++)
        if (!roles.at[i].is_disabled)
            grants[by.actor.grant_count++] =
                (struct grant){roles.at[i].role, roles.at[i].place.network, roles.at[i].place.region};
    by.actor.grants = grants;
    *ret_call = by;
    return OK;
}

enum err team_audit(struct call *call, struct person_id person, enum audit_act act)
{
    struct member_list roles;
    TRY(team_of(call, &person, 1, &roles));
    int64_t last = 0;
    for (size_t i = 0; i < roles.n; i++) // ordered by network
        if (roles.at[i].place.network.v != last) {
            last = roles.at[i].place.network.v;
            TRY(audit_add(call, roles.at[i].place.network, act, person.v));
        }
    return last == 0 ? audit_add(call, (struct network_id){0}, act, person.v) : OK;
}
