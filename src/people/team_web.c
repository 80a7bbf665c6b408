// team_web.c - the pages where roles are given and taken: of one network, and of the whole programme.
#include <string.h>

#include "base/id.h"
#include "i18n/message.h"
#include "people/people_web.h"
#include "people/recovery.h"
#include "people_views.h"

struct pages_view pages_around(size_t page, bool more)
{
    return (struct pages_view){.before = page, .after = more ? page + 2 : 0, .is_there = page > 0 || more};
}

// --- rows ---

static struct member_row_view member_row(struct call *call, const struct member *member)
{
    char level = role_level(member->role);
    return (struct member_row_view){
        .person = member->person,
        .name = member->name,
        .shown = member->shown,
        .role = tr(call->language, role_label(member->role)),
        .role_name = role_name(member->role),
        .place = level == 'r' ? member->place.name : NULL,
        .region = level == 'r' ? member->place.slug : NULL,
        .given_at = member->given_at,
        .has_other_name = strcmp(member->name, member->shown) != 0,
        .has_second_step = member->has_second_step,
    };
}

enum err invitation_rows(struct call *call, const struct invitation_list *list, bool with_place,
                         struct invitation_rows_view *ret_rows)
{
    struct invitation_rows_view rows = {0};
    struct place *places = ARENA_ARRAY(call->arena, struct place, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        places[i] = (struct place){.network = list->at[i].scope.network, .region = list->at[i].scope.region};
    if (with_place)
        TRY(places_name(call, places, list->n));
    for (size_t i = 0; i < list->n; i++) {
        const struct invitation *invitation = &list->at[i];
        *VEC_PUSH(call->arena, &rows) = (struct invitation_row_view){
            .id = invitation->id,
            .role = tr(call->language, role_label(invitation->role)),
            .place = places[i].name,
            .note = invitation->note,
            .used_by = invitation->used_by,
            .ends_at = invitation->ends_at,
            .is_open = invitation->state == INVITATION_OPEN,
            .is_used = invitation->state == INVITATION_USED,
            .is_revoked = invitation->state == INVITATION_REVOKED,
            .is_expired = invitation->state == INVITATION_EXPIRED,
        };
    }
    *ret_rows = rows;
    return OK;
}

static void see_invitation(struct reply *reply, struct invitation_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    reply_see(reply, "/invited/%s", text);
}

// --- a network ---

enum err team_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope)
{
    return places()->scope_of(call, request->param[0], ret_scope);
}

// Who of these may be given a code for a lost password: the rule of recovery.h for a whole page at once.
static enum err mark_recoverable(struct call *call, struct member_rows_view *rows)
{
    struct person_id *persons = ARENA_ARRAY(call->arena, struct person_id, rows->n + 1);
    struct member_list roles;
    for (size_t i = 0; i < rows->n; i++) {
        persons[i] = rows->at[i].person;
        rows->at[i].may_recover = rows->at[i].person.v != call->actor.person.v;
    }
    TRY(team_of(call, persons, rows->n, &roles));
    for (size_t r = 0; r < roles.n; r++) {
        const struct member *held = &roles.at[r];
        bool is_here = held->place.network.v != 0 && held->place.network.v == call->scope.network.v;
        struct scope elsewhere = {.network = held->place.network, .region = held->place.region};
        bool may = team_may_manage(call, held->role, is_here ? call->scope : elsewhere);
        for (size_t i = 0; i < rows->n; i++)
            if (rows->at[i].person.v == held->person.v && !may)
                rows->at[i].may_recover = false;
    }
    return OK;
}

static enum err team_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled,
                          int status)
{
    struct team_view *view = ARENA_NEW(call->arena, struct team_view);
    struct member_list members;
    struct invitation_list invitations;
    struct place place = {.network = call->scope.network};
    size_t page = 0;
    bool more = false, more_invitations = false;
    TRY(request_page(request, &page));
    TRY(places_name(call, &place, 1));
    TRY(team_list(call, call->scope.network, page, &members, &more));
    TRY(invitation_list(call, call->scope.network, 0, &invitations, &more_invitations));
    view->slug = place.slug;
    view->name = place.name;
    view->filled = filled;
    view->pages = pages_around(page, more);
    view->may_audit = call_may(call, VIEW_AUDIT, call->scope);
    for (size_t i = 0; i < members.n; i++) {
        struct member_row_view row = member_row(call, &members.at[i]);
        row.network = place.slug;
        *VEC_PUSH(call->arena, &view->members) = row;
    }
    TRY(mark_recoverable(call, &view->members));
    TRY(invitation_rows(call, &invitations, false, &view->invitations));
    reply->section = "team";
    reply_page(reply, status, tr(call->language, N_("People of this network")), body_team(view));
    return OK;
}

enum err team_get(struct call *call, const struct request *request, struct reply *reply)
{
    return team_page(call, request, reply, filled_empty(call->arena, &invite_form), 200);
}

enum err team_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct invite_draft draft;
    struct filled *filled;
    struct invitation_id id;
    TRY(form_read(request, &invite_form, &draft, &filled));
    if (filled->bad > 0)
        return team_page(call, request, reply, filled, 422);
    TRY(invitation_add(call, role_of(draft.role), call->scope, draft.note, &id));
    see_invitation(reply, id);
    return OK;
}

// --- the programme ---

