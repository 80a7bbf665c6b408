// text_web.c - the pages that show a text in its languages and change one of them.
#include "texts/text_web.h"

#include <string.h>

#include "base/id.h"
#include "base/limits.h"
#include "base/vec.h"
#include "i18n/message.h"
#include "people/place.h"
#include "texts/text_store.h"
#include "texts/text_view.h"
#include "texts_views.h"

// --- the form of the text that was written first ---

struct source_draft {
    const char *words;
};
static const struct field line_fields[] = {
    {"words", FIELD_SENTENCE, N_("Text"), .required = true, .most = 2 * LIMIT_LINE_SIGNS, .offset = offsetof(struct source_draft, words)},
    {0},
};
static const struct field text_fields[] = {
    {"words", FIELD_TEXT, N_("Text"), .required = true, .most = LIMIT_TEXT_SIGNS, .offset = offsetof(struct source_draft, words)},
    {0},
};
static const struct form source_line_form = {"source_line", line_fields, sizeof(struct source_draft)};
static const struct form source_text_form = {"source_text", text_fields, sizeof(struct source_draft)};

bool variant_is_line(const struct variant *source)
{
    return strchr(source->words, '\n') == NULL && strlen(source->words) <= LIMIT_LINE_SIGNS;
}

static const struct form *form_for(const struct variant *source)
{
    return variant_is_line(source) ? &source_line_form : &source_text_form;
}

// --- what the request is about ---

static enum err text_of_request(struct call *call, const struct request *request, struct text_id *ret_id,
                                struct scope *ret_scope, struct variant_list *ret_variants)
{
    if (!id_parse(request->param[0], &ret_id->v))
        return ERR_NOT_FOUND;
    TRY(text_scope(call, *ret_id, ret_scope));
    TRY(text_require(call, *ret_scope));
    return text_variants(call, *ret_id, ret_variants);
}

// --- the list ---

static struct variant_row_view row_of(struct call *call, const struct variant *variant)
{
    return (struct variant_row_view){
        .name = variant_name(call->arena, variant->language, variant->easy),
        .tag = language_tag(variant->language),
        .language = language_name(variant->language),
        .words = variant_words(variant),
        .changed_at = variant->changed_at,
        .easy = variant->easy,
        .is_source = variant->is_source,
        .is_draft = variant->state == TEXT_DRAFT,
        .is_checked = variant->state == TEXT_CHECKED,
        .is_out_of_date = variant->state == TEXT_OUT_OF_DATE,
    };
}

enum err text_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct text_view *view = ARENA_NEW(call->arena, struct text_view);
    struct scope scope;
    enum text_kind kind;
    struct variant_list list;
    TRY(text_of_request(call, request, &view->id, &scope, &list));
    TRY(text_store_network(call, view->id, &scope.network, &kind));
    view->is_duty = kind == TEXT_DUTY;
    struct place place = {.network = scope.network};
    TRY(places_name(call, &place, 1));
    view->slug = place.slug;
    view->place = place.name;
    view->title = variant_words(&list.at[0]);
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &view->variants) = row_of(call, &list.at[i]);
    for (int i = 0; i < 2 * LANGUAGE_COUNT; i++) {
        struct variant missing = {.language = (enum language)(i / 2), .easy = i % 2 == 1, .words = ""};
        if (variant_find(&list, missing.language, missing.easy) == NULL)
            *VEC_PUSH(call->arena, &view->missing) = row_of(call, &missing);
    }
    reply->section = "networks";
    reply_page(reply, 200, tr(call->language, N_("One text in its languages")), body_text_page(view));
    return OK;
}

// --- one variant ---

static enum err editing_of_request(struct call *call, const struct request *request, struct editing *ret_editing)
{
    struct editing editing = {0};
    TRY(variant_parse(request->param[1], &editing.language, &editing.easy));
    TRY(text_of_request(call, request, &editing.id, &editing.scope, &editing.list));
    editing.source = &editing.list.at[0];
    editing.stored = variant_find(&editing.list, editing.language, editing.easy);
    *ret_editing = editing;
    return OK;
}

// `filled`: as typed, or NULL for what is stored.
static enum err source_page(struct call *call, const struct editing *editing, struct reply *reply, struct filled *filled,
                            int status)
{
    struct source_view *view = ARENA_NEW(call->arena, struct source_view);
    const struct variant *source = editing->source;
    if (filled == NULL) {
        struct source_draft draft = {source->words};
        filled = filled_from(call->arena, form_for(source), &draft);
        filled->version = source->version;
    }
    *view = (struct source_view){
        .id = editing->id,
        .name = variant_name(call->arena, source->language, source->easy),
        .language = language_name(source->language),
        .stored = filled->version == source->version ? NULL : source->words,
        .filled = filled,
    };
    filled->version = source->version; // whoever saves again has seen both
    reply->section = "networks";
    reply_page(reply, status, view->language, body_source_page(view));
    return OK;
}

enum err variant_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct editing editing;
    TRY(editing_of_request(call, request, &editing));
    if (editing.stored != editing.source)
        return side_get(call, &editing, request, reply);
    return source_page(call, &editing, reply, NULL, 200);
}

enum err variant_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct source_draft draft;
    struct filled *filled;
    struct editing editing;
    char id[ID_TEXT_SIZE];
    TRY(editing_of_request(call, request, &editing));
    if (editing.stored != editing.source)
        return side_post(call, &editing, request, reply);
    TRY(form_read(request, form_for(editing.source), &draft, &filled));
    if (filled->bad > 0)
        return source_page(call, &editing, reply, filled, 422);
    struct variant variant = *editing.source;
    variant.words = draft.words; // its state stays: a duty that is not published does not become so here
    variant.version = filled->version;
    enum err error = variant_save(call, editing.id, &variant);
    if (error == ERR_CONFLICT)
        return source_page(call, &editing, reply, filled, 409);
    TRY(error);
    id_text(editing.id.v, id);
    reply_see(reply, "/texts/%s", id);
    return OK;
}
