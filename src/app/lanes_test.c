// lanes_test.c - tests of the pool and the writer lane: what is confirmed is stored, and failures keep to themselves.
#include "app/lanes.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

#include "base/time.h"
#include "support.h"

enum { WORKERS = 4, MANY = 60 };

static const struct query row_add = {"lanes_test_add", "INSERT INTO lanes_test (id, parent) VALUES (?1, ?2)", NULL};
static const struct query row_find = {"lanes_test_find", "SELECT count(*) FROM lanes_test WHERE id = ?1", NULL};
static const struct query row_sum = {"lanes_test_sum", "SELECT CAST(sum(parent) AS BIGINT) FROM lanes_test", NULL};
static const struct query row_change = {"lanes_test_change", "UPDATE lanes_test SET parent = parent + 1 WHERE id = ?1", NULL};

// One piece of work: a row with its id, and how it went.
struct work {
    struct task task;
    int64_t id, parent;
    enum err fails_with;      // after the row was written
    enum err (*extra)(struct work *work, struct db *db);
    struct db *witness;       // sees, when the task is finished, what others can see
    _Atomic int runs, seen, ended; // ended: 1 + how
};

static _Atomic int reads, finished;
static pthread_mutex_t witness_lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t gate; // holds the lane until the test opens it
static pthread_barrier_t meeting;

static bool work_read(struct task *task, struct db *db)
{
    (void)task, (void)db;
    atomic_fetch_add(&reads, 1);
    return true;
}

static enum err work_write(struct task *task, struct db *db)
{
    struct work *work = (struct work *)task;
    atomic_fetch_add(&work->runs, 1);
    if (work->extra != NULL)
        TRY(work->extra(work, db));
    if (work->id != 0)
        TRY(db_run(db, &row_add, ARGS(INT(work->id), work->parent == 0 ? NULL_INT : INT(work->parent)), NULL));
    return work->fails_with;
}

static void work_finish(struct task *task, enum err error)
{
    struct work *work = (struct work *)task;
    pthread_mutex_lock(&witness_lock);
    if (work->witness != NULL && db_begin(work->witness) == OK) {
        {
            ROWS rows = db_rows(work->witness, &row_find, ARGS(INT(work->id)));
            work->seen = rows_next(&rows) ? (int)row_int(&rows, 0) : -1;
        }
        db_rollback(work->witness);
    }
    pthread_mutex_unlock(&witness_lock);
    atomic_store(&work->ended, 1 + (int)error);
    atomic_fetch_add(&finished, 1);
}

static struct work work_make(int64_t id)
{
    return (struct work){.task = {.read = work_read, .write = work_write, .finish = work_finish}, .id = id};
}

static struct lanes *start(void)
{
    struct lanes *lanes;
    const char *why = "";
    assert_ok(db_script(test_db(), "DROP TABLE IF EXISTS lanes_test; CREATE TABLE lanes_test (id BIGINT PRIMARY KEY, "
                                   "parent BIGINT REFERENCES lanes_test (id) DEFERRABLE INITIALLY DEFERRED, words TEXT)"));
    atomic_store(&reads, 0);
    atomic_store(&finished, 0);
    sem_init(&gate, 0, 0);
    assert_ok(lanes_start(test_arena(), test_address(), WORKERS, &lanes, &why));
    return lanes;
}

static enum err wait_at_the_gate(struct work *work, struct db *db)
{
    (void)db;
    if (atomic_load(&work->runs) == 1)
        sem_wait(&gate);
    return OK;
}

// Adds the tasks behind one that holds the lane, so that they wait together, and lets them go.
static void run_together(struct lanes *lanes, struct work *works, int n)
{
    struct work first = work_make(0);
    first.extra = wait_at_the_gate;
    lanes_add(lanes, &first.task);
    for (int i = 0; i < n; i++)
        lanes_add(lanes, &works[i].task);
    if (!test_is_postgres()) // there each task has a thread of the pool, and the gate one of them
        while (atomic_load(&reads) < n + 1)
            sched_yield();
    sem_post(&gate);
    lanes_stop(lanes);
    assert_int_equal(atomic_load(&finished), n + 1);
}

