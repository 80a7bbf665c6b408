// move_test.c - every row arrives, whatever is in it, from each kind of database into each; else none does.
#include "store/move.h"

#include <unistd.h>

#include "store/dialect.h"
#include "support.h"

enum { MANY = 3000 }; // exactly three times what is fetched at once

static const char schema[] =
    "CREATE TABLE migration (feature TEXT NOT NULL PRIMARY KEY);\n"
    "CREATE TABLE thing (weight DOUBLE PRECISION, id BIGINT NOT NULL PRIMARY KEY, raw BYTEA, words TEXT COLLATE \"C\",\n"
    "    parent_id BIGINT REFERENCES thing (id));\n"
    "CREATE TABLE pair (second TEXT COLLATE \"C\" NOT NULL, first BIGINT NOT NULL REFERENCES thing (id),\n"
    "    PRIMARY KEY (first, second))\n"
    "-- sqlite\n"
    "WITHOUT ROWID\n"
    "-- both\n"
    ";\n"
    "CREATE TABLE empty (id BIGINT NOT NULL PRIMARY KEY);\n";

static const struct query thing_add = {
    "test_thing_add", "INSERT INTO thing (id, words, weight, raw, parent_id) VALUES (?1, ?2, ?3, ?4, ?5)", NULL};
static const struct query pair_add = {"test_pair_add", "INSERT INTO pair (first, second) VALUES (?1, ?2)", NULL};

static const char *file_address(void)
{
    static int n;
    return arena_print(test_arena(), "sqlite:%s/move-%d.db", test_folder(), ++n);
}

static struct db *open_it(const char *address, enum db_mode mode)
{
    struct db *db;
    assert_ok(db_open(test_arena(), address, mode, &db, NULL));
    return db;
}

static void add_schema(const char *address, const char *more)
{
    struct db *db = open_it(address, DB_WRITE);
    assert_ok(db_begin(db));
    assert_ok(db_script(db, dialect_sql(test_arena(), db_kind(db), schema)));
    if (more != NULL)
        assert_ok(db_script(db, dialect_sql(test_arena(), db_kind(db), more)));
    assert_ok(db_commit(db));
    db_close(db);
}

static void add_thing(struct db *db, int64_t id, struct arg words, double weight, struct arg raw, struct arg parent)
{
    assert_ok(db_run(db, &thing_add, ARGS(INT(id), words, REAL(weight), raw, parent), NULL));
}

static void fill(const char *address)
{
    static const char odd[] = {0, 1, (char)0xff, '\\', '\n', 0};
    struct db *db = open_it(address, DB_WRITE);
    assert_ok(db_begin(db));
    const char *words = "\xc4\xb7\xc4\x93\xc5\xbe\xc3\xa5 \xf0\x9f\x8f\xa1 e\xcc\x81 \\N \t\"";
    add_thing(db, INT64_MAX, TEXT(words), -0.1, BYTES(odd, sizeof(odd)), INT(INT64_MAX));
    add_thing(db, INT64_MIN, TEXT(""), (double)INFINITY, BYTES("", 0), INT(INT64_MAX)); // comes before the one it refers to
    add_thing(db, 0, TEXT(NULL), -0.0, BYTES(NULL, 0), NULL_INT);
    for (int i = 1; i <= MANY - 3; i++) {
        add_thing(db, i, TEXT(i % 2 ? "one" : NULL), i / 7.0, BYTES(odd, (size_t)(i % 6)), INT(i - 1));
        assert_ok(db_run(db, &pair_add, ARGS(INT(i), TEXT(i % 3 ? "b" : "\xc3\xb6")), NULL));
    }
    assert_ok(db_run(db, &pair_add, ARGS(INT(1), TEXT("a")), NULL));
    assert_ok(db_script(db, "INSERT INTO migration (feature) VALUES ('from')"));
    assert_ok(db_commit(db));
    db_close(db);
}

