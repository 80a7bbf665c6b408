// phone_web.c - what a participant sees during the meeting: the step at hand, or that they are in.
#include <string.h>

#include "i18n/message.h"
#include "workshops/kinds/common.h"
#include "workshops/result.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

// A phone in a meeting: asked for every few seconds, so it reads no more than it shows.
struct phone {
    struct workshop workshop;
    struct activity activity; // id.v 0: between activities
    struct participant_id participant;
};

// ERR_NOT_FOUND: no such code, or the visitor has not joined. Words are not read yet.
static enum err phone_find(struct call *call, const struct request *request, struct phone *ret_phone)
{
    struct phone phone = {0};
    TRY(workshop_find_code(call, request->param[0], &phone.workshop));
    TRY(workshop_participant(call, &phone.workshop, &phone.participant));
    enum err error = workshop_current(call, &phone.workshop, &phone.activity);
    if (error == ERR_NOT_FOUND)
        phone.activity = (struct activity){0};
    else
        TRY(error);
    *ret_phone = phone;
    return OK;
}

static const char *at_of(struct call *call, const struct phone *phone)
{
    return phone->activity.id.v == 0 ? "0" : id_in_words(call->arena, phone->activity.id.v);
}

static const char *handed_on(const struct request *request, const char *name)
{
    const char *value = request_query(request, name);
    return value == NULL ? "" : value;
}

static enum err phone_view_of(struct call *call, const struct request *request, struct phone *phone,
                              struct filled *filled, struct phone_page_view *view)
{
    struct activity *activity = &phone->activity;
    *view = (struct phone_page_view){
        .meeting = {.code = phone->workshop.join_code},
        .at = at_of(call, phone),
        .saved = handed_on(request, "saved"),
        .of = handed_on(request, "of"),
        .change = handed_on(request, "change"),
        .is_waiting = activity->id.v == 0 || activity->state == ACTIVITY_WAITING,
        .is_between = activity->id.v != 0 && activity->state == ACTIVITY_CLOSED,
        .question = activity->question,
    };
    if (view->is_waiting)
        return OK;
    struct kind_place place = {.call = call,
                               .workshop = &phone->workshop,
                               .activity = activity,
                               .participant = phone->participant.v,
                               .request = request,
                               .filled = filled};
    if (!view->is_between)
        TRY(activity->kind->phone(&place, &view->step));
    if (activity->results_open)
        TRY(activity->kind->result(&place, AUDIENCE_ROOM, &view->result));
    return OK;
}

static enum err phone_page(struct call *call, const struct request *request, struct reply *reply, struct phone *phone,
                           struct filled *filled, int status)
{
    struct phone_page_view *view = ARENA_NEW(call->arena, struct phone_page_view);
    TRY(workshop_read_words(call, &phone->workshop, phone->activity.id.v == 0 ? NULL : &phone->activity));
    TRY(phone_view_of(call, request, phone, filled, view));
    TRY(workshop_alias(call, &phone->workshop, phone->participant, &view->alias));
    reply->frame = "phone";
    reply->time_zone = phone->workshop.time_zone;
    reply->refreshes = view->is_waiting || view->is_between;
    reply_page(reply, status, phone->workshop.title.text, body_phone_page(view));
    return OK;
}

static enum err over_page(struct call *call, struct reply *reply, struct phone *phone)
{
    struct join_view *view = ARENA_NEW(call->arena, struct join_view);
    TRY(workshop_read_words(call, &phone->workshop, NULL));
    view->meeting = meeting_view_of(call, &phone->workshop);
    reply->frame = "phone";
    reply_page(reply, 200, tr(call->language, N_("This meeting is over")), body_meeting_over(view));
    return OK;
}

// Who is not in the meeting joins it first; guesses are counted there.
static enum err see_join(struct call *call, const struct request *request, struct reply *reply)
{
    const char *code = join_code_plain(call->arena, request->param[0]);
    reply_see(reply, "/j/%s", code == NULL || *code == '\0' ? "0" : code);
    return OK;
}

enum err phone_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct phone *phone = ARENA_NEW(call->arena, struct phone);
    enum err error = phone_find(call, request, phone);
    if (error == ERR_NOT_FOUND)
        return see_join(call, request, reply);
    TRY(error);
    if (phone->workshop.state != WORKSHOP_OPEN)
        return over_page(call, reply, phone);
    return phone_page(call, request, reply, phone, NULL, 200);
}