static int64_t rows_stored(void)
{
    return test_number(test_db(), "SELECT count(*) FROM lanes_test");
}

static void a_reply_leaves_only_after_others_can_see_what_was_written(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    struct db *witness = test_db_open(DB_READ);
    for (int i = 0; i < MANY; i++) {
        works[i] = work_make(i + 1);
        works[i].witness = witness;
    }
    run_together(lanes, works, MANY);
    db_close(witness);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(works[i].ended, 1 + OK);
        assert_int_equal(works[i].seen, 1);
    }
}

static void on_sqlite_what_waits_is_committed_together(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    uint64_t writes, groups;
    for (int i = 0; i < MANY; i++)
        works[i] = work_make(i + 1);
    run_together(lanes, works, MANY);
    lanes_counts(lanes, &writes, &groups);
    assert_int_equal(writes, MANY + 1);
    assert_true(groups < MANY / 2); // 2 or 3, unless the machine is very busy
    assert_int_equal(rows_stored(), MANY);
}

static void for_a_minute_after_a_crash_every_task_is_committed_alone(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    uint64_t writes, groups;
    for (int i = 0; i < MANY; i++)
        works[i] = work_make(i + 1);
    lanes_be_careful(lanes, time_monotonic() + MINUTE);
    run_together(lanes, works, MANY);
    lanes_counts(lanes, &writes, &groups);
    assert_int_equal(writes, MANY + 1);
    assert_int_equal(groups, writes);
    assert_int_equal(rows_stored(), MANY);
}

static void a_task_that_fails_is_undone_alone(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    for (int i = 0; i < MANY; i++) {
        works[i] = work_make(i + 1);
        works[i].fails_with = i % 3 == 0 ? ERR_INVALID : OK;
    }
    run_together(lanes, works, MANY);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(works[i].ended, 1 + (int)works[i].fails_with);
    assert_int_equal(rows_stored(), MANY - MANY / 3);
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM lanes_test WHERE id % 3 = 1"), 0);
}

static enum err broken_statement(struct work *work, struct db *db)
{
    (void)work;
    enum err error = db_run(db, &row_add, ARGS(INT(-1), NULL_INT), NULL);
    if (error == OK)
        error = db_run(db, &row_add, ARGS(INT(-1), NULL_INT), NULL);
    return error == ERR_CONFLICT ? OK : ERR_STORE; // a rule that overlooks the error: the task fails all the same
}

static void a_failed_statement_fails_its_task_and_no_other(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    for (int i = 0; i < MANY; i++) {
        works[i] = work_make(i + 1);
        works[i].extra = i == 7 ? broken_statement : NULL;
    }
    run_together(lanes, works, MANY);
    for (int i = 0; i < MANY; i++)
        assert_true((works[i].ended == 1 + OK) == (i != 7));
    assert_int_equal(rows_stored(), MANY - 1);
}

static void when_the_commit_fails_every_task_runs_again_alone(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    for (int i = 0; i < MANY; i++)
        works[i] = work_make(i + 1);
    works[20].parent = 999; // nobody's: the constraint is checked at the commit only
    run_together(lanes, works, MANY);
    int again = 0;
    for (int i = 0; i < MANY; i++) {
        assert_true((works[i].ended == 1 + OK) == (i != 20));
        again += works[i].runs == 2;
        assert_in_range(works[i].runs, 1, 2);
    }
    assert_int_equal(works[20].ended, 1 + ERR_CONFLICT);
    assert_int_equal(rows_stored(), MANY - 1);
    if (!test_is_postgres())
        assert_true(again > 1); // its group, and it
}

static enum err little_room(struct work *work, struct db *db)
{
    (void)work;
    return db_script(db, arena_print(test_arena(), "PRAGMA max_page_count = %d",
                                     (int)test_number(db, "SELECT page_count + 1 FROM pragma_page_count()")));
}

static enum err much(struct work *work, struct db *db)
{
    (void)work;
    static const struct query fill = {"lanes_test_fill", "INSERT INTO lanes_test (id, words) VALUES (-5, hex(zeroblob(200000)))", NULL};
    return db_run(db, &fill, NO_ARGS, NULL);
}

