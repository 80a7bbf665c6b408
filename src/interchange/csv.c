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

enum { MOST_BYTES = 1024 * 1024 * 1024, BLOCK = 64 * 1024 };

struct reading {
    struct arena *arena;
    struct csv_table *table;
    struct strings fields; // of the row being read
    size_t line, row_line; // now; where the row began
    int end;               // the sign that ended the row before
    const char *why;       // the first thing that is wrong
};

static void row_wrong(struct reading *reading, const char *what)
{
    if (reading->why == NULL)
        reading->why = arena_print(reading->arena, "%s, line %zu: %s", reading->table->file, reading->row_line, what);
}

static void field_came(void *bytes, size_t n, void *context)
{
    struct reading *reading = context;
    const char *text = arena_copy(reading->arena, bytes == NULL ? "" : bytes, n);
    if (!utf8_is_valid(text, n) || memchr(text, '\0', n) != NULL)
        row_wrong(reading, "this is not UTF-8 text. Save the file as UTF-8 and try again.");
    *VEC_PUSH(reading->arena, &reading->fields) = text;
    for (const char *at = text; (at = memchr(at, '\n', n - (size_t)(at - text))) != NULL; at++)
        reading->line++;
}

static void row_ended(int end, void *context)
{
    struct reading *reading = context;
    struct csv_table *table = reading->table;
    struct strings *fields = &reading->fields;
    bool is_empty = fields->n == 0 || (fields->n == 1 && *fields->at[0] == '\0');
    if (is_empty) {
        // an empty line, or the second half of CR LF
    } else if (table->columns.n == 0) {
        table->columns = *fields;
    } else if (fields->n != table->columns.n) {
        row_wrong(reading, arena_print(reading->arena, "there are %zu fields where the first line has %zu.", fields->n,
                                       table->columns.n));
    } else {
        *VEC_PUSH(reading->arena, table) = (struct csv_row){.at = fields->at, .line = reading->row_line};
    }
    bool is_second_half = end == '\n' && reading->end == '\r' && fields->n == 0;
    if ((end == '\n' || end == '\r') && !is_second_half)
        reading->line++;
    reading->end = end;
    *fields = (struct strings){0};
    reading->row_line = reading->line;
}

enum err csv_read(struct arena *arena, const char *file, const char *bytes, size_t n, struct csv_table *ret_table,
                  const char **ret_why)
{
    struct csv_table table = {.file = file};
    struct reading reading = {.arena = arena, .table = &table, .line = 1, .row_line = 1};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
        return ERR_LIMIT;
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes += 3, n -= 3;
    bool is_read = true;
    for (size_t at = 0; at < n && is_read && reading.why == NULL && !arena_is_full(arena); at += BLOCK) {
        size_t size = n - at < BLOCK ? n - at : BLOCK;
        is_read = csv_parse(&parser, bytes + at, size, field_came, row_ended, &reading) == size;
    }
    if (is_read && reading.why == NULL)
        is_read = csv_fini(&parser, field_came, row_ended, &reading) == 0;
    csv_free(&parser);
    if (arena_is_full(arena))
        return ERR_LIMIT;
    if (!is_read)
        row_wrong(&reading, "a quotation mark is missing, or stands where none belongs.");
    if (table.columns.n == 0)
        row_wrong(&reading, "the file is empty.");
    if (reading.why != NULL) {
        *ret_why = reading.why;
        return ERR_INVALID;
    }
    *ret_table = table;
    return OK;
}

enum err csv_read_file(struct arena *arena, const char *folder, const char *file, struct csv_table *ret_table,
                       const char **ret_why)
{
    const char *path = folder == NULL ? file : arena_print(arena, "%s/%s", folder, file);
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        *ret_why = arena_print(arena, "There is no file %s.", path);
        return ERR_NOT_FOUND;
    }
    struct stat about;
    bool is_readable = from >= 0 && fstat(from, &about) == 0 && S_ISREG(about.st_mode) && about.st_size <= MOST_BYTES;
    size_t wanted = is_readable ? (size_t)about.st_size : 0, n = 0;
    char *bytes = arena_alloc(arena, wanted + 1);
    while (is_readable && n < wanted) {
        ssize_t more = read(from, bytes + n, wanted - n);
        if (more <= 0)
            break;
        n += (size_t)more;
    }
    if (from >= 0)
        close(from);
    if (!is_readable || n != wanted) {
        *ret_why = arena_print(arena, "The file %s cannot be read.", path);
        return ERR_STORE;
    }
    return csv_read(arena, file, bytes, n, ret_table, ret_why);
}

bool csv_has_column(const struct csv_table *table, const char *name)
{
    for (size_t i = 0; i < table->columns.n; i++)
        if (strcmp(table->columns.at[i], name) == 0)
            return true;
    return false;
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
