// pace_test.c - tests of what counts as quick.
#include "app/pace.h"

#include "support.h"

static void note_times(_Atomic int64_t *pace, int64_t us, int n)
{
    for (int i = 0; i < n; i++)
        pace_note(pace, us);
}

static void what_is_not_known_yet_counts_as_long(void **state)
{
    (void)state;
    _Atomic int64_t *paces = pace_start(test_arena(), 2);
    assert_false(pace_is_quick(&paces[0]));
    pace_note(&paces[0], 300);
    assert_true(pace_is_quick(&paces[0]));
    assert_false(pace_is_quick(&paces[1])); // each kind has its own
}

static void what_is_long_is_noticed_at_once_and_forgotten_slowly(void **state)
{
    (void)state;
    _Atomic int64_t *pace = pace_start(test_arena(), 1);
    note_times(pace, 200, 50);
    assert_true(pace_is_quick(pace));
    pace_note(pace, 1000 * 1000);
    assert_false(pace_is_quick(pace));
    note_times(pace, 200, 20);
    assert_false(pace_is_quick(pace));
    note_times(pace, 200, 30);
    assert_true(pace_is_quick(pace));
}

static void a_little_longer_now_and_then_is_quick(void **state)
{
    (void)state;
    _Atomic int64_t *pace = pace_start(test_arena(), 1);
    note_times(pace, 200, 50);
    pace_note(pace, 3 * PACE_QUICK_US);
    assert_true(pace_is_quick(pace));
    note_times(pace, PACE_QUICK_US + 100, 50);
    assert_false(pace_is_quick(pace));
}

// Of quick ones about each eighth, whatever the step between the numbers of one kind is.
static void all_that_is_long_is_measured_and_some_that_is_quick(void **state)
{
    (void)state;
    _Atomic int64_t *pace = pace_start(test_arena(), 1);
    for (uint64_t number = 0; number < 100; number++)
        assert_true(pace_is_due(pace, number));
    pace_note(pace, 300);
    for (uint64_t step = 1; step <= 32; step++) {
        int due = 0;
        for (uint64_t i = 0; i < 800; i++)
            due += pace_is_due(pace, 5 + i * step);
        assert_in_range(due, 80, 120);
    }
}

TESTS(pace, what_is_not_known_yet_counts_as_long, what_is_long_is_noticed_at_once_and_forgotten_slowly,
      a_little_longer_now_and_then_is_quick, all_that_is_long_is_measured_and_some_that_is_quick)
