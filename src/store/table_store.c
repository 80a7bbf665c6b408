// table_store.c - whole tables by the database's catalogue: statements are made here from its names.
#include "store/table_store.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

#include "base/buf.h"
#include "store/driver.h"

enum { FETCHED = 1000, COPIED_AT_ONCE = 64 * 1024 };

static const struct query column_list = {
    "table_column_list",
    "SELECT t.name, c.name, c.type, c.pk FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name) AS c "
    "WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.hidden = 0 "
    "ORDER BY t.name, c.name",
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), "
    "coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1 "
    "FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' "
    "LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary "
    "WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, a.attname"};

static const struct query broken_key_list = {
    "table_broken_key_list", "SELECT \"table\" FROM pragma_foreign_key_check", "SELECT 'none' WHERE false"};

// Statements that take a key away, and in the second column those that put it back.
static const struct query key_list = {
    "table_key_list", "SELECT '', '' WHERE false",
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname), "
    "format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname"};

static const struct query durable_find = {
    "table_durable_find", "SELECT ''",
    "SELECT coalesce((SELECT name::text FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') "
    "AND setting = 'off' ORDER BY name LIMIT 1), '')"};

const struct query *const table_queries[] = {&column_list, &broken_key_list, &key_list, &durable_find, NULL};

// --- the catalogue ---

enum err database_not_durable(struct arena *arena, struct db *db, const char **ret_setting)
{
    ROWS rows = db_rows(db, &durable_find, NO_ARGS);
    const char *setting = rows_next(&rows) ? row_text(arena, &rows, 0) : "";
    rows_end(&rows);
    TRY(db_error(db));
    *ret_setting = setting;
    return OK;
}

static bool type_of(const char *declared, enum arg_type *ret_type)
{
    static const struct {
        const char *declared;
        enum arg_type type;
    } types[] = {
        {"INTEGER", ARG_INT_},  {"TEXT", ARG_TEXT_}, {"REAL", ARG_REAL_},             {"BLOB", ARG_BYTES_},
        {"bigint", ARG_INT_},   {"text", ARG_TEXT_}, {"double precision", ARG_REAL_}, {"bytea", ARG_BYTES_},
    };
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (strcmp(types[i].declared, declared) == 0) {
            *ret_type = types[i].type;
            return true;
        }
    return false;
}

enum err table_list(struct arena *arena, struct db *db, struct table_list *ret_list)
{
    struct table_list list = {0};
    ROWS rows = db_rows(db, &column_list, NO_ARGS);
    while (rows_next(&rows)) {
        const char *name = row_text(arena, &rows, 0);
        if (list.n == 0 || strcmp(list.at[list.n - 1].name, name) != 0)
            VEC_PUSH(arena, &list)->name = name;
        struct column column = {.name = row_text(arena, &rows, 1), .key = (int)row_int(&rows, 3)};
        column.is_known = type_of(row_text(arena, &rows, 2), &column.type);
        *VEC_PUSH(arena, &list.at[list.n - 1]) = column;
    }
    TRY(db_error(db));
    *ret_list = list;
    return OK;
}

// --- statements made of names, which are the program's own: letters, digits and _ ---

static void add_names(struct buf *sql, const struct table *table)
{
    for (size_t i = 0; i < table->n; i++)
        buf_print(sql, "%s\"%s\"", i == 0 ? "" : ", ", table->at[i].name);
}

static const char *order_of(struct arena *arena, const struct table *table)
{
    struct buf order = buf_make(arena, 256);
    int last = 0;
    for (size_t i = 0; i < table->n; i++)
        last = table->at[i].key > last ? table->at[i].key : last;
    for (int key = 1; key <= last; key++)
        for (size_t i = 0; i < table->n; i++)
            if (table->at[i].key == key)
                buf_print(&order, "%s\"%s\"", key == 1 ? " ORDER BY " : ", ", table->at[i].name);
    return buf_text(&order);
}

