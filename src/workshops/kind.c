// kind.c - the table of the kinds of activity, and their settings as JSON.
#include "workshops/kind.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "workshops/kinds/kinds.h"

#define ROW(name) &name##_kind,
const struct activity_kind *const activity_kinds[] = {ACTIVITY_KINDS(ROW) NULL};

const struct activity_kind *activity_kind_find(const char *name)
{
    for (const struct activity_kind *const *kind = activity_kinds; *kind != NULL; kind++)
        if (strcmp((*kind)->name, name) == 0)
            return *kind;
    return NULL;
}

bool kind_knows_value(const struct activity_kind *kind, int64_t value)
{
    if (kind->values == NULL)
        return kind->values_add_up ? value >= 1 : value == 1;
    for (const struct mark_value *known = kind->values; known->label != NULL; known++)
        if (known->value == value)
            return true;
    return false;
}

// --- settings ---

static void json_cleanup(json_t **json)
{
    json_decref(*json);
}

static const void *at_offset(const void *settings, size_t offset)
{
    return (const char *)settings + offset;
}

static json_t *json_of_strings(const struct strings *strings)
{
    json_t *array = json_array();
    for (size_t i = 0; i < strings->n; i++)
        json_array_append_new(array, json_string(strings->at[i]));
    return array;
}

static json_t *json_of_field(const struct field *field, const void *settings)
{
    const void *value = at_offset(settings, field->offset);
    switch (field->kind) {
    case FIELD_NUMBER:
    case FIELD_ID:
        return json_integer(*(const int64_t *)value);
    case FIELD_CHECK:
        return json_boolean(*(const bool *)value);
    case FIELD_MANY:
        return json_of_strings(value);
    case FIELD_LINE:
    case FIELD_SENTENCE:
    case FIELD_TEXT:
    case FIELD_CODE:
    case FIELD_CHOICE:
    case FIELD_PICK:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_HIDDEN: {
        const char *text = *(const char *const *)value;
        return json_string(text == NULL ? "" : text);
    }
    case FIELD_PASSWORD:
    case FIELD_FILE:
        break;
    }
    assert(!"a setting of a kind is neither a password nor a file");
    return NULL;
}

const char *kind_settings_text(struct arena *arena, const struct activity_kind *kind, const void *settings)
{
    if (kind->settings == NULL || settings == NULL)
        return "{}";
    json_t *object CLEANUP(json_cleanup) = json_object();
    for (const struct field *field = kind->settings->fields; field->name != NULL; field++)
        json_object_set_new(object, field->name, json_of_field(field, settings));
    size_t n = json_dumpb(object, NULL, 0, JSON_COMPACT);
    char *text = arena_alloc(arena, n + 1);
    n = json_dumpb(object, text, n, JSON_COMPACT);
    return text;
}

static bool is_choice(const struct field *field, const char *value)
{
    if (field->choices == NULL)
        return true;
    for (const struct choice *choice = field->choices; choice->value != NULL; choice++)
        if (strcmp(choice->value, value) == 0)
            return true;
    return false;
}

static int64_t number_of_json(const struct field *field, const json_t *json)
{
    int64_t number = json_is_integer(json) ? json_integer_value(json) : field->least;
    if (field->least == field->most) // no range declared
        return number;
    return number < field->least ? field->least : number > field->most ? field->most : number;
}

static const char *text_of_json(struct arena *arena, const struct field *field, const json_t *json)
{
    if (json_is_string(json) && is_choice(field, json_string_value(json)))
        return arena_dup(arena, json_string_value(json));
    return field->choices == NULL ? "" : field->choices[0].value;
}

static struct strings strings_of_json(struct arena *arena, const struct field *field, const json_t *json)
{
    struct strings strings = {0};
    for (size_t i = 0; i < json_array_size(json); i++) {
        const char *value = json_string_value(json_array_get(json, i));
        if (value != NULL && is_choice(field, value))
            *VEC_PUSH(arena, &strings) = arena_dup(arena, value);
    }
    return strings;
}

static void read_field(struct arena *arena, const struct field *field, const json_t *json, void *settings)
{
    void *to = (char *)settings + field->offset;
    switch (field->kind) {
    case FIELD_NUMBER:
    case FIELD_ID:
        *(int64_t *)to = number_of_json(field, json);
        return;
    case FIELD_CHECK:
        *(bool *)to = json_is_true(json);
        return;
    case FIELD_MANY:
        *(struct strings *)to = strings_of_json(arena, field, json);
        return;
    case FIELD_LINE:
    case FIELD_SENTENCE:
    case FIELD_TEXT:
    case FIELD_CODE:
    case FIELD_CHOICE:
    case FIELD_PICK:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_HIDDEN:
        *(const char **)to = text_of_json(arena, field, json);
        return;
    case FIELD_PASSWORD:
    case FIELD_FILE:
        break;
    }
    assert(!"a setting of a kind is neither a password nor a file");
}

const void *kind_settings_read(struct arena *arena, const struct activity_kind *kind, const char *text)
{
    if (kind->settings == NULL)
        return NULL;
    json_t *object CLEANUP(json_cleanup) = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    void *settings = arena_alloc(arena, kind->settings->draft_size);
    for (const struct field *field = kind->settings->fields; field->name != NULL; field++)
        read_field(arena, field, json_object_get(object, field->name), settings);
    return settings;
}

bool kind_setting_is_on(const struct activity_kind *kind, const void *settings, const char *name)
{
    if (kind->settings == NULL || settings == NULL)
        return false;
    for (const struct field *field = kind->settings->fields; field->name != NULL; field++)
        if (field->kind == FIELD_CHECK && strcmp(field->name, name) == 0)
            return *(const bool *)at_offset(settings, field->offset);
    return false;
}
