// backup_sqlite.c - SQLite's online backup: one snapshot, page by page, while others write.
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/time.h"
#include "store/backup_private.h"

enum { BUSY_MS = 60 * 1000, PAGES_A_STEP = 2048, PAGES_BESIDE_OTHERS = 512 };

static const char *path_of(const char *address)
{
    return address + strlen("sqlite:");
}

static enum err failed(struct arena *arena, const char *path, sqlite3 *connection, const char **ret_why)
{
    *ret_why = arena_print(arena, "The database file %s cannot be read or written: %s.", path, sqlite3_errmsg(connection));
    return ERR_STORE;
}

// Closed by the caller, also after an error.
static enum err open_file(struct arena *arena, const char *path, int flags, sqlite3 **ret_connection, const char **ret_why)
{
    if (sqlite3_open_v2(path, ret_connection, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return failed(arena, path, *ret_connection, ret_why);
    sqlite3_busy_timeout(*ret_connection, BUSY_MS);
    return OK;
}

// The first column of the first row, or 0 or "". `ret_text` may be NULL.
static int ask(struct arena *arena, sqlite3 *connection, const char *sql, int64_t *ret_number, const char **ret_text)
{
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(connection, sql, -1, &statement, NULL);
    if (code != SQLITE_OK)
        return code;
    bool has_row = sqlite3_step(statement) == SQLITE_ROW;
    *ret_number = has_row ? sqlite3_column_int64(statement, 0) : 0;
    if (ret_text != NULL)
        *ret_text = has_row ? arena_dup(arena, (const char *)sqlite3_column_text(statement, 0)) : "";
    return sqlite3_finalize(statement);
}

// How many tables, and rows in all of them; `ret_sum` differs where any table has another number of rows.
static int count(struct arena *arena, sqlite3 *connection, struct backup_facts *ret_facts, int64_t *ret_sum)
{
    static const char tables[] = "SELECT 'SELECT count(*) FROM \"' || name || '\"' FROM sqlite_schema WHERE type = 'table' AND "
                                 "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(connection, tables, -1, &statement, NULL);
    *ret_facts = (struct backup_facts){0};
    *ret_sum = 0;
    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        int64_t rows = 0;
        code = ask(arena, connection, (const char *)sqlite3_column_text(statement, 0), &rows, NULL);
        ret_facts->tables++;
        ret_facts->rows += rows;
        *ret_sum += rows * ret_facts->tables;
    }
    int end = sqlite3_finalize(statement);
    return code != SQLITE_OK ? code : end;
}

int backup_copy_pages(sqlite3 *to, sqlite3 *from, int file, struct backup_listener listener)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL)
        return sqlite3_errcode(to);
    int code;
    do {
        int64_t began = time_monotonic_us();
        code = sqlite3_backup_step(backup, file >= 0 ? PAGES_BESIDE_OTHERS : listener.step != NULL ? PAGES_A_STEP : -1);
        if (file >= 0)
            backup_let_others(file, began);
        int64_t of = sqlite3_backup_pagecount(backup);
        if (listener.step != NULL)
            listener.step(of - sqlite3_backup_remaining(backup), of, listener.context);
    } while (code == SQLITE_OK);
    int end = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? end : code;
}

// SQLite puts a heading above what it found.
static const char *last_line(const char *words)
{
    const char *end = strrchr(words, '\n');
    return end == NULL ? words : end + 1;
}

// NULL in `ret_why`: all is well.
static enum err find_damage(struct arena *arena, sqlite3 *connection, const char *path, const char **ret_why)
{
    const char *words = "";
    int64_t number = 0;
    *ret_why = NULL;
    int code = ask(arena, connection, "PRAGMA integrity_check(1)", &number, &words);
    if (code == SQLITE_OK && strcmp(words, "ok") != 0)
        *ret_why = arena_print(arena, "The database file %s is damaged: %s.", path, last_line(words));
    if (code == SQLITE_OK && *ret_why == NULL) {
        code = ask(arena, connection, "SELECT \"table\" FROM pragma_foreign_key_check", &number, &words);
        if (code == SQLITE_OK && *words != '\0')
            *ret_why = arena_print(arena, "In the database file %s a row of %s refers to nothing.", path, words);
    }
    if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB) {
        *ret_why = arena_print(arena, "The database file %s is damaged: %s.", path, sqlite3_errstr(code));
        return OK;
    }
    return code == SQLITE_OK ? OK : failed(arena, path, connection, ret_why);
}

