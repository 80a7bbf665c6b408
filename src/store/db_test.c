// db_test.c - statements, rows and their types, the same on both databases.
#include "store/db.h"

#include <math.h>
#include <stdlib.h>

#include "store/dialect.h"
#include "store/migrate.h"
#include "store/table_store.h"
#include "support.h"

static const struct query add = {"test_note_add", "INSERT INTO note (id, words, weight, raw) VALUES (?1, ?2, ?3, ?4)",
                                 NULL};
static const struct query list = {"test_note_list", "SELECT id, words, weight, raw FROM note ORDER BY id", NULL};
static const struct query find = {"test_note_find", "SELECT id FROM note WHERE id = ?1", NULL};
static const struct query change = {"test_note_change", "UPDATE note SET words = ?2 WHERE id >= ?1", NULL};
static const struct query make = {
    "test_note_make", "INSERT INTO note (id, words) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING RETURNING id", NULL};
static const struct query differs = {"test_differs", "SELECT 'sqlite'", "SELECT 'postgresql'"};
static const struct query quoted = {"test_quoted", "SELECT 'why?' || ?1 || '?2''s' AS \"what?\" -- ?3 is none\n", NULL};
static const struct query narrow = {"test_narrow",
                                    "SELECT length('four'), 1 = 1, 2.5, CAST(7 AS SMALLINT)",
                                    "SELECT length('four'), 1 = 1, CAST(2.5 AS REAL), CAST(7 AS SMALLINT)"};

static struct db *begin_with_notes(void)
{
    struct db *db = test_begin();
    assert_ok(
        db_script(db, dialect_sql(test_arena(), db_kind(db),
                                  "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, words TEXT COLLATE \"C\","
                                  " weight DOUBLE PRECISION, raw BYTEA, CHECK (id < 1000000 OR words IS NOT NULL));"
                                  "CREATE TABLE leaf (note_id BIGINT NOT NULL REFERENCES note (id));")));
    return db;
}

static enum err add_note(struct db *db, int64_t id, const char *words)
{
    return db_run(db, &add, ARGS(INT(id), TEXT(words), REAL(0), BYTES(NULL, 0)), NULL);
}

static void values_come_back_as_they_were_given(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    const char raw[] = {0, 1, (char)0xff, '\'', 0};
    const char *text = "Zo\xc3\xab's \"quotes\" \\ ?1 $1 \xf0\x9f\x8f\xa1";
    assert_ok(db_run(db, &add, ARGS(INT(INT64_MIN), TEXT(text), REAL(-0.1), BYTES(raw, sizeof(raw))), NULL));
    assert_ok(db_run(db, &add, ARGS(INT(0), TEXT(""), REAL(1e300), BYTES("", 0)), NULL));
    assert_ok(db_run(db, &add, ARGS(INT(999999), TEXT(NULL), REAL(3), BYTES(NULL, 0)), NULL));
    assert_ok(db_run(db, &add, ARGS(INT(INT64_MAX), TEXT("x"), REAL(HUGE_VAL), BYTES("x", 1)), NULL));
    size_t n;
    ROWS rows = db_rows(db, &list, NO_ARGS);

    assert_true(rows_next(&rows));
    assert_true(row_int(&rows, 0) == INT64_MIN);
    assert_string_equal(row_text(test_arena(), &rows, 1), text);
    assert_true(row_real(&rows, 2) == -0.1);
    assert_memory_equal(row_bytes(test_arena(), &rows, 3, &n), raw, sizeof(raw));
    assert_int_equal(n, sizeof(raw));

    assert_true(rows_next(&rows));
    assert_string_equal(row_text(test_arena(), &rows, 1), "");
    assert_true(row_real(&rows, 2) == 1e300);
    assert_non_null(row_bytes(test_arena(), &rows, 3, &n));
    assert_int_equal(n, 0);
    assert_false(row_is_null(&rows, 3));

    assert_true(rows_next(&rows));
    assert_true(row_is_null(&rows, 1));
    assert_null(row_text(test_arena(), &rows, 1));
    assert_null(row_bytes(test_arena(), &rows, 3, &n));
    assert_int_equal(row_int(&rows, 3), 0);

    assert_true(rows_next(&rows));
    assert_true(row_int(&rows, 0) == INT64_MAX);
    assert_true(isinf(row_real(&rows, 2)));
    assert_false(rows_next(&rows));
    assert_false(rows_next(&rows)); // and again
    assert_ok(db_error(db));
}

