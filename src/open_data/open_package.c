// open_package.c - what describes a package: datapackage.json for programs (Data Package 2.0), README.md for people.
#include <jansson.h>
#include <string.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "networks/organisation.h"
#include "open_data/open_data.h"

static const char *own_tr(const struct open_data *data, const char *msgid)
{
    return tr(data->call->language, msgid);
}

static const char *fill(const struct open_data *data, const char *msgid, const char *value)
{
    return tr_fill(data->call->arena, own_tr(data, msgid), &value, 1);
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static void put_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        put(object, key, json_string(text));
}

static json_t *texts(const char *const *list)
{
    json_t *array = json_array();
    for (; *list != NULL; list++)
        json_array_append_new(array, json_string(*list));
    return array;
}

static const char *page_of(const struct open_data *data)
{
    return *data->call->address == '\0' ? NULL : arena_print(data->call->arena, "%s/networks/%s", data->call->address, data->network.slug);
}

static const char *title_of(const struct open_data *data)
{
    return fill(data, N_("Open data: {1}"), data->network.title.text);
}

static const char *what_it_is(const struct open_data *data)
{
    return own_tr(data, N_("What the public pages of this network show, as tables. Numbers of people are those that were published; "
                           "nothing in it says who said or answered what, or when."));
}

// --- datapackage.json ---

static json_t *values_json(const struct choice *choices)
{
    json_t *array = json_array();
    for (; choices->value != NULL; choices++)
        json_array_append_new(array, json_string(choices->value));
    return array;
}

static json_t *field_json(const struct open_data *data, const struct data_field *field)
{
    json_t *object = json_object(), *constraints = json_object();
    put_text(object, "name", field->name);
    put_text(object, "type", data_type_name(field->type));
    put_text(object, "title", own_tr(data, field->title));
    if (field->about != NULL)
        put_text(object, "description", own_tr(data, field->about));
    if (field->required)
        put(constraints, "required", json_true());
    if (field->choices != NULL)
        put(constraints, "enum", values_json(field->choices));
    if (json_object_size(constraints) > 0)
        put(object, "constraints", json_incref(constraints));
    json_decref(constraints);
    return object;
}

static json_t *reference_json(const struct data_reference *reference)
{
    json_t *object = json_object(), *to = json_object();
    put(object, "fields", texts(reference->fields));
    put(object, "reference", to);
    put_text(to, "resource", reference->table);
    put(to, "fields", texts(reference->fields));
    return object;
}

static json_t *schema_json(const struct open_data *data, const struct data_table *table)
{
    json_t *schema = json_object(), *fields = json_array(), *references = json_array();
    for (const struct data_field *field = table->fields; field->name != NULL; field++)
        json_array_append_new(fields, field_json(data, field));
    for (const struct data_reference *reference = table->references; reference != NULL && reference->table != NULL; reference++)
        json_array_append_new(references, reference_json(reference));
    put(schema, "fields", fields);
    put(schema, "missingValues", json_pack("[s]", ""));
    if (table->key[0] != NULL)
        put(schema, "primaryKey", texts(table->key));
    if (json_array_size(references) > 0)
        put(schema, "foreignKeys", json_incref(references));
    json_decref(references);
    return schema;
}

static json_t *resource_json(struct open_data *data, const struct data_table *table, struct data_file *file, bool is_csv)
{
    json_t *object = json_object();
    struct arena *arena = data->call->arena;
    const char *format = is_csv ? "csv" : "json", *title = own_tr(data, table->title);
    put_text(object, "$schema", "https://datapackage.org/profiles/2.0/dataresource.json");
    put_text(object, "name", is_csv ? table->name : arena_print(arena, "%s-json", table->name));
    if (is_csv)
        put_text(object, "type", "table");
    put_text(object, "path", arena_print(arena, "%s.%s", table->name, format));
    put_text(object, "title", is_csv ? title : arena_print(arena, "%s (JSON)", title));
    put_text(object, "description", is_csv ? own_tr(data, table->about) : fill(data, N_("The same as {1}."), table->name));
    put_text(object, "format", format);
    put_text(object, "mediatype", is_csv ? "text/csv" : "application/json");
    put_text(object, "encoding", "utf-8");
    put(object, "bytes", json_integer(file->bytes));
    put_text(object, "hash", arena_print(arena, "sha256:%s", data_file_hash(arena, file)));
    if (is_csv)
        put(object, "schema", schema_json(data, table));
    return object;
}

// Who coordinates the network publishes its data.
static enum err add_contributors(struct open_data *data, json_t *package)
{
    struct organisation_list members;
    json_t *list = json_array();
    put(package, "contributors", list);
    TRY(organisation_list(data->call, data->network.id, &members));
    for (size_t i = 0; i < members.n; i++)
        if (members.at[i].coordinates && !members.at[i].has_until)
            json_array_append_new(list, json_pack("{s:s, s:[s]}", "title", members.at[i].name.text, "roles", "publisher"));
    if (json_array_size(list) == 0)
        json_array_append_new(list, json_pack("{s:s, s:[s]}", "title", data->network.title.text, "roles", "publisher"));
    return OK;
}

static int take(const char *bytes, size_t n, void *out)
{
    buf_add(out, bytes, n);
    return 0;
}

