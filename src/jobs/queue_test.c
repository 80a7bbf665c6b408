// queue_test.c - jobs wait, are done once, and are tried again later when they fail.
#include "jobs/queue.h"

#include "base/time.h"
#include "support_db.h"
#include "support.h"

static void the_earliest_due_job_comes_first(void **state)
{
    (void)state;
    struct db *db = test_begin();
    int64_t due = 0;
    struct job job;
    assert_err(job_next_due(db, &due), ERR_NOT_FOUND);
    assert_ok(job_add(db, 1, "mail", "later", TEST_NOW + 20));
    assert_ok(job_add(db, 2, "mail", "sooner", TEST_NOW + 10));
    assert_ok(job_next_due(db, &due));
    assert_int_equal(due, TEST_NOW + 10);
    assert_err(job_find_due(test_arena(), db, TEST_NOW, &job), ERR_NOT_FOUND);
    assert_ok(job_find_due(test_arena(), db, TEST_NOW + 20, &job));
    assert_string_equal(job.payload, "sooner");
    assert_ok(job_done(db, job.id));
    assert_ok(job_find_due(test_arena(), db, TEST_NOW + 20, &job));
    assert_string_equal(job.payload, "later");
}

static void a_failed_job_waits_longer_each_time_and_then_rests(void **state)
{
    (void)state;
    struct db *db = test_begin();
    struct job job;
    int64_t now = TEST_NOW, waited = 0;
    assert_ok(job_add(db, 1, "mail", "", now));
    for (int i = 0; i < JOB_ATTEMPTS; i++) {
        assert_ok(job_find_due(test_arena(), db, now, &job));
        assert_ok(job_failed(db, &job, now));
        assert_err(job_find_due(test_arena(), db, now, &job), ERR_NOT_FOUND);
        int64_t due = 0;
        if (job_next_due(db, &due) != OK)
            break;
        assert_true(due - now > waited);
        waited = due - now;
        now = due;
    }
    assert_err(job_find_due(test_arena(), db, now + 365 * DAY, &job), ERR_NOT_FOUND);
}

static void a_kind_that_repeats_waits_once(void **state)
{
    (void)state;
    struct db *db = test_begin();
    struct job job;
    assert_ok(job_repeat(db, 1, "sweep", TEST_NOW));
    assert_ok(job_repeat(db, 2, "sweep", TEST_NOW));
    assert_ok(job_find_due(test_arena(), db, TEST_NOW, &job));
    assert_ok(job_done(db, job.id));
    assert_err(job_find_due(test_arena(), db, TEST_NOW, &job), ERR_NOT_FOUND);
}

static void a_job_that_is_queued_again_waits_once_and_until_the_earlier_time(void **state)
{
    (void)state;
    struct db *db = test_begin();
    struct job job;
    assert_ok(job_add_once(db, 1, "groups", "7", TEST_NOW + 30));
    assert_ok(job_add_once(db, 2, "groups", "7", TEST_NOW + 40));
    assert_ok(job_add_once(db, 3, "groups", "8", TEST_NOW + 30));
    assert_int_equal(test_number(db, "SELECT count(*) FROM job"), 2);
    assert_ok(job_add_once(db, 4, "groups", "7", TEST_NOW + 10));
    assert_ok(job_find_due(test_arena(), db, TEST_NOW + 10, &job));
    assert_int_equal(job.id, 1);
    assert_ok(job_failed(db, &job, TEST_NOW));
    assert_err(job_find_due(test_arena(), db, TEST_NOW + 29, &job), ERR_NOT_FOUND);
    assert_ok(job_add_once(db, 5, "groups", "7", TEST_NOW + 20));
    assert_ok(job_find_due(test_arena(), db, TEST_NOW + 20, &job));
    assert_int_equal(job.id, 1);
    assert_int_equal(job.attempts, 0);
    assert_ok(job_add(db, 6, "groups", "7", TEST_NOW + 5)); // queued without asking: a job of its own
    assert_int_equal(test_number(db, "SELECT count(*) FROM job"), 3);
}

TEST_QUERIES(job_queries)
TESTS(queue, the_earliest_due_job_comes_first, a_failed_job_waits_longer_each_time_and_then_rests,
      a_kind_that_repeats_waits_once, a_job_that_is_queued_again_waits_once_and_until_the_earlier_time)
