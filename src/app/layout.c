// layout.c - draws pages into their frame.
#include "app/layout.h"

#include <assert.h>
#include <string.h>

#include "app_views.h"
#include "base/id.h"
#include "i18n/message.h"
#include "web/csrf.h"
#include "web/static.h"

struct layout_languages layout_languages_for(struct arena *arena, enum language current)
{
    struct layout_languages list = {0};
    for (enum language language = 0; language < LANGUAGE_COUNT; language++)
        if (language_has_catalogue(language))
            *VEC_PUSH(arena, &list) = (struct layout_language){language_tag(language), language_name(language),
                                                               language == current};
    return list;
}

static bool is_section(const struct reply *reply, const char *section)
{
    return reply->section != NULL && strcmp(reply->section, section) == 0;
}

// Whether there is a place whose texts this person may change: then every page leads to them.
static bool edits_texts(const struct actor *actor)
{
    for (size_t i = 0; actor->kind == ACTOR_PERSON && i < actor->grant_count; i++)
        if (role_gives(actor->grants[i].role, EDIT_TEXT))
            return true;
    return false;
}

static struct layout_view layout_view_of(const struct layout_call *layout)
{
    const struct reply *reply = layout->reply;
    const struct preferences *preferences = layout->preferences;
    struct arena *arena = layout->call->arena;
    const char *frame = reply->frame != NULL ? reply->frame : "plain";
    char *size = arena_alloc(arena, 2);
    size[0] = preferences->size;
    return (struct layout_view){
        .language = language_tag(preferences->language),
        .frame = frame,
        .title = reply->title,
        .size = size,
        .theme = reply->theme != NULL ? reply->theme : preferences->theme == 'd' ? "dark" : preferences->theme == 'l' ? "light" : "",
        .contrast = preferences->contrast,
        .easy = preferences->easy,
        .kiosk = preferences->kiosk,
        .idles = preferences->kiosk && !is_section(reply, "ending"),
        .is_ending = is_section(reply, "ending"),
        .has_css = preferences->has_css,
        .is_bare = strcmp(frame, "screen") == 0 || strcmp(frame, "paper") == 0 || (layout->copy != NULL && layout->copy->file == NULL),
        .copy = layout->copy,
        .is_phone = strcmp(frame, "phone") == 0,
        .is_console = strcmp(frame, "console") == 0,
        .refreshes = reply->refreshes && !preferences->kiosk,
        .is_error = reply->status >= 400,
        .catalogue_unchecked = !language_is_checked(preferences->language),
        .language_name = language_name(preferences->language),
        .here = layout->request->method == METHOD_POST ? "/" : layout->request->path,
        .languages = layout_languages_for(arena, preferences->language),
        .person = layout->call->actor.kind == ACTOR_PERSON ? layout->call->actor.name : NULL,
        .edits_texts = edits_texts(&layout->call->actor),
        .at_home = is_section(reply, "home"),
        .at_networks = is_section(reply, "networks"),
        .at_join = is_section(reply, "join"),
        .at_team = is_section(reply, "team"),
        .body = reply->body,
    };
}

