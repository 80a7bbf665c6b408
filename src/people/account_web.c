// account_web.c - a person's own page: roles, password, logins.
#include <string.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "people/login.h"
#include "people/password.h"
#include "people/people_web.h"
#include "people/second_step.h"
#include "people/slowdown.h"
#include "people_views.h"

static const struct scope programme = {0};

static enum err account_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled,
                             int status)
{
    struct account_view *view = ARENA_NEW(call->arena, struct account_view);
    struct person person;
    struct member_list roles;
    TRY(person_find(call, call->actor.person, &person));
    struct second_step step;
    TRY(team_of(call, &person.id, 1, &roles));
    TRY(second_step_find(call, person.id, &step));
    *view = (struct account_view){
        .name = person.name,
        .shown = person.shown,
        .has_other_name = strcmp(person.name, person.shown) != 0,
        .filled = filled,
        .may_manage_programme = call_may(call, MANAGE_PROGRAMME, programme),
        .is_changed = request_query(request, "changed") != NULL,
        .has_second_step = second_step_is_on(&step),
        .lacks_second_step = call->actor.lacks_second_step,
    };
    for (size_t i = 0; i < roles.n; i++)
        *VEC_PUSH(call->arena, &view->roles) = (struct role_row_view){
            .role = tr(call->language, role_label(roles.at[i].role)),
            .place = roles.at[i].place.name,
            .slug = roles.at[i].place.network.v != 0 ? roles.at[i].place.slug : NULL,
        };
    reply->section = "team";
    reply_page(reply, status, person.shown, body_account(view));
    return OK;
}

enum err account_get(struct call *call, const struct request *request, struct reply *reply)
{
    return account_page(call, request, reply, filled_empty(call->arena, &password_form), 200);
}

static enum err password_read(struct call *call, const struct request *request, struct password_draft *ret_draft,
                              struct filled **ret_filled)
{
    TRY(form_read(request, &password_form, ret_draft, ret_filled));
    const char *problem = (*ret_filled)->bad > 0 ? NULL : password_problem(call, ret_draft->name, ret_draft->password);
    if (problem != NULL)
        filled_bad(*ret_filled, "password", problem);
    return OK;
}

enum err account_password_prepare(struct call *call, const struct request *request, void **ret_prepared)
{
    struct password_draft draft;
    struct filled *filled;
    struct prepared_password *prepared = ARENA_NEW(call->arena, struct prepared_password);
    TRY(password_read(call, request, &draft, &filled));
    if (filled->bad == 0)
        prepared->is_slowed = slowdown_check(SLOWDOWN_LOGIN, fold(call->arena, draft.name), call->client, call->now) != OK;
    if (filled->bad == 0 && !prepared->is_slowed) {
        TRY(password_hash(call, draft.name, draft.old, &prepared->old_hash));
        TRY(password_hash(call, draft.name, draft.password, &prepared->hash));
    }
    *ret_prepared = prepared;
    return OK;
}

enum err account_password_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct password_draft draft;
    struct filled *filled;
    struct person person;
    const struct prepared_password *prepared = route_prepared(request);
    TRY(password_read(call, request, &draft, &filled));
    // The field with the name is there for the salt and for password managers; it must be one's own.
    if (filled->bad == 0 && strcmp(fold(call->arena, draft.name), fold(call->arena, call->actor.name)) != 0)
        return ERR_INVALID;
    enum err error = filled->bad > 0       ? ERR_INVALID
                     : prepared->is_slowed ? ERR_BUSY
                                           : login_check(call, call->actor.name, prepared->old_hash, &person);
    if (error == ERR_DENIED)
        filled_bad(filled, "old", N_("This is not your password."));
    else if (error == ERR_BUSY)
        reply_slowed(reply, filled, slowdown_sentence());
    else if (error != OK && error != ERR_INVALID)
        return error;
    if (error != OK)
        return account_page(call, request, reply, filled, error == ERR_BUSY ? 429 : 422);
    TRY(person_set_password(call, person.id, prepared->hash, call->actor.login));
    reply_see(reply, "/account?changed=1");
    return OK;
}

enum err account_logout_everywhere_post(struct call *call, const struct request *request, struct reply *reply)
{
    TRY(login_end_all(call, call->actor.person, NULL));
    return logout_post(call, request, reply);
}
