// field_draw.c - form fields and what is wrong with them, made ready for the views in views/fields.html.
#include <assert.h>
#include <string.h>

#include "base/id.h"
#include "base/vec.h"
#include "i18n/message.h"
#include "web/field_view.h"
#include "web/view.h"
#include "web_views.h"

static size_t field_find(const struct form *form, const char *name)
{
    size_t i = 0;
    while (form->fields[i].name != NULL && strcmp(form->fields[i].name, name) != 0)
        i++;
    assert(form->fields[i].name != NULL); // a view names a field that its form does not have
    return i;
}

// Two forms on one page may have fields of one name.
static const char *field_id(struct arena *arena, const struct form *form, const struct field *field)
{
    return arena_print(arena, "%s-%s", form->name, field->name);
}

static bool is_among(const struct filled *filled, size_t i, const char *value)
{
    if (filled->form->fields[i].kind != FIELD_MANY)
        return strcmp(filled->typed[i], value) == 0;
    for (size_t k = 0; k < filled->many[i].n; k++)
        if (strcmp(filled->many[i].at[k], value) == 0)
            return true;
    return false;
}

// The first choice has the id of the field, so that the summary leads to it.
static void add_choice(const struct filled *filled, size_t i, const char *value, const char *label, struct field_view *view)
{
    struct field_choice_view *choice = VEC_PUSH(filled->arena, &view->choices);
    choice->id = view->choices.n == 1 ? view->id : arena_print(filled->arena, "%s-%zu", view->id, view->choices.n);
    choice->value = value;
    choice->label = label;
    choice->is_chosen = is_among(filled, i, value);
}

static void add_choices(const struct view_env *env, const struct filled *filled, size_t i, struct field_view *view)
{
    const struct choice *choices = filled->form->fields[i].choices;
    for (const struct option *option = filled->options[i]; option != NULL && option->value != NULL; option++)
        add_choice(filled, i, option->value, option->label, view);
    for (; filled->options[i] == NULL && choices != NULL && choices->value != NULL; choices++)
        add_choice(filled, i, choices->value, tr(env->language, choices->label), view);
}

static bool is_word(const char *text, const char *word)
{
    return text != NULL && strcmp(text, word) == 0;
}

static const char *type_of(const struct field *field)
{
    switch (field->kind) {
    case FIELD_PASSWORD:
        return "password";
    case FIELD_DATE:
        return "date";
    case FIELD_TIME:
        return "time";
    case FIELD_PICK:
        return "radio";
    case FIELD_MANY:
        return "checkbox";
    case FIELD_LINE:
        return is_word(field->autocomplete, "email") ? "email" : is_word(field->autocomplete, "tel") ? "tel" : "text";
    case FIELD_SENTENCE:
    case FIELD_TEXT:
    case FIELD_CODE:
    case FIELD_NUMBER:
    case FIELD_CHECK:
    case FIELD_CHOICE:
    case FIELD_ID:
    case FIELD_HIDDEN:
    case FIELD_FILE:
        break;
    }
    return "text";
}

static struct field_view field_view_of(const struct view_env *env, const struct filled *filled, size_t i)
{
    const struct field *field = &filled->form->fields[i];
    struct arena *arena = filled->arena;
    const char *id = field_id(arena, filled->form, field);
    const char *message = filled_message(filled, i, env->language);
    enum { SHORT_CODE = 9 }; // signs
    bool is_code = field->kind == FIELD_CODE;
    struct field_view view = {
        .id = id,
        .name = field->name,
        .label = field->label != NULL ? tr(env->language, field->label) : "",
        .hint = field->hint != NULL ? tr(env->language, field->hint) : NULL,
        .message = message,
        .value = field->kind == FIELD_PASSWORD ? "" : filled->typed[i],
        .type = type_of(field),
        .rows = field->kind == FIELD_SENTENCE ? 2 : 5,
        .keyboard = field->kind == FIELD_NUMBER && field->least >= 0 ? "numeric" : NULL, // some have no minus sign
        .autocomplete = field->autocomplete != NULL ? field->autocomplete : is_code ? "off" : NULL,
        .is_optional = !field->required,
        .is_code = is_code,
        .is_long = is_code && field->most > SHORT_CODE,
        .is_exact = is_word(field->autocomplete, "username") || is_word(field->autocomplete, "email"),
        .is_checked = field->kind == FIELD_CHECK && *filled->typed[i] != '\0',
    };
    view.described_by = arena_print(arena, "%s%s%s%s%s", view.hint != NULL ? id : "", view.hint != NULL ? "-hint" : "",
                                    view.hint != NULL && message != NULL ? " " : "", message != NULL ? id : "",
                                    message != NULL ? "-msg" : "");
    add_choices(env, filled, i, &view);
    return view;
}

