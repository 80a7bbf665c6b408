// transaction_test.c - transactions, savepoints and what a failed statement does to them, the same on both databases.
#include <pthread.h>

#include "store/db.h"
#include "support.h"

static const struct query add = {"test_row_add", "INSERT INTO row_table (id, n) VALUES (?1, ?2)", NULL};
static const struct query adopt = {"test_child_add", "INSERT INTO child_table (row_id) VALUES (?1) RETURNING row_id",
                                   NULL};
static const struct query list = {"test_row_list", "SELECT id FROM row_table ORDER BY id", NULL};
static const struct query read_n = {"test_row_n", "SELECT n FROM row_table WHERE id = ?1", NULL};
static const struct query raise_n = {"test_row_raise", "UPDATE row_table SET n = n + 1 WHERE id = ?1", NULL};
static const struct query set_n = {"test_row_set", "UPDATE row_table SET n = ?2 WHERE id = ?1", NULL};
static const struct query broken = {"test_broken", "SELECT nothing FROM nowhere", NULL};

static const char count_sql[] = "SELECT count(*) FROM row_table";

static void make_tables(struct db *db)
{
    assert_ok(db_script(db, "DROP TABLE IF EXISTS child_table; DROP TABLE IF EXISTS row_table;"
                            "CREATE TABLE row_table (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL CHECK (n >= 0));"
                            "CREATE TABLE child_table (row_id BIGINT NOT NULL REFERENCES row_table (id))"));
}

static enum err add_row(struct db *db, int64_t id)
{
    return db_run(db, &add, ARGS(INT(id), INT(0)), NULL);
}

static void what_is_committed_stays_and_what_is_rolled_back_does_not(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_commit(db));
    assert_false(db_in_transaction(db));
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 2));
    db_rollback(db);
    struct db *other = test_db_open(DB_READ);
    assert_int_equal(test_number(other, count_sql), 1);
    db_close(other);
}

// Each of the ways a statement fails leaves a transaction that answers with that error until it ends.
static void check_sticky(struct db *db, enum err killer)
{
    assert_err(db_error(db), killer);
    assert_true(strlen(db_error_words(db)) > 0);
    assert_err(add_row(db, 50), killer);
    {
        ROWS rows = db_rows(db, &list, NO_ARGS);
        assert_false(rows_next(&rows));
    }
    assert_err(db_script(db, "SELECT 1"), killer);
    assert_err(db_savepoint(db), killer);
    assert_err(db_commit(db), killer);
    assert_ok(db_begin(db));
    assert_ok(db_error(db));
    assert_int_equal(test_number(db, count_sql), 1);
    db_rollback(db);
}

static void a_failed_statement_kills_the_transaction(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_commit(db));

    assert_ok(db_begin(db));
    assert_ok(add_row(db, 2));
    assert_err(add_row(db, 1), ERR_CONFLICT); // the key is taken
    check_sticky(db, ERR_CONFLICT);

    assert_ok(db_begin(db));
    assert_err(db_run(db, &add, ARGS(INT(3), INT(-1)), NULL), ERR_CONFLICT); // the check says no
    check_sticky(db, ERR_CONFLICT);

    assert_ok(db_begin(db));
    assert_err(db_run(db, &broken, NO_ARGS, NULL), ERR_STORE);
    check_sticky(db, ERR_STORE);
}

static void a_foreign_key_is_checked_even_where_rows_are_returned(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    assert_ok(db_begin(db));
    {
        ROWS rows = db_rows(db, &adopt, ARGS(INT(77)));
        (void)rows_next(&rows); // the first row is all a rule reads
    }
    assert_err(db_error(db), ERR_CONFLICT);
    assert_err(db_commit(db), ERR_CONFLICT);
}

static void a_savepoint_takes_back_only_what_came_after_it(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_savepoint(db));
    assert_ok(add_row(db, 2));
    db_savepoint_rollback(db);
    assert_ok(db_savepoint(db));
    assert_ok(add_row(db, 3));
    assert_ok(db_savepoint_release(db));
    assert_ok(db_commit(db));
    assert_int_equal(test_number(db, "SELECT CAST(sum(id) AS BIGINT) FROM row_table"), 4);
}

static void a_savepoint_brings_a_dead_transaction_back(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_savepoint(db));
    assert_ok(add_row(db, 2));
    assert_err(add_row(db, 1), ERR_CONFLICT);
    assert_err(db_savepoint_release(db), ERR_CONFLICT);
    db_savepoint_rollback(db);
    assert_ok(db_error(db));
    assert_ok(add_row(db, 3));
    assert_ok(db_commit(db));
    assert_int_equal(test_number(db, "SELECT CAST(sum(id) AS BIGINT) FROM row_table"), 4);
}

static void a_reader_sees_one_state_and_cannot_write(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    struct db *reader = test_db_open(DB_READ);
    assert_ok(db_begin(reader));
    assert_int_equal(test_number(reader, count_sql), 0);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_commit(db));
    assert_int_equal(test_number(reader, count_sql), 0);
    assert_ok(db_commit(reader));
    assert_ok(db_begin(reader));
    assert_int_equal(test_number(reader, count_sql), 1);
    assert_err(add_row(reader, 2), ERR_STORE);
    db_rollback(reader);
    db_close(reader);
}

// --- several at once ---

enum { THREADS = 8, EACH = 25 };

static enum err raise_once(struct db *db)
{
    TRY(db_begin(db));
    enum err error = db_run(db, &raise_n, ARGS(INT(1)), NULL);
    if (error == OK)
        return db_commit(db);
    db_rollback(db);
    return error;
}

