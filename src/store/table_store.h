// table_store.h - whole tables: what the database's own catalogue says of them, and their rows as they are stored, many at
// once. For moving a database (move.h); everything else names its columns in a query.
//
// All of it inside a transaction, but for tables_prepare and tables_settle. A connection has one reader or one writer at a time,
// and runs nothing else meanwhile.
#ifndef SEMPRE_STORE_TABLE_STORE_H
#define SEMPRE_STORE_TABLE_STORE_H

#include "base/vec.h"
#include "store/db.h"

struct column {
    const char *name;
    bool is_known;        // its type is one that schemas of this program use, and tables that have others cannot be read here
    enum arg_type type;
    int key;              // its place in the primary key, from 1; 0: not part of it
};

struct table {
    const char *name;
    struct column *at; // by name, so that the order in which steps of the schema added them does not matter
    size_t n, cap;
};

struct table_list {
    struct table *at; // by name
    size_t n, cap;
};

// Every table but those that the database fills by itself (its own, and the parts of a full-text index), with every column
// but those it works out by itself.
CHECKED enum err table_list(struct arena *arena, struct db *db, struct table_list *ret_list);

// The setting by which PostgreSQL may lose what it has confirmed ("fsync" is off), or "".
CHECKED enum err database_not_durable(struct arena *arena, struct db *db, const char **ret_setting);

CHECKED enum err table_count(struct arena *arena, struct db *db, const struct table *table, int64_t *ret_rows);
CHECKED enum err table_clear(struct arena *arena, struct db *db, const struct table *table);

// Rows one after another in the order of the primary key; only some of them are in memory at a time.
struct table_reader;
CHECKED enum err table_read(struct arena *arena, struct db *db, const struct table *table, struct table_reader **ret_reader);
// The values of the next row, by the order of `table->at`; valid until the next call. NULL at the end, or where db_error says so.
const struct arg *table_next(struct table_reader *reader);
CHECKED enum err table_read_end(struct table_reader *reader); // also after an error, which it gives again

// Adds rows: by a prepared statement on SQLite, by COPY on PostgreSQL.
struct table_writer;
CHECKED enum err table_write(struct arena *arena, struct db *db, const struct table *table, struct table_writer **ret_writer);
CHECKED enum err table_add(struct table_writer *writer, const struct arg *values);
CHECKED enum err table_write_end(struct table_writer *writer); // also after an error, which it gives again

// Outside a transaction, on a connection that does nothing else afterwards: work that takes long is not interrupted, SQLite does
// not look at foreign keys and uses more memory.
CHECKED enum err tables_prepare(struct db *db);
// After the commit: PostgreSQL looks at what it was given, so that the first pages are planned well.
void tables_settle(struct db *db);

// Takes the foreign keys away (PostgreSQL, which would look at them row by row), so that tables can be filled in any order, and
// puts them back, looking at all rows. ERR_STORE: a row refers to nothing.
CHECKED enum err table_keys_off(struct arena *arena, struct db *db, struct strings *ret_keys);
CHECKED enum err table_keys_on(struct arena *arena, struct db *db, const struct strings *keys);
// SQLite: whether a row refers to nothing, as ERR_STORE with db_error_words.
CHECKED enum err table_keys_hold(struct arena *arena, struct db *db);

// A row that names something which is not there, where no foreign key would notice: a column "need_id" means the table need. 0
// means nothing; who was forgotten is gone, and an organisation may leave while what it said stays. `ret_orphan` has table NULL
// where all is well.
struct orphan {
    const char *table, *names;
    int64_t rows;
};
CHECKED enum err table_find_orphan(struct arena *arena, struct db *db, struct orphan *ret_orphan);

extern const struct query *const table_queries[];

#endif
