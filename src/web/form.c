// form.c - forms: declared fields become a typed draft, or a message at each field.
#include "web/form.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/id.h"
#include "i18n/format.h"
#include "i18n/message.h"
#include "web/field.h"

static size_t field_count(const struct form *form)
{
    size_t n = 0;
    while (form->fields[n].name != NULL)
        n++;
    return n;
}

struct filled *filled_empty(struct arena *arena, const struct form *form)
{
    size_t n = field_count(form);
    struct filled *filled = ARENA_NEW(arena, struct filled);
    filled->form = form;
    filled->arena = arena;
    filled->typed = ARENA_ARRAY(arena, const char *, n);
    filled->many = ARENA_ARRAY(arena, struct strings, n);
    filled->messages = ARENA_ARRAY(arena, const char *, n);
    filled->numbers = arena_alloc(arena, n * sizeof(*filled->numbers));
    filled->options = ARENA_ARRAY(arena, struct option *, n);
    for (size_t i = 0; i < n; i++)
        filled->typed[i] = "";
    return filled;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *text_of_number(struct arena *arena, const struct field *field, int64_t number)
{
    // 0 stands for "not said" where it could not have been typed.
    bool could_be = field->required || field->least < 0 || (field->least == 0 && field->most == 0);
    return number == 0 && !could_be ? "" : arena_print(arena, "%lld", (long long)number);
}

// What a stored value looks like when it is typed.
static void show_value(struct filled *filled, size_t i, const char *value)
{
    const struct field *field = &filled->form->fields[i];
    char id[ID_TEXT_SIZE];
    switch (field->kind) {
    case FIELD_LINE:
    case FIELD_SENTENCE:
    case FIELD_TEXT:
    case FIELD_CODE:
    case FIELD_CHOICE:
    case FIELD_PICK:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_HIDDEN:
        filled->typed[i] = or_empty(*(const char *const *)(const void *)value);
        break;
    case FIELD_NUMBER:
        filled->typed[i] = text_of_number(filled->arena, field, *(const int64_t *)(const void *)value);
        break;
    case FIELD_CHECK:
        filled->typed[i] = *(const bool *)(const void *)value ? "1" : "";
        break;
    case FIELD_MANY:
        filled->many[i] = *(const struct strings *)(const void *)value;
        break;
    case FIELD_ID:
        id_text(*(const int64_t *)(const void *)value, id);
        filled->typed[i] = *(const int64_t *)(const void *)value == 0 ? "" : arena_dup(filled->arena, id);
        break;
    case FIELD_PASSWORD: // never given back
    case FIELD_FILE:
        break;
    }
}

struct filled *filled_from(struct arena *arena, const struct form *form, const void *draft)
{
    struct filled *filled = filled_empty(arena, form);
    for (size_t i = 0; form->fields[i].name != NULL; i++)
        show_value(filled, i, (const char *)draft + form->fields[i].offset);
    return filled;
}

static bool find_field(const struct form *form, const char *name, size_t *ret_index)
{
    for (size_t i = 0; form->fields[i].name != NULL; i++)
        if (strcmp(form->fields[i].name, name) == 0) {
            *ret_index = i;
            return true;
        }
    return false;
}

void filled_choices(struct filled *filled, const char *field, struct option *options)
{
    size_t i = 0;
    bool found = find_field(filled->form, field, &i);
    assert(found);
    filled->options[i] = options;
}

static void set_message(struct filled *filled, size_t i, struct complaint complaint)
{
    if (complaint.message == NULL || filled->messages[i] != NULL) // the first one stays
        return;
    filled->messages[i] = complaint.message;
    filled->numbers[i][0] = complaint.numbers[0];
    filled->numbers[i][1] = complaint.numbers[1];
    filled->bad++;
}

static void set_top_message(struct filled *filled, const char *message)
{
    if (filled->top != NULL)
        return;
    filled->top = message;
    filled->bad++;
}

void filled_bad(struct filled *filled, const char *field, const char *message)
{
    size_t i;
    if (find_field(filled->form, field, &i))
        set_message(filled, i, (struct complaint){.message = message});
    else
        set_top_message(filled, message);
}

static struct strings all_values(struct arena *arena, const struct request *request, const char *name)
{
    struct strings values = {0};
    for (size_t i = 0; i < request->fields.n; i++) {
        if (strcmp(request->fields.at[i].name, name) != 0)
            continue;
        bool there = false;
        for (size_t j = 0; j < values.n; j++)
            there = there || strcmp(values.at[j], request->fields.at[i].value) == 0;
        if (!there)
            *VEC_PUSH(arena, &values) = request->fields.at[i].value;
    }
    return values;
}

static const struct upload *find_upload(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->upload_count; i++)
        if (strcmp(request->uploads[i].field, name) == 0)
            return &request->uploads[i];
    return NULL;
}

