// db_postgres.c - the database server: libpq, loaded when the first PostgreSQL address is given.
#include <assert.h>
#include <dlfcn.h>
#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "store/driver.h"

// A program on SQLite never carries libpq and the 40 libraries behind it.
#define FUNCTIONS(X)                                                                                          \
    X(PQconnectdbParams) X(PQfinish) X(PQreset) X(PQstatus) X(PQerrorMessage) X(PQsetNoticeProcessor)         \
    X(PQexec) X(PQprepare) X(PQexecPrepared) X(PQresultStatus) X(PQresultErrorField) X(PQclear)               \
    X(PQcmdTuples) X(PQntuples) X(PQnfields) X(PQftype) X(PQgetisnull) X(PQgetlength) X(PQgetvalue)           \
    X(PQsocket) X(PQbackendPID) X(PQconsumeInput) X(PQnotifies) X(PQfreemem)    \
    X(PQconninfoParse) X(PQconninfoFree)                                    \
    X(PQputCopyData) X(PQputCopyEnd) X(PQgetResult)

static struct {
#define X(name) __typeof__(&name) name;
    FUNCTIONS(X)
#undef X
} pq;
static const char *load_failure; // NULL: loaded

static void load_library(void)
{
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        load_failure = "PostgreSQL needs the library libpq.so.5 (Debian package libpq5).";
        return;
    }
#define X(name)                                           \
    *(void **)&pq.name = dlsym(library, #name);           \
    if (pq.name == NULL)                                  \
        load_failure = "This libpq.so.5 has no " #name ".";
    FUNCTIONS(X)
#undef X
}

// Of pg_type, fixed by the protocol.
enum type {
    TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_NAME = 19, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23, TYPE_TEXT = 25,
    TYPE_FLOAT4 = 700, TYPE_FLOAT8 = 701, TYPE_UNKNOWN = 705, TYPE_BPCHAR = 1042, TYPE_VARCHAR = 1043,
};

static PGconn *connection_of(const struct db *db)
{
    return db->connection;
}

// --- errors ---

static enum err error_of(const char *state)
{
    static const struct {
        const char *state; // SQLSTATE, or its first signs
        enum err error;
    } table[] = {
        {"23", ERR_CONFLICT},    // integrity constraint violation
        {"40001", ERR_BUSY},     // serialization failure
        {"40P01", ERR_BUSY},     // deadlock
        {"55P03", ERR_BUSY},     // lock not available in time
        {"53300", ERR_BUSY},     // too many connections
        {"54", ERR_LIMIT},       // program limit exceeded
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (strncmp(state, table[i].state, strlen(table[i].state)) == 0)
            return table[i].error;
    return ERR_STORE;
}

// A connection that broke before COMMIT has stored nothing: the same may be tried again.
static enum err fail(struct db *db, const PGresult *result)
{
    if (pq.PQstatus(connection_of(db)) == CONNECTION_BAD) {
        db->is_lost = true;
        return db_fail(db, ERR_BUSY, "the connection to the database was lost");
    }
    const char *state = pq.PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *words = pq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY); // no values: no personal data
    return db_fail(db, state == NULL ? ERR_STORE : error_of(state), words == NULL ? "unknown" : words);
}

static enum err command_run(struct db *db, const char *sql)
{
    PGresult *result = pq.PQexec(connection_of(db), sql);
    ExecStatusType status = pq.PQresultStatus(result);
    bool is_done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
    enum err error = is_done ? OK : fail(db, result);
    pq.PQclear(result);
    return error;
}

// --- opening ---

static void ignore_notice(void *context, const char *message)
{
    (void)context, (void)message;
}

// Time-outs that keep one stuck client or lost cable from stopping everybody; what stands in the address wins.
static PGconn *connect_to(const char *address)
{
    static const char *const names[] = {"connect_timeout", "tcp_user_timeout", "keepalives_idle", "application_name",
                                        "client_encoding", "options", "dbname", NULL};
    static const char limits[] = "-c lock_timeout=10s -c statement_timeout=60s "
                                 "-c idle_in_transaction_session_timeout=60s";
    const char *const values[] = {"5", "15000", "30", "sempre", "UTF8", limits, address, NULL};
    return pq.PQconnectdbParams(names, values, 1);
}

static bool is_loaded(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load_library);
    return load_failure == NULL;
}

