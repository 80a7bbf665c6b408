// login_web.c - signing in and out, and a new password with a one-time code.
#include <string.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "people/login.h"
#include "people/password.h"
#include "people/people_web.h"
#include "people/recovery.h"
#include "people/second_step.h"
#include "people/slowdown.h"
#include "people_views.h"

enum { VISITOR_SECRET_SIGNS = 27 };

const char *own_path(const char *path)
{
    // "//host" and "/\host" are other sites to a browser.
    bool is_path = path != NULL && path[0] == '/' && path[1] != '/' && path[1] != '\\' &&
                   strpbrk(path, "\\\r\n\t") == NULL && strlen(path) <= 500;
    return is_path ? path : "";
}

void reply_slowed(struct reply *reply, struct filled *filled, const char *sentence)
{
    filled_bad(filled, "", sentence);
    reply_header(reply, "Retry-After", "60");
}

static void new_visitor(struct call *call, const struct request *request, struct reply *reply)
{
    reply_cookie(reply, request, "v", call_secret(call, VISITOR_SECRET_SIGNS), 0);
}

void reply_login(struct call *call, const struct request *request, struct reply *reply, const char *secret, bool shared)
{
    reply_cookie(reply, request, "login", secret, shared ? 0 : (long)(LOGIN_MOST / SECOND));
    new_visitor(call, request, reply);
}

// --- signing in ---

static void login_page(struct call *call, struct reply *reply, struct filled *filled, const char *recovered, int status)
{
    struct login_view *view = ARENA_NEW(call->arena, struct login_view);
    *view = (struct login_view){.filled = filled, .recovered = recovered};
    reply->section = "team";
    reply_page(reply, status, tr(call->language, N_("Sign in")), body_login(view));
}

enum err login_get(struct call *call, const struct request *request, struct reply *reply)
{
    const struct login_draft draft = {.name = "", .back = own_path(request_query(request, "back"))};
    login_page(call, reply, filled_from(call->arena, &login_form, &draft), request_query(request, "recovered"), 200);
    return OK;
}

// Guesses are refused before they cost anything.
enum err login_prepare(struct call *call, const struct request *request, void **ret_prepared)
{
    struct login_draft draft;
    struct filled *filled;
    struct prepared_password *prepared = ARENA_NEW(call->arena, struct prepared_password);
    TRY(form_read(request, &login_form, &draft, &filled));
    if (filled->bad == 0)
        prepared->is_slowed = slowdown_check(SLOWDOWN_LOGIN, fold(call->arena, draft.name), call->client, call->now) != OK;
    if (filled->bad == 0 && !prepared->is_slowed)
        TRY(password_hash(call, draft.name, draft.password, &prepared->hash));
    *ret_prepared = prepared;
    return OK;
}

enum err login_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct login_draft draft;
    struct filled *filled;
    struct person person;
    const char *secret = NULL;
    const struct prepared_password *prepared = route_prepared(request);
    TRY(form_read(request, &login_form, &draft, &filled));
    enum err error = filled->bad > 0       ? ERR_INVALID
                     : prepared->is_slowed ? ERR_BUSY
                                           : login_check(call, draft.name, prepared->hash, &person);
    if (error == ERR_DENIED)
        filled_bad(filled, "", N_("This login name and password do not go together."));
    else if (error == ERR_BUSY)
        reply_slowed(reply, filled, slowdown_sentence());
    else if (error != OK && error != ERR_INVALID)
        return error;
    if (error != OK) {
        login_page(call, reply, filled, NULL, error == ERR_BUSY ? 429 : 422);
        return OK;
    }
    TRY(login_end(call)); // of who was signed in here before
    struct second_step step;
    TRY(second_step_find(call, person.id, &step));
    if (second_step_is_on(&step)) {
        TRY(login_begin_half(call, person.id, &secret));
        reply_second_step(call, request, reply, &draft, secret);
        return OK;
    }
    TRY(login_begin(call, person.id, &secret));
    const char *back = own_path(draft.back);
    reply_see(reply, "%s", *back == '\0' ? "/account" : back);
    reply_login(call, request, reply, secret, draft.shared);
    return OK;
}

enum err logout_post(struct call *call, const struct request *request, struct reply *reply)
{
    TRY(login_end(call));
    reply_see(reply, "/");
    reply_cookie(reply, request, "login", "", -1);
    reply_header(reply, "Clear-Site-Data", "\"cache\", \"storage\"");
    new_visitor(call, request, reply);
    return OK;
}

// --- a lost password ---

static void recover_page(struct call *call, struct reply *reply, struct filled *filled, int status)
{
    struct login_view *view = ARENA_NEW(call->arena, struct login_view);
    view->filled = filled;
    reply->section = "team";
    reply_page(reply, status, tr(call->language, N_("Set a new password")), body_recover(view));
}

enum err recover_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    recover_page(call, reply, filled_empty(call->arena, &recover_form), 200);
    return OK;
}

static enum err recover_read(struct call *call, const struct request *request, struct recover_draft *ret_draft,
                             struct filled **ret_filled)
{
    TRY(form_read(request, &recover_form, ret_draft, ret_filled));
    const char *problem = (*ret_filled)->bad > 0 ? NULL : password_problem(call, ret_draft->name, ret_draft->password);
    if (problem != NULL)
        filled_bad(*ret_filled, "password", problem);
    return OK;
}

enum err recover_prepare(struct call *call, const struct request *request, void **ret_prepared)
{
    struct recover_draft draft;
    struct filled *filled;
    struct prepared_password *prepared = ARENA_NEW(call->arena, struct prepared_password);
    TRY(recover_read(call, request, &draft, &filled));
    if (filled->bad == 0)
        prepared->is_slowed =
            slowdown_check(SLOWDOWN_RECOVERY, fold(call->arena, draft.name), call->client, call->now) != OK;
    if (filled->bad == 0 && !prepared->is_slowed)
        TRY(password_hash(call, draft.name, draft.password, &prepared->hash));
    *ret_prepared = prepared;
    return OK;
}

enum err recover_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct recover_draft draft;
    struct filled *filled;
    struct person person;
    const struct prepared_password *prepared = route_prepared(request);
    TRY(recover_read(call, request, &draft, &filled));
    enum err error = filled->bad > 0       ? ERR_INVALID
                     : prepared->is_slowed ? ERR_BUSY
                                           : recovery_use(call, draft.name, draft.code, prepared->hash, &person);
    if (error == ERR_DENIED)
        filled_bad(filled, "code", N_("This code does not go with this name, was used, or is older than 24 hours."));
    else if (error == ERR_BUSY)
        reply_slowed(reply, filled, slowdown_sentence());
    else if (error != OK && error != ERR_INVALID)
        return error;
    if (error != OK) {
        recover_page(call, reply, filled, error == ERR_BUSY ? 429 : 422);
        return OK;
    }
    reply_see(reply, "/login?recovered=1");
    return OK;
}
