// duty_web.c - the four public pages, and where their texts are written.
#include "duties/duty_web.h"

#include <assert.h>

#include "base/buf.h"
#include "duties/duty.h"
#include "duties/duty_view.h"
#include "duties_views.h"
#include "i18n/message.h"
#include "people/login.h"
#include "store/signal.h"

static_assert(LOGIN_MOST == 14 * DAY, "the page about privacy says so");

static const struct scope programme = {0};

enum err duty_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct duty_view *view = ARENA_NEW(call->arena, struct duty_view);
    enum duty duty = duty_of(request->path + 1);
    struct duty_text text;
    if (duty == DUTY_COUNT)
        return ERR_NOT_FOUND;
    TRY(duty_read(call, duty, &text));
    *view = (struct duty_view){
        .name = duty_name(duty),
        .label = tr(call->language, duty_label(duty)),
        .words = text.words,
        .may_edit = call_may(call, MANAGE_PROGRAMME, programme),
        .is_privacy = duty == DUTY_PRIVACY,
    };
    view->note = words_note(call, &text.words);
    reply_topic(reply, TOPIC_PROGRAMME, 0);
    reply_page(reply, 200, view->label, body_duty_page(view));
    return OK;
}

static const char *languages_of(struct call *call, const struct variant_list *shown)
{
    struct buf names = buf_make(call->arena, 128);
    for (size_t i = 0; i < shown->n; i++) {
        if (i > 0)
            BUF_LITERAL(&names, ", ");
        buf_add_text(&names, language_name(shown->at[i].language));
        if (shown->at[i].easy)
            buf_add_text(&names, arena_print(call->arena, " (%s)", tr(call->language, N_("easy language"))));
    }
    return shown->n == 0 ? NULL : buf_text(&names);
}

enum err duties_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct duties_view *view = ARENA_NEW(call->arena, struct duties_view);
    view->is_saved = request_query(request, "saved") != NULL;
    for (int i = 0; i < DUTY_COUNT; i++) {
        enum duty duty = (enum duty)i;
        struct duty_text text;
        TRY(duty_read(call, duty, &text));
        *VEC_PUSH(call->arena, &view->rows) = (struct duty_row_view){
            .name = duty_name(duty),
            .label = tr(call->language, duty_label(duty)),
            .text = text.id,
            .shown = languages_of(call, &text.shown),
            .is_empty = text.state == DUTY_EMPTY,
            .is_draft = text.state == DUTY_DRAFT,
            .has_gaps = text.state == DUTY_HAS_GAPS,
            .is_published = text.state == DUTY_PUBLISHED,
        };
    }
    reply->section = "team";
    reply_page(reply, 200, tr(call->language, N_("What this site owes its readers")), body_duties_page(view));
    return OK;
}

static enum err edit_page(struct call *call, const struct request *request, struct reply *reply, struct filled *filled, int status)
{
    struct duty_edit_view *view = ARENA_NEW(call->arena, struct duty_edit_view);
    enum duty duty = duty_of(request->param[0]);
    struct duty_text text;
    if (duty == DUTY_COUNT)
        return ERR_NOT_FOUND;
    TRY(duty_read(call, duty, &text));
    const struct variant *stored = text.id.v == 0 ? NULL : &text.variants.at[0];
    if (filled == NULL) {
        struct duty_draft draft = {
            .language = language_tag(stored == NULL ? call->language : stored->language),
            .words = stored == NULL ? duty_suggestion(call, duty, call->language, false) : stored->words,
            .state = stored != NULL && stored->state == TEXT_CHECKED ? "published" : "draft",
        };
        filled = filled_from(call->arena, &duty_form, &draft);
        filled->version = stored == NULL ? 0 : stored->version;
    }
    *view = (struct duty_edit_view){
        .name = duty_name(duty),
        .label = tr(call->language, duty_label(duty)),
        .filled = filled,
        .is_suggestion = stored == NULL,
    };
    if (stored != NULL && filled->version != stored->version) {
        view->stored = stored->words;
        filled->version = stored->version; // whoever saves again has seen both
    }
    reply->section = "team";
    reply_page(reply, status, view->label, body_duty_edit(view));
    return OK;
}

enum err duty_edit_get(struct call *call, const struct request *request, struct reply *reply)
{
    return edit_page(call, request, reply, NULL, 200);
}

enum err duty_edit_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct duty_draft draft;
    struct filled *filled;
    enum duty duty = duty_of(request->param[0]);
    if (duty == DUTY_COUNT)
        return ERR_NOT_FOUND;
    TRY(form_read(request, &duty_form, &draft, &filled));
    enum err error = filled->bad > 0 ? ERR_INVALID : duty_save(call, duty, &draft, filled);
    if (error == ERR_INVALID || error == ERR_CONFLICT)
        return edit_page(call, request, reply, filled, err_http_status(error));
    TRY(error);
    reply_see(reply, "/duties?saved=1");
    return OK;
}
