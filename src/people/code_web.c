// code_web.c - what is handed to people, on paper or as a link: invitations and codes for lost passwords.
#include "base/id.h"
#include "i18n/message.h"
#include "people/password.h"
#include "people/people_web.h"
#include "people/recovery.h"
#include "people_views.h"

enum err person_of_request(const struct request *request, struct person_id *ret_person)
{
    return id_parse(request->param[0], &ret_person->v) ? OK : ERR_NOT_FOUND;
}

enum err people_address(struct call *call, struct network_id network, const char **ret_address)
{
    struct place place = {.network = network};
    if (network.v != 0)
        TRY(places_name(call, &place, 1));
    *ret_address = place.slug == NULL ? "/people" : arena_print(call->arena, "/networks/%s/people", place.slug);
    return OK;
}

// --- invitations ---

static enum err invitation_of_request(struct call *call, const struct request *request, struct invitation *ret_invitation)
{
    struct invitation_id id;
    if (!id_parse(request->param[0], &id.v))
        return ERR_NOT_FOUND;
    return invitation_find(call, id, ret_invitation);
}

enum err invited_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct code_view *view = ARENA_NEW(call->arena, struct code_view);
    struct invitation invitation;
    const char *secret = NULL;
    TRY(invitation_of_request(call, request, &invitation));
    TRY(invitation_secret(call, &invitation, &secret));
    struct place place = {.network = invitation.scope.network, .region = invitation.scope.region};
    TRY(places_name(call, &place, 1));
    *view = (struct code_view){
        .role = tr(call->language, role_label(invitation.role)),
        .place = place.name,
        .note = invitation.note,
        .code = code_grouped(call, secret),
        .secret = secret,
        .id = invitation.id,
        .ends_at = invitation.ends_at,
    };
    TRY(people_address(call, invitation.scope.network, &view->back));
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("Invitation")), body_invitation_code(view));
    return OK;
}

enum err invited_revoke_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct invitation invitation;
    const char *address = NULL;
    TRY(invitation_of_request(call, request, &invitation));
    TRY(invitation_revoke(call, invitation.id));
    TRY(people_address(call, invitation.scope.network, &address));
    reply_see(reply, "%s", address);
    return OK;
}

// --- lost passwords ---

enum err place_back(struct call *call, const char *slug, const char **ret_back)
{
    struct scope scope = {0};
    if (slug != NULL && *slug != '\0')
        TRY(places()->scope_of(call, slug, &scope));
    return people_address(call, scope.network, ret_back);
}

enum err recovery_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct code_view *view = ARENA_NEW(call->arena, struct code_view);
    struct person_id id;
    struct person person;
    const char *code = NULL;
    TRY(person_of_request(request, &id));
    TRY(recovery_code(call, id, &code, &view->ends_at));
    TRY(person_find(call, id, &person));
    TRY(place_back(call, request_query(request, "network"), &view->back));
    view->name = person.name;
    view->code = code_grouped(call, code);
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("Code for a new password")), body_recovery_code(view));
    return OK;
}

enum err recovery_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct take_draft draft;
    struct filled *filled;
    struct person_id person;
    struct scope scope = {0};
    int64_t ends_at = 0;
    char id[ID_TEXT_SIZE];
    TRY(person_of_request(request, &person));
    TRY(form_read(request, &take_form, &draft, &filled));
    TRY(recovery_add(call, person, &ends_at));
    id_text(person.v, id);
    bool in_network = draft.network != NULL && *draft.network != '\0';
    if (in_network)
        TRY(places()->scope_of(call, draft.network, &scope)); // what goes into the address is a slug there is
    reply_see(reply, "/people/%s/recovery%s%s", id, in_network ? "?network=" : "", in_network ? draft.network : "");
    return OK;
}