enum err postgres_options(struct arena *arena, const char *address, struct postgres_option **ret_options)
{
    struct { struct postgres_option *at; size_t n, cap; } list = {0};
    char *words = NULL;
    PQconninfoOption *all = is_loaded() ? pq.PQconninfoParse(address, &words) : NULL;
    if (words != NULL)
        pq.PQfreemem(words);
    if (all == NULL)
        return ERR_INVALID;
    for (const PQconninfoOption *each = all; each->keyword != NULL; each++)
        if (each->val != NULL)
            *VEC_PUSH(arena, &list) = (struct postgres_option){arena_dup(arena, each->keyword), arena_dup(arena, each->val)};
    *VEC_PUSH(arena, &list) = (struct postgres_option){0};
    pq.PQconninfoFree(all);
    *ret_options = list.at;
    return OK;
}

static enum err postgres_open(struct arena *arena, struct db *db, const char *address, const char **ret_why)
{
    if (!is_loaded()) {
        *ret_why = load_failure;
        return ERR_STORE;
    }
    db->connection = connect_to(address);
    if (db->connection == NULL)
        abort();
    if (pq.PQstatus(connection_of(db)) != CONNECTION_OK) {
        const char *words = pq.PQerrorMessage(connection_of(db));
        *ret_why = arena_print(arena, "The database server cannot be reached: %.*s.", (int)strcspn(words, "\n"), words);
        return ERR_STORE;
    }
    pq.PQsetNoticeProcessor(connection_of(db), ignore_notice, NULL);
    return OK;
}

static void postgres_close(struct db *db)
{
    if (db->connection != NULL)
        pq.PQfinish(connection_of(db));
}

enum err postgres_connect_again(struct db *db)
{
    db_forget_statements(db);
    pq.PQreset(connection_of(db));
    db->is_lost = pq.PQstatus(connection_of(db)) != CONNECTION_OK;
    return db->is_lost ? db_fail(db, ERR_BUSY, "the database server cannot be reached") : OK;
}

// --- transactions ---

static enum err postgres_begin(struct db *db)
{
    const char *begin =
        db->mode == DB_WRITE ? "BEGIN ISOLATION LEVEL SERIALIZABLE" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    if (!db->is_lost) {
        enum err error = command_run(db, begin);
        if (!db->is_lost)
            return error;
    }
    TRY(postgres_connect_again(db)); // the server was started anew since the last transaction
    return command_run(db, begin);
}

static enum err postgres_commit(struct db *db)
{
    enum err error = command_run(db, "COMMIT");
    return db->is_lost ? ERR_STORE : error; // nobody knows whether it was stored: it must not run again by itself
}

static void postgres_rollback(struct db *db)
{
    if (!db->is_lost)
        (void)command_run(db, "ROLLBACK");
}

static enum err postgres_savepoint(struct db *db)
{
    return command_run(db, "SAVEPOINT one");
}

static enum err postgres_release(struct db *db)
{
    return command_run(db, "RELEASE one");
}

static enum err postgres_rollback_to(struct db *db)
{
    return db->is_lost ? db_fail(db, ERR_BUSY, "the connection to the database was lost")
                       : command_run(db, "ROLLBACK TO one; RELEASE one");
}

enum err postgres_script(struct db *db, const char *sql)
{
    if (db->is_lost)
        TRY(postgres_connect_again(db));
    return command_run(db, sql);
}

// --- statements ---

// Parameters are ?1 in the program's SQL and $1 here; in texts, names and comments a ? stays.
static void rewrite_parameters(char *sql)
{
    for (char *at = sql; *at != '\0'; at++) {
        if (*at == '\'' || *at == '"') {
            at = strchr(at + 1, *at); // a doubled quote is just the next text
            assert(at != NULL);
        } else if (at[0] == '-' && at[1] == '-') {
            at += strcspn(at, "\n") - 1;
        } else if (*at == '?') {
            assert(at[1] >= '1' && at[1] <= '9');
            *at = '$';
        }
    }
}

static Oid type_of(enum arg_type type)
{
    switch (type) {
    case ARG_INT_:
    case ARG_NULL_INT_:
        return TYPE_INT8;
    case ARG_REAL_:
        return TYPE_FLOAT8;
    case ARG_TEXT_:
        return TYPE_TEXT;
    case ARG_BYTES_:
        return TYPE_BYTEA;
    }
    return 0;
}