enum err phone_frag(struct call *call, const struct request *request, struct reply *reply)
{
    struct phone *phone = ARENA_NEW(call->arena, struct phone);
    struct phone_page_view *view = ARENA_NEW(call->arena, struct phone_page_view);
    const char *at = request_query(request, "at");
    TRY(phone_find(call, request, phone));
    if (phone->workshop.state != WORKSHOP_OPEN || at == NULL || strcmp(at, at_of(call, phone)) != 0) {
        view->meeting.code = phone->workshop.join_code;
        reply_fragment(reply, body_phone_moved(view));
        return OK;
    }
    if (phone->activity.id.v != 0)
        TRY(workshop_read_words(call, NULL, &phone->activity));
    TRY(phone_view_of(call, request, phone, NULL, view));
    reply->time_zone = phone->workshop.time_zone;
    reply_fragment(reply, body_phone_now(view));
    return OK;
}

enum err phone_mine_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct phone phone;
    struct network network;
    enum err error = phone_find(call, request, &phone);
    if (error == ERR_NOT_FOUND)
        return see_join(call, request, reply);
    TRY(error);
    TRY(network_find_id(call, phone.workshop.scope.network, &network));
    reply_see(reply, "/networks/%s/mine", network.slug);
    return OK;
}

// Words for a step that is over are given back, not lost and not stored under the next step.
static void late_page(struct call *call, struct reply *reply, const struct phone *phone, const char *words)
{
    struct phone_page_view *view = ARENA_NEW(call->arena, struct phone_page_view);
    *view = (struct phone_page_view){.meeting = {.code = phone->workshop.join_code}, .late = words};
    reply->frame = "phone";
    reply_page(reply, 409, tr(call->language, N_("Closed while you wrote")), body_phone_late(view));
}

// Whether what somebody marked stands in another step of the same meeting: the room moved on while they looked at it.
static bool is_of_another_step(struct call *call, const struct phone *phone, const struct phone_draft *draft)
{
    const int64_t ids[] = {draft->need, draft->unneed, draft->flag, draft->more, draft->less, draft->statement, draft->pass};
    struct contribution contribution;
    struct activity activity;
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (ids[i] != 0 && contribution_find(call, contribution_of(ids[i]), &contribution) == OK &&
            activity_find(call, contribution.activity, &activity) == OK)
            return activity.workshop.v == phone->workshop.id.v && activity.id.v != phone->activity.id.v;
    return false;
}

enum err phone_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct phone *phone = ARENA_NEW(call->arena, struct phone);
    struct phone_draft draft;
    struct filled *filled;
    const char *saved = NULL;
    TRY(form_read(request, &phone_form, &draft, &filled));
    enum err error = phone_find(call, request, phone);
    if (error == ERR_NOT_FOUND)
        return see_join(call, request, reply);
    TRY(error);
    bool is_late = phone->workshop.state != WORKSHOP_OPEN || phone->activity.id.v == 0 ||
                   phone->activity.state != ACTIVITY_RUNNING || (draft.at != 0 && draft.at != phone->activity.id.v);
    if (is_late && *filled->typed[0] != '\0') { // the first field: words
        late_page(call, reply, phone, filled->typed[0]);
        return OK;
    }
    if (is_late) {
        reply_see(reply, "/w/%s", phone->workshop.join_code);
        return OK;
    }
    struct kind_place place = {.call = call,
                               .workshop = &phone->workshop,
                               .activity = &phone->activity,
                               .participant = phone->participant.v,
                               .request = request};
    error = phone->activity.kind->act(&place, &saved);
    if (error == ERR_NOT_FOUND && is_of_another_step(call, phone, &draft)) {
        reply_see(reply, "/w/%s", phone->workshop.join_code);
        return OK;
    }
    TRY(error);
    if (place.filled != NULL)
        return phone_page(call, request, reply, phone, place.filled, 422);
    if (saved == NULL)
        reply_see(reply, "/w/%s", phone->workshop.join_code);
    else
        reply_see(reply, "/w/%s?%s", phone->workshop.join_code, saved);
    return OK;
}
