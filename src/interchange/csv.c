// csv.c - libcsv's fields and line ends into a table.
#include "interchange/csv.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

enum { BLOCK = 64 * 1024 };

struct reading {
    struct arena *arena;
    struct csv_table *table;
    csv_came *came;
    void *context;
    char *text;            // the fields of the row being read, each ended by NUL
    size_t text_n, text_cap;
    struct { size_t *at; size_t n, cap; } begins; // of the fields, in text
    struct csv_row row;
    size_t line, row_line; // now; where the row began
    int end;               // the sign that ended the row before
    enum err error;        // of `came`
    const char *why;       // the first thing that is wrong
};

static void row_wrong(struct reading *reading, const char *what)
{
    if (reading->why == NULL)
        reading->why = arena_print(reading->arena, "%s, line %zu: %s", reading->table->file, reading->row_line, what);
    if (reading->error == OK)
        reading->error = ERR_INVALID;
}

static void field_came(void *bytes, size_t n, void *context)
{
    struct reading *reading = context;
    if (n >= reading->text_cap - reading->text_n) {
        size_t cap = 2 * reading->text_cap + n + 256;
        reading->text = arena_grow_room(reading->arena, reading->text, reading->text_cap, cap);
        reading->text_cap = cap;
    }
    char *field = reading->text + reading->text_n;
    if (n > 0)
        memcpy(field, bytes, n);
    field[n] = '\0';
    *VEC_PUSH(reading->arena, &reading->begins) = reading->text_n;
    reading->text_n += n + 1;
    if (!utf8_is_valid(field, n) || memchr(field, '\0', n) != NULL)
        row_wrong(reading, "this is not UTF-8 text. Save the file as UTF-8 and try again.");
    for (const char *at = field; (at = memchr(at, '\n', n - (size_t)(at - field))) != NULL; at++)
        reading->line++;
}

static void columns_keep(struct reading *reading)
{
    for (size_t i = 0; i < reading->begins.n; i++)
        *VEC_PUSH(reading->arena, &reading->table->columns) = arena_dup(reading->arena, reading->text + reading->begins.at[i]);
    reading->row.at = ARENA_ARRAY(reading->arena, const char *, reading->begins.n);
}

static void row_give(struct reading *reading)
{
    struct csv_table *table = reading->table;
    if (table->columns.n == 0) {
        columns_keep(reading);
    } else if (reading->begins.n != table->columns.n) {
        row_wrong(reading, arena_print(reading->arena, "there are %zu fields where the first line has %zu.", reading->begins.n,
                                       table->columns.n));
    } else {
        for (size_t i = 0; i < reading->begins.n; i++)
            reading->row.at[i] = reading->text + reading->begins.at[i];
        reading->row.line = reading->row_line;
        table->at = &reading->row;
        table->n = 1;
    }
    if (reading->error == OK)
        reading->error = reading->came(table, reading->context, &reading->why);
}

static void row_ended(int end, void *context)
{
    struct reading *reading = context;
    bool is_empty = reading->begins.n == 0 || (reading->begins.n == 1 && *reading->text == '\0');
    if (!is_empty && reading->error == OK) // else an empty line, or the second half of CR LF
        row_give(reading);
    bool is_second_half = end == '\n' && reading->end == '\r' && reading->begins.n == 0;
    if ((end == '\n' || end == '\r') && !is_second_half)
        reading->line++;
    reading->end = end;
    reading->begins.n = reading->text_n = 0;
    reading->row_line = reading->line;
}

// --- from bytes to rows ---

struct source {
    struct reading reading;
    struct csv_table table;
    struct csv_parser parser;
    size_t taken; // bytes so far
    bool is_broken;
};

