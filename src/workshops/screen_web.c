// screen_web.c - the big screen. Whoever has its address sees what the room sees, and nothing else.
#include <string.h>

#include "i18n/message.h"
#include "workshops/workshop_web.h"
#include "workshops_views.h"

struct screen {
    struct workshop workshop;
    struct activity activity; // id.v 0: the join page
};

static enum err screen_find(struct call *call, const struct request *request, struct screen *ret_screen)
{
    struct screen screen = {0};
    TRY(workshop_find_secret(call, request->param[0], &screen.workshop));
    TRY(workshop_find(call, screen.workshop.id, &screen.workshop)); // with its words, and how many are here
    enum err error = workshop_current(call, &screen.workshop, &screen.activity);
    if (error == OK)
        TRY(workshop_read_words(call, NULL, &screen.activity));
    else if (error != ERR_NOT_FOUND)
        return error;
    if (error != OK || screen.activity.state == ACTIVITY_WAITING)
        screen.activity = (struct activity){0};
    *ret_screen = screen;
    return OK;
}

// "https://sempre.example.org" -> "sempre.example.org": what one types.
static const char *without_scheme(const char *address)
{
    const char *slashes = strstr(address, "://");
    return slashes == NULL ? address : slashes + 3;
}

static enum err screen_view_of(struct call *call, const struct request *request, const struct screen *screen,
                               struct screen_page_view *view)
{
    const struct workshop *workshop = &screen->workshop;
    size_t people = 0;
    TRY(workshop_people(call, workshop, &people));
    *view = (struct screen_page_view){
        .meeting = meeting_view_of(call, workshop),
        .dark = workshop->dark ? "1" : "0",
        .people = (int64_t)people,
        .join_address = arena_print(call->arena, "%s/j", without_scheme(call->address)),
        .is_blank = workshop->screen == SCREEN_BLANK,
        .is_joining = screen->activity.id.v == 0,
        .qr = qr_of(call->arena, arena_print(call->arena, "%s/j/%s", call->address, workshop->join_code)),
    };
    if (view->is_blank || view->is_joining || workshop->state != WORKSHOP_OPEN)
        return OK;
    struct kind_place place = {.call = call, .workshop = workshop, .activity = &screen->activity, .request = request};
    return screen->activity.kind->screen(&place, &view->step);
}

enum err screen_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct screen *screen = ARENA_NEW(call->arena, struct screen);
    struct screen_page_view *view = ARENA_NEW(call->arena, struct screen_page_view);
    TRY(screen_find(call, request, screen));
    TRY(screen_view_of(call, request, screen, view));
    // What was on the screen when it was frozen is gone from a page that is loaded anew.
    view->is_paused = screen->workshop.screen == SCREEN_FROZEN;
    reply->frame = "screen";
    reply->theme = screen->workshop.dark ? "dark" : NULL;
    reply->time_zone = screen->workshop.time_zone;
    reply->refreshes = true;
    reply_page(reply, 200, screen->workshop.title.text, body_screen_page(view));
    return OK;
}

enum err screen_frag(struct call *call, const struct request *request, struct reply *reply)
{
    struct screen *screen = ARENA_NEW(call->arena, struct screen);
    struct screen_page_view *view = ARENA_NEW(call->arena, struct screen_page_view);
    TRY(screen_find(call, request, screen));
    if (screen->workshop.screen == SCREEN_FROZEN) { // the page keeps what it has
        reply_bytes(reply, 204, "text/html; charset=utf-8", buf_make(call->arena, 1));
        return OK;
    }
    const char *dark = request_query(request, "dark");
    TRY(screen_view_of(call, request, screen, view));
    bool is_as_drawn = dark != NULL && strcmp(dark, view->dark) == 0;
    reply->time_zone = screen->workshop.time_zone;
    reply_fragment(reply, is_as_drawn ? body_screen_now(view) : body_screen_reload(view));
    return OK;
}

enum err screen_events(struct call *call, const struct request *request, struct reply *reply)
{
    struct workshop workshop;
    TRY(workshop_find_secret(call, request->param[0], &workshop));
    reply_stream(reply, workshop.id.v);
    return OK;
}
