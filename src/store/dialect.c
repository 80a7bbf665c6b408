// dialect.c - the portable SQL of migrations in the words of one database.
#include "store/dialect.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"

static bool line_is(const char *line, size_t n, const char *text)
{
    while (n > 0 && isspace((unsigned char)line[n - 1]))
        n--;
    return n == strlen(text) && memcmp(line, text, n) == 0;
}

static const char *lines_for(struct arena *arena, enum db_kind kind, const char *sql)
{
    struct buf kept = buf_make(arena, strlen(sql) + 1);
    bool is_ours = true;
    for (size_t n; *sql != '\0'; sql += n) {
        n = strcspn(sql, "\n");
        n += sql[n] == '\n';
        if (line_is(sql, n, "-- sqlite"))
            is_ours = kind == DB_SQLITE;
        else if (line_is(sql, n, "-- postgresql"))
            is_ours = kind == DB_POSTGRES;
        else if (line_is(sql, n, "-- both"))
            is_ours = true;
        else if (is_ours)
            buf_add(&kept, sql, n);
    }
    return buf_text(&kept);
}

static bool is_word_sign(char sign)
{
    return isalnum((unsigned char)sign) || sign == '_';
}

// Bytes of the text, name, comment, word or single sign that starts here.
static size_t token_length(const char *at)
{
    if (*at == '\'' || *at == '"') {
        const char *end = strchr(at + 1, *at);
        return end == NULL ? strlen(at) : (size_t)(end - at) + 1;
    }
    if (at[0] == '-' && at[1] == '-')
        return strcspn(at, "\n");
    size_t n = 0;
    while (is_word_sign(at[n]))
        n++;
    return n == 0 ? 1 : n;
}

// What stands for the words at `at`, or NULL; `ret_taken` bytes of them.
static const char *replacement(const char *at, size_t *ret_taken)
{
    static const struct {
        const char *portable, *sqlite;
    } table[] = {
        {"BIGINT", "INTEGER"},
        {"DOUBLE PRECISION", "REAL"},
        {"BYTEA", "BLOB"},
        {"COLLATE \"C\"", ""},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        size_t n = strlen(table[i].portable);
        if (strncmp(at, table[i].portable, n) == 0 && !is_word_sign(at[n])) {
            *ret_taken = n;
            return table[i].sqlite;
        }
    }
    return NULL;
}

static const char *in_sqlite_words(struct arena *arena, const char *sql)
{
    struct buf out = buf_make(arena, strlen(sql) + 64);
    bool is_table = false;
    for (size_t n; *sql != '\0'; sql += n) {
        const char *other = replacement(sql, &n);
        if (other != NULL) {
            buf_add_text(&out, other);
            continue;
        }
        n = token_length(sql);
        if (strncmp(sql, "CREATE TABLE", 12) == 0)
            is_table = true;
        if (*sql == ';' && is_table) {
            size_t end = out.n; // ") STRICT", or ") WITHOUT ROWID, STRICT"
            while (end > 0 && (out.at[end - 1] == ' ' || out.at[end - 1] == '\n'))
                end--;
            buf_add_text(&out, end > 0 && out.at[end - 1] == ')' ? " STRICT" : ", STRICT");
            is_table = false;
        }
        buf_add(&out, sql, n);
    }
    return buf_text(&out);
}

const char *dialect_sql(struct arena *arena, enum db_kind kind, const char *sql)
{
    const char *lines = lines_for(arena, kind, sql);
    return kind == DB_SQLITE ? in_sqlite_words(arena, lines) : lines;
}
