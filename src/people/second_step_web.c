// second_step_web.c - the page that asks for the second step, and the pages where it is set up.
#include <string.h>

#include "i18n/message.h"
#include "people/login.h"
#include "people/people_web.h"
#include "people/recovery.h"
#include "people/second_step.h"
#include "people_views.h"

static const char page_of_steps[] = "/account/second-step";

// --- signing in ---

static void code_page(struct call *call, struct reply *reply, struct filled *filled, int status)
{
    struct login_view *view = ARENA_NEW(call->arena, struct login_view);
    *view = (struct login_view){.filled = filled};
    reply->section = "team";
    reply_page(reply, status, tr(call->language, N_("The second step")), body_second_step_login(view));
}

void reply_second_step(struct call *call, const struct request *request, struct reply *reply, const struct login_draft *draft,
                       const char *secret)
{
    struct buf back = buf_make(call->arena, 64);
    view_url_part(&back, own_path(draft->back));
    reply_see(reply, "/login/code?back=%s%s", buf_text(&back), draft->shared ? "&shared=1" : "");
    reply_cookie(reply, request, "login", secret, 0);
}

// Who typed the right password in this browser. ERR_NOT_FOUND: nobody, or it is long ago.
static enum err half_of(struct call *call, const struct request *request, struct person *ret_person)
{
    const char *secret = request_cookie(request, "login");
    return secret == NULL ? ERR_NOT_FOUND : login_half(call, secret, ret_person);
}

enum err login_code_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct person person;
    const struct login_code_draft draft = {.code = "", .back = own_path(request_query(request, "back")),
                                           .shared = request_query(request, "shared") != NULL};
    enum err error = half_of(call, request, &person);
    if (error == ERR_NOT_FOUND) {
        reply_see(reply, "/login");
        return OK;
    }
    TRY(error);
    code_page(call, reply, filled_from(call->arena, &login_code_form, &draft), 200);
    return OK;
}

enum err login_code_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct login_code_draft draft;
    struct filled *filled;
    struct person person;
    const char *secret = NULL;
    enum err error = half_of(call, request, &person);
    if (error == ERR_NOT_FOUND) {
        reply_see(reply, "/login");
        return OK;
    }
    TRY(error);
    TRY(form_read(request, &login_code_form, &draft, &filled));
    error = filled->bad > 0 ? ERR_INVALID : second_step_check(call, &person, draft.code);
    if (error == ERR_DENIED)
        filled_bad(filled, "code", N_("This code is not right, or it was used already. An app shows another one every 30 seconds: "
                                      "take the next. Is it wrong again? Then see whether the phone's clock is right."));
    else if (error == ERR_BUSY)
        reply_slowed(reply, filled, second_step_slowed());
    else if (error != OK && error != ERR_INVALID)
        return error;
    if (error != OK) {
        code_page(call, reply, filled, error == ERR_BUSY ? 429 : 422);
        return OK;
    }
    TRY(login_end_half(call, request_cookie(request, "login")));
    TRY(login_begin(call, person.id, &secret));
    const char *back = own_path(draft.back);
    reply_see(reply, "%s", *back == '\0' ? "/account" : back);
    reply_login(call, request, reply, secret, draft.shared);
    return OK;
}

// --- setting it up ---

enum err second_step_get(struct call *call, const struct request *request, struct reply *reply)
{
    enum { FEW = 3 };
    struct second_step_view *view = ARENA_NEW(call->arena, struct second_step_view);
    struct second_step step;
    const char *done = request_query(request, "done");
    TRY(second_step_find(call, call->actor.person, &step));
    *view = (struct second_step_view){
        .has_app = step.app_id != 0,
        .has_list = step.list_id != 0,
        .has_nothing = !second_step_is_on(&step),
        .left = second_step_codes_left(&step),
        .is_short = second_step_codes_left(&step) <= FEW,
        .is_lacking = call->actor.lacks_second_step,
        .may_change = second_step_may_change(call),
        .may_take_off = second_step_is_on(&step) && !call->asks_second_step,
        .app_is_done = done != NULL && strcmp(done, "app") == 0 && step.app_id != 0,
        .list_is_done = done != NULL && strcmp(done, "list") == 0 && step.list_id != 0,
    };
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("The second step of signing in")), body_second_step(view));
    return OK;
}

