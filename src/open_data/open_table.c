// open_table.c - rows into CSV (RFC 4180, quoted by libcsv) and JSON (by jansson), one at a time.
#include "open_data/open_table.h"

#include <assert.h>
#include <csv.h>
#include <jansson.h>
#include <string.h>

#include "base/formula.h"

size_t data_field_count(const struct data_table *table)
{
    size_t n = 0;
    while (table->fields[n].name != NULL)
        n++;
    return n;
}

const char *data_type_name(enum data_type type)
{
    static const char *const names[] = {
        [DATA_STRING] = "string", [DATA_INTEGER] = "integer",   [DATA_NUMBER] = "number", [DATA_BOOLEAN] = "boolean",
        [DATA_DATE] = "date",     [DATA_DATETIME] = "datetime", [DATA_YEAR] = "year",
    };
    return names[type];
}

// --- files ---

void data_file_begin(struct data_file *file)
{
    file->bytes = 0;
    crypto_hash_sha256_init(&file->hash);
}

enum err data_file_add(struct data_file *file, const char *bytes, size_t n)
{
    file->bytes += (int64_t)n;
    if (file->most > 0 && file->bytes > file->most)
        return ERR_LIMIT;
    crypto_hash_sha256_update(&file->hash, (const unsigned char *)bytes, n);
    if (file->into != NULL)
        buf_add(file->into, bytes, n);
    return file->to == NULL || fwrite(bytes, 1, n, file->to) == n ? OK : ERR_STORE;
}

const char *data_file_hash(struct arena *arena, struct data_file *file)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    enum { SIGNS = 2 * crypto_hash_sha256_BYTES + 1 };
    char *text = arena_alloc(arena, SIGNS);
    crypto_hash_sha256_final(&file->hash, hash);
    sodium_bin2hex(text, SIGNS, hash, sizeof hash);
    return text;
}

// --- cells ---

struct data_cell cell_number(struct arena *arena, int64_t number)
{
    return (struct data_cell){arena_print(arena, "%lld", (long long)number), true};
}

struct data_cell cell_decimal(struct arena *arena, double number, int digits)
{
    return (struct data_cell){arena_print(arena, "%.*f", digits, number), true};
}

struct data_cell cell_bool(bool value)
{
    return (struct data_cell){value ? "true" : "false", true};
}

static bool is_there(struct data_cell cell)
{
    return cell.text != NULL && *cell.text != '\0';
}

static void add_csv(struct buf *line, struct data_cell cell)
{
    if (!is_there(cell))
        return;
    if (cell.is_bare) {
        buf_add_text(line, cell.text);
        return;
    }
    size_t n = strlen(cell.text), room = 2 * n + 2; // each sign may be a quote
    buf_reserve(line, room + 1);
    char *field = line->at + line->n;
    size_t written = csv_write(field, room, cell.text, n);
    if (is_formula(cell.text)) { // behind the quotation mark
        memmove(&field[2], &field[1], written++ - 1);
        field[1] = FORMULA_GUARD;
    }
    line->n += written;
}

static int take(const char *bytes, size_t n, void *line)
{
    buf_add(line, bytes, n);
    return 0;
}

static enum err add_json(struct buf *line, struct data_cell cell)
{
    if (!is_there(cell) || cell.is_bare) {
        buf_add_text(line, is_there(cell) ? cell.text : "null");
        return OK;
    }
    json_t *text = json_string(cell.text);
    int failed = text == NULL ? -1 : json_dump_callback(text, take, line, JSON_ENCODE_ANY);
    json_decref(text);
    return failed != 0 ? ERR_INVALID : OK; // not UTF-8: texts were checked when they came in
}

// --- rows ---

static enum err csv_line(struct data_writer *writer, const struct data_cell *cells, size_t n)
{
    writer->line.n = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_char(&writer->line, ',');
        add_csv(&writer->line, cells[i]);
    }
    buf_add_text(&writer->line, "\r\n");
    return data_file_add(writer->csv, writer->line.at, writer->line.n);
}

static enum err json_line(struct data_writer *writer, const struct data_cell *cells, size_t n)
{
    writer->line.n = 0;
    buf_add_text(&writer->line, writer->rows == 0 ? "\n{" : ",\n{");
    for (size_t i = 0; i < n; i++) {
        buf_print(&writer->line, "%s\"%s\": ", i == 0 ? "" : ", ", writer->table->fields[i].name);
        TRY(add_json(&writer->line, cells[i]));
    }
    buf_add_char(&writer->line, '}');
    return data_file_add(writer->json, writer->line.at, writer->line.n);
}

enum err data_begin(struct arena *arena, struct data_writer *writer)
{
    struct data_cell names[DATA_FIELDS];
    size_t n = data_field_count(writer->table);
    assert(n <= DATA_FIELDS);
    writer->line = buf_make(arena, 1024);
    writer->rows = 0;
    for (size_t i = 0; i < n; i++)
        names[i] = (struct data_cell){writer->table->fields[i].name, true};
    if (writer->csv != NULL) {
        data_file_begin(writer->csv);
        TRY(csv_line(writer, names, n));
    }
    if (writer->json == NULL)
        return OK;
    data_file_begin(writer->json);
    return data_file_add(writer->json, "[", 1);
}

enum err data_row(struct data_writer *writer, const struct data_cell *cells, size_t n)
{
    assert(n == data_field_count(writer->table));
    if (writer->csv != NULL)
        TRY(csv_line(writer, cells, n));
    if (writer->json != NULL)
        TRY(json_line(writer, cells, n));
    writer->rows++;
    return OK;
}

enum err data_end(struct data_writer *writer)
{
    return writer->json == NULL ? OK : data_file_add(writer->json, "\n]\n", 3);
}