static void name_of(const struct statement *statement, char ret_name[static 16])
{
    ret_name[0] = '\0'; // the unnamed statement, replaced by the next one
    if (!statement->is_temporary)
        snprintf(ret_name, 16, "q%u", statement->number);
}

static enum err postgres_prepare(struct db *db, struct statement *statement, const struct arg *args, size_t n)
{
    Oid types[DB_MOST_ARGS];
    for (size_t i = 0; i < n; i++) {
        types[i] = type_of(args[i].type);
        statement->types[i] = args[i].type;
    }
    statement->number = ++db->statements_named;
    char name[16];
    name_of(statement, name);
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    char *sql = arena_dup(arena, query_text(db, statement->query));
    rewrite_parameters(sql);
    PGresult *result = pq.PQprepare(connection_of(db), name, sql, (int)n, types);
    enum err error = pq.PQresultStatus(result) == PGRES_COMMAND_OK ? OK : fail(db, result);
    pq.PQclear(result);
    return error;
}

static void postgres_unprepare(struct db *db, struct statement *statement)
{
    if (db->is_lost || statement->is_temporary)
        return;
    char command[32];
    snprintf(command, sizeof(command), "DEALLOCATE q%u", statement->number);
    (void)command_run(db, command);
}

static enum err execute(struct db *db, const struct statement *statement, const struct arg *args, size_t n,
                        PGresult **ret_result)
{
    const char *values[DB_MOST_ARGS];
    int lengths[DB_MOST_ARGS], formats[DB_MOST_ARGS];
    uint64_t numbers[DB_MOST_ARGS]; // in the network's byte order
    for (size_t i = 0; i < n; i++) {
        const struct arg *arg = &args[i];
        assert(type_of(arg->type) == type_of(statement->types[i])); // a query is always run with the same types
        bool is_number = arg->type == ARG_INT_ || arg->type == ARG_REAL_;
        uint64_t number = (uint64_t)arg->number;
        if (arg->type == ARG_REAL_)
            memcpy(&number, &arg->real, sizeof(number));
        numbers[i] = htobe64(number);
        values[i] = is_number ? (const char *)&numbers[i] : arg->bytes;
        lengths[i] = is_number ? 8 : (int)arg->n;
        formats[i] = 1;
    }
    char name[16];
    name_of(statement, name);
    PGresult *result = pq.PQexecPrepared(connection_of(db), name, (int)n, values, lengths, formats, 1);
    ExecStatusType status = pq.PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        enum err error = fail(db, result);
        pq.PQclear(result);
        return error;
    }
    *ret_result = result;
    return OK;
}

static enum err postgres_run(struct db *db, struct statement *statement, const struct arg *args, size_t n,
                             int64_t *ret_changed)
{
    PGresult *result;
    TRY(execute(db, statement, args, n, &result));
    *ret_changed = strtoll(pq.PQcmdTuples(result), NULL, 10);
    pq.PQclear(result);
    return OK;
}

static enum err postgres_start(struct db *db, struct statement *statement, const struct arg *args, size_t n)
{
    PGresult *result;
    TRY(execute(db, statement, args, n, &result));
    statement->result = result;
    return OK;
}

static bool postgres_next(struct db *db, struct statement *statement, int row)
{
    (void)db;
    return row < pq.PQntuples(statement->result);
}

static void postgres_finish(struct db *db, struct statement *statement)
{
    (void)db;
    pq.PQclear(statement->result);
    statement->result = NULL;
}

// --- columns ---

static bool postgres_column_is_null(const struct statement *statement, int row, int column)
{
    assert(column < pq.PQnfields(statement->result));
    return pq.PQgetisnull(statement->result, row, column);
}

static void wrong_type(struct db *db, const struct statement *statement, int column)
{
    char words[160];
    snprintf(words, sizeof(words), "%s: column %d, of type %u, is read as another type than it has",
             statement->query->name, column, pq.PQftype(statement->result, column));
    db_fail(db, ERR_STORE, words);
}