// A statement outside the cache, whose text lives in the arena: the cache keeps queries for ever.
static enum err make(struct arena *arena, struct db *db, const char *sql, const struct arg *types, size_t n,
                     struct statement **ret_statement)
{
    struct query *query = ARENA_NEW(arena, struct query);
    struct statement *statement = ARENA_NEW(arena, struct statement);
    *query = (struct query){"table_rows", sql, NULL};
    *statement = (struct statement){.query = query, .is_temporary = true};
    if (db->error != OK)
        return db->error;
    TRY(db->driver->prepare(db, statement, types, n));
    *ret_statement = statement;
    return OK;
}

static enum err ask_number(struct arena *arena, struct db *db, const char *sql, int64_t *ret_number)
{
    struct statement *statement;
    TRY(make(arena, db, sql, NULL, 0, &statement));
    enum err error = db->driver->start(db, statement, NULL, 0);
    if (error == OK) {
        *ret_number = db->driver->next(db, statement, 0) ? db->driver->column_int(db, statement, 0, 0) : 0;
        db->driver->finish(db, statement);
        error = db->error;
    }
    db->driver->unprepare(db, statement);
    return error;
}

enum err table_count(struct arena *arena, struct db *db, const struct table *table, int64_t *ret_rows)
{
    return ask_number(arena, db, arena_print(arena, "SELECT count(*) FROM \"%s\"", table->name), ret_rows);
}

static const struct column *column_of(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->n; i++)
        if (strcmp(table->at[i].name, name) == 0)
            return &table->at[i];
    return NULL;
}

// The table that a column names, "need" for "need_id"; NULL where none, or where what it names may be gone: the list of who was
// forgotten, and the organisation that said something.
static const struct table *named_by(const struct table_list *tables, const char *table, const char *column)
{
    size_t n = strlen(column);
    if (strcmp(table, "forgotten") == 0)
        return NULL;
    if (n <= 3 || strcmp(column + n - 3, "_id") != 0 || strcmp(column, "organisation_id") == 0)
        return NULL;
    for (size_t i = 0; i < tables->n; i++)
        if (strlen(tables->at[i].name) == n - 3 && strncmp(tables->at[i].name, column, n - 3) == 0)
            return column_of(&tables->at[i], "id") != NULL ? &tables->at[i] : NULL;
    return NULL;
}

enum err table_find_orphan(struct arena *arena, struct db *db, struct orphan *ret_orphan)
{
    struct table_list tables;
    struct orphan orphan = {0};
    TRY(table_list(arena, db, &tables));
    for (size_t i = 0; i < tables.n && orphan.rows == 0; i++)
        for (size_t c = 0; c < tables.at[i].n && orphan.rows == 0; c++) {
            const char *column = tables.at[i].at[c].name;
            const struct table *named = named_by(&tables, tables.at[i].name, column);
            if (named == NULL)
                continue;
            const char *sql = arena_print(arena, "SELECT count(*) FROM \"%s\" AS a WHERE a.\"%s\" <> 0 AND NOT EXISTS "
                                                 "(SELECT 1 FROM \"%s\" AS b WHERE b.id = a.\"%s\")",
                                          tables.at[i].name, column, named->name, column);
            TRY(ask_number(arena, db, sql, &orphan.rows));
            if (orphan.rows > 0)
                orphan = (struct orphan){tables.at[i].name, named->name, orphan.rows};
        }
    *ret_orphan = orphan;
    return OK;
}

enum err table_clear(struct arena *arena, struct db *db, const struct table *table)
{
    return db_script(db, arena_print(arena, "DELETE FROM \"%s\"", table->name));
}

// --- reading ---

struct table_reader {
    struct db *db;
    const struct table *table;
    struct statement *statement;
    bool is_started;
    int row;
    struct arg *values;
};

static enum err fetch(struct table_reader *reader)
{
    reader->row = -1;
    enum err error = reader->db->driver->start(reader->db, reader->statement, NULL, 0);
    reader->is_started = error == OK;
    return error;
}

