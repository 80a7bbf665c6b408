// db.h - the database: one connection to SQLite or PostgreSQL, the same calls and the same SQL for both.
//
// SQL is portable text with parameters ?1, ?2 ... and the types BIGINT, TEXT, DOUBLE PRECISION, BYTEA; where the two
// must differ a query carries both texts. A struct db is used by one thread at a time.
//
// One transaction a request, opened by the lane, command, job or test; rules only assert that one is open. After a
// failed statement the transaction is dead on both databases: every later call answers ERR_STORE (or the error that
// killed it) and db_commit rolls back. Reading loops therefore need no check of their own: rows_next ends the loop, and
// the edge asks db_error.
#ifndef SEMPRE_STORE_DB_H
#define SEMPRE_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct db;

enum db_kind { DB_SQLITE, DB_POSTGRES };
enum db_mode { DB_READ, DB_WRITE };

// A named SQL text. `static const struct query need_find = {"need_find", "SELECT ..."};`
// `postgres` only where the texts must differ; else NULL and `sql` serves both.
struct query {
    const char *name; // unique in the program
    const char *sql;
    const char *postgres;
};

enum arg_type { ARG_INT_, ARG_REAL_, ARG_TEXT_, ARG_BYTES_, ARG_NULL_INT_ };
struct arg {
    enum arg_type type;
    int64_t number;
    double real;
    const char *bytes; // NULL is SQL NULL
    size_t n;
};

enum { DB_MOST_ARGS = 64, DB_MOST_STATEMENTS = 64 }; // parameters of a statement; prepared statements of a connection

// Parameters by position: ARGS(INT(network.v), TEXT(title)). TEXT(NULL) and BYTES(NULL, 0) are NULL of that type. A
// query is always run with the same types.
#define INT(value) ((struct arg){.type = ARG_INT_, .number = (value)})
#define REAL(value) ((struct arg){.type = ARG_REAL_, .real = (value)})
#define TEXT(value) arg_text(value)
#define BYTES(value, size) ((struct arg){.type = ARG_BYTES_, .bytes = (const char *)(value), .n = (size)})
#define NULL_INT ((struct arg){.type = ARG_NULL_INT_})
#define ARGS(...) ((const struct arg[]){__VA_ARGS__}), (sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg))
#define NO_ARGS NULL, 0
struct arg arg_text(const char *text);

// The TCP ports at which a database may be reached, at most `most`; none for a file. False where nobody can tell, as the address
// names a service of pg_service.conf.
CHECKED bool db_ports(const char *address, size_t most, uint16_t *ret_ports, size_t *ret_n);

// Opens "sqlite:PATH" or "postgresql://...". SQLite: WAL, synchronous=FULL, foreign keys on; DB_READ is read-only
// (query_only) and DB_WRITE creates the file. Owned by the caller: db_close.
// Errors: ERR_INVALID (address not understood), ERR_NOT_FOUND (DB_READ, no such file), ERR_STORE. On error `ret_why`
// (may be NULL) is one English sentence owned by `arena`.
CHECKED enum err db_open(struct arena *arena, const char *address, enum db_mode mode, struct db **ret_db,
                         const char **ret_why);
void db_close(struct db *db);
void db_cleanup(struct db **db);

enum db_kind db_kind(const struct db *db);

// The path of the SQLite file, or NULL.
const char *db_path(const struct db *db);

// --- transactions: only lanes, commands, jobs and tests call these ---
// DB_WRITE: the only writer (SQLite) or SERIALIZABLE (PostgreSQL). DB_READ: one snapshot, read-only. A connection that
// was lost is made anew. ERR_BUSY: another writer kept the database too long, or the server is away.
CHECKED enum err db_begin(struct db *db);
// Publishes the signals of signal_add. ERR_BUSY: run the whole again; ERR_STORE: it is not stored, or (connection lost
// in this very moment) it is not known whether it is. The transaction is over in any case.
CHECKED enum err db_commit(struct db *db);
void db_rollback(struct db *db);
CHECKED enum err db_savepoint(struct db *db);          // one level
CHECKED enum err db_savepoint_release(struct db *db);
void db_savepoint_rollback(struct db *db);             // also brings a dead transaction back to life
bool db_in_transaction(const struct db *db);

// What killed the current transaction, or OK.
CHECKED enum err db_error(const struct db *db);
// The database's own words for it, for the log; never shown to people. "" if none.
const char *db_error_words(const struct db *db);

// --- statements ---
struct rows {
    struct db *db;
    void *state; // private to the driver
    int row;
};
#define ROWS struct rows CLEANUP(rows_end)
void rows_end(struct rows *rows); // also called at the end of scope; harmless twice

// Runs a statement that gives no rows. `ret_changed` (may be NULL): rows inserted, changed or deleted.
// Errors: ERR_CONFLICT where a unique, check or foreign key constraint refused it (the transaction is dead: expected
// conflicts use ON CONFLICT ... RETURNING instead), ERR_BUSY (serialization, deadlock, lock timeout), ERR_STORE.
CHECKED enum err db_run(struct db *db, const struct query *query, const struct arg *args, size_t n,
                        int64_t *ret_changed);

// Starts reading rows: `ROWS rows = db_rows(db, &need_list, ARGS(...)); while (rows_next(&rows)) ...`
struct rows db_rows(struct db *db, const struct query *query, const struct arg *args, size_t n);
bool rows_next(struct rows *rows);

// Columns of the current row, from 0. NULL reads as 0, 0.0, NULL. Texts are copied into `arena`; where that makes the
// arena full, the transaction is dead with ERR_LIMIT and the loop ends.
int64_t row_int(const struct rows *rows, int column);
double row_real(const struct rows *rows, int column);
const char *row_text(struct arena *arena, const struct rows *rows, int column);
const void *row_bytes(struct arena *arena, const struct rows *rows, int column, size_t *ret_n);
bool row_is_null(const struct rows *rows, int column);

// Runs text that is not a named query: migrations, PRAGMA, tests. May hold several statements.
CHECKED enum err db_script(struct db *db, const char *sql);

// Whether the database can prepare the query; nothing is run. For the test that prepares every query.
CHECKED enum err db_prepare(struct db *db, const struct query *query);

// --- what runs, for /metrics and the test that no query is dead ---
// Calls `each` for every query that ran in this process, with how often.
void db_each_query(void (*each)(const char *name, uint64_t runs, void *context), void *context);
// Statements this connection ran since it was opened; a page's budget is checked with it.
uint64_t db_statements(const struct db *db);

#endif