static uint64_t big_endian(const char *bytes, int n)
{
    uint64_t number = 0;
    for (int i = 0; i < n; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

static int64_t postgres_column_int(struct db *db, const struct statement *statement, int row, int column)
{
    if (postgres_column_is_null(statement, row, column))
        return 0;
    const char *bytes = pq.PQgetvalue(statement->result, row, column);
    switch (pq.PQftype(statement->result, column)) {
    case TYPE_INT8:
        return (int64_t)big_endian(bytes, 8);
    case TYPE_INT4:
        return (int32_t)big_endian(bytes, 4);
    case TYPE_INT2:
        return (int16_t)big_endian(bytes, 2);
    case TYPE_BOOL:
        return bytes[0];
    default: // numeric above all: the sum of a bigint, without a cast
        wrong_type(db, statement, column);
        return 0;
    }
}

static double postgres_column_real(struct db *db, const struct statement *statement, int row, int column)
{
    if (postgres_column_is_null(statement, row, column))
        return 0.0;
    const char *bytes = pq.PQgetvalue(statement->result, row, column);
    switch (pq.PQftype(statement->result, column)) {
    case TYPE_FLOAT8: {
        uint64_t bits = big_endian(bytes, 8);
        double real;
        memcpy(&real, &bits, sizeof(real));
        return real;
    }
    case TYPE_FLOAT4: {
        uint32_t bits = (uint32_t)big_endian(bytes, 4);
        float real;
        memcpy(&real, &bits, sizeof(real));
        return (double)real;
    }
    default:
        return (double)postgres_column_int(db, statement, row, column);
    }
}

static const char *postgres_column_bytes(struct db *db, const struct statement *statement, int row, int column,
                                         size_t *ret_n)
{
    *ret_n = 0;
    if (postgres_column_is_null(statement, row, column))
        return NULL;
    switch (pq.PQftype(statement->result, column)) {
    case TYPE_TEXT:
    case TYPE_BYTEA:
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
    case TYPE_NAME:
    case TYPE_UNKNOWN:
        break;
    default:
        wrong_type(db, statement, column);
    }
    *ret_n = (size_t)pq.PQgetlength(statement->result, row, column);
    return pq.PQgetvalue(statement->result, row, column);
}

// --- for table_store.c ---

enum err postgres_copy_begin(struct db *db, const char *sql)
{
    if (db->error != OK)
        return db->error;
    PGresult *result = pq.PQexec(connection_of(db), sql);
    enum err error = pq.PQresultStatus(result) == PGRES_COPY_IN ? OK : fail(db, result);
    pq.PQclear(result);
    return error;
}

enum err postgres_copy_add(struct db *db, const char *bytes, size_t n)
{
    return pq.PQputCopyData(connection_of(db), bytes, (int)n) == 1 ? OK : fail(db, NULL);
}

enum err postgres_copy_end(struct db *db, int64_t *ret_rows)
{
    enum err error = OK;
    (void)pq.PQputCopyEnd(connection_of(db), db->error == OK ? NULL : "taken back");
    bool goes_on = true; // COPY_IN once more: the connection is gone, and libpq would say so for ever
    for (PGresult *result; goes_on && (result = pq.PQgetResult(connection_of(db))) != NULL; pq.PQclear(result)) {
        goes_on = pq.PQresultStatus(result) != PGRES_COPY_IN;
        if (pq.PQresultStatus(result) == PGRES_COMMAND_OK)
            *ret_rows = strtoll(pq.PQcmdTuples(result), NULL, 10);
        else if (error == OK)
            error = fail(db, result);
    }
    return error;
}

// --- for signal.c ---

int postgres_socket(struct db *db)
{
    return pq.PQsocket(connection_of(db));
}

int postgres_pid(struct db *db)
{
    return pq.PQbackendPID(connection_of(db));
}

bool postgres_heard(struct arena *arena, struct db *db, const char **ret_payload, int *ret_pid)
{
    if (pq.PQconsumeInput(connection_of(db)) == 0)
        db->is_lost = true;
    PGnotify *heard = pq.PQnotifies(connection_of(db));
    if (heard == NULL)
        return false;
    *ret_payload = arena_dup(arena, heard->extra);
    *ret_pid = heard->be_pid;
    pq.PQfreemem(heard);
    return true;
}

const struct db_driver postgres_driver = {
    .kind = DB_POSTGRES,
    .open = postgres_open,
    .close = postgres_close,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .savepoint = postgres_savepoint,
    .release = postgres_release,
    .rollback_to = postgres_rollback_to,
    .script = postgres_script,
    .prepare = postgres_prepare,
    .unprepare = postgres_unprepare,
    .run = postgres_run,
    .start = postgres_start,
    .next = postgres_next,
    .finish = postgres_finish,
    .column_is_null = postgres_column_is_null,
    .column_int = postgres_column_int,
    .column_real = postgres_column_real,
    .column_bytes = postgres_column_bytes,
};
