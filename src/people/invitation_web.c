// invitation_web.c - the pages of who was invited.
#include "i18n/format.h"
#include "i18n/message.h"
#include "people/login.h"
#include "people/password.h"
#include "people/people_web.h"
#include "people/slowdown.h"
#include "people_views.h"

// --- a printed code, typed ---

static void code_page(struct call *call, struct reply *reply, struct filled *filled, int status)
{
    struct invited_code_view *view = ARENA_NEW(call->arena, struct invited_code_view);
    view->filled = filled;
    reply->section = "team";
    reply_page(reply, status, tr(call->language, N_("You were invited")), body_invited_code(view));
}

enum err invitations_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    code_page(call, reply, filled_empty(call->arena, &invited_code_form), 200);
    return OK;
}

enum err invitations_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct code_draft draft;
    struct filled *filled;
    struct invitation invitation;
    TRY(form_read(request, &invited_code_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : invitation_find_secret(call, draft.code, &invitation);
    if (error == ERR_NOT_FOUND)
        filled_bad(filled, "code", N_("There is no invitation with this code. Please look at it again."));
    else if (error == ERR_CONFLICT)
        filled_bad(filled, "code", N_("This invitation was used, was taken back, or is older than 14 days."));
    else if (error == ERR_BUSY)
        reply_slowed(reply, filled, slowdown_sentence());
    else if (error != OK && error != ERR_INVALID)
        return error;
    if (error == OK)
        reply_see(reply, "/invitations/%s", code_plain(call, draft.code));
    else
        code_page(call, reply, filled, error == ERR_BUSY ? 429 : 422);
    return OK;
}

// --- the invitation itself ---

static enum err invited_page(struct call *call, const char *secret, struct reply *reply, struct filled *filled, int status)
{
    struct invited_view *view = ARENA_NEW(call->arena, struct invited_view);
    struct invitation invitation;
    reply->section = "team";
    enum err error = invitation_find_secret(call, secret, &invitation);
    if (error == ERR_CONFLICT) {
        reply_page(reply, 410, tr(call->language, N_("This invitation does not work any more")), body_invited_over());
        return OK;
    }
    if (error == ERR_BUSY) {
        struct filled *code = filled_empty(call->arena, &invited_code_form);
        reply_slowed(reply, code, slowdown_sentence());
        code_page(call, reply, code, 429);
        return OK;
    }
    TRY(error);
    struct place place = {.network = invitation.scope.network, .region = invitation.scope.region};
    TRY(places_name(call, &place, 1));
    *view = (struct invited_view){
        .secret = code_plain(call, secret),
        .role = tr(call->language, role_label(invitation.role)),
        .place = place.name,
        .person = call->actor.kind == ACTOR_PERSON ? call->actor.name : NULL,
        .filled = filled,
        .ends_at = invitation.ends_at,
    };
    reply_page(reply, status, tr(call->language, N_("You were invited")), body_invited(view));
    return OK;
}

enum err invitation_get(struct call *call, const struct request *request, struct reply *reply)
{
    return invited_page(call, request->param[0], reply, filled_empty(call->arena, &accept_form), 200);
}

static enum err accept_read(struct call *call, const struct request *request, struct accept_draft *ret_draft,
                            struct filled **ret_filled)
{
    TRY(form_read(request, &accept_form, ret_draft, ret_filled));
    if ((*ret_filled)->bad > 0)
        return OK;
    const char *name = person_name_problem(call, ret_draft->name);
    const char *password = password_problem(call, ret_draft->name, ret_draft->password);
    if (name != NULL)
        filled_bad(*ret_filled, "name", name);
    if (password != NULL)
        filled_bad(*ret_filled, "password", password);
    return OK;
}

enum err invitation_prepare(struct call *call, const struct request *request, void **ret_prepared)
{
    struct accept_draft draft;
    struct filled *filled;
    struct prepared_password *prepared = ARENA_NEW(call->arena, struct prepared_password);
    TRY(accept_read(call, request, &draft, &filled));
    prepared->is_slowed = slowdown_check(SLOWDOWN_INVITATION, NULL, call->client, call->now) != OK;
    if (filled->bad == 0 && !prepared->is_slowed)
        TRY(password_hash(call, draft.name, draft.password, &prepared->hash));
    *ret_prepared = prepared;
    return OK;
}

enum err invitation_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct accept_draft draft;
    struct filled *filled;
    struct person_id person;
    struct invitation invitation;
    const char *secret = request->param[0], *login = NULL;
    const struct prepared_password *prepared = route_prepared(request);
    TRY(accept_read(call, request, &draft, &filled));
    if (filled->bad > 0 || prepared->is_slowed)
        return invited_page(call, secret, reply, filled, 422);
    enum err error = invitation_find_secret(call, secret, &invitation); // before a name is tried: names are not for guessing
    if (error != OK)
        return invited_page(call, secret, reply, filled, 422);
    error = person_add(call, draft.name, draft.shown, prepared->hash, &person);
    if (error == ERR_CONFLICT) {
        filled_bad(filled, "name", N_("Somebody has this name already. Please take another one."));
        return invited_page(call, secret, reply, filled, 422);
    }
    TRY(error);
    TRY(invitation_accept(call, secret, person, &invitation));
    TRY(login_end(call)); // of who was signed in here before
    TRY(login_begin(call, person, &login));
    reply_see(reply, "/account");
    reply_login(call, request, reply, login, true);
    return OK;
}

enum err invitation_accept_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct invitation invitation;
    enum err error = invitation_accept(call, request->param[0], call->actor.person, &invitation);
    if (error == ERR_CONFLICT || error == ERR_BUSY)
        return invited_page(call, request->param[0], reply, filled_empty(call->arena, &accept_form), 422);
    TRY(error);
    reply_see(reply, "/account");
    return OK;
}
