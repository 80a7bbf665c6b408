// crash_test.c - tests of what the parent learns of a crash, with real processes that crash.
#include "app/crash.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/time.h"
#include "support.h"

static void *work_beside(void *context)
{
    crash_thread(1);
    crash_working_on(7, 70);
    pthread_barrier_wait(context);
    pause();
    return NULL;
}

// A process with two threads, of which one works on route 7 and the other crashes on `route` by `number`.
static int crash_in_child(int route, uint64_t request, int number)
{
    pid_t child = fork();
    if (child == 0) {
        pthread_barrier_t start;
        pthread_t thread;
        crash_watch();
        pthread_barrier_init(&start, NULL, 2);
        pthread_create(&thread, NULL, work_beside, &start);
        pthread_barrier_wait(&start);
        crash_thread(0);
        crash_working_on(route, request);
        raise(number);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void the_parent_learns_which_route_crashed_and_of_which_request(void **state)
{
    (void)state;
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    assert_true(crash_init());
    for (int i = 0; i < 5; i++) {
        uint64_t request = 0;
        assert_int_equal(crash_in_child(20 + i, 1000 + (uint64_t)i, numbers[i]), numbers[i]);
        assert_int_equal(crash_learn(5000 + i, &request), 20 + i);
        assert_int_equal(request, 1000 + i);
        assert_int_equal(crash_last(), 5000 + i);
        assert_false(crash_is_blocked(20 + i));
    }
}

static void who_is_killed_while_waiting_blames_no_route(void **state)
{
    (void)state;
    uint64_t request = 0;
    assert_true(crash_init());
    assert_int_equal(crash_in_child(3, 1, SIGKILL), SIGKILL); // nobody is told of that signal
    assert_int_equal(crash_learn(1, &request), -1);
    assert_int_equal(crash_in_child(-1, 0, SIGSEGV), SIGSEGV);
    assert_int_equal(crash_learn(2, &request), -1);
    assert_int_equal(crash_last(), 2);
}

static void crash_at(int route, int64_t when)
{
    uint64_t request;
    assert_int_equal(crash_in_child(route, 1, SIGABRT), SIGABRT);
    assert_int_equal(crash_learn(when, &request), route);
}

static void three_crashes_within_a_minute_block_a_route(void **state)
{
    (void)state;
    assert_true(crash_init());
    crash_at(4, MINUTE);
    crash_at(4, 2 * MINUTE - 1);
    crash_at(5, 2 * MINUTE); // another route
    crash_at(4, 2 * MINUTE + 1);
    assert_false(crash_is_blocked(4)); // the first is more than a minute ago
    crash_at(4, 2 * MINUTE + 2);
    assert_true(crash_is_blocked(4));
    assert_false(crash_is_blocked(5));
    assert_false(crash_is_blocked(-1));
    assert_false(crash_is_blocked(CRASH_ROUTES));
}

TESTS(crash, the_parent_learns_which_route_crashed_and_of_which_request, who_is_killed_while_waiting_blames_no_route,
      three_crashes_within_a_minute_block_a_route)
