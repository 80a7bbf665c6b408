// err_test.c - tests of the table of errors.
#include "base/err.h"

#include "support.h"

static void every_error_has_status_exit_code_and_sentence(void **state)
{
    (void)state;
    const int statuses[ERR_COUNT] = {200, 422, 403, 404, 409, 413, 503, 500};
    for (int error = OK; error < ERR_COUNT; error++) {
        assert_int_equal(err_http_status((enum err)error), statuses[error]);
        assert_int_equal(err_exit_code((enum err)error), error == OK ? 0 : error + 1);
        assert_true(strlen(err_sentence((enum err)error)) > 0);
    }
}

static enum err two_steps(enum err first, int *ret_steps)
{
    *ret_steps = 1;
    TRY(first);
    *ret_steps = 2;
    return OK;
}

static void try_leaves_the_function_with_the_error(void **state)
{
    (void)state;
    int steps;
    assert_err(two_steps(ERR_BUSY, &steps), ERR_BUSY);
    assert_int_equal(steps, 1);
    assert_ok(two_steps(OK, &steps));
    assert_int_equal(steps, 2);
}

TESTS(err, every_error_has_status_exit_code_and_sentence, try_leaves_the_function_with_the_error)