static enum err package_json(struct open_data *data, struct open_file_pairs *files, json_t *package)
{
    struct arena *arena = data->call->arena;
    json_t *resources = json_array();
    int64_t now = data->call->now;
    put_text(package, "$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    put_text(package, "name", arena_print(arena, "%s-open-data", data->network.slug));
    put_text(package, "title", title_of(data));
    put_text(package, "description", what_it_is(data));
    put_text(package, "homepage", page_of(data));
    put_text(package, "version", data->released_at == 0 ? "0" : format_iso_date(arena, data->network.time_zone, data->released_at));
    put_text(package, "created", arena_print(arena, "%sT%s:00Z", format_iso_date(arena, NULL, now), format_iso_time(arena, NULL, now)));
    put(package, "licenses", json_pack("[{s:s, s:s, s:s}]", "name", data->licence->name, "title", data->licence->title, "path",
                                       data->licence->path));
    TRY(add_contributors(data, package));
    put(package, "resources", resources);
    for (size_t i = 0; i < files->n; i++) {
        json_array_append_new(resources, resource_json(data, files->at[i].table, &files->at[i].csv, true));
        json_array_append_new(resources, resource_json(data, files->at[i].table, &files->at[i].json, false));
    }
    return OK;
}

enum err open_data_descriptor(struct open_data *data, struct open_file_pairs *files, struct buf *out)
{
    json_t *package = json_object();
    enum err error = package_json(data, files, package);
    if (error == OK && json_dump_callback(package, take, out, JSON_INDENT(1) | JSON_PRESERVE_ORDER) != 0)
        error = ERR_STORE;
    json_decref(package);
    buf_add_char(out, '\n');
    return error;
}

// --- README.md ---

static void add_names(const char *const *names, struct buf *out)
{
    for (size_t i = 0; names[i] != NULL; i++)
        buf_print(out, "%s`%s`", i == 0 ? "" : ", ", names[i]);
}

static void add_choices(const struct open_data *data, const struct choice *choices, struct buf *out)
{
    for (size_t i = 0; choices[i].value != NULL; i++) {
        buf_print(out, "%s`%s`", i == 0 ? "" : "; ", choices[i].value);
        if (choices[i].label != NULL)
            buf_print(out, ": %s", own_tr(data, choices[i].label));
    }
}

static void add_field(const struct open_data *data, const struct data_field *field, struct buf *out)
{
    buf_print(out, "| `%s` | %s | %s | %s", field->name, own_tr(data, field->title), data_type_name(field->type),
              field->about == NULL ? "" : own_tr(data, field->about));
    if (field->about != NULL && field->choices != NULL)
        buf_add_char(out, ' ');
    if (field->choices != NULL)
        add_choices(data, field->choices, out);
    buf_add_text(out, " |\n");
}

static void add_table(const struct open_data *data, const struct data_table *table, struct buf *out)
{
    buf_print(out, "\n## %s.csv, %s.json: %s\n\n%s\n\n", table->name, table->name, own_tr(data, table->title), own_tr(data, table->about));
    buf_print(out, "| %s | %s | %s | |\n|---|---|---|---|\n", own_tr(data, N_("Column")),
              own_tr(data, N_("What it is")), own_tr(data, N_("Type")));
    for (const struct data_field *field = table->fields; field->name != NULL; field++)
        add_field(data, field, out);
    if (table->key[0] != NULL) {
        buf_print(out, "\n%s ", own_tr(data, N_("Key:")));
        add_names(table->key, out);
        buf_add_char(out, '\n');
    }
    for (const struct data_reference *reference = table->references; reference != NULL && reference->table != NULL; reference++) {
        add_names(reference->fields, out);
        buf_print(out, ": %s\n", fill(data, N_("a row of {1}."), reference->table));
    }
}

void open_data_dictionary(struct open_data *data, struct buf *out)
{
    struct arena *arena = data->call->arena;
    const char *day = format_date(arena, data->call->language, data->network.time_zone, data->released_at, DATE_SHORT);
    buf_print(out, "# %s\n\n%s\n\n", title_of(data), what_it_is(data));
    buf_print(out, "* %s\n", data->released_at == 0 ? own_tr(data, N_("No figures have been published yet.")) :
                                                      fill(data, N_("Figures were published last on {1}."), day));
    buf_print(out, "* %s <%s>\n", fill(data, N_("Licence: {1}."), data->licence->title), data->licence->path);
    if (page_of(data) != NULL)
        buf_print(out, "* %s\n", fill(data, N_("Where it comes from: {1}"), page_of(data)));
    buf_print(out, "\n%s\n", own_tr(data, N_("Each table is there twice: as CSV for spreadsheets (comma, UTF-8) and as JSON for programs. "
                                             "datapackage.json describes them for programs (Frictionless Data Package 2.0).")));
    buf_print(out, "\n%s\n", own_tr(data, N_("In CSV a text that begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet "
                                             "runs it as a formula. JSON has it as it was said.")));
    buf_print(out, "\n%s\n", own_tr(data, N_("Counts below 5 are hidden, zero too, and so is every count that would tell one. Please do not "
                                             "try to find out who said or answered what.")));
    for (size_t i = 0; open_tables[i] != NULL; i++)
        add_table(data, open_tables[i], out);
}
