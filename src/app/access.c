// access.c - reads the cookies of a request.
#include "app/access.h"

#include <string.h>

#include "people/login.h"
#include "web/static.h"

struct preferences access_preferences(const struct request *request)
{
    struct preferences preferences = {.language = LANGUAGE_NONE};
    const char *language = request_cookie(request, "l");
    if (language != NULL)
        preferences.language = language_of(language);
    if (preferences.language == LANGUAGE_NONE || !language_has_catalogue(preferences.language))
        preferences.language = language_negotiate(request_header(request, "accept-language"));
    const char *display = request_cookie(request, "d");
    for (; display != NULL && *display != '\0'; display++) {
        switch (*display) {
        case '2': case '3': preferences.size = *display; break;
        case 'c': preferences.contrast = true; break;
        case 'l': case 'd': preferences.theme = *display; break;
        case 'e': preferences.easy = true; break;
        case 'k': preferences.kiosk = true; break;
        default: break;
        }
    }
    const char *css = request_cookie(request, "c");
    const struct asset *asset = asset_find("a.css");
    preferences.has_css = css != NULL && asset != NULL && strstr(asset->served, css) != NULL && strlen(css) == 8;
    return preferences;
}

const char *access_display_cookie(struct arena *arena, const struct preferences *preferences)
{
    struct buf text = buf_make(arena, 8);
    if (preferences->size != 0)
        buf_add_char(&text, preferences->size);
    if (preferences->contrast)
        buf_add_char(&text, 'c');
    if (preferences->theme != 0)
        buf_add_char(&text, preferences->theme);
    if (preferences->easy)
        buf_add_char(&text, 'e');
    if (preferences->kiosk)
        buf_add_char(&text, 'k');
    return buf_text(&text);
}

bool access_is_known(const struct request *request)
{
    return request_cookie(request, "login") != NULL || request_cookie(request, "v") != NULL;
}

const char *access_visitor(const struct request *request)
{
    const char *visitor = request_cookie(request, "v");
    size_t n = visitor == NULL ? 0 : strlen(visitor);
    bool is_ours = (n == VISITOR_SIGNS || n == VISITOR_SIGNS_BEFORE) && strspn(visitor, "23456789BCDFGHJKMNPQRSTVWXYZ") == n;
    return is_ours ? visitor : NULL;
}

void access_new_visitor(struct call *call, const struct request *request, const struct preferences *preferences, struct reply *reply)
{
    enum { HALF_A_YEAR = 180 * 24 * 60 * 60 };
    call->visitor = call_secret(call, VISITOR_SIGNS);
    reply_cookie(reply, request, "v", call->visitor, preferences->kiosk ? 0 : HALF_A_YEAR);
}

enum err access_actor(struct call *call, const struct request *request)
{
    const char *login = request_cookie(request, "login");
    if (login == NULL)
        return OK;
    struct actor actor = {0};
    enum err error = login_actor(call, login, &actor);
    if (error == ERR_NOT_FOUND)
        return OK;
    TRY(error);
    call->actor = actor;
    return request->method == METHOD_POST ? login_keep(call) : OK;
}

const char *access_back(const char *back)
{
    // "//host" and "/\host" are other sites to a browser.
    bool is_path = back != NULL && back[0] == '/' && back[1] != '/' && back[1] != '\\' &&
                   strpbrk(back, "\\\r\n\t") == NULL && strlen(back) < 500;
    return is_path ? back : "/";
}
