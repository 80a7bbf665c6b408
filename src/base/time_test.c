// time_test.c - tests of the clocks.
#include "base/time.h"

#include "support.h"

static void the_wall_clock_counts_milliseconds_since_1970(void **state)
{
    (void)state;
    int64_t year_2026 = TEST_NOW, year_2100 = INT64_C(4102444800000);
    assert_true(time_now() > year_2026 - 365 * DAY && time_now() < year_2100);
}

static void the_steady_clocks_agree_and_never_go_back(void **state)
{
    (void)state;
    int64_t before = time_monotonic(), us = time_monotonic_us();
    for (int i = 0; i < 1000; i++) {
        int64_t next = time_monotonic_us();
        assert_true(next >= us);
        us = next;
    }
    assert_true(us / 1000 >= before && us / 1000 <= time_monotonic());
}

TESTS(time, the_wall_clock_counts_milliseconds_since_1970, the_steady_clocks_agree_and_never_go_back)