static void *raise_often(void *failures)
{
    struct db *db = test_db_open(DB_WRITE);
    for (int i = 0; i < EACH; i++) {
        enum err error = ERR_BUSY;
        while (error == ERR_BUSY) // what a lane does, without its limit of 5
            error = raise_once(db);
        if (error != OK)
            ++*(_Atomic int *)failures;
    }
    db_close(db);
    return NULL;
}

static void eight_threads_lose_no_change(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_commit(db));
    _Atomic int failures = 0;
    pthread_t threads[THREADS];
    test_address();
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, raise_often, &failures), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(failures, 0);
    assert_int_equal(test_number(db, "SELECT n FROM row_table"), THREADS * EACH);
}

static int64_t n_of(struct db *db, int64_t id)
{
    int64_t n = -1;
    ROWS rows = db_rows(db, &read_n, ARGS(INT(id)));
    while (rows_next(&rows))
        n = row_int(&rows, 0);
    return n;
}

// Two transactions each read what the other writes: on PostgreSQL one must be told to run again; on SQLite the second
// cannot even begin before the first has ended.
static void transactions_that_contradict_are_not_both_stored(void **state)
{
    (void)state;
    struct db *first = test_db();
    make_tables(first);
    assert_ok(db_begin(first));
    assert_ok(add_row(first, 1));
    assert_ok(add_row(first, 2));
    assert_ok(db_commit(first));
    struct db *second = test_db_open(DB_WRITE);
    if (!test_is_postgres())
        assert_ok(db_script(second, "PRAGMA busy_timeout=20"));
    assert_ok(db_begin(first));
    assert_int_equal(n_of(first, 2), 0);
    enum err error = db_begin(second);
    assert_int_equal(error == OK, test_is_postgres());
    if (error == OK) {
        assert_int_equal(n_of(second, 1), 0);
        assert_ok(db_run(first, &set_n, ARGS(INT(1), INT(5)), NULL));
        error = db_run(second, &set_n, ARGS(INT(2), INT(5)), NULL);
    } else {
        assert_ok(db_run(first, &set_n, ARGS(INT(1), INT(5)), NULL));
    }
    assert_ok(db_commit(first));
    if (error == OK)
        error = db_commit(second);
    else if (db_in_transaction(second))
        db_rollback(second);
    assert_err(error, ERR_BUSY);
    db_close(second);
}

static void on_postgresql_a_lost_connection_is_made_anew(void **state)
{
    (void)state;
    struct db *db = test_db(), *other = test_db_open(DB_WRITE);
    make_tables(db);
    static const char kill[] = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()";
    assert_ok(db_begin(db)); // lost in the middle: run it again
    assert_ok(add_row(db, 1));
    assert_ok(db_script(other, kill));
    assert_err(add_row(db, 2), ERR_BUSY);
    assert_err(db_commit(db), ERR_BUSY);
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 3));
    assert_ok(db_commit(db));

    assert_ok(db_script(other, kill)); // lost between two: nobody notices
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 4));
    assert_ok(db_savepoint(db));
    assert_ok(db_savepoint_release(db));
    assert_ok(db_script(other, kill)); // lost at the end: nobody knows
    assert_err(db_commit(db), ERR_STORE);
    assert_int_equal(test_number(db, count_sql), 1);
    db_close(other);
}

static void on_sqlite_a_full_disk_stores_nothing_and_says_so(void **state)
{
    (void)state;
    struct db *db = test_db();
    make_tables(db);
    int64_t pages = test_number(db, "PRAGMA page_count");
    assert_ok(db_script(db, arena_print(test_arena(), "PRAGMA max_page_count=%d", (int)pages)));
    assert_ok(db_begin(db));
    assert_ok(db_savepoint(db));
    enum err error = OK;
    for (int i = 0; i < 100000 && error == OK; i++)
        error = add_row(db, i);
    assert_err(error, ERR_STORE);
    assert_non_null(strstr(db_error_words(db), "full"));
    db_savepoint_rollback(db);
    if (db_error(db) == OK)
        assert_ok(db_commit(db));
    else
        assert_err(db_commit(db), ERR_STORE);
    assert_int_equal(test_number(db, count_sql), 0);
    assert_ok(db_script(db, "PRAGMA max_page_count=1000000"));
    assert_ok(db_begin(db));
    assert_ok(add_row(db, 1));
    assert_ok(db_commit(db));
}

static void an_unfinished_transaction_dies_with_its_connection(void **state)
{
    (void)state;
    make_tables(test_db());
    struct db *other = test_db_open(DB_WRITE);
    assert_ok(db_begin(other));
    assert_ok(add_row(other, 1));
    db_close(other);
    assert_int_equal(test_number(test_db(), count_sql), 0);
}

TESTS(transaction, what_is_committed_stays_and_what_is_rolled_back_does_not, a_failed_statement_kills_the_transaction,
      a_foreign_key_is_checked_even_where_rows_are_returned, a_savepoint_takes_back_only_what_came_after_it,
      a_savepoint_brings_a_dead_transaction_back, a_reader_sees_one_state_and_cannot_write,
      eight_threads_lose_no_change, transactions_that_contradict_are_not_both_stored,
      on_postgresql_a_lost_connection_is_made_anew, on_sqlite_a_full_disk_stores_nothing_and_says_so,
      an_unfinished_transaction_dies_with_its_connection)
