// db.c - connections, transactions and statements: what both databases have in common.
#include "store/db.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/driver.h"

struct arg arg_text(const char *text)
{
    return (struct arg){.type = ARG_TEXT_, .bytes = text, .n = text == NULL ? 0 : strlen(text)};
}

static const struct db_driver *driver_of(const char *address)
{
    if (strncmp(address, "sqlite:", 7) == 0)
        return &sqlite_driver;
    if (strncmp(address, "postgresql://", 13) == 0 || strncmp(address, "postgres://", 11) == 0)
        return &postgres_driver;
    return NULL;
}

bool db_ports(const char *address, size_t most, uint16_t *ret_ports, size_t *ret_n)
{
    enum { USUAL = 5432 };
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    struct postgres_option *options = NULL;
    const char *list = getenv("PGPORT");
    *ret_n = 0;
    if (driver_of(address) == &sqlite_driver)
        return true;
    if (getenv("PGSERVICE") != NULL || postgres_options(arena, address, &options) != OK)
        return false;
    for (; options->keyword != NULL; options++) {
        if (strcmp(options->keyword, "service") == 0)
            return false;
        if (strcmp(options->keyword, "port") == 0)
            list = options->value;
    }
    size_t n = 0;
    for (const char *at = list == NULL ? "" : list; *at != '\0'; at += strcspn(at, ","), at += *at == ',') {
        long port = strtol(at, NULL, 10); // 0: an empty one of a list, which is the usual one
        if (n == most || port < 0 || port > UINT16_MAX)
            return false;
        ret_ports[n++] = port == 0 ? USUAL : (uint16_t)port;
    }
    if (n == 0)
        ret_ports[n++] = USUAL;
    *ret_n = n;
    return true;
}

enum err db_open(struct arena *arena, const char *address, enum db_mode mode, struct db **ret_db, const char **ret_why)
{
    const char *unused;
    const char **why = ret_why == NULL ? &unused : ret_why;
    const struct db_driver *driver = driver_of(address);
    if (driver == NULL) {
        *why = "A database address begins with sqlite: or postgresql://.";
        return ERR_INVALID;
    }
    struct db *db = calloc(1, sizeof(*db));
    if (db == NULL)
        abort();
    db->driver = driver;
    db->memory = arena_new(4096);
    db->mode = mode;
    db->address = arena_dup(db->memory, address);
    pthread_mutex_init(&db->in_use, NULL);
    enum err error = driver->open(arena, db, address, why);
    if (error != OK) {
        db_close(db);
        return error;
    }
    if (driver->kind == DB_SQLITE && mode == DB_WRITE)
        signal_opened(db);
    *ret_db = db;
    return OK;
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    assert(db->reading == 0);
    if (db->is_in_transaction)
        db_rollback(db);
    signal_closing(db);
    db->driver->close(db);
    pthread_mutex_destroy(&db->in_use);
    free(db->signals.at);
    arena_free(db->memory);
    free(db);
}

void db_cleanup(struct db **db)
{
    db_close(*db);
    *db = NULL;
}

