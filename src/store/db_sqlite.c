// db_sqlite.c - the embedded database: one file, one writer at a time, readers beside it.
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/time.h"
#include "store/driver.h"

enum { BUSY_MS = 60 * 1000 }; // a large import on a slow computer holds the file for many seconds: votes wait for it

// Settings of each connection. The caches are small because a small computer holds several connections, and the system
// keeps the file's pages anyway; mapping the file was measured to be no faster, and counts as memory of the process.
static const char settings[] =
    "PRAGMA foreign_keys=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA secure_delete=ON;" // what is deleted is written over with zeros
    "PRAGMA cache_size=-512;"
    "PRAGMA journal_size_limit=16777216;";

enum command { BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO, VERSION, COMMANDS };

static const char *const command_texts[COMMANDS] = {
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [SAVEPOINT] = "SAVEPOINT one",
    [RELEASE] = "RELEASE one",
    [ROLLBACK_TO] = "ROLLBACK TO one",
    [VERSION] = "PRAGMA data_version",
};

static sqlite3_stmt *handle_of(const struct statement *statement)
{
    return statement->handle;
}

static enum err error_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_TOOBIG:
        return ERR_LIMIT;
    default:
        return ERR_STORE; // disk full, disk broken, no such table
    }
}

static enum err fail(struct db *db, int code)
{
    return db_fail(db, error_of(code), sqlite3_errmsg(db->connection));
}

// --- opening ---

static enum err open_failed(struct arena *arena, struct db *db, const char **ret_why, int code)
{
    const char *words = db->connection == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(db->connection);
    *ret_why = arena_print(arena, "The database file %s cannot be opened: %s.", db->path, words);
    return ERR_STORE;
}

// What people say in a workshop is not for other accounts of the machine.
static void create_private(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0)
        close(file);
}

static int switch_to_wal(struct db *db)
{
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(db->connection, "PRAGMA journal_mode=WAL", -1, &statement, NULL);
    if (code != SQLITE_OK)
        return code;
    bool has_row = sqlite3_step(statement) == SQLITE_ROW;
    bool is_wal = has_row && strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
    code = sqlite3_finalize(statement);
    return code == SQLITE_OK && !is_wal ? SQLITE_CANTOPEN : code;
}

// The busy timeout does not hold for this one statement: where another program is opening the file too, it fails at once.
static int use_wal(struct db *db)
{
    int64_t until = time_monotonic() + BUSY_MS;
    int code;
    while (((code = switch_to_wal(db)) & 0xff) == SQLITE_BUSY && time_monotonic() < until)
        sqlite3_sleep(2);
    return code;
}

