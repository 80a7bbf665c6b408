// sheet_web.c - paper: sheets to print, and the form to type filled ones in.
#include <string.h>

#include "i18n/message.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

enum err sheet_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop *workshop = ARENA_NEW(call->arena, struct workshop);
    struct activity *activity = ARENA_NEW(call->arena, struct activity);
    struct body body;
    TRY(workshop_of_request(call, request, workshop));
    TRY(activity_of_workshop(call, workshop, request->param[1], activity));
    struct kind_place place = {.call = call, .workshop = workshop, .activity = activity};
    TRY(activity->kind->sheet(&place, &body));
    reply->frame = "paper";
    reply->time_zone = workshop->time_zone;
    reply_page(reply, 200, page_title(call, N_("Sheet: {1}"), activity->title), body);
    return OK;
}

struct typing {
    struct workshop workshop;
    struct activity activity;
};

static enum err typing_find(struct call *call, const struct request *request, struct typing *ret_typing)
{
    TRY(workshop_of_request(call, request, &ret_typing->workshop));
    return activity_of_workshop(call, &ret_typing->workshop, request_query(request, "activity"), &ret_typing->activity);
}

static enum err typing_page(struct call *call, const struct request *request, struct reply *reply,
                            struct typing *typing, struct filled *filled, int status)
{
    struct sheet_page_view *view = ARENA_NEW(call->arena, struct sheet_page_view);
    const char *saved = request_query(request, "saved");
    *view = (struct sheet_page_view){
        .meeting = meeting_view_of(call, &typing->workshop),
        .activity = id_in_words(call->arena, typing->activity.id.v),
        .is_saved = saved != NULL && strcmp(saved, "1") == 0 && filled == NULL,
        .filled = filled,
    };
    struct kind_place place = {.call = call,
                               .workshop = &typing->workshop,
                               .activity = &typing->activity,
                               .request = request,
                               .filled = filled};
    TRY(typing->activity.kind->sheet_form(&place, &view->form));
    reply->frame = "console";
    reply->section = "networks";
    reply_page(reply, status, page_title(call, N_("Type in a sheet: {1}"), typing->activity.title),
               body_sheet_page(view));
    return OK;
}

enum err sheet_form_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct typing *typing = ARENA_NEW(call->arena, struct typing);
    TRY(typing_find(call, request, typing));
    return typing_page(call, request, reply, typing, NULL, 200);
}

enum err sheet_form_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct typing *typing = ARENA_NEW(call->arena, struct typing);
    TRY(typing_find(call, request, typing));
    struct kind_place place = {
        .call = call, .workshop = &typing->workshop, .activity = &typing->activity, .request = request};
    TRY(typing->activity.kind->type_sheet(&place));
    if (place.filled != NULL)
        return typing_page(call, request, reply, typing, place.filled, 422);
    reply_see(reply, "/console/%s/sheet?activity=%s&saved=1", id_in_words(call->arena, typing->workshop.id.v),
              id_in_words(call->arena, typing->activity.id.v));
    return OK;
}
