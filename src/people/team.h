// team.h - who holds which role where, and who may give and take them.
#ifndef SEMPRE_PEOPLE_TEAM_H
#define SEMPRE_PEOPLE_TEAM_H

#include "feature/call.h"
#include "people/audit.h"
#include "people/place.h"

// One role of one person.
struct member {
    struct person_id person;
    const char *name;     // login name
    const char *shown;    // what others read
    enum role role;
    struct place place;   // slug and name are filled in by team_of only
    int64_t given_at;
    bool is_disabled, has_second_step;
};
struct member_list {
    struct member *at;
    size_t n, cap;
};

// Whether the caller may give, take and invite for `role` there: MANAGE_ROLES in the network for roles of a network,
// MANAGE_PROGRAMME for those of a region or the programme. False where the role is not of that kind of place.
bool team_may_manage(const struct call *call, enum role role, struct scope scope);

// Gives a role; giving it twice changes nothing. For a network role scope.network counts, for a region role scope.region.
// Errors: ERR_DENIED, ERR_INVALID (a role that is not of this kind of place), ERR_NOT_FOUND (no such person).
CHECKED enum err team_give(struct call *call, struct person_id person, enum role role, struct scope scope);

// The same without asking for the right: whoever accepts an invitation was given the role by who made it.
CHECKED enum err team_give_invited(struct call *call, struct person_id person, enum role role, struct scope scope,
                                   struct person_id given_by);

// Takes it away, and with it what they invited for and may not any more. ERR_NOT_FOUND: is not held. ERR_CONFLICT: the last programme
// lead.
CHECKED enum err team_take(struct call *call, struct person_id person, enum role role, struct scope scope);

// The people of a network, by name; a page of LIMIT_PAGE_ROWS. The caller has asked for the right.
CHECKED enum err team_list(struct call *call, struct network_id network, size_t page, struct member_list *ret_list,
                           bool *ret_more);

// Who holds a role in a region or in the whole programme. MANAGE_PROGRAMME.
CHECKED enum err team_list_programme(struct call *call, size_t page, struct member_list *ret_list, bool *ret_more);

// Every role of some persons, with the names of the places; ordered by person. The caller has asked for the right.
CHECKED enum err team_of(struct call *call, const struct person_id *persons, size_t n, struct member_list *ret_list);

// Whether taking this person's last programme role, or closing the login, would leave the programme without a lead.
CHECKED enum err team_is_last_lead(struct call *call, struct person_id person, bool *ret_last);

// A call like this one by somebody else, with the roles they have now: to ask what they may do. `person` v 0: somebody at the
// shell. Whoever's login is closed may do nothing.
CHECKED enum err team_call_by(struct call *call, struct person_id person, struct call *ret_call);

// One more line of audit.h about a person in the list of each network where they have a role, else in that of the programme.
CHECKED enum err team_audit(struct call *call, struct person_id person, enum audit_act act);

// Network and region of a role's place.
CHECKED enum err team_scope(struct call *call, enum role role, struct network_id network, struct region_id region,
                            struct scope *ret_scope);

#endif