static enum err move_it(const char *from_address, const char *to_address, struct backup_listener listener,
                        struct move_facts *ret_facts, const char **ret_why)
{
    struct db *from CLEANUP(db_cleanup) = open_it(from_address, DB_READ), *to CLEANUP(db_cleanup) = open_it(to_address, DB_WRITE);
    return move_rows(test_arena(), from, to, listener, ret_facts, ret_why);
}

static enum err move_and_say(const char *from, const char *to, const char **ret_why)
{
    struct move_facts facts;
    return move_it(from, to, (struct backup_listener){0}, &facts, ret_why);
}

// Sums over all tables, by the catalogue.
static struct table_sum sum_of(const char *address)
{
    struct db *db = open_it(address, DB_READ);
    struct table_list tables;
    struct table_sum sum = {0};
    assert_ok(db_begin(db));
    assert_ok(table_list(test_arena(), db, &tables));
    for (size_t i = 0; i < tables.n; i++) {
        struct table_reader *reader;
        assert_ok(table_read(test_arena(), db, &tables.at[i], &reader));
        for (const struct arg *values; (values = table_next(reader)) != NULL;)
            table_sum_add(&sum, &tables.at[i], values);
        assert_ok(table_read_end(reader));
    }
    db_rollback(db);
    db_close(db);
    return sum;
}

static int64_t rows_in(const char *address, const char *sql)
{
    struct db *db = open_it(address, DB_READ);
    int64_t n = test_number(db, sql);
    db_close(db);
    return n;
}

static void note_progress(int64_t done, int64_t of, void *context)
{
    int64_t *last = context;
    assert_true(done > *last && done <= of && of == 3 * (2 * MANY - 1));
    *last = done;
}

static void all_rows_arrive_there_and_back(void **state)
{
    (void)state;
    const char *first = file_address(), *second = test_empty_address(), *third = file_address();
    add_schema(first, NULL);
    add_schema(second, "INSERT INTO migration VALUES ('to'); INSERT INTO empty VALUES (1);"); // as a step of the schema may
    add_schema(third, NULL);
    fill(first);
    struct move_facts facts;
    const char *why = "";
    int64_t last = 0;
    if (move_it(first, second, (struct backup_listener){note_progress, &last}, &facts, &why) != OK)
        fail_msg("%s", why);
    assert_int_equal(last, 3 * (2 * MANY - 1));
    assert_int_equal(facts.tables, 4);
    assert_int_equal(facts.rows, 2 * MANY - 1);
    assert_int_equal(rows_in(second, "SELECT count(*) FROM thing WHERE words IS NULL"), 1 + (MANY - 3) / 2);
    assert_int_equal(rows_in(second, "SELECT count(*) FROM thing WHERE id = parent_id AND length(words) = 15"), 1);
    assert_int_equal(rows_in(second, "SELECT count(*) FROM empty"), 0);
    assert_ok(move_and_say(second, third, &why));
    struct table_sum before = sum_of(first), after = sum_of(third), between = sum_of(second);
    assert_int_equal(before.rows, 2 * MANY - 1);
    assert_memory_equal(&before, &after, sizeof(before));
    assert_memory_equal(&before, &between, sizeof(before));
    // the keys are still kept
    struct db *db = open_it(second, DB_WRITE);
    assert_ok(db_begin(db));
    assert_err(db_run(db, &pair_add, ARGS(INT(424242), TEXT("nothing")), NULL), ERR_CONFLICT);
    db_rollback(db);
    db_close(db);
}

static void write_meanwhile(int64_t done, int64_t of, void *context)
{
    (void)done, (void)of;
    struct db **db = context;
    if (*db == NULL)
        return;
    assert_ok(db_script(*db, "DELETE FROM pair WHERE first = 1"));
    db_close(*db);
    *db = NULL;
}

