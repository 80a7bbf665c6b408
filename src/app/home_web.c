// home_web.c - the program's own pages: home, display settings, shared computers, about, health and figures for operators.
#include <string.h>
#include <strings.h>

#include "app/access.h"
#include "app/app_feature.h"
#include "app/layout.h"
#include "app/metrics.h"
#include "app/styleguide.h"
#include "app_views.h"
#include "i18n/message.h"
#include "people/login.h"
#include "store/signal.h"

static enum err home_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    struct home_view *view = ARENA_NEW(call->arena, struct home_view);
    reply->section = "home";
    reply_topic(reply, TOPIC_PROGRAMME, 0);
    reply_page(reply, 200, tr(call->language, N_("Start")), body_home(view));
    return OK;
}

static enum err about_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    reply_topic(reply, TOPIC_PROGRAMME, 0);
    reply_page(reply, 200, tr(call->language, N_("About Sempre")), body_about());
    return OK;
}

static enum err styleguide_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    reply_page(reply, 200, "Every pattern", body_styleguide(styleguide_make(call->arena, call->language)));
    return OK;
}

enum { YEAR = 365 * 24 * 60 * 60 }; // seconds

static bool is_field(const struct request *request, const char *name, const char *value)
{
    const char *typed = request_query(request, name);
    return typed != NULL && strcmp(typed, value) == 0;
}

static void display_set(struct call *call, const struct request *request, struct reply *reply, bool whole)
{
    const char *tag = request_query(request, "language");
    enum language language = tag == NULL ? LANGUAGE_NONE : language_of(tag);
    reply_see(reply, "%s", access_back(request_query(request, "back")));
    if (language != LANGUAGE_NONE && language_has_catalogue(language))
        reply_cookie(reply, request, "l", language_tag(language), YEAR);
    if (!whole)
        return;
    const char *size = request_query(request, "size"), *theme = request_query(request, "theme");
    struct preferences preferences = {
        .easy = is_field(request, "easy", "1"),
        .contrast = is_field(request, "contrast", "1"),
        .kiosk = is_field(request, "kiosk", "1"),
        .size = size != NULL && (strcmp(size, "2") == 0 || strcmp(size, "3") == 0) ? *size : '\0',
        .theme = theme != NULL && (strcmp(theme, "l") == 0 || strcmp(theme, "d") == 0) ? *theme : '\0',
    };
    const char *cookie = access_display_cookie(call->arena, &preferences);
    reply_cookie(reply, request, "d", cookie, *cookie == '\0' ? -1 : YEAR);
    if (preferences.kiosk && !access_preferences(request).kiosk) // the next visitor is not who made it a shared one
        reply_cookie(reply, request, "v", "", -1);
}

static enum err display_get(struct call *call, const struct request *request, struct reply *reply)
{
    bool whole = is_field(request, "set", "1");
    if (whole || request_query(request, "language") != NULL) {
        display_set(call, request, reply, whole);
        return OK;
    }
    struct preferences now = access_preferences(request);
    struct display_view *view = ARENA_NEW(call->arena, struct display_view);
    *view = (struct display_view){
        .languages = layout_languages_for(call->arena, now.language),
        .back = access_back(request_query(request, "back")),
        .size1 = now.size == 0, .size2 = now.size == '2', .size3 = now.size == '3',
        .contrast = now.contrast, .light = now.theme == 'l', .dark = now.theme == 'd', .as_device = now.theme == 0,
        .easy = now.easy, .kiosk = now.kiosk,
    };
    reply_page(reply, 200, tr(call->language, N_("Letters, colours and language")), body_display(view));
    return OK;
}

// Ends a visit at a shared computer: the next person finds it as the first one did, and a login is over for the server too. A GET,
// because a page that nobody touches gets here without a form.
static enum err start_again_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct preferences preferences = access_preferences(request);
    reply_see(reply, "/");
    if (!preferences.kiosk)
        return OK;
    if (request->method == METHOD_GET)
        TRY(login_end(call));
    static const char *const of_the_visit[] = {"login", "v", "l"};
    for (size_t i = 0; i < sizeof(of_the_visit) / sizeof(of_the_visit[0]); i++)
        reply_cookie(reply, request, of_the_visit[i], "", -1);
    reply_cookie(reply, request, "d", access_display_cookie(call->arena, &(struct preferences){.kiosk = true}), YEAR);
    reply_header(reply, "Clear-Site-Data", "\"cache\", \"storage\"");
    return OK;
}

static enum err still_there_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct still_there_view *view = ARENA_NEW(call->arena, struct still_there_view);
    view->back = access_back(request_query(request, "back"));
    if (!access_preferences(request).kiosk) {
        reply_see(reply, "%s", view->back);
        return OK;
    }
    reply->section = "ending";
    reply->frame = "phone";
    reply_page(reply, 200, tr(call->language, N_("Are you still there?")), body_still_there(view));
    return OK;
}

static enum err health_get(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    struct buf text = buf_make(call->arena, 16);
    buf_add_text(&text, "ok\n");
    reply_bytes(reply, 200, "text/plain; charset=utf-8", text);
    return OK;
}

// "127.0.0.1:8080", "[::1]", "localhost".
static bool is_loopback_name(const char *host)
{
    static const char *const names[] = {"127.0.0.1", "[::1]", "localhost"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i]);
        if (strncasecmp(host, names[i], n) == 0 && (host[n] == '\0' || host[n] == ':'))
            return true;
    }
    return false;
}

static enum err metrics_get(struct call *call, const struct request *request, struct reply *reply)
{
    // Only for the machine itself, asked for by its own name. A proxy that hands a request on names the client it came from, or itself,
    // or at least the host that was asked for; one that does none of it cannot be told apart from a program of this machine.
    static const char *const of_a_proxy[] = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"};
    bool is_local = strcmp(request->address, "127.0.0.1") == 0 || strcmp(request->address, "::1") == 0;
    for (size_t i = 0; i < sizeof of_a_proxy / sizeof of_a_proxy[0]; i++)
        is_local = is_local && request_header(request, of_a_proxy[i]) == NULL;
    if (!is_local || !is_loopback_name(request->host))
        return ERR_NOT_FOUND;
    struct buf text = buf_make(call->arena, 8 * 1024);
    metrics_write(call, &text);
    reply_bytes(reply, 200, "text/plain; version=0.0.4; charset=utf-8", text);
    return OK;
}

const struct route app_routes[] = {
    {METHOD_GET, "/", ANYONE, "the start page", NULL, home_get, NULL, NULL, 0},
    {METHOD_GET, "/about", ANYONE, "what this is", NULL, about_get, NULL, NULL, 0},
    {METHOD_GET, "/display", ANYONE, "letters, colours, language", NULL, display_get, NULL, NULL, 0},
    {METHOD_GET, "/start-again", ANYONE, "ends the visit at a shared computer", NULL, start_again_get, NULL, NULL,
     ROUTE_ENDS_VISIT},
    {METHOD_GET, "/still-there", ANYONE, "asks whether somebody is at a shared computer", NULL, still_there_get, NULL, NULL, 0},
    {METHOD_GET, "/styleguide", OPERATE, "every pattern of the pages", NULL, styleguide_get, NULL, NULL, 0},
    {METHOD_GET, "/healthz", ANYONE, "says ok while the database answers", NULL, health_get, NULL, NULL, 0},
    {METHOD_GET, "/metrics", ANYONE, "figures for Prometheus, on loopback only", NULL, metrics_get, NULL, NULL, 0},
    {0},
};