enum err table_read(struct arena *arena, struct db *db, const struct table *table, struct table_reader **ret_reader)
{
    struct table_reader *reader = ARENA_NEW(arena, struct table_reader);
    *reader = (struct table_reader){.db = db, .table = table, .values = ARENA_ARRAY(arena, struct arg, table->n)};
    struct buf sql = buf_make(arena, 1024);
    if (db_kind(db) == DB_POSTGRES)
        buf_print(&sql, "DECLARE \"rows of %s\" NO SCROLL CURSOR FOR ", table->name);
    BUF_LITERAL(&sql, "SELECT ");
    add_names(&sql, table);
    buf_print(&sql, " FROM \"%s\"%s", table->name, order_of(arena, table));
    if (db_kind(db) == DB_POSTGRES) {
        TRY(db_script(db, buf_text(&sql)));
        sql.n = 0;
        buf_print(&sql, "FETCH %d FROM \"rows of %s\"", FETCHED, table->name);
    }
    TRY(make(arena, db, buf_text(&sql), NULL, 0, &reader->statement));
    enum err error = fetch(reader);
    if (error != OK)
        db->driver->unprepare(db, reader->statement);
    else
        *ret_reader = reader;
    return error;
}

static struct arg value_at(const struct table_reader *reader, int column)
{
    struct db *db = reader->db;
    struct arg value = {.type = reader->table->at[column].type};
    const struct statement *statement = reader->statement;
    if (db->driver->column_is_null(statement, reader->row, column)) {
        value.type = value.type == ARG_INT_ ? ARG_NULL_INT_ : value.type;
        return value;
    }
    switch (value.type) {
    case ARG_INT_:
        value.number = db->driver->column_int(db, statement, reader->row, column);
        break;
    case ARG_REAL_:
        value.real = db->driver->column_real(db, statement, reader->row, column);
        break;
    case ARG_TEXT_:
    case ARG_BYTES_:
    case ARG_NULL_INT_:
        value.bytes = db->driver->column_bytes(db, statement, reader->row, column, &value.n);
        break;
    }
    return value;
}

const struct arg *table_next(struct table_reader *reader)
{
    struct db *db = reader->db;
    while (db->error == OK && !db->driver->next(db, reader->statement, reader->row + 1)) {
        if (db_kind(db) == DB_SQLITE || reader->row + 1 < FETCHED)
            return NULL;
        db->driver->finish(db, reader->statement);
        if (fetch(reader) != OK)
            return NULL;
    }
    if (db->error != OK)
        return NULL;
    reader->row++;
    for (size_t i = 0; i < reader->table->n; i++)
        reader->values[i] = value_at(reader, (int)i);
    return reader->values;
}

enum err table_read_end(struct table_reader *reader)
{
    struct db *db = reader->db;
    if (reader->is_started)
        db->driver->finish(db, reader->statement);
    db->driver->unprepare(db, reader->statement);
    return db_kind(db) == DB_POSTGRES && db->error == OK ? db_script(db, "CLOSE ALL") : db->error;
}

// --- writing ---

struct table_writer {
    struct db *db;
    const struct table *table;
    struct statement *statement; // SQLite
    struct buf copied;           // PostgreSQL: rows in COPY's binary form
    int64_t rows;
    enum err error;
};

static void add_big_endian(struct buf *out, uint64_t number, size_t n)
{
    uint64_t swapped = htobe64(number);
    buf_add(out, (const char *)&swapped + 8 - n, n);
}

