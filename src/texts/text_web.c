// text_web.c - the pages that show a text in its languages and change one of them.
#include "texts/text_web.h"

#include <string.h>

#include "base/id.h"
#include "base/limits.h"
#include "base/vec.h"
#include "i18n/message.h"
#include "people/place.h"
#include "texts/text_view.h"
#include "texts_views.h"

// --- the form ---

static const struct choice states[] = {
    {"draft", N_("Draft: not checked yet")},
    {"checked", N_("Checked: somebody who knows the language well has read it")},
    {0},
};

#define STATE \
    {"state", FIELD_PICK, N_("State"), .required = true, .choices = states, .offset = offsetof(struct variant_draft, state)}, \
    {"source_version", FIELD_NUMBER, N_("Version of the text written first"), .required = true, .most = INT64_MAX, \
     .offset = offsetof(struct variant_draft, source_version)}

// A translation of a title is a line too, with room for longer languages.
static const struct field line_fields[] = {
    {"words", FIELD_LINE, N_("Text"), .required = true, .most = 2 * LIMIT_LINE_SIGNS,
     .offset = offsetof(struct variant_draft, words)},
    STATE,
    {0},
};
static const struct field text_fields[] = {
    {"words", FIELD_TEXT, N_("Text"), .required = true, .most = LIMIT_TEXT_SIGNS,
     .offset = offsetof(struct variant_draft, words)},
    STATE,
    {0},
};
static const struct form variant_line_form = {"variant_line", line_fields, sizeof(struct variant_draft)};
const struct form variant_text_form = {"variant_text", text_fields, sizeof(struct variant_draft)};

static bool is_line(const struct variant *source)
{
    return strchr(source->words, '\n') == NULL && strlen(source->words) <= LIMIT_LINE_SIGNS;
}

static const struct form *form_for(const struct variant *source)
{
    return is_line(source) ? &variant_line_form : &variant_text_form;
}

// --- what the request is about ---

static struct words words_of(const struct variant *variant)
{
    return (struct words){.text = variant->words, .language = variant->language, .easy = variant->easy};
}

static enum err text_of_request(struct call *call, const struct request *request, struct text_id *ret_id,
                                struct scope *ret_scope, struct variant_list *ret_variants)
{
    if (!id_parse(request->param[0], &ret_id->v))
        return ERR_NOT_FOUND;
    TRY(text_scope(call, *ret_id, ret_scope));
    TRY(text_require(call, *ret_scope));
    return text_variants(call, *ret_id, ret_variants);
}

static const struct variant *find(const struct variant_list *list, enum language language, bool easy)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].language == language && list->at[i].easy == easy)
            return &list->at[i];
    return NULL;
}

// --- the list ---

static struct variant_row_view row_of(struct call *call, const struct variant *variant)
{
    return (struct variant_row_view){
        .name = variant_name(call->arena, variant->language, variant->easy),
        .tag = language_tag(variant->language),
        .language = language_name(variant->language),
        .words = words_of(variant),
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
    struct variant_list list;
    TRY(text_of_request(call, request, &view->id, &scope, &list));
    struct place place = {.network = scope.network};
    TRY(places_name(call, &place, 1));
    view->slug = place.slug;
    view->place = place.name;
    view->title = words_of(&list.at[0]);
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &view->variants) = row_of(call, &list.at[i]);
    for (int i = 0; i < 2 * LANGUAGE_COUNT; i++) {
        struct variant missing = {.language = (enum language)(i / 2), .easy = i % 2 == 1, .words = ""};
        if (find(&list, missing.language, missing.easy) == NULL)
            *VEC_PUSH(call->arena, &view->missing) = row_of(call, &missing);
    }
    reply->section = "networks";
    reply_page(reply, 200, tr(call->language, N_("One text in its languages")), body_text_page(view));
    return OK;
}

// --- one variant ---

// Everything the page and the POST of one variant begin with.
struct editing {
    struct text_id id;
    struct variant_list list;
    const struct variant *source, *stored; // stored: NULL where there is none yet
    enum language language;
    bool easy;
};

static enum err editing_of_request(struct call *call, const struct request *request, struct editing *ret_editing)
{
    struct editing editing = {0};
    struct scope scope;
    TRY(variant_parse(request->param[1], &editing.language, &editing.easy));
    TRY(text_of_request(call, request, &editing.id, &scope, &editing.list));
    editing.source = &editing.list.at[0];
    editing.stored = find(&editing.list, editing.language, editing.easy);
    *ret_editing = editing;
    return OK;
}

static int64_t version_of(const struct editing *editing)
{
    return editing->stored == NULL ? 0 : editing->stored->version;
}

// `filled`: as typed, or NULL for what is stored.
static enum err variant_page(struct call *call, const struct editing *editing, struct reply *reply, struct filled *filled,
                             int status)
{
    struct variant_view *view = ARENA_NEW(call->arena, struct variant_view);
    const struct variant *stored = editing->stored;
    if (filled == NULL) {
        struct variant_draft draft = {
            .words = stored == NULL ? "" : stored->words,
            .state = stored != NULL && stored->state == TEXT_CHECKED ? "checked" : "draft",
        };
        filled = filled_from(call->arena, form_for(editing->source), &draft);
        filled->version = version_of(editing);
    }
    *view = (struct variant_view){
        .id = editing->id,
        .name = variant_name(call->arena, editing->language, editing->easy),
        .language = language_name(editing->language),
        .source = words_of(editing->source),
        .source_language = language_name(editing->source->language),
        .filled = filled,
        .source_version = editing->source->version,
        .easy = editing->easy,
        .is_source = stored != NULL && stored->is_source,
        .is_line = is_line(editing->source),
    };
    if (stored != NULL && filled->version != stored->version) {
        view->stored = stored->words;
        filled->version = stored->version; // whoever saves again has seen both
    }
    reply->section = "networks";
    reply_page(reply, status, view->language, body_variant_page(view));
    return OK;
}

enum err variant_get(struct call *call, const struct request *request, struct reply *reply)
{
    struct editing editing;
    TRY(editing_of_request(call, request, &editing));
    return variant_page(call, &editing, reply, NULL, 200);
}

enum err variant_post(struct call *call, const struct request *request, struct reply *reply)
{
    struct variant_draft draft;
    struct filled *filled;
    struct editing editing;
    char id[ID_TEXT_SIZE];
    TRY(editing_of_request(call, request, &editing));
    TRY(form_read(request, form_for(editing.source), &draft, &filled));
    if (filled->bad > 0)
        return variant_page(call, &editing, reply, filled, 422);
    struct variant variant = {
        .language = editing.language,
        .easy = editing.easy,
        .state = strcmp(draft.state, "checked") == 0 ? TEXT_CHECKED : TEXT_DRAFT,
        .words = draft.words,
        .version = filled->version,
        .source_version = draft.source_version,
    };
    enum err error = variant_save(call, editing.id, &variant);
    if (error == ERR_CONFLICT)
        return variant_page(call, &editing, reply, filled, 409);
    TRY(error);
    id_text(editing.id.v, id);
    reply_see(reply, "/texts/%s", id);
    return OK;
}
