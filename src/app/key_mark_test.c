// key_mark_test.c - tests of telling the key of a database from another one.
#include "app/key_mark_store.h"

#include "support_call.h"

static void a_database_knows_the_key_it_was_used_with(void **state)
{
    (void)state;
    static const unsigned char other_key[SECRET_KEY_SIZE] = "another secret of the same size";
    struct call call = test_call(), other = call;
    other.key = other_key;
    assert_err(key_mark_check(&other), ERR_NOT_FOUND);
    assert_ok(key_mark_put(&call));
    assert_ok(key_mark_check(&call));
    assert_err(key_mark_check(&other), ERR_CONFLICT);
    assert_ok(key_mark_put(&other));
    assert_ok(key_mark_check(&other));
    assert_err(key_mark_check(&call), ERR_CONFLICT);
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM key_mark"), 1);
}

TESTS(key_mark, a_database_knows_the_key_it_was_used_with)
