// driver.h - between db.c and the two databases: what a connection is inside. Only src/store/ includes it.
#ifndef SEMPRE_STORE_DRIVER_H
#define SEMPRE_STORE_DRIVER_H

#include <pthread.h>
#include <stdatomic.h>

#include "store/db.h"
#include "store/signal.h"

struct statement {
    const struct query *query; // NULL: the slot is free
    _Atomic uint64_t *runs;    // the query's counter in this process
    uint64_t last_used;        // by the connection's count of statements
    bool is_reading;           // between start and finish
    bool is_temporary;         // not in the cache: the same query is being read already, or all slots are
    void *handle;              // sqlite3_stmt, or NULL
    void *result;              // PGresult while reading, or NULL
    unsigned number;           // PostgreSQL: part of its name
    bool has_row;              // SQLite: the first step gave a row that rows_next has not handed out
    enum arg_type types[DB_MOST_ARGS]; // PostgreSQL: as prepared
};

struct db_driver {
    enum db_kind kind;
    enum err (*open)(struct arena *arena, struct db *db, const char *address, const char **ret_why);
    void (*close)(struct db *db); // with all statements of the cache; the connection may be half open
    // Each returns OK or what db_fail returned.
    enum err (*begin)(struct db *db);
    enum err (*commit)(struct db *db);
    void (*rollback)(struct db *db);
    enum err (*savepoint)(struct db *db);
    enum err (*release)(struct db *db);
    enum err (*rollback_to)(struct db *db);
    enum err (*script)(struct db *db, const char *sql);
    // With args NULL the types are left to the database.
    enum err (*prepare)(struct db *db, struct statement *statement, const struct arg *args, size_t n);
    void (*unprepare)(struct db *db, struct statement *statement);
    enum err (*run)(struct db *db, struct statement *statement, const struct arg *args, size_t n, int64_t *ret_changed);
    enum err (*start)(struct db *db, struct statement *statement, const struct arg *args, size_t n);
    bool (*next)(struct db *db, struct statement *statement, int row); // false: the end, or db_fail was called
    void (*finish)(struct db *db, struct statement *statement);
    // Of NULL: 0, 0, and NULL with length 0.
    bool (*column_is_null)(const struct statement *statement, int row, int column);
    int64_t (*column_int)(struct db *db, const struct statement *statement, int row, int column);
    double (*column_real)(struct db *db, const struct statement *statement, int row, int column);
    // Bytes of text, or of bytea; valid until the next row.
    const char *(*column_bytes)(struct db *db, const struct statement *statement, int row, int column, size_t *ret_n);
};

struct pending_signals { // of the open transaction
    struct signal *at;
    size_t n, cap;
    size_t n_at_savepoint;
};

struct db {
    const struct db_driver *driver;
    enum db_mode mode;
    struct arena *memory; // as long as the connection
    const char *address;
    const char *path; // SQLite
    void *connection; // sqlite3 or PGconn
    void *commands;   // the driver's own statements
    bool is_in_transaction, is_in_savepoint;
    bool is_lost;     // PostgreSQL: the connection broke and is made anew by the next db_begin
    int reading;      // rows that are open
    enum err error;   // what killed the transaction
    char words[256];
    uint64_t statements_run;
    unsigned statements_named;
    struct statement cache[DB_MOST_STATEMENTS];
    size_t cached;
    struct pending_signals signals;
    pthread_mutex_t in_use; // SQLite writers: held while a transaction is open, see signal.c
    int64_t seen_version;   // PRAGMA data_version
};

extern const struct db_driver sqlite_driver, postgres_driver;

// Notes what went wrong: kills the transaction if one is open (the first error stays). Returns `error`.
enum err db_fail(struct db *db, enum err error, const char *words);

// The query's text for this database.
const char *query_text(const struct db *db, const struct query *query);

// Empties the cache without telling the database: the connection the statements were on is gone.
void db_forget_statements(struct db *db);

// --- db_sqlite.c ---
// See erase.h.
CHECKED enum err sqlite_erase(struct db *db);
// Changes when another connection committed.
CHECKED enum err sqlite_version(struct db *db, int64_t *ret_version);

// --- db_postgres.c ---
// What libpq makes of an address: keywords as "host" with their values, decoded; those without a value left out. Ended by NULL.
struct postgres_option {
    const char *keyword, *value;
};
CHECKED enum err postgres_options(struct arena *arena, const char *address, struct postgres_option **ret_options);
// One or more statements outside a transaction or in it, e.g. LISTEN.
CHECKED enum err postgres_script(struct db *db, const char *sql);
int postgres_socket(struct db *db);
int postgres_pid(struct db *db);
// The next notification that has arrived: its payload (copied into `arena`) and the server process it came from.
// False if there is none, or (then db->is_lost) the connection broke.
bool postgres_heard(struct arena *arena, struct db *db, const char **ret_payload, int *ret_pid);
CHECKED enum err postgres_connect_again(struct db *db);
// COPY ... FROM STDIN in a transaction: begun by its statement, then bytes in any pieces, then always ended (after an error too,
// which takes everything back). `ret_rows`: how many the server took.
CHECKED enum err postgres_copy_begin(struct db *db, const char *sql);
CHECKED enum err postgres_copy_add(struct db *db, const char *bytes, size_t n);
CHECKED enum err postgres_copy_end(struct db *db, int64_t *ret_rows);

// --- signal.c, called by db.c ---
void signal_opened(struct db *db);    // a SQLite writer: watched for changes of others
void signal_closing(struct db *db);
void signal_began(struct db *db);     // in the fresh transaction
CHECKED enum err signal_before_commit(struct db *db);
void signal_committed(struct db *db); // publishes
void signal_rolled_back(struct db *db);

#endif