static void narrow_types_of_the_database_are_read_right(void **state)
{
    (void)state;
    ROWS rows = db_rows(test_begin(), &narrow, NO_ARGS);
    assert_true(rows_next(&rows));
    assert_int_equal(row_int(&rows, 0), 4);
    assert_int_equal(row_int(&rows, 1), 1);
    assert_true(row_real(&rows, 2) == 2.5);
    assert_int_equal(row_int(&rows, 3), 7);
    assert_true(row_real(&rows, 3) == 7.0);
}

static void a_column_read_as_the_wrong_type_kills_the_transaction(void **state)
{
    (void)state;
    struct db *db = test_begin();
    ROWS rows = db_rows(db, &differs, NO_ARGS);
    assert_true(rows_next(&rows));
    (void)row_int(&rows, 0);
    assert_err(db_error(db), ERR_STORE);
    assert_false(rows_next(&rows));
}

static void where_texts_differ_each_database_gets_its_own(void **state)
{
    (void)state;
    ROWS rows = db_rows(test_begin(), &differs, NO_ARGS);
    assert_true(rows_next(&rows));
    assert_string_equal(row_text(test_arena(), &rows, 0), test_is_postgres() ? "postgresql" : "sqlite");
}

static void question_marks_in_texts_names_and_comments_stay(void **state)
{
    (void)state;
    ROWS rows = db_rows(test_begin(), &quoted, ARGS(TEXT(" because ")));
    assert_true(rows_next(&rows));
    assert_string_equal(row_text(test_arena(), &rows, 0), "why? because ?2's");
}

static void changed_rows_are_counted(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    for (int i = 1; i <= 5; i++)
        assert_ok(add_note(db, i, "a"));
    int64_t changed = -1;
    assert_ok(db_run(db, &change, ARGS(INT(3), TEXT("b")), &changed));
    assert_int_equal(changed, 3);
    assert_ok(db_run(db, &change, ARGS(INT(100), TEXT("b")), &changed));
    assert_int_equal(changed, 0);
}

static void an_expected_conflict_gives_no_row_and_no_error(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    for (int i = 0; i < 2; i++) {
        ROWS rows = db_rows(db, &make, ARGS(INT(7), TEXT("once")));
        assert_int_equal(rows_next(&rows), i == 0);
        if (i == 0)
            assert_int_equal(row_int(&rows, 0), 7);
    }
    assert_ok(db_error(db));
    assert_int_equal(test_number(db, "SELECT count(*) FROM note"), 1);
}

static void an_insert_happens_even_if_nobody_reads_its_rows(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    struct rows rows = db_rows(db, &make, ARGS(INT(8), TEXT("unread")));
    rows_end(&rows);
    assert_int_equal(test_number(db, "SELECT id FROM note"), 8);
}

static void the_same_query_can_be_read_within_itself(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    for (int i = 1; i <= 3; i++)
        assert_ok(add_note(db, i, "x"));
    int pairs = 0;
    ROWS outer = db_rows(db, &list, NO_ARGS);
    while (rows_next(&outer)) {
        ROWS inner = db_rows(db, &list, NO_ARGS);
        while (rows_next(&inner))
            pairs += row_int(&outer, 0) != row_int(&inner, 0);
    }
    assert_int_equal(pairs, 6);
    assert_ok(db_error(db));
}

static void texts_of_arguments_may_go_while_rows_are_read(void **state)
{
    (void)state;
    struct db *db = test_begin();
    static const struct query series = {
        "test_series", "SELECT ?1 || column1 FROM (VALUES ('a'), ('b')) AS letters", NULL};
    char *prefix = malloc(sizeof("letter "));
    memcpy(prefix, "letter ", sizeof("letter "));
    ROWS rows = db_rows(db, &series, ARGS(TEXT(prefix)));
    assert_true(rows_next(&rows));
    memset(prefix, 'x', 7);
    free(prefix);
    assert_true(rows_next(&rows));
    assert_string_equal(row_text(test_arena(), &rows, 0), "letter b");
}

static void rows_that_do_not_fit_end_with_a_limit(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    for (int i = 0; i < 100; i++)
        assert_ok(add_note(db, i, "0123456789"));
    struct arena *small CLEANUP(arena_cleanup) = arena_new(100);
    int n = 0;
    {
        ROWS rows = db_rows(db, &list, NO_ARGS);
        for (; rows_next(&rows); n++)
            assert_string_equal(row_text(small, &rows, 1), "0123456789");
    }
    assert_in_range(n, 8, 12);
    assert_err(db_error(db), ERR_LIMIT);
    assert_err(db_commit(db), ERR_LIMIT);
}