static void on_sqlite_a_full_disk_fails_the_task_that_fills_it_and_the_lane_goes_on(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work works[MANY];
    for (int i = 0; i < MANY; i++)
        works[i] = work_make(i + 1);
    works[0].extra = little_room;
    works[30].extra = much;
    run_together(lanes, works, MANY);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(works[i].ended, 1 + (int)(i == 30 ? ERR_STORE : OK));
    assert_int_equal(rows_stored(), MANY - 1);
}

static enum err no_patience(struct work *work, struct db *db)
{
    (void)work;
    return db_script(db, "PRAGMA busy_timeout = 100");
}

static void on_sqlite_a_group_waits_once_for_a_database_that_is_busy(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work first = work_make(0), works[MANY];
    first.extra = no_patience;
    lanes_add(lanes, &first.task);
    while (atomic_load(&finished) < 1)
        sched_yield();
    struct db *other = test_db_open(DB_WRITE);
    assert_ok(db_begin(other)); // a long import
    for (int i = 0; i < MANY; i++) {
        works[i] = work_make(i + 1);
        lanes_add(lanes, &works[i].task);
    }
    int64_t began = time_monotonic();
    lanes_stop(lanes);
    assert_true(time_monotonic() - began < MANY * 100 / 2);
    db_rollback(other);
    db_close(other);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(works[i].ended, 1 + ERR_BUSY);
    assert_int_equal(rows_stored(), 0);
}

static void on_postgresql_a_task_that_others_are_in_the_way_of_runs_five_times(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work work = work_make(1);
    work.fails_with = ERR_BUSY;
    lanes_add(lanes, &work.task);
    lanes_stop(lanes);
    assert_int_equal(work.runs, 5);
    assert_int_equal(work.ended, 1 + ERR_BUSY);
    assert_int_equal(rows_stored(), 0);
}

// Reads what the other is about to change, once both have read.
static enum err meet(struct work *work, struct db *db)
{
    {
        ROWS rows = db_rows(db, &row_sum, NO_ARGS);
        work->parent = rows_next(&rows) ? 1 + row_int(&rows, 0) : 1; // references row 1 or a later one
    }
    if (atomic_load(&work->runs) == 1)
        pthread_barrier_wait(&meeting);
    return OK;
}

static void on_postgresql_of_two_that_meet_one_runs_again_and_sees_the_other(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    assert_ok(db_script(test_db(), "INSERT INTO lanes_test (id) VALUES (1), (2)"));
    struct work works[2] = {work_make(10), work_make(11)};
    assert_int_equal(pthread_barrier_init(&meeting, NULL, 2), 0);
    for (int i = 0; i < 2; i++) {
        works[i].extra = meet;
        lanes_add(lanes, &works[i].task);
    }
    lanes_stop(lanes);
    pthread_barrier_destroy(&meeting);
    assert_int_equal(works[0].ended, 1 + OK);
    assert_int_equal(works[1].ended, 1 + OK);
    assert_true(works[0].runs + works[1].runs > 2);
    assert_int_equal(works[0].parent + works[1].parent, 3); // 1, and then the one who saw it
}

static enum err cross(struct work *work, struct db *db)
{
    TRY(db_script(db, "SET LOCAL deadlock_timeout = '20ms'"));
    int64_t own = work->id - 9, others = 3 - own;
    TRY(db_run(db, &row_change, ARGS(INT(own)), NULL));
    if (atomic_load(&work->runs) == 1)
        pthread_barrier_wait(&meeting);
    return db_run(db, &row_change, ARGS(INT(others)), NULL);
}