enum db_kind db_kind(const struct db *db)
{
    return db->driver->kind;
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_in_transaction(const struct db *db)
{
    return db->is_in_transaction;
}

enum err db_error(const struct db *db)
{
    return db->error;
}

const char *db_error_words(const struct db *db)
{
    return db->words;
}

uint64_t db_statements(const struct db *db)
{
    return db->statements_run;
}

enum err db_fail(struct db *db, enum err error, const char *words)
{
    assert(error != OK);
    if (db->error != OK)
        return error; // what came first explains the rest
    size_t n = strcspn(words, "\n");
    n = n < sizeof(db->words) - 1 ? n : sizeof(db->words) - 1;
    memcpy(db->words, words, n);
    db->words[n] = '\0';
    if (db->is_in_transaction)
        db->error = error;
    return error;
}

// --- transactions ---

// One mutex operation a transaction is all that watching a writer costs; see signal.c.
static void lock(struct db *db)
{
    if (db->driver->kind == DB_SQLITE && db->mode == DB_WRITE)
        pthread_mutex_lock(&db->in_use);
}

static void over(struct db *db)
{
    db->is_in_transaction = db->is_in_savepoint = false;
    if (db->driver->kind == DB_SQLITE && db->mode == DB_WRITE)
        pthread_mutex_unlock(&db->in_use);
}

enum err db_begin(struct db *db)
{
    assert(!db->is_in_transaction);
    db->error = OK;
    db->words[0] = '\0';
    lock(db);
    enum err error = db->driver->begin(db);
    if (error != OK) {
        over(db);
        return error;
    }
    db->is_in_transaction = true;
    db->signals.n = db->signals.n_at_savepoint = 0;
    signal_began(db);
    return OK;
}

enum err db_commit(struct db *db)
{
    assert(db->is_in_transaction && !db->is_in_savepoint && db->reading == 0);
    enum err error = db->error;
    if (error == OK)
        error = signal_before_commit(db);
    if (error == OK)
        error = db->driver->commit(db);
    if (error != OK) {
        db->driver->rollback(db);
        over(db);
        signal_rolled_back(db);
        return error;
    }
    over(db);
    signal_committed(db);
    return OK;
}

void db_rollback(struct db *db)
{
    assert(db->is_in_transaction && db->reading == 0);
    db->driver->rollback(db);
    over(db);
    signal_rolled_back(db);
}

enum err db_savepoint(struct db *db)
{
    assert(db->is_in_transaction && !db->is_in_savepoint && db->reading == 0);
    if (db->error != OK)
        return db->error;
    TRY(db->driver->savepoint(db));
    db->is_in_savepoint = true;
    db->signals.n_at_savepoint = db->signals.n;
    return OK;
}

enum err db_savepoint_release(struct db *db)
{
    assert(db->is_in_savepoint && db->reading == 0);
    if (db->error != OK)
        return db->error;
    TRY(db->driver->release(db));
    db->is_in_savepoint = false;
    return OK;
}

void db_savepoint_rollback(struct db *db)
{
    assert(db->is_in_savepoint && db->reading == 0);
    db->is_in_savepoint = false;
    db->signals.n = db->signals.n_at_savepoint;
    enum err killer = db->error;
    db->error = OK;
    if (db->driver->rollback_to(db) != OK)
        db->error = killer != OK ? killer : ERR_STORE; // the whole transaction is gone: the disk was full
    else
        db->words[0] = '\0';
}

// --- the cache of prepared statements ---

// Queries that ran in this process, with their counters; they stay for ever, as the queries themselves do.
static struct counter {
    const struct query *query;
    _Atomic uint64_t runs;
    struct counter *next;
} *counters;
static pthread_mutex_t counters_lock = PTHREAD_MUTEX_INITIALIZER;

static _Atomic uint64_t *counter_of(const struct query *query)
{
    pthread_mutex_lock(&counters_lock);
    struct counter *counter = counters;
    while (counter != NULL && counter->query != query)
        counter = counter->next;
    if (counter == NULL) {
        counter = calloc(1, sizeof(*counter));
        if (counter == NULL)
            abort();
        counter->query = query;
        counter->next = counters;
        counters = counter;
    }
    pthread_mutex_unlock(&counters_lock);
    return &counter->runs;
}

void db_each_query(void (*each)(const char *name, uint64_t runs, void *context), void *context)
{
    pthread_mutex_lock(&counters_lock);
    struct counter *first = counters; // the list only grows in front
    pthread_mutex_unlock(&counters_lock);
    for (struct counter *counter = first; counter != NULL; counter = counter->next) {
        uint64_t runs = atomic_load_explicit(&counter->runs, memory_order_relaxed);
        if (runs > 0)
            each(counter->query->name, runs, context);
    }
}

const char *query_text(const struct db *db, const struct query *query)
{
    return db->driver->kind == DB_POSTGRES && query->postgres != NULL ? query->postgres : query->sql;
}

void db_forget_statements(struct db *db)
{
    assert(db->reading == 0);
    memset(db->cache, 0, sizeof(db->cache));
    db->cached = 0;
}

// The least recently used statement that nobody reads from makes room; NULL if all are being read.
static struct statement *free_slot(struct db *db)
{
    if (db->cached < DB_MOST_STATEMENTS)
        return &db->cache[db->cached];
    struct statement *oldest = NULL;
    for (size_t i = 0; i < db->cached; i++) {
        struct statement *slot = &db->cache[i];
        if (!slot->is_reading && (oldest == NULL || slot->last_used < oldest->last_used))
            oldest = slot;
    }
    if (oldest != NULL && oldest->query != NULL) {
        db->driver->unprepare(db, oldest);
        *oldest = (struct statement){0};
    }
    return oldest;
}

static struct statement *temporary_statement(void)
{
    struct statement *statement = calloc(1, sizeof(*statement));
    if (statement == NULL)
        abort();
    statement->is_temporary = true;
    return statement;
}

static void let_go(struct db *db, struct statement *statement)
{
    if (!statement->is_temporary)
        return;
    db->driver->unprepare(db, statement);
    free(statement);
}

static enum err prepare(struct db *db, bool is_read_elsewhere, const struct query *query, const struct arg *args,
                        size_t n, struct statement **ret_statement)
{
    struct statement *slot = is_read_elsewhere ? NULL : free_slot(db);
    struct statement *statement = slot == NULL ? temporary_statement() : slot;
    statement->query = query;
    statement->runs = counter_of(query);
    enum err error = db->driver->prepare(db, statement, args, n);
    if (error != OK) {
        bool is_temporary = statement->is_temporary;
        *statement = (struct statement){0};
        if (is_temporary)
            free(statement);
        return error;
    }
    if (slot != NULL && slot == &db->cache[db->cached])
        db->cached++;
    *ret_statement = statement;
    return OK;
}

// Comparing at most 64 addresses is far below the cost of the cheapest statement.
static enum err statement_for(struct db *db, const struct query *query, const struct arg *args, size_t n,
                              struct statement **ret_statement)
{
    struct statement *found = NULL;
    for (size_t i = 0; i < db->cached && found == NULL; i++)
        if (db->cache[i].query == query)
            found = &db->cache[i];
    if (found == NULL || found->is_reading)
        TRY(prepare(db, found != NULL, query, args, n, &found));
    found->last_used = ++db->statements_run;
    atomic_fetch_add_explicit(found->runs, 1, memory_order_relaxed);
    *ret_statement = found;
    return OK;
}

enum err db_prepare(struct db *db, const struct query *query)
{
    assert(db->is_in_transaction);
    if (db->error != OK)
        return db->error;
    struct statement statement = {.query = query, .is_temporary = true};
    TRY(db->driver->prepare(db, &statement, NULL, 0));
    db->driver->unprepare(db, &statement);
    return OK;
}

// --- statements ---

enum err db_run(struct db *db, const struct query *query, const struct arg *args, size_t n, int64_t *ret_changed)
{
    assert(db->is_in_transaction && n <= DB_MOST_ARGS);
    if (db->error != OK)
        return db->error;
    struct statement *statement;
    TRY(statement_for(db, query, args, n, &statement));
    int64_t changed = 0;
    enum err error = db->driver->run(db, statement, args, n, &changed);
    let_go(db, statement);
    if (error == OK && ret_changed != NULL)
        *ret_changed = changed;
    return error;
}

struct rows db_rows(struct db *db, const struct query *query, const struct arg *args, size_t n)
{
    assert(db->is_in_transaction && n <= DB_MOST_ARGS);
    struct rows none = {.db = db, .row = -1};
    struct statement *statement;
    if (db->error != OK || statement_for(db, query, args, n, &statement) != OK)
        return none;
    if (db->driver->start(db, statement, args, n) != OK) {
        let_go(db, statement);
        return none;
    }
    statement->is_reading = true;
    db->reading++;
    return (struct rows){.db = db, .state = statement, .row = -1};
}

bool rows_next(struct rows *rows)
{
    if (rows->state == NULL)
        return false;
    if (rows->db->error == OK && rows->db->driver->next(rows->db, rows->state, rows->row + 1)) {
        rows->row++;
        return true;
    }
    rows_end(rows);
    return false;
}

void rows_end(struct rows *rows)
{
    struct statement *statement = rows->state;
    if (statement == NULL)
        return;
    rows->state = NULL;
    rows->db->driver->finish(rows->db, statement);
    rows->db->reading--;
    statement->is_reading = false;
    let_go(rows->db, statement);
}

// --- columns ---

static const struct statement *current(const struct rows *rows)
{
    assert(rows->state != NULL && rows->row >= 0); // a column is read only after rows_next said yes
    return rows->state;
}

bool row_is_null(const struct rows *rows, int column)
{
    return rows->db->driver->column_is_null(current(rows), rows->row, column);
}

int64_t row_int(const struct rows *rows, int column)
{
    return rows->db->driver->column_int(rows->db, current(rows), rows->row, column);
}

double row_real(const struct rows *rows, int column)
{
    return rows->db->driver->column_real(rows->db, current(rows), rows->row, column);
}

static char *copy_column(struct arena *arena, const struct rows *rows, int column, size_t *ret_n)
{
    const char *bytes = rows->db->driver->column_bytes(rows->db, current(rows), rows->row, column, ret_n);
    if (bytes == NULL)
        return NULL;
    char *copy = arena_copy(arena, bytes, *ret_n);
    if (arena_is_full(arena))
        db_fail(rows->db, ERR_LIMIT, "the rows do not fit into the arena");
    return copy;
}

const char *row_text(struct arena *arena, const struct rows *rows, int column)
{
    size_t n;
    return copy_column(arena, rows, column, &n);
}

const void *row_bytes(struct arena *arena, const struct rows *rows, int column, size_t *ret_n)
{
    return copy_column(arena, rows, column, ret_n);
}

enum err db_script(struct db *db, const char *sql)
{
    if (db->error != OK && db->is_in_transaction)
        return db->error;
    if (db->is_in_transaction)
        return db->driver->script(db, sql);
    db->error = OK;
    db->words[0] = '\0';
    lock(db);
    enum err error = db->driver->script(db, sql);
    over(db);
    return error;
}