enum err second_step_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct way_draft draft;
    struct filled *filled;
    TRY(form_read(request, &way_form, &draft, &filled));
    if (filled->bad > 0)
        return ERR_INVALID;
    enum err error = second_step_offer(call);
    if (error == ERR_DENIED) { // the page was open for long: it now says to sign in again
        reply_see(reply, "%s", page_of_steps);
        return OK;
    }
    TRY(error);
    reply_see(reply, "%s/%s", page_of_steps, draft.way);
    return OK;
}

// The offer as a page: of an app, or of a list.
static enum err offer_page(struct call *call, struct reply *reply, bool is_app, struct filled *filled, int status)
{
    struct second_offer_view *view = ARENA_NEW(call->arena, struct second_offer_view);
    struct second_step step;
    TRY(second_step_find(call, call->actor.person, &step));
    if (!second_step_is_offered(call, &step)) {
        reply_see(reply, "%s", page_of_steps);
        return OK;
    }
    view->filled = filled;
    view->name = call->actor.name;
    reply->section = "team";
    if (is_app) {
        const char *secret = second_step_secret(call, &step);
        struct buf grouped = buf_make(call->arena, 64);
        for (size_t i = 0; secret[i] != '\0'; i += 4)
            buf_print(&grouped, "%s%.4s", i == 0 ? "" : " ", secret + i);
        view->secret = buf_text(&grouped);
        view->qr = qr_of(call->arena, second_step_address(call, &step));
        reply_page(reply, status, tr(call->language, N_("Set up an app")), body_second_step_app(view));
        return OK;
    }
    for (int i = 0; i < SECOND_LIST_CODES; i++) {
        const char *code = second_step_list_code(call, step.offered_id, i);
        *VEC_PUSH(call->arena, &view->codes) = arena_print(call->arena, "%.4s %s", code, code + 4);
    }
    reply_page(reply, status, tr(call->language, N_("Codes for signing in")), body_second_step_list(view));
    return OK;
}

enum err second_step_app_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    return offer_page(call, reply, true, filled_empty(call->arena, &app_code_form), 200);
}

enum err second_step_list_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    return offer_page(call, reply, false, filled_empty(call->arena, &list_code_form), 200);
}

enum err second_step_app_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct code_draft draft;
    struct filled *filled;
    TRY(form_read(request, &app_code_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : second_step_take_app(call, draft.code);
    if (error == ERR_INVALID && filled->bad == 0)
        filled_bad(filled, "code", N_("This is not the code. Take the next one that the app shows, and see whether the phone's clock "
                                      "is right."));
    if (error == ERR_INVALID || error == ERR_NOT_FOUND)
        return offer_page(call, reply, true, filled, 422);
    TRY(error);
    reply_see(reply, "%s?done=app", page_of_steps);
    return OK;
}

enum err second_step_list_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct code_draft draft;
    struct filled *filled;
    TRY(form_read(request, &list_code_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : second_step_take_list(call, draft.code);
    if (error == ERR_INVALID && filled->bad == 0)
        filled_bad(filled, "code", N_("This code is not on the list. Look at it again, sign by sign."));
    if (error == ERR_INVALID || error == ERR_NOT_FOUND)
        return offer_page(call, reply, false, filled, 422);
    TRY(error);
    reply_see(reply, "%s?done=list", page_of_steps);
    return OK;
}

// --- taking it off ---

enum err second_step_off_post(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    enum err error = second_step_remove(call, call->actor.person);
    if (error != ERR_DENIED)
        TRY(error);
    reply_see(reply, "%s", page_of_steps); // which says why where it was not done
    return OK;
}

enum err people_second_step_off_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct take_draft draft;
    struct filled *filled;
    struct person_id person;
    const char *back = NULL;
    TRY(person_of_request(request, &person));
    TRY(form_read(request, &take_form, &draft, &filled));
    if (person.v == call->actor.person.v) // one's own is for one's own page
        return ERR_DENIED;
    TRY(second_step_remove(call, person));
    TRY(place_back(call, draft.network, &back));
    reply_see(reply, "%s", back);
    return OK;
}