static void more_queries_than_the_cache_holds_all_work(void **state)
{
    (void)state;
    enum { QUERIES = DB_MOST_STATEMENTS * 2 };
    static struct query queries[QUERIES];
    static char texts[QUERIES][64];
    struct db *db = test_begin();
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < QUERIES; i++) {
            char *end = texts[i] + strlen("SELECT ?1 + ");
            memcpy(texts[i], "SELECT ?1 + ", strlen("SELECT ?1 + "));
            *end++ = (char)('0' + i / 100);
            *end++ = (char)('0' + i / 10 % 10);
            *end++ = (char)('0' + i % 10);
            queries[i] = (struct query){"test_many", texts[i], NULL};
            ROWS rows = db_rows(db, &queries[i], ARGS(INT(1000)));
            assert_true(rows_next(&rows));
            assert_int_equal(row_int(&rows, 0), 1000 + i);
        }
    if (test_is_postgres()) // the server forgets what the cache drops
        assert_true(test_number(db, "SELECT count(*) FROM pg_prepared_statements") <= DB_MOST_STATEMENTS);
    assert_ok(db_error(db));
}

static void more_open_reads_than_the_cache_holds_all_work(void **state)
{
    (void)state;
    enum { READS = DB_MOST_STATEMENTS + 10 };
    static struct query queries[READS];
    struct db *db = test_begin();
    struct rows open[READS];
    for (int i = 0; i < READS; i++) {
        queries[i] = (struct query){"test_open", "SELECT ?1 + 1", NULL};
        open[i] = db_rows(db, &queries[i], ARGS(INT(i)));
    }
    for (int i = 0; i < READS; i++) {
        assert_true(rows_next(&open[i]));
        assert_int_equal(row_int(&open[i], 0), i + 1);
        rows_end(&open[i]);
    }
    assert_ok(db_error(db));
}

static void count_run(const char *name, uint64_t runs, void *context)
{
    if (strcmp(name, "test_note_find") == 0)
        *(uint64_t *)context += runs;
}

static void runs_are_counted_by_query_and_by_connection(void **state)
{
    (void)state;
    struct db *db = begin_with_notes();
    uint64_t before = 0, after = 0, statements = db_statements(db);
    db_each_query(count_run, &before);
    for (int i = 0; i < 3; i++) {
        ROWS rows = db_rows(db, &find, ARGS(INT(i)));
        assert_false(rows_next(&rows));
    }
    db_each_query(count_run, &after);
    assert_int_equal(after - before, 3);
    assert_int_equal(db_statements(db) - statements, 3);
}

static void wrong_addresses_get_a_sentence(void **state)
{
    (void)state;
    struct db *db = NULL;
    const char *why = NULL;
    assert_err(db_open(test_arena(), "mysql://x", DB_WRITE, &db, &why), ERR_INVALID);
    assert_non_null(why);
    assert_err(db_open(test_arena(), "sqlite:", DB_WRITE, &db, &why), ERR_INVALID);
    assert_err(db_open(test_arena(), "sqlite::memory:", DB_WRITE, &db, NULL), ERR_INVALID);
    assert_err(db_open(test_arena(), "sqlite:/nowhere/x.db", DB_READ, &db, &why), ERR_NOT_FOUND);
    assert_non_null(strstr(why, "/nowhere/x.db"));
    assert_err(db_open(test_arena(), "sqlite:/nowhere/x.db", DB_WRITE, &db, &why), ERR_STORE);
    assert_err(db_open(test_arena(), "postgresql:///x?host=/nowhere", DB_WRITE, &db, &why), ERR_STORE);
    assert_non_null(strstr(why, "/nowhere"));
    assert_null(db);
}

TEST_QUERIES(migration_queries, table_queries)

TESTS(db, values_come_back_as_they_were_given, narrow_types_of_the_database_are_read_right,
      a_column_read_as_the_wrong_type_kills_the_transaction, where_texts_differ_each_database_gets_its_own,
      question_marks_in_texts_names_and_comments_stay, changed_rows_are_counted,
      an_expected_conflict_gives_no_row_and_no_error, an_insert_happens_even_if_nobody_reads_its_rows,
      the_same_query_can_be_read_within_itself, texts_of_arguments_may_go_while_rows_are_read,
      rows_that_do_not_fit_end_with_a_limit, more_queries_than_the_cache_holds_all_work,
      more_open_reads_than_the_cache_holds_all_work, runs_are_counted_by_query_and_by_connection,
      wrong_addresses_get_a_sentence)