// The copy is one file: without a log beside it. It must hold the rows that `from` has in its snapshot.
static enum err check_copy(struct arena *arena, sqlite3 *from, const char *path, struct backup_facts *ret_facts,
                           const char **ret_why)
{
    sqlite3 *copy;
    struct backup_facts before;
    int64_t number = 0, sum = 0, sum_before = 0;
    enum err error = open_file(arena, path, SQLITE_OPEN_READWRITE, &copy, ret_why);
    if (error == OK && ask(arena, copy, "PRAGMA journal_mode=DELETE", &number, NULL) != SQLITE_OK)
        error = failed(arena, path, copy, ret_why);
    if (error == OK)
        error = find_damage(arena, copy, path, ret_why);
    if (error == OK && *ret_why != NULL)
        error = ERR_STORE;
    if (error == OK && (count(arena, copy, ret_facts, &sum) != SQLITE_OK || count(arena, from, &before, &sum_before) != SQLITE_OK))
        error = failed(arena, path, copy, ret_why);
    if (error == OK && (sum != sum_before || ret_facts->tables != before.tables)) {
        *ret_why = "What was read back is not what is in the database. Please try again.";
        error = ERR_STORE;
    }
    sqlite3_close(copy);
    return error;
}

static enum err sqlite_make(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                            struct backup_facts *ret_facts, const char **ret_why)
{
    const char *source = path_of(address);
    if (access(source, F_OK) != 0) {
        *ret_why = arena_print(arena, "There is no database file %s.", source);
        return ERR_NOT_FOUND;
    }
    sqlite3 *from, *to = NULL;
    int64_t number = 0;
    enum err error = open_file(arena, source, SQLITE_OPEN_READONLY, &from, ret_why);
    // the snapshot that is copied, and counted afterwards, stays the same while others write
    if (error == OK && (sqlite3_exec(from, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
                        ask(arena, from, "SELECT count(*) FROM sqlite_schema", &number, NULL) != SQLITE_OK))
        error = failed(arena, source, from, ret_why);
    if (error == OK)
        error = open_file(arena, path, SQLITE_OPEN_READWRITE, &to, ret_why);
    int file = error == OK ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    // backup.c waits for the disk at the end, before the file gets its name
    if (error == OK && (sqlite3_exec(to, "PRAGMA synchronous=OFF", NULL, NULL, NULL) != SQLITE_OK ||
                        backup_copy_pages(to, from, file, listener) != SQLITE_OK))
        error = failed(arena, path, to, ret_why);
    sqlite3_close(to);
    if (file >= 0)
        close(file); // not before: it would take SQLite's locks with it
    if (error == OK)
        error = check_copy(arena, from, path, ret_facts, ret_why);
    sqlite3_close(from);
    return error;
}

static enum err sqlite_examine_file(struct arena *arena, const char *path, const char **ret_why)
{
    sqlite3 *connection;
    enum err error = open_file(arena, path, SQLITE_OPEN_READONLY, &connection, ret_why);
    if (error == OK)
        error = find_damage(arena, connection, path, ret_why);
    sqlite3_close(connection);
    return error;
}

static enum err sqlite_verify(struct arena *arena, const char *path, const char **ret_why)
{
    int64_t tables = 0;
    sqlite3 *connection;
    enum err error = open_file(arena, path, SQLITE_OPEN_READONLY, &connection, ret_why);
    if (error == OK)
        error = find_damage(arena, connection, path, ret_why);
    if (error == OK && *ret_why != NULL)
        error = ERR_STORE;
    if (error == OK && ask(arena, connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'", &tables, NULL) != SQLITE_OK)
        error = failed(arena, path, connection, ret_why);
    sqlite3_close(connection);
    if (error == OK && tables == 0) {
        *ret_why = arena_print(arena, "%s is no backup of Sempre.", path);
        error = ERR_INVALID;
    }
    return error;
}

static enum err sqlite_is_there(struct arena *arena, const char *address, bool *ret_is_there, const char **ret_why)
{
    (void)arena, (void)ret_why;
    *ret_is_there = access(path_of(address), F_OK) == 0;
    return OK;
}

// In one transaction of SQLite's: whoever reads meanwhile sees all of the old or all of the new.
static enum err sqlite_restore(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                               const char **ret_why)
{
    const char *target = path_of(address);
    sqlite3 *from, *to = NULL;
    mode_t mask = umask(077);
    enum err error = open_file(arena, path, SQLITE_OPEN_READONLY, &from, ret_why);
    if (error == OK)
        error = open_file(arena, target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &to, ret_why);
    umask(mask);
    if (error == OK && backup_copy_pages(to, from, -1, listener) != SQLITE_OK)
        error = failed(arena, target, to, ret_why);
    sqlite3_close(to);
    sqlite3_close(from);
    return error;
}

static enum err sqlite_examine(struct arena *arena, const char *address, const char **ret_why)
{
    return sqlite_examine_file(arena, path_of(address), ret_why);
}

const struct backup_driver backup_sqlite = {
    .magic = {'S', 'Q', 'L', 'i', 't', 'e'}, .magic_n = 6, .make = sqlite_make, .verify = sqlite_verify,
    .is_there = sqlite_is_there, .restore = sqlite_restore, .examine = sqlite_examine,
};