void view_field(struct buf *out, const struct view_env *env, const struct filled *filled, const char *name)
{
    size_t i = field_find(filled->form, name);
    struct field_view view = field_view_of(env, filled, i);
    switch (filled->form->fields[i].kind) {
    case FIELD_SENTENCE:
    case FIELD_TEXT:
        view_field_text(out, env, &view);
        return;
    case FIELD_CHECK:
        view_field_check(out, env, &view);
        return;
    case FIELD_CHOICE:
        view_field_choice(out, env, &view);
        return;
    case FIELD_PICK:
    case FIELD_MANY:
        view_field_group(out, env, &view);
        return;
    case FIELD_ID:
    case FIELD_HIDDEN:
        view_field_hidden(out, env, &view);
        return;
    case FIELD_FILE:
        view_field_file(out, env, &view);
        return;
    case FIELD_LINE:
    case FIELD_PASSWORD:
    case FIELD_CODE:
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_TIME:
        view_field_line(out, env, &view);
        return;
    }
}

static void draw_fields(struct buf *out, const struct view_env *env, const void *data)
{
    const struct filled *filled = data;
    for (const struct field *field = filled->form->fields; field->name != NULL; field++)
        view_field(out, env, filled, field->name);
}

struct body body_fields(const struct filled *filled)
{
    return (struct body){draw_fields, filled};
}

static bool has_element(const struct field *field)
{
    return field->kind != FIELD_HIDDEN && field->kind != FIELD_ID;
}

void view_errors(struct buf *out, const struct view_env *env, const struct filled *filled)
{
    if (filled == NULL || filled->bad == 0)
        return;
    struct error_summary_view view = {0};
    const char *top = filled_top_message(filled, env->language);
    if (top != NULL)
        *VEC_PUSH(filled->arena, &view.errors) = (struct error_view){.message = top};
    for (size_t i = 0; filled->form->fields[i].name != NULL; i++) {
        const struct field *field = &filled->form->fields[i];
        const char *message = filled_message(filled, i, env->language);
        if (message == NULL)
            continue;
        const char *label = field->label != NULL ? tr(env->language, field->label) : NULL;
        *VEC_PUSH(filled->arena, &view.errors) =
            (struct error_view){.id = has_element(field) ? field_id(filled->arena, filled->form, field) : NULL,
                                .label = label,
                                .is_question = label != NULL && *label != '\0' && label[strlen(label) - 1] == '?',
                                .message = message};
    }
    view_error_summary(out, env, &view);
}

void view_form_open(struct buf *out, const struct view_env *env)
{
    assert(env->csrf != NULL && env->random != NULL); // a page that may be cached has a form that posts
    uint64_t chance;
    char key[ID_TEXT_SIZE];
    rand_bytes(env->random, &chance, sizeof(chance));
    id_text((int64_t)(chance >> 1), key);
    struct form_view view = {.token = env->csrf(env->csrf_context), .key = env->form_key != NULL ? env->form_key : key};
    size_t from = out->n;
    view_form_secrets(out, env, &view);
    if (env->secrets != NULL)
        *VEC_PUSH(env->arena, env->secrets) = (struct view_span){from, out->n};
}