// Reads one field into its place in the draft.
static struct complaint read_field(const struct request *request, struct filled *filled, size_t i, void *value)
{
    const struct field *field = &filled->form->fields[i];
    struct arena *arena = filled->arena;
    const char *sent = or_empty(request_field(request, field->name));
    filled->typed[i] = field_shown(arena, sent);
    switch (field->kind) {
    case FIELD_PASSWORD:
        filled->typed[i] = "";
        return field_text(arena, field, sent, value);
    case FIELD_LINE:
    case FIELD_SENTENCE:
    case FIELD_TEXT:
    case FIELD_HIDDEN:
        return field_text(arena, field, sent, value);
    case FIELD_CODE:
        return field_code(arena, field, sent, value);
    case FIELD_NUMBER:
        return field_number(field, sent, value);
    case FIELD_CHECK:
        filled->typed[i] = sent[0] == '\0' ? "" : "1";
        *(bool *)value = sent[0] != '\0';
        return (struct complaint){.message = sent[0] == '\0' && field->required ? N_("Please tick this.") : NULL};
    case FIELD_CHOICE:
    case FIELD_PICK:
        return field_choice(field, sent, value);
    case FIELD_MANY:
        filled->many[i] = all_values(arena, request, field->name);
        return field_many(arena, field, &filled->many[i], value);
    case FIELD_DATE:
        return field_date(field, sent, value);
    case FIELD_TIME:
        return field_time(arena, field, sent, value);
    case FIELD_ID:
        return field_id(field, sent, value);
    case FIELD_FILE:
        filled->typed[i] = "";
        return field_file(field, find_upload(request, field->name), value);
    }
    assert(false);
    return (struct complaint){0};
}

// A body that was cut ends within one field: that is the one that is too long. Of a whole one each field has said so, or
// they are too much together.
static void complain_of_length(const struct request *request, struct filled *filled)
{
    static const char *const too_much = N_("This is more than can be taken at once. Please send less.");
    size_t i;
    if (request->is_cut && request->fields.n > 0 && find_field(filled->form, request->fields.at[request->fields.n - 1].name, &i))
        set_message(filled, i, (struct complaint){.message = too_much});
    if (filled->bad == 0)
        set_top_message(filled, too_much);
}

static int64_t read_version(const struct request *request)
{
    static const struct field version = {.kind = FIELD_NUMBER};
    int64_t number = 0;
    const char *sent = request_field(request, "version");
    return sent != NULL && field_number(&version, sent, &number).message == NULL ? number : 0;
}

bool field_is_words(const struct field *field)
{
    return field->kind == FIELD_LINE || field->kind == FIELD_SENTENCE || field->kind == FIELD_TEXT;
}

enum err form_read(const struct request *request, const struct form *form, void *ret_draft, struct filled **ret_filled)
{
    struct filled *filled = filled_empty(request->arena, form);
    char *draft = arena_alloc(request->arena, form->draft_size);
    for (size_t i = 0; form->fields[i].name != NULL; i++)
        set_message(filled, i, read_field(request, filled, i, draft + form->fields[i].offset));
    filled->version = read_version(request);
    if (request->fields_error == ERR_LIMIT)
        complain_of_length(request, filled);
    else if (request->fields_error != OK)
        set_top_message(filled, N_("Your browser sent this form in a way that could not be read. Please send it again."));
    if (arena_is_full(request->arena))
        return ERR_LIMIT;
    memcpy(ret_draft, draft, form->draft_size);
    *ret_filled = filled;
    return OK;
}

const char *filled_message(const struct filled *filled, size_t field, enum language language)
{
    const char *message = filled->messages[field];
    if (message == NULL)
        return NULL;
    const char *numbers[2] = {
        format_number(filled->arena, language, filled->numbers[field][0]),
        format_number(filled->arena, language, filled->numbers[field][1]),
    };
    return tr_fill(filled->arena, tr(language, message), numbers, 2);
}

const char *filled_top_message(const struct filled *filled, enum language language)
{
    return filled->top == NULL ? NULL : tr(language, filled->top);
}
