// dialect_test.c - tests of portable SQL in the words of each database.
#include "store/dialect.h"

#include "support.h"

static const char portable[] =
    "-- a BIGINT comment\n"
    "CREATE TABLE bigint_list (id BIGINT, BIGINTS TEXT COLLATE \"C\" DEFAULT 'BIGINT; BYTEA',\n"
    "-- sqlite\n"
    "    search TEXT,\n"
    "-- postgresql\n"
    "    search tsvector,\n"
    "-- both\n"
    "    weight DOUBLE PRECISION, raw BYTEA);\n"
    "CREATE INDEX i ON bigint_list (id);\n";

static void sqlite_gets_its_types_lines_and_strict_tables(void **state)
{
    (void)state;
    assert_string_equal(dialect_sql(test_arena(), DB_SQLITE, portable),
                        "-- a BIGINT comment\n"
                        "CREATE TABLE bigint_list (id INTEGER, BIGINTS TEXT  DEFAULT 'BIGINT; BYTEA',\n"
                        "    search TEXT,\n"
                        "    weight REAL, raw BLOB) STRICT;\n"
                        "CREATE INDEX i ON bigint_list (id);\n");
}

static void postgresql_gets_its_lines_and_nothing_else_changed(void **state)
{
    (void)state;
    assert_string_equal(dialect_sql(test_arena(), DB_POSTGRES, portable),
                        "-- a BIGINT comment\n"
                        "CREATE TABLE bigint_list (id BIGINT, BIGINTS TEXT COLLATE \"C\" DEFAULT 'BIGINT; BYTEA',\n"
                        "    search tsvector,\n"
                        "    weight DOUBLE PRECISION, raw BYTEA);\n"
                        "CREATE INDEX i ON bigint_list (id);\n");
}

static void an_unfinished_text_or_comment_ends_with_the_file(void **state)
{
    (void)state;
    assert_string_equal(dialect_sql(test_arena(), DB_SQLITE, "SELECT 'BIGINT"), "SELECT 'BIGINT");
    assert_string_equal(dialect_sql(test_arena(), DB_SQLITE, "-- BIGINT"), "-- BIGINT");
    assert_string_equal(dialect_sql(test_arena(), DB_SQLITE, ""), "");
}

static void both_databases_refuse_a_text_in_a_numbers_place(void **state)
{
    (void)state;
    struct db *db = test_begin();
    assert_ok(db_script(db, dialect_sql(test_arena(), db_kind(db), "CREATE TABLE strict_table (n BIGINT);")));
    assert_ok(db_script(db, "INSERT INTO strict_table (n) VALUES (1)"));
    assert_true(db_script(db, "INSERT INTO strict_table (n) VALUES ('one')") != OK);
}

TESTS(dialect, sqlite_gets_its_types_lines_and_strict_tables, postgresql_gets_its_lines_and_nothing_else_changed,
      an_unfinished_text_or_comment_ends_with_the_file, both_databases_refuse_a_text_in_a_numbers_place)
