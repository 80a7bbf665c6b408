// join_web.c - joining a meeting: the code, one look at what it belongs to, and in.
#include <string.h>

#include "i18n/message.h"
#include "people/slowdown.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

static void code_page(struct call *call, struct reply *reply, const char *typed, const char *problem, int status)
{
    struct join_view *view = ARENA_NEW(call->arena, struct join_view);
    view->typed = typed;
    view->problem = problem == NULL ? NULL : tr(call->language, problem);
    reply->section = "join";
    reply->frame = "phone";
    reply_page(reply, status, tr(call->language, N_("Join the meeting")), body_join_code(view));
}

static void unknown_page(struct call *call, struct reply *reply, const char *typed)
{
    code_page(call, reply, typed, N_("No meeting has this code at the moment. Look at the big screen again."), 404);
}

enum err join_get(struct call *call, const struct request *request, struct reply *reply)
{
    const char *typed = request_query(request, "code");
    if (typed == NULL) {
        code_page(call, reply, "", NULL, 200);
        return OK;
    }
    const char *code = join_code_plain(call->arena, typed);
    if (code != NULL && *code != '\0')
        reply_see(reply, "/j/%s", code);
    else if (code == NULL)
        unknown_page(call, reply, typed);
    else
        code_page(call, reply, "", N_("Please write the code here."), 422);
    return OK;
}

// The workshop of the code in the address, for somebody who has perhaps not joined it. Fills the reply where there is
// none (then `ret_found` is false), and where somebody has guessed too often. `ret_has_joined` may be NULL: whoever joins
// is not looked up, as long as nobody has guessed too often.
static enum err find_by_code(struct call *call, const struct request *request, struct reply *reply,
                             struct workshop *ret_workshop, bool *ret_found, bool *ret_has_joined)
{
    const char *code = request->param[0];
    struct participant_id participant;
    enum err error = workshop_find_code(call, code, ret_workshop);
    if (error != OK && error != ERR_NOT_FOUND)
        return error;
    *ret_found = error == OK;
    bool is_slowed = slowdown_check(SLOWDOWN_JOIN, NULL, call->client, call->now) != OK;
    bool must_look = *ret_found && (is_slowed || ret_has_joined != NULL);
    enum err joined = must_look ? workshop_participant(call, ret_workshop, &participant) : ERR_NOT_FOUND;
    if (joined != OK && joined != ERR_NOT_FOUND)
        return joined;
    if (ret_has_joined != NULL)
        *ret_has_joined = joined == OK;
    if (joined == OK)
        return OK;
    if (is_slowed) {
        code_page(call, reply, code, slowdown_sentence(), 429);
        *ret_found = false;
    } else if (!*ret_found) {
        slowdown_failed(SLOWDOWN_JOIN, NULL, call->client, call->now);
        unknown_page(call, reply, code);
    }
    return OK;
}

// What a visitor sees who has found the workshop but is not in it.
static enum err confirm_page(struct call *call, struct reply *reply, struct workshop *workshop)
{
    struct join_view *view = ARENA_NEW(call->arena, struct join_view);
    TRY(workshop_read_words(call, workshop, NULL));
    view->meeting = meeting_view_of(call, workshop);
    reply->section = "join";
    reply->frame = "phone";
    bool is_open = workshop->state == WORKSHOP_OPEN;
    reply_page(reply, 200, workshop->title.text, is_open ? body_join_confirm(view) : body_meeting_over(view));
    return OK;
}

enum err join_code_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop workshop;
    bool is_found, has_joined;
    TRY(find_by_code(call, request, reply, &workshop, &is_found, &has_joined));
    if (!is_found)
        return OK;
    if (!has_joined || workshop.state != WORKSHOP_OPEN)
        return confirm_page(call, reply, &workshop);
    reply_see(reply, "/w/%s", workshop.join_code);
    return OK;
}

enum err join_code_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop workshop;
    struct participant_id participant;
    bool is_found;
    TRY(find_by_code(call, request, reply, &workshop, &is_found, NULL));
    if (!is_found)
        return OK;
    enum err error = workshop_join(call, &workshop, &participant);
    if (error == ERR_CONFLICT)
        return confirm_page(call, reply, &workshop);
    TRY(error);
    reply_see(reply, "/w/%s", workshop.join_code);
    return OK;
}
