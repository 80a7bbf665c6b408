// console_web.c - the console as a page: the agenda, the step at hand, what the room sees. What its buttons do is in
// console_press_web.c.
#include "i18n/message.h"
#include "workshops/console.h"
#include "workshops_views.h"

const struct activity *desk_activity(const struct activity_list *list, int64_t id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].id.v == id)
            return &list->at[i];
    return NULL;
}

enum err desk_find(struct call *call, const struct request *request, struct desk *ret_desk)
{
    struct desk desk = {0};
    const char *asked = request_query(request, "activity");
    int64_t id = 0;
    TRY(workshop_of_request(call, request, &desk.workshop));
    TRY(activity_list_in(call, &desk.workshop, &desk.list));
    if (asked != NULL && id_parse(asked, &id))
        desk.selected = desk_activity(&desk.list, id);
    if (desk.selected == NULL)
        desk.selected = desk_activity(&desk.list, desk.workshop.current.v);
    if (desk.selected == NULL && desk.list.n > 0)
        desk.selected = &desk.list.at[0];
    *ret_desk = desk;
    return OK;
}

// What comes after the step the room is at: the first that has not been open yet.
static const struct activity *next_of(const struct desk *desk)
{
    const struct activity *current = desk_activity(&desk->list, desk->workshop.current.v);
    for (size_t i = 0; i < desk->list.n; i++) {
        const struct activity *activity = &desk->list.at[i];
        if (activity->state == ACTIVITY_WAITING && (current == NULL || activity->position > current->position))
            return activity;
    }
    return NULL;
}

static void add_room(struct call *call, const struct desk *desk, struct console_page_view *view)
{
    const struct activity *next = next_of(desk), *current = desk_activity(&desk->list, desk->workshop.current.v);
    if (next != NULL)
        view->next = step_view_of(call, next);
    view->is_between = current == NULL;
    view->is_frozen = desk->workshop.screen == SCREEN_FROZEN;
    view->is_blank = desk->workshop.screen == SCREEN_BLANK;
    view->is_dark = desk->workshop.dark;
    if (current == NULL)
        return;
    view->shown = step_view_of(call, current);
    view->shows_results = current->results_open;
}

static enum err console_view_of(struct call *call, const struct request *request, const struct desk *desk,
                                struct console_page_view *view)
{
    size_t people = 0;
    TRY(workshop_people(call, &desk->workshop, &people));
    *view = (struct console_page_view){
        .meeting = meeting_view_of(call, &desk->workshop),
        .people = (int64_t)people,
        .activity = desk->selected == NULL ? "" : id_in_words(call->arena, desk->selected->id.v),
        .steps = steps_view_of(call, &desk->workshop, &desk->list),
    };
    const char *number = arena_print(call->arena, "%zu", people);
    view->news = tr_fill(call->arena, tr_plural(call->language, "{1} person is here", "{1} people are here", people),
                         &number, 1);
    for (size_t i = 0; i < desk->list.n; i++)
        view->steps.at[i].is_selected = &desk->list.at[i] == desk->selected;
    add_room(call, desk, view);
    if (desk->selected == NULL)
        return OK;
    struct kind_place place = {
        .call = call, .workshop = &desk->workshop, .activity = desk->selected, .request = request};
    return desk->selected->kind->console(&place, &view->now);
}

enum err console_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled,
                      const struct console_again_view *again, int status)
{
    struct desk *desk = ARENA_NEW(call->arena, struct desk);
    struct console_page_view *view = ARENA_NEW(call->arena, struct console_page_view);
    TRY(desk_find(call, request, desk));
    TRY(console_view_of(call, request, desk, view));
    view->filled = filled;
    if (again != NULL)
        view->again = body_console_again(again);
    reply->frame = "console";
    reply->section = "networks";
    reply->time_zone = desk->workshop.time_zone;
    reply_page(reply, status, page_title(call, N_("Console: {1}"), desk->workshop.title), body_console_page(view));
    return OK;
}

enum err console_get(struct call *call, const struct request *request, struct reply *reply)
{
    return console_page(call, request, reply, NULL, NULL, 200);
}

enum err console_frag(struct call *call, const struct request *request, struct reply *reply)
{
    struct desk *desk = ARENA_NEW(call->arena, struct desk);
    struct console_page_view *view = ARENA_NEW(call->arena, struct console_page_view);
    TRY(desk_find(call, request, desk));
    if (call->visitor == NULL) { // no token could be made for its forms: a whole page brings the cookie
        view->meeting = meeting_view_of(call, &desk->workshop);
        reply_fragment(reply, body_console_reload(view));
        return OK;
    }
    TRY(console_view_of(call, request, desk, view));
    reply->time_zone = desk->workshop.time_zone;
    reply_fragment(reply, body_console_all(view));
    return OK;
}

enum err console_events(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop workshop;
    TRY(workshop_of_request(call, request, &workshop));
    reply_stream(reply, workshop.id.v);
    return OK;
}
