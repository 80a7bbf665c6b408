// lanes_here_test.c - tests of reads on the thread that brings them: each has a connection to itself and sees what is committed.
#include <pthread.h>
#include <stdatomic.h>

#include "app/lanes.h"
#include "support.h"

enum { HERE = 2, THREADS = 4, ROUNDS = 200 };

static const struct query row_add = {"lanes_here_test_add", "INSERT INTO lanes_here_test (id) VALUES (?1)", NULL};
static const struct query row_count = {"lanes_here_test_count", "SELECT CAST(count(*) AS BIGINT) FROM lanes_here_test", NULL};

struct work {
    struct task task;
    struct lanes *lanes;
    struct work *inner;   // tried while this one is read
    bool inner_ran;
    bool writes;
    pthread_t thread;     // where it was read
    struct db *reader;
    int64_t seen;         // rows; -1: not read
    _Atomic int finished; // 1 + how
};

static _Atomic(struct db *) in_use[HERE];
static _Atomic int met; // two that had one connection at the same time

// False where another thread has it.
static bool mark_used(struct db *reader)
{
    for (int i = 0; i < HERE; i++)
        if (atomic_load(&in_use[i]) == reader)
            return false;
    for (int i = 0; i < HERE; i++) {
        struct db *nobody = NULL;
        if (atomic_compare_exchange_strong(&in_use[i], &nobody, reader))
            return true;
    }
    return false;
}

static void mark_free(struct db *reader)
{
    for (int i = 0; i < HERE; i++)
        if (atomic_load(&in_use[i]) == reader)
            atomic_store(&in_use[i], NULL);
}

static bool work_read(struct task *task, struct db *db)
{
    struct work *work = (struct work *)task;
    if (!mark_used(db))
        atomic_fetch_add(&met, 1);
    work->thread = pthread_self();
    work->reader = db;
    if (db_begin(db) == OK) {
        {
            ROWS rows = db_rows(db, &row_count, NO_ARGS);
            work->seen = rows_next(&rows) ? row_int(&rows, 0) : -1;
        }
        db_rollback(db);
    }
    mark_free(db);
    if (work->inner != NULL)
        work->inner_ran = lanes_run_here(work->lanes, &work->inner->task);
    return work->writes;
}

static enum err work_write(struct task *task, struct db *db)
{
    (void)task;
    return db_run(db, &row_add, ARGS(INT(1)), NULL);
}

static void work_finish(struct task *task, enum err error)
{
    atomic_store(&((struct work *)task)->finished, 1 + (int)error);
}

static struct work work_make(struct lanes *lanes)
{
    return (struct work){.task = {.read = work_read, .write = work_write, .finish = work_finish}, .lanes = lanes, .seen = -1};
}

static struct lanes *start(unsigned here)
{
    struct lanes *lanes;
    const char *why = "";
    assert_ok(db_script(test_db(), "DROP TABLE IF EXISTS lanes_here_test; CREATE TABLE lanes_here_test (id BIGINT PRIMARY KEY)"));
    assert_ok(lanes_start(test_arena(), test_address(), 1, &lanes, &why));
    assert_ok(lanes_open_here(test_arena(), lanes, test_address(), here, &why));
    return lanes;
}

static void on_sqlite_a_read_runs_on_the_thread_that_brings_it(void **state)
{
    (void)state;
    struct lanes *lanes = start(HERE);
    struct work work = work_make(lanes);
    assert_true(lanes_run_here(lanes, &work.task));
    assert_true(pthread_equal(work.thread, pthread_self()));
    assert_int_equal(work.seen, 0);
    assert_int_equal(work.finished, 0); // it has answered itself, as its `read` says
    lanes_stop(lanes);
}

static void on_sqlite_each_read_sees_what_was_committed_before_it(void **state)
{
    (void)state;
    struct lanes *lanes = start(1);
    for (int i = 0; i < 5; i++) {
        struct work work = work_make(lanes);
        assert_true(lanes_run_here(lanes, &work.task));
        assert_int_equal(work.seen, i);
        assert_ok(db_begin(test_db()));
        assert_ok(db_run(test_db(), &row_add, ARGS(INT(10 + i)), NULL));
        assert_ok(db_commit(test_db()));
    }
    lanes_stop(lanes);
}

static void on_sqlite_what_has_to_be_written_goes_on_to_the_writer_lane(void **state)
{
    (void)state;
    struct lanes *lanes = start(HERE);
    struct work work = work_make(lanes);
    work.writes = true;
    assert_true(lanes_run_here(lanes, &work.task));
    lanes_stop(lanes);
    assert_int_equal(work.finished, 1 + OK);
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM lanes_here_test"), 1);
}

static void on_sqlite_nothing_is_done_while_every_connection_is_in_use(void **state)
{
    (void)state;
    struct lanes *lanes = start(1);
    struct work outer = work_make(lanes), inner = work_make(lanes);
    outer.inner = &inner;
    assert_true(lanes_run_here(lanes, &outer.task));
    assert_false(outer.inner_ran);
    assert_int_equal(inner.seen, -1);
    assert_true(lanes_run_here(lanes, &inner.task)); // free again
    assert_int_equal(inner.seen, 0);
    lanes_stop(lanes);
}

static void *read_many(void *lanes)
{
    intptr_t ran = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct work work = work_make(lanes);
        ran += lanes_run_here(lanes, &work.task);
        if (work.reader != NULL && work.seen != 0)
            atomic_fetch_add(&met, 1); // somebody else's rows
    }
    return (void *)ran; // 0 only where each round met two others
}

static void on_sqlite_threads_that_read_at_once_never_share_a_connection(void **state)
{
    (void)state;
    struct lanes *lanes = start(HERE);
    pthread_t threads[THREADS];
    intptr_t all = 0;
    atomic_store(&met, 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, lanes), 0);
    for (int i = 0; i < THREADS; i++) {
        void *ran = NULL;
        pthread_join(threads[i], &ran);
        all += (intptr_t)ran;
    }
    lanes_stop(lanes);
    assert_int_equal(met, 0);
    assert_true(all >= ROUNDS);
}

static void on_postgresql_nothing_is_read_here(void **state)
{
    (void)state;
    struct lanes *lanes = start(HERE);
    struct work work = work_make(lanes);
    assert_false(lanes_run_here(lanes, &work.task));
    assert_int_equal(work.seen, -1);
    lanes_stop(lanes);
}

TESTS(lanes_here, on_sqlite_a_read_runs_on_the_thread_that_brings_it, on_sqlite_each_read_sees_what_was_committed_before_it,
      on_sqlite_what_has_to_be_written_goes_on_to_the_writer_lane, on_sqlite_nothing_is_done_while_every_connection_is_in_use,
      on_sqlite_threads_that_read_at_once_never_share_a_connection, on_postgresql_nothing_is_read_here)