static void on_postgresql_a_deadlock_is_run_again(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    assert_ok(db_script(test_db(), "ALTER TABLE lanes_test DROP CONSTRAINT lanes_test_parent_fkey; "
                                   "INSERT INTO lanes_test (id, parent) VALUES (1, 0), (2, 0)"));
    struct work works[2] = {work_make(10), work_make(11)};
    assert_int_equal(pthread_barrier_init(&meeting, NULL, 2), 0);
    for (int i = 0; i < 2; i++) {
        works[i].extra = cross;
        lanes_add(lanes, &works[i].task);
    }
    lanes_stop(lanes);
    pthread_barrier_destroy(&meeting);
    assert_int_equal(works[0].ended, 1 + OK);
    assert_int_equal(works[1].ended, 1 + OK);
    assert_true(works[0].runs + works[1].runs > 2);
    assert_int_equal(test_number(test_db(), "SELECT CAST(sum(parent) AS BIGINT) FROM lanes_test WHERE id < 3"), 4);
}

// --- many threads ---

struct adder {
    pthread_t thread;
    struct lanes *lanes;
    struct work works[MANY];
};

static void *add_all(void *context)
{
    struct adder *adder = context;
    for (int i = 0; i < MANY; i++)
        lanes_add(adder->lanes, &adder->works[i].task);
    return NULL;
}

static void whatever_threads_add_is_done_once_before_the_lanes_stop(void **state)
{
    (void)state;
    enum { THREADS = 8 };
    struct lanes *lanes = start();
    struct adder *adders = ARENA_ARRAY(test_arena(), struct adder, THREADS);
    for (int t = 0; t < THREADS; t++) {
        adders[t].lanes = lanes;
        for (int i = 0; i < MANY; i++)
            adders[t].works[i] = work_make(1 + t * MANY + i);
        assert_int_equal(pthread_create(&adders[t].thread, NULL, add_all, &adders[t]), 0);
    }
    for (int t = 0; t < THREADS; t++)
        pthread_join(adders[t].thread, NULL);
    lanes_stop(lanes);
    assert_int_equal(atomic_load(&finished), THREADS * MANY);
    for (int t = 0; t < THREADS; t++)
        for (int i = 0; i < MANY; i++)
            assert_int_equal(adders[t].works[i].ended, 1 + OK);
    assert_int_equal(rows_stored(), THREADS * MANY);
}

static bool read_that_writes(struct task *task, struct db *db)
{
    struct work *work = (struct work *)task;
    enum err error = db_begin(db);
    if (error == OK)
        error = db_run(db, &row_add, ARGS(INT(1), NULL_INT), NULL);
    db_rollback(db);
    work->ended = 1 + (int)error;
    return false;
}

static void who_only_reads_cannot_write(void **state)
{
    (void)state;
    struct lanes *lanes = start();
    struct work work = work_make(1);
    work.task.read = read_that_writes;
    lanes_add(lanes, &work.task);
    lanes_stop(lanes);
    assert_int_equal(work.ended, 1 + ERR_STORE);
    assert_int_equal(rows_stored(), 0);
}

static void lanes_without_a_database_say_why(void **state)
{
    (void)state;
    struct lanes *lanes = NULL;
    const char *why = "", *address = test_is_postgres() ? "postgresql:///nowhere?host=/nowhere" : "sqlite:/nowhere/a.db";
    assert_err(lanes_start(test_arena(), address, 1, &lanes, &why), ERR_STORE);
    assert_null(lanes);
    assert_true(strlen(why) > 10);
}

TESTS(lanes, a_reply_leaves_only_after_others_can_see_what_was_written, on_sqlite_what_waits_is_committed_together,
      for_a_minute_after_a_crash_every_task_is_committed_alone, a_task_that_fails_is_undone_alone,
      a_failed_statement_fails_its_task_and_no_other, when_the_commit_fails_every_task_runs_again_alone,
      on_sqlite_a_full_disk_fails_the_task_that_fills_it_and_the_lane_goes_on,
      on_sqlite_a_group_waits_once_for_a_database_that_is_busy,
      on_postgresql_a_task_that_others_are_in_the_way_of_runs_five_times,
      on_postgresql_of_two_that_meet_one_runs_again_and_sees_the_other, on_postgresql_a_deadlock_is_run_again,
      whatever_threads_add_is_done_once_before_the_lanes_stop, who_only_reads_cannot_write, lanes_without_a_database_say_why)