static enum err add_regions(struct call *call, struct filled *filled)
{
    struct place *regions = NULL;
    size_t n = 0;
    TRY(places()->regions(call, &regions, &n));
    struct option *options = ARENA_ARRAY(call->arena, struct option, n + 1);
    for (size_t i = 0; i < n; i++)
        options[i] = (struct option){regions[i].slug, regions[i].name};
    filled_choices(filled, "region", options);
    return OK;
}

static enum err person_rows(struct call *call, const struct person_list *list, struct person_rows_view *ret_rows)
{
    struct person_id *ids = ARENA_ARRAY(call->arena, struct person_id, list->n + 1);
    struct person_rows_view rows = {0};
    struct member_list roles;
    for (size_t i = 0; i < list->n; i++)
        ids[i] = list->at[i].id;
    TRY(team_of(call, ids, list->n, &roles));
    for (size_t i = 0; i < list->n; i++) {
        const struct person *person = &list->at[i];
        struct person_row_view *row = VEC_PUSH(call->arena, &rows);
        *row = (struct person_row_view){
            .id = person->id,
            .name = person->name,
            .shown = person->shown,
            .created_at = person->created_at,
            .is_disabled = person->is_disabled,
            .has_other_name = strcmp(person->name, person->shown) != 0,
            .is_self = person->id.v == call->actor.person.v,
        };
        for (size_t r = 0; r < roles.n; r++)
            if (roles.at[r].person.v == person->id.v) {
                *VEC_PUSH(call->arena, &row->roles) = (struct role_row_view){
                    .role = tr(call->language, role_label(roles.at[r].role)), .place = roles.at[r].place.name};
                row->has_second_step = roles.at[r].has_second_step;
            }
    }
    *ret_rows = rows;
    return OK;
}

static enum err people_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled,
                            const char *problem, int status)
{
    struct people_view *view = ARENA_NEW(call->arena, struct people_view);
    struct person_list persons;
    struct member_list leads;
    struct invitation_list invitations;
    size_t page = 0;
    bool more = false, more_leads = false, more_invitations = false;
    const char *part = request_query(request, "q");
    view->part = part == NULL || strlen(part) > 200 ? "" : part;
    TRY(request_page(request, &page));
    TRY(person_list(call, view->part, page, &persons, &more));
    TRY(person_rows(call, &persons, &view->persons));
    TRY(team_list_programme(call, 0, &leads, &more_leads));
    for (size_t i = 0; i < leads.n; i++)
        *VEC_PUSH(call->arena, &view->leads) = member_row(call, &leads.at[i]);
    TRY(invitation_list(call, (struct network_id){0}, 0, &invitations, &more_invitations));
    TRY(invitation_rows(call, &invitations, true, &view->invitations));
    TRY(add_regions(call, filled));
    view->filled = filled;
    view->problem = problem == NULL ? NULL : tr(call->language, problem);
    view->pages = pages_around(page, more);
    view->may_audit = call_may(call, VIEW_AUDIT, (struct scope){0});
    reply->section = "team";
    reply_page(reply, status, tr(call->language, N_("People of the programme")), body_people(view));
    return OK;
}

enum err people_get(struct call *call, const struct request *request, struct reply *reply)
{
    return people_page(call, request, reply, filled_empty(call->arena, &invite_programme_form), NULL, 200);
}

enum err people_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct invite_draft draft;
    struct filled *filled;
    struct invitation_id id;
    struct scope scope = {0};
    TRY(form_read(request, &invite_programme_form, &draft, &filled));
    enum role role = filled->bad > 0 ? ROLE_NONE : role_of(draft.role);
    if (role_level(role) == 'r' &&
        (*draft.region == '\0' || places()->region_of(call, draft.region, &scope.region) != OK))
        filled_bad(filled, "region", N_("Please choose the region."));
    if (filled->bad > 0)
        return people_page(call, request, reply, filled, NULL, 422);
    TRY(invitation_add(call, role, scope, draft.note, &id));
    see_invitation(reply, id);
    return OK;
}

// --- taking away ---

enum err people_take_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct take_draft draft;
    struct filled *filled;
    struct person_id person;
    struct scope scope = {0};
    const char *address = NULL;
    TRY(person_of_request(request, &person));
    TRY(form_read(request, &take_form, &draft, &filled));
    if (filled->bad > 0)
        return ERR_INVALID;
    enum role role = role_of(draft.role);
    if (role_level(role) == 'n')
        TRY(places()->scope_of(call, draft.network, &scope));
    if (role_level(role) == 'r')
        TRY(places()->region_of(call, draft.region, &scope.region));
    enum err error = team_take(call, person, role, scope);
    if (error == ERR_CONFLICT)
        return people_page(call, request, reply, filled_empty(call->arena, &invite_programme_form),
                           N_("Somebody must lead the programme. Give the role to another person first."), 409);
    TRY(error);
    TRY(people_address(call, scope.network, &address));
    reply_see(reply, "%s", address);
    return OK;
}

enum err people_disable_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct person_id person;
    TRY(person_of_request(request, &person));
    enum err error = person_disable(call, person);
    if (error == ERR_CONFLICT)
        return people_page(call, request, reply, filled_empty(call->arena, &invite_programme_form),
                           N_("You cannot close your own login, nor that of the only programme lead."), 409);
    TRY(error);
    reply_see(reply, "/people");
    return OK;
}

enum err people_enable_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct person_id person;
    TRY(person_of_request(request, &person));
    TRY(person_enable(call, person));
    reply_see(reply, "/people");
    return OK;
}