static int prepare_commands(struct db *db)
{
    sqlite3_stmt **commands = calloc(COMMANDS, sizeof(sqlite3_stmt *));
    if (commands == NULL)
        abort();
    db->commands = commands;
    for (int i = 0; i < COMMANDS; i++) {
        const char *text = i == BEGIN ? (db->mode == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN") : command_texts[i];
        int code = sqlite3_prepare_v3(db->connection, text, -1, SQLITE_PREPARE_PERSISTENT, &commands[i], NULL);
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

static int set_up(struct db *db)
{
    sqlite3_extended_result_codes(db->connection, 1);
    sqlite3_busy_timeout(db->connection, BUSY_MS);
    sqlite3_db_config(db->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    int code = db->mode == DB_WRITE ? use_wal(db) : SQLITE_OK;
    if (code == SQLITE_OK)
        code = sqlite3_exec(db->connection, settings, NULL, NULL, NULL);
    if (code == SQLITE_OK && db->mode == DB_READ)
        code = sqlite3_exec(db->connection, "PRAGMA query_only=ON; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    return code == SQLITE_OK ? prepare_commands(db) : code;
}

static void configure_library(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // counting memory would make all threads wait for one lock
}

static enum err sqlite_open(struct arena *arena, struct db *db, const char *address, const char **ret_why)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure_library);
    const char *path = address + strlen("sqlite:");
    if (path[0] == '\0' || path[0] == ':') {
        *ret_why = "A SQLite address names a file: sqlite:PATH.";
        return ERR_INVALID;
    }
    db->path = arena_dup(db->memory, path);
    if (db->mode == DB_READ && access(path, F_OK) != 0 && errno == ENOENT) {
        *ret_why = arena_print(arena, "There is no database file %s.", path);
        return ERR_NOT_FOUND;
    }
    if (db->mode == DB_WRITE)
        create_private(path);
    int flags = db->mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3 *connection;
    int code = sqlite3_open_v2(path, &connection, flags | SQLITE_OPEN_NOMUTEX, NULL);
    db->connection = connection;
    if (code == SQLITE_OK)
        code = set_up(db);
    return code == SQLITE_OK ? OK : open_failed(arena, db, ret_why, code);
}

static void sqlite_close(struct db *db)
{
    for (size_t i = 0; i < db->cached; i++)
        sqlite3_finalize(handle_of(&db->cache[i]));
    sqlite3_stmt **commands = db->commands;
    for (int i = 0; commands != NULL && i < COMMANDS; i++)
        sqlite3_finalize(commands[i]);
    free(commands);
    int code = sqlite3_close(db->connection);
    assert(code == SQLITE_OK); // else a statement was forgotten
}

// --- transactions ---

static enum err command_run(struct db *db, enum command command)
{
    sqlite3_stmt *statement = ((sqlite3_stmt **)db->commands)[command];
    sqlite3_step(statement);
    int code = sqlite3_reset(statement);
    return code == SQLITE_OK ? OK : fail(db, code);
}

static enum err sqlite_begin(struct db *db)
{
    return command_run(db, BEGIN);
}

static enum err sqlite_commit(struct db *db)
{
    return command_run(db, COMMIT);
}

static void sqlite_rollback(struct db *db)
{
    if (sqlite3_get_autocommit(db->connection) == 0) // a full disk has rolled back already
        (void)command_run(db, ROLLBACK);
}

static enum err sqlite_savepoint(struct db *db)
{
    return command_run(db, SAVEPOINT);
}

static enum err sqlite_release(struct db *db)
{
    return command_run(db, RELEASE);
}

static enum err sqlite_rollback_to(struct db *db)
{
    TRY(command_run(db, ROLLBACK_TO));
    return command_run(db, RELEASE);
}

static enum err sqlite_script(struct db *db, const char *sql)
{
    int code = sqlite3_exec(db->connection, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : fail(db, code);
}

// --- statements ---

static enum err sqlite_prepare(struct db *db, struct statement *statement, const struct arg *args, size_t n)
{
    sqlite3_stmt *handle;
    const char *rest;
    unsigned flags = statement->is_temporary ? 0 : SQLITE_PREPARE_PERSISTENT;
    int code = sqlite3_prepare_v3(db->connection, query_text(db, statement->query), -1, flags, &handle, &rest);
    if (code != SQLITE_OK)
        return fail(db, code);
    assert(handle != NULL && rest[strspn(rest, " \n;")] == '\0');                  // one query is one statement
    assert(args == NULL || (size_t)sqlite3_bind_parameter_count(handle) <= n); // and gets all its arguments
    statement->handle = handle;
    return OK;
}

static void sqlite_unprepare(struct db *db, struct statement *statement)
{
    (void)db;
    sqlite3_finalize(handle_of(statement));
}

static int bind_bytes(sqlite3_stmt *handle, int at, const struct arg *arg, sqlite3_destructor_type keep)
{
    if (arg->bytes == NULL)
        return sqlite3_bind_null(handle, at);
    if (arg->type == ARG_TEXT_)
        return sqlite3_bind_text64(handle, at, arg->bytes, arg->n, keep, SQLITE_UTF8);
    return sqlite3_bind_blob64(handle, at, arg->bytes, arg->n, keep);
}

static int bind_one(sqlite3_stmt *handle, int at, const struct arg *arg, sqlite3_destructor_type keep)
{
    switch (arg->type) {
    case ARG_INT_:
        return sqlite3_bind_int64(handle, at, arg->number);
    case ARG_REAL_:
        return sqlite3_bind_double(handle, at, arg->real);
    case ARG_TEXT_:
    case ARG_BYTES_:
        return bind_bytes(handle, at, arg, keep);
    case ARG_NULL_INT_:
        return sqlite3_bind_null(handle, at);
    }
    return SQLITE_MISUSE;
}

static enum err bind(struct db *db, struct statement *statement, const struct arg *args, size_t n,
                     sqlite3_destructor_type keep)
{
    sqlite3_stmt *handle = handle_of(statement);
    int wanted = sqlite3_bind_parameter_count(handle);
    assert((size_t)wanted <= n);
    for (int i = 0; i < wanted; i++) {
        int code = bind_one(handle, i + 1, &args[i], keep);
        if (code != SQLITE_OK)
            return fail(db, code);
    }
    return OK;
}

static enum err sqlite_run(struct db *db, struct statement *statement, const struct arg *args, size_t n,
                           int64_t *ret_changed)
{
    sqlite3_stmt *handle = handle_of(statement);
    TRY(bind(db, statement, args, n, SQLITE_STATIC)); // all is over before the caller's texts are
    while (sqlite3_step(handle) == SQLITE_ROW) {
    }
    int code = sqlite3_reset(handle);
    if (code != SQLITE_OK)
        return fail(db, code);
    *ret_changed = sqlite3_changes64(db->connection);
    return OK;
}

// The first step is taken at once, so that an INSERT ... RETURNING has happened, or failed, as on PostgreSQL.
static enum err sqlite_start(struct db *db, struct statement *statement, const struct arg *args, size_t n)
{
    sqlite3_stmt *handle = handle_of(statement);
    TRY(bind(db, statement, args, n, SQLITE_TRANSIENT));
    int code = sqlite3_step(handle);
    statement->has_row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return OK;
    enum err error = fail(db, code);
    sqlite3_reset(handle);
    return error;
}

static bool sqlite_next(struct db *db, struct statement *statement, int row)
{
    if (row == 0)
        return statement->has_row;
    int code = sqlite3_step(handle_of(statement));
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        fail(db, code);
    return code == SQLITE_ROW;
}

static void sqlite_finish(struct db *db, struct statement *statement)
{
    (void)db;
    sqlite3_stmt *handle = handle_of(statement);
    sqlite3_reset(handle);          // repeats an error that a step has reported
    sqlite3_clear_bindings(handle); // the copies of texts
}

// --- columns ---

// The value itself, so that its type is looked up once: a connection is used by one thread at a time, which is what reading it asks for.
static sqlite3_value *column_value(const struct statement *statement, int column)
{
    sqlite3_value *value = sqlite3_column_value(handle_of(statement), column);
    assert(sqlite3_value_type(value) != SQLITE_NULL || column < sqlite3_column_count(handle_of(statement))); // else there is none
    return value;
}

static bool sqlite_column_is_null(const struct statement *statement, int row, int column)
{
    (void)row;
    return sqlite3_value_type(column_value(statement, column)) == SQLITE_NULL;
}

static void wrong_type(struct db *db, const struct statement *statement, int column)
{
    char words[128];
    snprintf(words, sizeof(words), "%s: column %d is read as another type than it has", statement->query->name, column);
    db_fail(db, ERR_STORE, words);
}

static int64_t sqlite_column_int(struct db *db, const struct statement *statement, int row, int column)
{
    (void)row;
    sqlite3_value *value = column_value(statement, column);
    int type = sqlite3_value_type(value);
    if (type != SQLITE_NULL && type != SQLITE_INTEGER)
        wrong_type(db, statement, column);
    return sqlite3_value_int64(value); // of NULL: 0
}

static double sqlite_column_real(struct db *db, const struct statement *statement, int row, int column)
{
    (void)row;
    sqlite3_value *value = column_value(statement, column);
    int type = sqlite3_value_type(value);
    if (type != SQLITE_NULL && type != SQLITE_FLOAT && type != SQLITE_INTEGER)
        wrong_type(db, statement, column);
    return sqlite3_value_double(value); // of NULL: 0
}

static const char *sqlite_column_bytes(struct db *db, const struct statement *statement, int row, int column,
                                       size_t *ret_n)
{
    (void)row;
    *ret_n = 0;
    sqlite3_value *value = column_value(statement, column);
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL)
        return NULL;
    if (type != SQLITE_TEXT && type != SQLITE_BLOB)
        wrong_type(db, statement, column);
    const char *bytes = sqlite3_value_blob(value); // for a text: its bytes
    *ret_n = (size_t)sqlite3_value_bytes(value);
    return bytes == NULL ? "" : bytes;
}

// --- for migrate.c and signal.c ---

enum err sqlite_version(struct db *db, int64_t *ret_version)
{
    sqlite3_stmt *statement = ((sqlite3_stmt **)db->commands)[VERSION];
    bool found = sqlite3_step(statement) == SQLITE_ROW;
    int64_t version = found ? sqlite3_column_int64(statement, 0) : 0;
    int code = sqlite3_reset(statement);
    if (code != SQLITE_OK)
        return fail(db, code);
    *ret_version = version;
    return OK;
}

// The file is written anew by way of a nameless one beside it: not in memory, where connections keep what is passing.
enum err sqlite_erase(struct db *db)
{
    const char *slash = strrchr(db->path, '/');
    char *folder = slash == NULL ? sqlite3_mprintf(".") : sqlite3_mprintf("%.*s", (int)(slash - db->path) + 1, db->path);
    sqlite3_free(sqlite3_temp_directory);
    sqlite3_temp_directory = folder;
    int code = sqlite3_exec(db->connection, "PRAGMA temp_store=FILE; VACUUM; PRAGMA temp_store=MEMORY", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_wal_checkpoint_v2(db->connection, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (code == SQLITE_OK)
        return OK;
    return db_fail(db, code == SQLITE_BUSY ? ERR_BUSY : ERR_STORE, sqlite3_errstr(code));
}

const struct db_driver sqlite_driver = {
    .kind = DB_SQLITE,
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .savepoint = sqlite_savepoint,
    .release = sqlite_release,
    .rollback_to = sqlite_rollback_to,
    .script = sqlite_script,
    .prepare = sqlite_prepare,
    .unprepare = sqlite_unprepare,
    .run = sqlite_run,
    .start = sqlite_start,
    .next = sqlite_next,
    .finish = sqlite_finish,
    .column_is_null = sqlite_column_is_null,
    .column_int = sqlite_column_int,
    .column_real = sqlite_column_real,
    .column_bytes = sqlite_column_bytes,
};
