// sent_form_test.c - tests of the memory of forms that were sent.
#include "app/key_mark_store.h"
#include "app/sent_form_store.h"

#include "base/time.h"
#include "support_call.h"

static void a_form_is_known_by_its_key_and_its_sender(void **state)
{
    (void)state;
    struct call call = test_call();
    const char *location = NULL;
    assert_err(sent_form_find(&call, "KEY", "anna", &location), ERR_NOT_FOUND);
    assert_ok(sent_form_add(&call, "KEY", "anna", "/networks/a"));
    assert_ok(sent_form_find(&call, "KEY", "anna", &location));
    assert_string_equal(location, "/networks/a");
    assert_err(sent_form_find(&call, "KEY", "berta", &location), ERR_NOT_FOUND);
    assert_err(sent_form_find(&call, "OTHER", "anna", &location), ERR_NOT_FOUND);
    assert_err(sent_form_add(&call, "KEY", "anna", "/elsewhere"), ERR_CONFLICT);
}

static void forms_are_forgotten_after_their_time(void **state)
{
    (void)state;
    struct call call = test_call();
    const char *location = NULL;
    assert_ok(sent_form_add(&call, "OLD", "anna", "/a"));
    call.now += 3 * DAY;
    assert_ok(sent_form_add(&call, "NEW", "anna", "/b"));
    int64_t n = 0;
    assert_ok(sent_form_sweep(&call, call.now - 2 * DAY, &n));
    assert_int_equal(n, 1);
    assert_err(sent_form_find(&call, "OLD", "anna", &location), ERR_NOT_FOUND);
    assert_ok(sent_form_find(&call, "NEW", "anna", &location));
}

TEST_QUERIES(sent_form_queries, key_mark_queries)
TESTS(sent_form, a_form_is_known_by_its_key_and_its_sender, forms_are_forgotten_after_their_time)
