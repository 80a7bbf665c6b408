// slowdown_test.c - guessing is slowed, a hall with one address is not.
#include "people/slowdown.h"

#include <stdio.h>

#include "base/time.h"
#include "support.h"

static void fail_times(enum slowdown kind, const char *account, const char *address, int64_t now, int times)
{
    for (int i = 0; i < times; i++)
        slowdown_failed(kind, account, address, now);
}

static void thirty_failures_a_minute_from_one_address_are_enough(void **state)
{
    (void)state;
    slowdown_forget();
    fail_times(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW, 29);
    assert_ok(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW));
    fail_times(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW, 1);
    assert_err(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW), ERR_BUSY);
    assert_ok(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.2", TEST_NOW));
    assert_ok(slowdown_check(SLOWDOWN_CARD, NULL, "192.0.2.1", TEST_NOW));
    // two seconds later there is room for one more, a minute later for all
    assert_ok(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW + 2 * SECOND));
    fail_times(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW + 2 * SECOND, 1);
    assert_err(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW + 2 * SECOND), ERR_BUSY);
    fail_times(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW + MINUTE + 2 * SECOND, 29);
    assert_ok(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW + MINUTE + 2 * SECOND));
}

static void success_costs_nothing_however_many_share_an_address(void **state)
{
    (void)state;
    slowdown_forget();
    for (int i = 0; i < 1000; i++)
        assert_ok(slowdown_check(SLOWDOWN_JOIN, NULL, "192.0.2.1", TEST_NOW));
}

static void an_account_is_slowed_from_wherever_it_is_guessed(void **state)
{
    (void)state;
    char address[32];
    slowdown_forget();
    for (int i = 0; i < 10; i++) {
        snprintf(address, sizeof(address), "192.0.2.%d", i);
        assert_ok(slowdown_check(SLOWDOWN_LOGIN, "anna", address, TEST_NOW));
        slowdown_failed(SLOWDOWN_LOGIN, "anna", address, TEST_NOW);
    }
    assert_err(slowdown_check(SLOWDOWN_LOGIN, "anna", "192.0.2.99", TEST_NOW), ERR_BUSY);
    assert_ok(slowdown_check(SLOWDOWN_LOGIN, "bert", "192.0.2.99", TEST_NOW));
    slowdown_succeeded(SLOWDOWN_LOGIN, "anna");
    assert_ok(slowdown_check(SLOWDOWN_LOGIN, "anna", "192.0.2.99", TEST_NOW));
}

static void many_addresses_together_are_slowed_for_the_whole_server(void **state)
{
    (void)state;
    char address[32];
    slowdown_forget();
    for (int i = 0; i < 300; i++) {
        snprintf(address, sizeof(address), "10.0.%d.%d", i / 200, i % 200);
        slowdown_failed(SLOWDOWN_CARD, NULL, address, TEST_NOW);
    }
    assert_err(slowdown_check(SLOWDOWN_CARD, NULL, "192.0.2.1", TEST_NOW), ERR_BUSY);
    assert_ok(slowdown_check(SLOWDOWN_CARD, NULL, "192.0.2.1", TEST_NOW + MINUTE));
}

static void all_addresses_of_one_ipv6_network_count_as_one(void **state)
{
    (void)state;
    char address[64];
    slowdown_forget();
    for (int i = 0; i < 30; i++) {
        snprintf(address, sizeof(address), "2001:db8:1:2::%x", (unsigned)i + 1);
        slowdown_failed(SLOWDOWN_LOGIN, NULL, address, TEST_NOW);
    }
    assert_err(slowdown_check(SLOWDOWN_LOGIN, NULL, "2001:db8:1:2:ffff::1", TEST_NOW), ERR_BUSY);
    assert_ok(slowdown_check(SLOWDOWN_LOGIN, NULL, "2001:db8:1:3::1", TEST_NOW));
}

static void a_clock_that_is_set_back_locks_nobody_out(void **state)
{
    (void)state;
    slowdown_forget();
    fail_times(SLOWDOWN_LOGIN, NULL, "192.0.2.1", TEST_NOW + DAY, 29);
    assert_ok(slowdown_check(SLOWDOWN_LOGIN, NULL, "192.0.2.1", TEST_NOW));
    fail_times(SLOWDOWN_LOGIN, NULL, "192.0.2.1", TEST_NOW, 1);
    assert_err(slowdown_check(SLOWDOWN_LOGIN, NULL, "192.0.2.1", TEST_NOW), ERR_BUSY);
    assert_ok(slowdown_check(SLOWDOWN_LOGIN, NULL, "192.0.2.1", TEST_NOW + MINUTE));
}

static void codes_of_the_second_step_are_slowed_for_longer(void **state)
{
    (void)state;
    slowdown_forget();
    fail_times(SLOWDOWN_SECOND_STEP, "anna", NULL, TEST_NOW, 5);
    assert_err(slowdown_check(SLOWDOWN_SECOND_STEP, "anna", NULL, TEST_NOW + MINUTE), ERR_BUSY);
    assert_ok(slowdown_check(SLOWDOWN_SECOND_STEP, "anna", NULL, TEST_NOW + 2 * MINUTE)); // one has run out
    fail_times(SLOWDOWN_SECOND_STEP, "anna", NULL, TEST_NOW + 2 * MINUTE, 1);
    assert_err(slowdown_check(SLOWDOWN_SECOND_STEP, "anna", NULL, TEST_NOW + 3 * MINUTE), ERR_BUSY);
    int tries = 0;
    for (int64_t at = TEST_NOW + DAY; at < TEST_NOW + 2 * DAY; at += SECOND)
        if (slowdown_check(SLOWDOWN_SECOND_STEP, "anna", NULL, at) == OK) {
            slowdown_failed(SLOWDOWN_SECOND_STEP, "anna", NULL, at);
            tries++;
        }
    assert_in_range(tries, 600, 800); // of a million, of which three are right: 0.2 % in a whole day
    assert_ok(slowdown_check(SLOWDOWN_SECOND_STEP, "bert", NULL, TEST_NOW + 2 * DAY));
}

TESTS(slowdown, codes_of_the_second_step_are_slowed_for_longer,
      thirty_failures_a_minute_from_one_address_are_enough, success_costs_nothing_however_many_share_an_address,
      an_account_is_slowed_from_wherever_it_is_guessed, many_addresses_together_are_slowed_for_the_whole_server,
      all_addresses_of_one_ipv6_network_count_as_one, a_clock_that_is_set_back_locks_nobody_out)