static void what_is_written_meanwhile_stops_it(void **state)
{
    (void)state;
    const char *file = file_address(), *from = test_empty_address(), *to = file_address(), *why = "";
    add_schema(file, NULL);
    add_schema(from, NULL);
    add_schema(to, NULL);
    fill(file);
    assert_ok(move_and_say(file, from, &why));
    struct db *writer = open_it(from, DB_WRITE);
    struct move_facts facts;
    assert_err(move_it(from, to, (struct backup_listener){write_meanwhile, &writer}, &facts, &why), ERR_CONFLICT);
    assert_null(writer);
    assert_non_null(strstr(why, "the table pair meanwhile"));
    assert_int_equal(sum_of(to).rows, 0);
    assert_ok(move_and_say(from, to, &why));
}

static void another_form_is_refused(void **state)
{
    (void)state;
    static const char *const others[] = {
        "ALTER TABLE thing ADD COLUMN more BIGINT;", "ALTER TABLE thing DROP COLUMN raw;",
        "ALTER TABLE thing DROP COLUMN raw; ALTER TABLE thing ADD COLUMN raw TEXT;", "CREATE TABLE zoo (id BIGINT PRIMARY KEY);",
        "DROP TABLE empty;", "DROP TABLE pair; CREATE TABLE pair (first BIGINT, second TEXT);",
        "-- postgresql\nALTER TABLE empty ADD COLUMN at DATE;\n-- sqlite\nALTER TABLE empty ADD COLUMN at ANY;\n",
    };
    static const char *const names[] = {"thing.more", "thing.raw", "thing.raw", "zoo", "empty", "pair.first", "empty.at"};
    const char *from = file_address(), *why = "";
    add_schema(from, NULL);
    fill(from);
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        const char *to = test_empty_address();
        add_schema(to, others[i]);
        assert_err(move_and_say(from, to, &why), ERR_CONFLICT);
        if (strstr(why, arena_print(test_arena(), " %s ", names[i])) == NULL)
            fail_msg("%s: %s", names[i], why);
        assert_int_equal(sum_of(to).rows, 0);
    }
}

static void a_row_that_cannot_be_kept_keeps_all_away(void **state)
{
    (void)state;
    const char *from = file_address(), *to = test_empty_address(), *why = "";
    add_schema(from, NULL);
    add_schema(to, NULL);
    fill(from);
    struct db *db = open_it(from, DB_WRITE);
    assert_ok(tables_prepare(db)); // no keys
    assert_ok(db_begin(db));
    assert_ok(db_run(db, &pair_add, ARGS(INT(424242), TEXT("refers to nothing")), NULL));
    assert_ok(db_commit(db));
    db_close(db);
    enum err error = move_and_say(from, to, &why);
    assert_true(error == ERR_STORE || error == ERR_CONFLICT);
    assert_non_null(strstr(why, "Nothing was moved"));
    assert_int_equal(sum_of(to).rows, 0);
}

static void on_postgresql_bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    const char *from = file_address(), *to = test_empty_address(), *why = "";
    add_schema(from, "INSERT INTO thing (id, words) VALUES (1, 'fine'), (2, CAST(x'61ff' AS TEXT));");
    add_schema(to, NULL);
    assert_err(move_and_say(from, to, &why), ERR_STORE);
    assert_non_null(strstr(why, "UTF8"));
    assert_int_equal(sum_of(to).rows, 0);
}

static enum err look_at(const char *address, bool *ret_is_bare, const char **ret_why)
{
    struct db *db CLEANUP(db_cleanup) = open_it(address, DB_WRITE);
    return move_look(test_arena(), db, ret_is_bare, ret_why);
}

static void only_an_empty_database_is_written(void **state)
{
    (void)state;
    const char *bare = test_empty_address(), *fresh = test_empty_address(), *full = test_empty_address(),
               *foreign = test_empty_address(), *why = "";
    bool is_bare = false;
    assert_ok(look_at(bare, &is_bare, &why));
    assert_true(is_bare);
    add_schema(fresh, "INSERT INTO migration VALUES ('to');");
    assert_ok(look_at(fresh, &is_bare, &why));
    assert_false(is_bare);
    add_schema(full, "INSERT INTO thing (id) VALUES (7);");
    assert_err(look_at(full, &is_bare, &why), ERR_CONFLICT);
    assert_non_null(strstr(why, "the table thing has rows"));
    struct db *db = open_it(foreign, DB_WRITE);
    assert_ok(db_script(db, "CREATE TABLE customer (id BIGINT)"));
    db_close(db);
    assert_err(look_at(foreign, &is_bare, &why), ERR_CONFLICT);
    assert_non_null(strstr(why, "belongs to another program"));
}