static void source_begin(struct source *source, struct arena *arena, const char *file, csv_came *came, void *context)
{
    *source = (struct source){.table = {.file = file}};
    source->reading = (struct reading){.arena = arena, .table = &source->table, .came = came, .context = context, .line = 1, .row_line = 1};
    source->is_broken = csv_init(&source->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0;
}

// False where reading on makes no sense.
static bool source_take(struct source *source, const char *bytes, size_t n)
{
    bool has_mark = source->taken == 0 && n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    source->taken += n;
    if (has_mark)
        bytes += 3, n -= 3;
    if (!source->is_broken && n > 0)
        source->is_broken = csv_parse(&source->parser, bytes, n, field_came, row_ended, &source->reading) != n;
    return !source->is_broken && source->reading.error == OK && !arena_is_full(source->reading.arena);
}

static enum err source_end(struct source *source, const char **ret_why)
{
    struct reading *reading = &source->reading;
    if (!source->is_broken && reading->error == OK && !arena_is_full(reading->arena))
        source->is_broken = csv_fini(&source->parser, field_came, row_ended, reading) != 0;
    csv_free(&source->parser);
    if (arena_is_full(reading->arena))
        return ERR_LIMIT;
    if (source->is_broken && reading->error == OK)
        row_wrong(reading, "a quotation mark is missing, or stands where none belongs.");
    if (source->table.columns.n == 0 && reading->error == OK)
        row_wrong(reading, "the file is empty.");
    if (reading->error != OK)
        *ret_why = reading->why;
    return reading->error;
}

// --- tables ---

struct keeping {
    struct arena *arena;
    struct csv_table table;
};

static enum err row_keep(struct csv_table *table, void *context, const char **ret_why)
{
    (void)ret_why;
    struct keeping *keeping = context;
    keeping->table.file = table->file;
    keeping->table.columns = table->columns;
    if (table->n == 0)
        return OK;
    const char **at = ARENA_ARRAY(keeping->arena, const char *, table->columns.n), *const *fields = table->at[0].at;
    size_t last = table->columns.n - 1, n = (size_t)(fields[last] - fields[0]) + strlen(fields[last]);
    char *text = arena_copy(keeping->arena, fields[0], n); // they stand one behind the other
    for (size_t i = 0; i < table->columns.n; i++)
        at[i] = text + (fields[i] - fields[0]);
    *VEC_PUSH(keeping->arena, &keeping->table) = (struct csv_row){.at = at, .line = table->at[0].line};
    return OK;
}

enum err csv_read(struct arena *arena, const char *file, const char *bytes, size_t n, struct csv_table *ret_table,
                  const char **ret_why)
{
    struct keeping keeping = {.arena = arena};
    struct source source;
    source_begin(&source, arena, file, row_keep, &keeping);
    for (size_t at = 0; at < n && source_take(&source, bytes + at, n - at < BLOCK ? n - at : BLOCK); at += BLOCK)
        continue;
    TRY(source_end(&source, ret_why));
    *ret_table = keeping.table;
    return OK;
}

static void from_close(int *from)
{
    if (*from >= 0)
        close(*from);
}

enum err csv_each(struct arena *arena, const char *folder, const char *file, csv_came *came, void *context, const char **ret_why)
{
    const char *path = folder == NULL ? file : arena_print(arena, "%s/%s", folder, file);
    int from CLEANUP(from_close) = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        *ret_why = arena_print(arena, "There is no file %s.", path);
        return ERR_NOT_FOUND;
    }
    struct stat about;
    struct source source;
    char *block = arena_alloc(arena, BLOCK);
    bool is_readable = from >= 0 && fstat(from, &about) == 0 && S_ISREG(about.st_mode);
    ssize_t n = is_readable ? 0 : -1;
    source_begin(&source, arena, file, came, context);
    while (is_readable && ((n = read(from, block, BLOCK)) > 0 || (n < 0 && errno == EINTR)))
        if (n > 0 && !source_take(&source, block, (size_t)n))
            break;
    enum err error = source_end(&source, ret_why);
    if (n >= 0)
        return error;
    *ret_why = arena_print(arena, "The file %s cannot be read.", path);
    return ERR_STORE;
}

enum err csv_read_file(struct arena *arena, const char *folder, const char *file, struct csv_table *ret_table,
                       const char **ret_why)
{
    struct keeping keeping = {.arena = arena};
    TRY(csv_each(arena, folder, file, row_keep, &keeping, ret_why));
    *ret_table = keeping.table;
    return OK;
}

bool csv_has_column(const struct csv_table *table, const char *name)
{
    for (size_t i = 0; i < table->columns.n; i++)
        if (strcmp(table->columns.at[i], name) == 0)
            return true;
    return false;
}

const char *csv_known_column(const struct csv_table *table, const char *const *names)
{
    while (*names != NULL && !csv_has_column(table, *names))
        names++;
    return *names;
}

enum err csv_column(struct arena *arena, const struct csv_table *table, const char *name, size_t *ret_column,
                    const char **ret_why)
{
    for (size_t i = 0; i < table->columns.n; i++)
        if (strcmp(table->columns.at[i], name) == 0) {
            *ret_column = i;
            return OK;
        }
    *ret_why = arena_print(arena, "%s, line 1: the column '%s' is missing.", table->file, name);
    return ERR_INVALID;
}

enum err csv_number(struct arena *arena, const struct csv_table *table, size_t row, size_t column, int64_t least,
                    int64_t most, int64_t *ret_number, const char **ret_why)
{
    const char *text = table->at[row].at[column];
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    bool is_number = *text != '\0' && *text != ' ' && *text != '+' && *end == '\0' && errno == 0;
    if (is_number && number >= least && number <= most) {
        *ret_number = number;
        return OK;
    }
    *ret_why = arena_print(arena, is_number ? "%s, line %zu: '%.60s' in the column '%s' is out of range."
                                            : "%s, line %zu: '%.60s' in the column '%s' is not a whole number.",
                           table->file, table->at[row].line, text, table->columns.at[column]);
    return ERR_INVALID;
}

// Digits with a point and an exponent, as programs write them: strtod alone would also take "inf", "nan" and "0x1p3".
enum err csv_real(struct arena *arena, const struct csv_table *table, size_t row, size_t column, double *ret_number,
                  const char **ret_why)
{
    const char *text = table->at[row].at[column];
    char *end = NULL;
    double number = strtod(text, &end);
    if (*text != '\0' && strspn(text, "0123456789+-.eE") == strlen(text) && *end == '\0' && isfinite(number)) {
        *ret_number = number;
        return OK;
    }
    *ret_why = arena_print(arena, "%s, line %zu: '%.60s' in the column '%s' is not a number (write 3.5, without a comma).", table->file,
                           table->at[row].line, text, table->columns.at[column]);
    return ERR_INVALID;
}