enum err table_write(struct arena *arena, struct db *db, const struct table *table, struct table_writer **ret_writer)
{
    assert(table->n <= DB_MOST_ARGS);
    struct table_writer *writer = ARENA_NEW(arena, struct table_writer);
    *writer = (struct table_writer){.db = db, .table = table};
    struct buf sql = buf_make(arena, 1024);
    buf_print(&sql, "%s \"%s\" (", db_kind(db) == DB_SQLITE ? "INSERT INTO" : "COPY", table->name);
    add_names(&sql, table);
    if (db_kind(db) == DB_POSTGRES) {
        BUF_LITERAL(&sql, ") FROM STDIN (FORMAT binary)");
        TRY(postgres_copy_begin(db, buf_text(&sql)));
        writer->copied = buf_make(arena, COPIED_AT_ONCE + 4096);
        BUF_LITERAL(&writer->copied, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"); // no flags, no more of a head
    } else {
        struct arg types[DB_MOST_ARGS];
        for (size_t i = 0; i < table->n; i++) {
            types[i] = (struct arg){.type = table->at[i].type};
            buf_print(&sql, "%s?%zu", i == 0 ? ") VALUES (" : ", ", i + 1);
        }
        buf_add_char(&sql, ')');
        TRY(make(arena, db, buf_text(&sql), types, table->n, &writer->statement));
    }
    *ret_writer = writer;
    return OK;
}

static void add_copied(struct buf *out, const struct arg *value)
{
    bool is_number = value->type == ARG_INT_ || value->type == ARG_REAL_;
    if (!is_number && value->bytes == NULL) {
        add_big_endian(out, UINT32_MAX, 4); // NULL
        return;
    }
    uint64_t number = (uint64_t)value->number;
    if (value->type == ARG_REAL_)
        memcpy(&number, &value->real, sizeof(number));
    add_big_endian(out, is_number ? 8 : value->n, 4);
    if (is_number)
        add_big_endian(out, number, 8);
    else
        buf_add(out, value->bytes, value->n);
}

enum err table_add(struct table_writer *writer, const struct arg *values)
{
    struct db *db = writer->db;
    int64_t changed = 0;
    if (writer->error != OK)
        return writer->error;
    writer->rows++;
    if (db_kind(db) == DB_SQLITE)
        return writer->error = db->driver->run(db, writer->statement, values, writer->table->n, &changed);
    add_big_endian(&writer->copied, writer->table->n, 2);
    for (size_t i = 0; i < writer->table->n; i++)
        add_copied(&writer->copied, &values[i]);
    if (writer->copied.n < COPIED_AT_ONCE)
        return OK;
    writer->error = postgres_copy_add(db, writer->copied.at, writer->copied.n);
    writer->copied.n = 0;
    return writer->error;
}

enum err table_write_end(struct table_writer *writer)
{
    struct db *db = writer->db;
    if (db_kind(db) == DB_SQLITE) {
        db->driver->unprepare(db, writer->statement);
        return writer->error;
    }
    int64_t rows = 0;
    if (writer->error == OK) {
        add_big_endian(&writer->copied, UINT16_MAX, 2);
        writer->error = postgres_copy_add(db, writer->copied.at, writer->copied.n);
    }
    enum err ended = postgres_copy_end(db, &rows);
    if (writer->error == OK)
        writer->error = ended;
    if (writer->error == OK && rows != writer->rows)
        writer->error = db_fail(db, ERR_STORE, "the server took fewer rows than it was given");
    return writer->error;
}

// --- foreign keys and long work ---

enum err tables_prepare(struct db *db)
{
    return db_script(db, db_kind(db) == DB_SQLITE ? "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-32768"
                                                  : "SET statement_timeout = 0; SET lock_timeout = 0; "
                                                    "SET idle_in_transaction_session_timeout = 0");
}

void tables_settle(struct db *db)
{
    enum err error = db_kind(db) == DB_SQLITE ? OK : db_script(db, "ANALYZE");
    (void)error; // the rows are there all the same
}

enum err table_keys_hold(struct arena *arena, struct db *db)
{
    ROWS rows = db_rows(db, &broken_key_list, NO_ARGS);
    while (rows_next(&rows))
        db_fail(db, ERR_STORE, arena_print(arena, "a row of %s refers to nothing", row_text(arena, &rows, 0)));
    return db_error(db);
}

enum err table_keys_off(struct arena *arena, struct db *db, struct strings *ret_keys)
{
    struct strings off = {0}, on = {0};
    ROWS rows = db_rows(db, &key_list, NO_ARGS);
    while (rows_next(&rows)) {
        *VEC_PUSH(arena, &off) = row_text(arena, &rows, 0);
        *VEC_PUSH(arena, &on) = row_text(arena, &rows, 1);
    }
    TRY(db_error(db));
    for (size_t i = 0; i < off.n; i++)
        TRY(db_script(db, off.at[i]));
    *ret_keys = on;
    return OK;
}

enum err table_keys_on(struct arena *arena, struct db *db, const struct strings *keys)
{
    for (size_t i = 0; i < keys->n; i++)
        TRY(db_script(db, keys->at[i]));
    return table_keys_hold(arena, db);
}