static void rows_that_name_nothing_are_found_without_a_key(void **state)
{
    (void)state;
    struct orphan orphan;
    struct db *db = test_begin();
    const char *setting = "none";
    assert_ok(db_script(db, dialect_sql(test_arena(), db_kind(db),
                                        "CREATE TABLE voice (id BIGINT NOT NULL PRIMARY KEY);"
                                        "CREATE TABLE vote (voice_id BIGINT, organisation_id BIGINT, press_id BIGINT);"
                                        "CREATE TABLE organisation (id BIGINT NOT NULL PRIMARY KEY);"
                                        "CREATE TABLE forgotten (voice_id BIGINT); INSERT INTO forgotten VALUES (9);"
                                        "INSERT INTO voice VALUES (1); INSERT INTO vote VALUES (1, 5, 5), (0, 0, 0), (NULL, NULL, 7);")));
    assert_ok(table_find_orphan(test_arena(), db, &orphan));
    assert_null(orphan.table);
    assert_ok(db_script(db, "INSERT INTO vote VALUES (2, 5, 5), (3, 5, 5)"));
    assert_ok(table_find_orphan(test_arena(), db, &orphan));
    assert_string_equal(orphan.table, "vote");
    assert_string_equal(orphan.names, "voice");
    assert_int_equal(orphan.rows, 2);
    if (test_is_postgres())
        assert_ok(db_script(db, "SET LOCAL synchronous_commit = off"));
    assert_ok(database_not_durable(test_arena(), db, &setting));
    assert_int_equal(*setting != '\0', test_is_postgres());
}

static void a_sum_tells_rows_apart_but_not_their_order(void **state)
{
    (void)state;
    struct column columns[2] = {{.name = "a", .type = ARG_TEXT_}, {.name = "b", .type = ARG_TEXT_}};
    const struct table table = {.name = "t", .at = columns, .n = 2};
    const struct arg rows[][2] = {
        {TEXT("ab"), TEXT("c")}, {TEXT("a"), TEXT("bc")}, {TEXT(""), TEXT(NULL)}, {TEXT(NULL), TEXT("")},
        {BYTES("ab", 2), TEXT("c")}, {INT(0), NULL_INT}, {NULL_INT, INT(0)}, {REAL(0), NULL_INT}, {REAL(1), NULL_INT},
    };
    enum { N = sizeof(rows) / sizeof(rows[0]) };
    struct table_sum there = {0}, back = {0}, each[N] = {0};
    for (size_t i = 0; i < N; i++) {
        table_sum_add(&there, &table, rows[i]);
        table_sum_add(&back, &table, rows[N - 1 - i]);
        table_sum_add(&each[i], &table, rows[i]);
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(&each[i], &each[j], sizeof(each[i]));
    }
    assert_memory_equal(&there, &back, sizeof(there));
    const struct arg minus[2] = {REAL(-0.0), NULL_INT};
    struct table_sum zero = {0};
    table_sum_add(&zero, &table, minus);
    assert_memory_equal(&zero, &each[7], sizeof(zero));
}

TESTS(move, all_rows_arrive_there_and_back, what_is_written_meanwhile_stops_it, another_form_is_refused,
      a_row_that_cannot_be_kept_keeps_all_away, on_postgresql_bytes_that_are_no_text_are_refused,
      only_an_empty_database_is_written, rows_that_name_nothing_are_found_without_a_key, a_sum_tells_rows_apart_but_not_their_order)
