// workshop_export.c - JSON by jansson, CSV by libcsv.
#include "interchange/workshop_export.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "interchange/print_parts.h"
#include "workshops/result.h"

enum { MOST_ROWS = 100000 };

// Every state a contribution can be in, as the files call it: shown first, then what only the team sees.
static const struct {
    enum contribution_state state;
    const char *name;
} states[] = {
    {CONTRIBUTION_SHOWN, "shown"},
    {CONTRIBUTION_WAITING, "waiting"},
    {CONTRIBUTION_REFUSED, "refused"},
    {CONTRIBUTION_TAKEN_DOWN, "taken_down"},
};
enum { STATES = sizeof states / sizeof states[0] };

static const char *state_name(enum contribution_state state)
{
    size_t i = 0;
    while (states[i].state != state)
        i++;
    return states[i].name;
}

static const char *id_words(struct arena *arena, int64_t id)
{
    char *text = arena_alloc(arena, ID_TEXT_SIZE);
    id_text(id, text);
    return text;
}

static json_t *row_json(struct call *call, const struct activity *activity, const struct result_row *row)
{
    const struct activity_kind *kind = activity->kind;
    json_t *object = json_object();
    json_object_set_new(object, "id", json_string(id_words(call->arena, row->contribution.id.v)));
    json_object_set_new(object, "source_id",
                        row->contribution.source_id == NULL ? json_null() : json_string(row->contribution.source_id));
    json_object_set_new(object, "text", json_string(row->contribution.words.text));
    json_object_set_new(object, "state", json_string(state_name(row->contribution.state)));
    for (size_t i = 0; kind->values != NULL && kind->values[i].label != NULL; i++)
        json_object_set_new(object, kind->values[i].name, json_integer(row->figures[i].people));
    if (kind->values == NULL)
        json_object_set_new(object, kind->values_add_up ? "dots" : "people",
                            json_integer(kind->values_add_up ? row->sum.people : row->whole.people));
    return object;
}

static enum err rows_read(struct call *call, const struct activity *activity, struct result_list *ret_rows)
{
    struct result_list rows = {0};
    for (size_t i = 0; i < STATES; i++) {
        struct result_list part = {0};
        TRY(result_read_state(call, activity, states[i].state, MOST_ROWS, &part));
        for (size_t j = 0; j < part.n; j++)
            *VEC_PUSH(call->arena, &rows) = part.at[j];
    }
    *ret_rows = rows;
    return OK;
}

static enum err activity_json(struct call *call, const struct activity *activity, json_t *activities)
{
    struct result_list rows = {0};
    TRY(rows_read(call, activity, &rows));
    json_t *object = json_object(), *list = json_array();
    json_array_append_new(activities, object);
    json_object_set_new(object, "kind", json_string(activity->kind->name));
    json_object_set_new(object, "title", json_string(activity->title.text));
    json_object_set_new(object, "question", json_string(activity->question.text));
    json_object_set_new(object, "statements", list);
    for (size_t i = 0; i < rows.n; i++)
        json_array_append_new(list, row_json(call, activity, &rows.at[i]));
    return OK;
}

static enum err export_json(struct call *call, const struct workshop *workshop, const struct activity_list *activities,
                            FILE *out)
{
    json_t *root = json_object(), *about = json_object(), *list = json_array();
    json_object_set_new(root, "workshop", about);
    json_object_set_new(root, "activities", list);
    json_object_set_new(about, "id", json_string(id_words(call->arena, workshop->id.v)));
    json_object_set_new(about, "title", json_string(workshop->title.text));
    json_object_set_new(about, "place", json_string(workshop->place.text));
    json_object_set_new(about, "language", json_string(language_tag(workshop->language)));
    json_object_set_new(about, "begins_at", json_integer(workshop->begins_at));
    enum err error = OK;
    for (size_t i = 0; error == OK && i < activities->n; i++)
        error = activity_json(call, &activities->at[i], list);
    if (error == OK && (json_dumpf(root, out, JSON_INDENT(2) | JSON_PRESERVE_ORDER) != 0 || fputc('\n', out) == EOF))
        error = ERR_STORE;
    json_decref(root);
    return error;
}

static void csv_field(FILE *out, const char *text, bool is_last)
{
    field_print(out, text == NULL ? "" : text);
    fputs(is_last ? "\r\n" : ",", out);
}

static enum err export_csv(struct call *call, const struct activity_list *activities, FILE *out)
{
    static const char *const columns[] = {"activity", "kind", "id", "source_id", "text", "state", "count", "people"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    for (size_t i = 0; i < COLUMNS; i++)
        csv_field(out, columns[i], i + 1 == COLUMNS);
    for (size_t a = 0; a < activities->n; a++) {
        const struct activity *activity = &activities->at[a];
        struct result_list rows = {0};
        TRY(rows_read(call, activity, &rows));
        for (size_t i = 0; i < rows.n; i++) {
            const struct result_row *row = &rows.at[i];
            bool has_values = activity->kind->values != NULL;
            for (size_t v = 0; v == 0 || (has_values && activity->kind->values[v].label != NULL); v++) {
                int64_t people = has_values ? row->figures[v].people
                                 : activity->kind->values_add_up ? row->sum.people : row->whole.people;
                const char *count = has_values ? activity->kind->values[v].name
                                    : activity->kind->values_add_up ? "dots" : "people";
                csv_field(out, arena_print(call->arena, "%" PRId64, activity->position), false);
                csv_field(out, activity->kind->name, false);
                csv_field(out, id_words(call->arena, row->contribution.id.v), false);
                csv_field(out, row->contribution.source_id, false);
                csv_field(out, row->contribution.words.text, false);
                csv_field(out, state_name(row->contribution.state), false);
                csv_field(out, count, false);
                csv_field(out, arena_print(call->arena, "%" PRId64, people), true);
            }
        }
    }
    return ferror(out) ? ERR_STORE : OK;
}

enum err workshop_export(struct call *call, struct workshop_id id, bool is_csv, FILE *out)
{
    struct workshop workshop;
    struct activity_list activities = {0};
    TRY(workshop_find(call, id, &workshop));
    TRY(call_require(call, EXPORT_NETWORK, workshop.scope));
    TRY(activity_list_of(call, id, &activities));
    return is_csv ? export_csv(call, &activities, out) : export_json(call, &workshop, &activities, out);
}