static void add_headers(const struct layout_call *layout)
{
    struct reply *reply = layout->reply;
    const struct asset *css = asset_find("a.css");
    struct buf policy = buf_make(layout->call->arena, 256);
    BUF_LITERAL(&policy, "default-src 'none'; style-src 'self' 'sha256-");
    buf_add_text(&policy, css->sha256);
    BUF_LITERAL(&policy, "'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                         "frame-ancestors 'none'");
    reply_header(reply, "Content-Security-Policy", buf_text(&policy));
    // The style sheet is in the first page; later pages link it. The cookie says which version the browser has.
    if (layout->preferences->has_css || reply->form != REPLY_PAGE)
        return;
    reply->has_public_cookie = !reply_has_header(reply, "Set-Cookie");
    reply_cookie(reply, layout->request, "c", arena_copy(layout->call->arena, strrchr(css->served, '.') - 8, 8),
                 365L * 24 * 60 * 60);
}

// A page under way.
struct drawing {
    const struct layout_call *layout;
    const char *token;
};

// A visitor becomes one with the first form: pages that only tell something set no cookie to be known by.
static const char *token_of(void *context)
{
    struct drawing *drawing = context;
    const struct layout_call *layout = drawing->layout;
    struct call *call = layout->call;
    if (drawing->token != NULL)
        return drawing->token;
    if (call->visitor == NULL)
        access_new_visitor(call, layout->request, layout->preferences, layout->reply);
    drawing->token = csrf_token(call->arena, layout->key, call->visitor, call->random);
    return drawing->token;
}

void layout_draw(const struct layout_call *layout, bool with_token)
{
    struct reply *reply = layout->reply;
    struct call *call = layout->call;
    struct drawing drawing = {.layout = layout};
    struct view_spans secrets = {0};
    bool is_fragment = reply->form == REPLY_FRAGMENT;
    struct view_env env = {
        .arena = call->arena,
        .language = call->language,
        .easy = call->easy,
        .time_zone = reply->time_zone,
        .csrf = with_token ? token_of : NULL,
        .csrf_context = &drawing,
        .random = call->random,
        .form_key = reply->form_key,
        .secrets = &secrets,
        .path = layout->request->path,
        .is_copy = layout->copy != NULL,
        .address = call->address,
    };
    struct buf page = buf_make(call->arena, 32 * 1024);
    if (is_fragment) {
        reply->body.draw(&page, &env, reply->body.data);
    } else {
        struct layout_view view = layout_view_of(layout);
        view_layout(&page, &env, &view);
    }
    add_headers(layout); // when it is known whether a cookie goes with the page
    reply_bytes(reply, reply->status, "text/html; charset=utf-8", page);
    if (is_fragment) // asked for again and again, mostly unchanged
        reply_tag(reply, &secrets, call->visitor);
}

void layout_error(struct call *call, struct reply *reply, enum err error)
{
    static const char *const advice[ERR_COUNT] = {
        [ERR_INVALID] = N_("Please go back, look at what you wrote, and send it again."),
        [ERR_DENIED] = N_("You may not see or do this here. If you should, ask the coordinator of the network."),
        [ERR_NOT_FOUND] = N_("Perhaps the address was mistyped, or the page is gone. The start page leads to everything."),
        [ERR_CONFLICT] = N_("Somebody else was faster, or it is no longer possible. Please look at the page again."),
        [ERR_LIMIT] = N_("Please send less at once."),
        [ERR_BUSY] = N_("Please wait a moment and try again."),
        [ERR_STORE] = N_("Please try again in a while. If it stays so, tell the coordinator."),
    };
    static const char *const titles[ERR_COUNT] = {
        [ERR_INVALID] = N_("This could not be understood"),
        [ERR_DENIED] = N_("This is not open to you"),
        [ERR_NOT_FOUND] = N_("This page is not here"),
        [ERR_CONFLICT] = N_("This has changed"),
        [ERR_LIMIT] = N_("This is too much"),
        [ERR_BUSY] = N_("Not just now"),
        [ERR_STORE] = N_("Something went wrong here"),
    };
    struct error_page_view *view = ARENA_NEW(call->arena, struct error_page_view);
    *view = (struct error_page_view){.title = tr(call->language, titles[error]), .what_to_do = tr(call->language, advice[error]),
                                .offers_home = true};
    reply_page(reply, err_http_status(error), view->title, body_error_page(view));
}

// A form whose fields are made at run time (a sheet of paper): all that was typed, unseen.
static void hand_on_all(struct call *call, const struct request *request, struct send_again_view *view)
{
    for (size_t i = 0; i < request->fields.n; i++) {
        const struct pair *field = &request->fields.at[i];
        if (strcmp(field->name, "token") != 0 && strcmp(field->name, "key") != 0)
            *VEC_PUSH(call->arena, &view->fields) =
                (struct typed_field){.name = field->name, .label = "", .value = field->value, .is_hidden = true};
    }
}

void layout_send_again(struct call *call, const struct request *request, const struct form *form, enum err error,
                       struct reply *reply)
{
    static const char *const titles[ERR_COUNT] = {
        [ERR_DENIED] = N_("Please send it once more"),
        [ERR_BUSY] = N_("Not just now"),
        [ERR_STORE] = N_("Something went wrong here"),
    };
    static const char *const reasons[ERR_COUNT] = {
        [ERR_DENIED] = N_("The page was open for a long time, or it was opened in another window. What you wrote is still here."),
        [ERR_BUSY] = N_("Nothing was stored. What you wrote is still here: please wait a moment and send it again."),
        [ERR_STORE] = N_("Nothing was stored. What you wrote is still here: please send it again in a while. If it stays so, tell "
                         "the coordinator."),
    };
    assert(titles[error] != NULL);
    int64_t key;
    const char *sent_key = request_field(request, "key");
    reply->form_key = sent_key != NULL && id_parse(sent_key, &key) ? sent_key : NULL; // should it be stored after all: once
    struct send_again_view *view = ARENA_NEW(call->arena, struct send_again_view);
    *view = (struct send_again_view){.title = tr(call->language, titles[error]), .reason = tr(call->language, reasons[error])};
    view->action = *request->raw_query == '\0' ? request->path : arena_print(call->arena, "%s?%s", request->path, request->raw_query);
    if (form == NULL)
        hand_on_all(call, request, view);
    for (const struct field *field = form == NULL ? NULL : form->fields; field != NULL && field->name != NULL; field++) {
        if (field->kind == FIELD_PASSWORD || field->kind == FIELD_FILE)
            continue;
        for (size_t i = 0; i < request->fields.n; i++)
            if (strcmp(request->fields.at[i].name, field->name) == 0)
                *VEC_PUSH(call->arena, &view->fields) = (struct typed_field){
                    .name = field->name, .label = field->label != NULL ? tr(call->language, field->label) : "",
                    .value = request->fields.at[i].value, .is_long = field_is_words(field) && field->kind != FIELD_LINE,
                    .is_hidden = !field_is_words(field)};
    }
    const char *version = request_field(request, "version");
    if (form != NULL && version != NULL)
        *VEC_PUSH(call->arena, &view->fields) =
            (struct typed_field){.name = "version", .label = "", .value = version, .is_hidden = true};
    reply_page(reply, err_http_status(error), view->title, body_send_again(view));
}
