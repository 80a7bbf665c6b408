// own_data.c - what is known of a participant, as text and as JSON.
#include "cards/own_data.h"

#include <jansson.h>
#include <string.h>

#include "base/vec.h"
#include "i18n/format.h"
#include "i18n/message.h"

struct own_part *own_part_add(struct call *call, struct own_data *data, const char *name, const char *heading)
{
    struct own_part *part = VEC_PUSH(call->arena, data);
    *part = (struct own_part){.name = name, .heading = tr(call->language, heading)};
    return part;
}

struct own_row *own_row_add(struct call *call, struct own_part *part)
{
    struct own_row *row = VEC_PUSH(call->arena, part);
    *row = (struct own_row){0};
    return row;
}

static void add(struct call *call, struct own_row *row, struct own_field field)
{
    field.label = tr(call->language, field.label);
    *VEC_PUSH(call->arena, row) = field;
}

void own_text(struct call *call, struct own_row *row, const char *name, const char *label, const char *text)
{
    if (text != NULL && *text != '\0')
        add(call, row, (struct own_field){.name = name, .label = label, .text = text});
}

void own_number(struct call *call, struct own_row *row, const char *name, const char *label, int64_t number)
{
    add(call, row, (struct own_field){.name = name, .label = label, .number = number});
}

void own_time(struct call *call, struct own_row *row, const char *name, const char *label, int64_t at)
{
    if (at != 0)
        add(call, row, (struct own_field){.name = name, .label = label, .number = at, .is_time = true});
}

static const char *as_read(struct call *call, const struct own_field *field, const char *time_zone)
{
    if (field->text != NULL)
        return field->text;
    return field->is_time ? format_date(call->arena, call->language, time_zone, field->number, DATE_TIME)
                          : format_number(call->arena, call->language, field->number);
}

void own_data_text(struct call *call, const struct own_data *data, const char *title, const char *time_zone, struct buf *out)
{
    buf_print(out, "%s\n%s\n", title, format_date(call->arena, call->language, time_zone, call->now, DATE_TIME));
    for (size_t i = 0; i < data->n; i++) {
        const struct own_part *part = &data->at[i];
        buf_print(out, "\n\n== %s ==\n", part->heading);
        if (part->n == 0)
            buf_print(out, "\n%s\n", tr(call->language, N_("Nothing.")));
        for (size_t j = 0; j < part->n; j++) {
            buf_add(out, "\n", 1);
            for (size_t k = 0; k < part->at[j].n; k++)
                buf_print(out, "%s: %s\n", part->at[j].at[k].label, as_read(call, &part->at[j].at[k], time_zone));
        }
    }
}

static const char *instant(struct call *call, int64_t at)
{
    return arena_print(call->arena, "%sT%sZ", format_iso_date(call->arena, NULL, at), format_iso_time(call->arena, NULL, at));
}

static json_t *json_of(struct call *call, const struct own_field *field)
{
    if (field->text != NULL)
        return json_string(field->text);
    return field->is_time ? json_string(instant(call, field->number)) : json_integer(field->number);
}

static int add_bytes(const char *bytes, size_t n, void *context)
{
    buf_add(context, bytes, n);
    return 0;
}

enum err own_data_json(struct call *call, const struct own_data *data, struct buf *out)
{
    json_t *all = json_object();
    for (size_t i = 0; i < data->n; i++) {
        json_t *rows = json_array();
        for (size_t j = 0; j < data->at[i].n; j++) {
            const struct own_row *row = &data->at[i].at[j];
            json_t *object = json_object();
            for (size_t k = 0; k < row->n; k++)
                json_object_set_new(object, row->at[k].name, json_of(call, &row->at[k]));
            json_array_append_new(rows, object);
        }
        json_object_set_new(all, data->at[i].name, rows);
    }
    int code = json_dump_callback(all, add_bytes, out, JSON_INDENT(2));
    json_decref(all);
    return code == 0 ? OK : ERR_LIMIT;
}
