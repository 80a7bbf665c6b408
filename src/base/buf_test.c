// buf_test.c - tests of growing runs of bytes.
#include "base/buf.h"

#include "support.h"

static void everything_added_stands_in_order(void **state)
{
    (void)state;
    struct buf buf = buf_make(test_arena(), 4);
    BUF_LITERAL(&buf, "a");
    buf_add_char(&buf, 'b');
    buf_add_text(&buf, "cde");
    buf_add(&buf, "fgh", 2);
    buf_print(&buf, "-%03d", 7);
    assert_string_equal(buf_text(&buf), "abcdefg-007");
    assert_int_equal(buf.n, 11);
}

static void an_empty_buffer_has_an_empty_text(void **state)
{
    (void)state;
    struct buf buf = buf_make(test_arena(), 0);
    buf_add(&buf, NULL, 0);
    assert_string_equal(buf_text(&buf), "");
    assert_int_equal(buf.n, 0);
}

static void whole_numbers_are_written_from_end_to_end(void **state)
{
    (void)state;
    struct buf buf = buf_make(test_arena(), 8);
    const int64_t numbers[] = {0, 7, -1, 1234567890, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        buf_add_int(&buf, numbers[i]);
        buf_add_char(&buf, ' ');
    }
    assert_string_equal(buf_text(&buf), "0 7 -1 1234567890 9223372036854775807 -9223372036854775808 ");
}

static void a_long_text_survives_growing(void **state)
{
    (void)state;
    struct buf buf = buf_make(test_arena(), 1);
    for (int i = 0; i < 100000; i++) {
        buf_add_char(&buf, (char)('a' + i % 26));
        if (i % 1000 == 0)
            arena_alloc(test_arena(), 1); // so that it cannot always grow in place
    }
    assert_int_equal(buf.n, 100000);
    for (size_t i = 0; i < buf.n; i++)
        assert_int_equal(buf.at[i], 'a' + i % 26);
}

TESTS(buf, everything_added_stands_in_order, an_empty_buffer_has_an_empty_text,
      whole_numbers_are_written_from_end_to_end, a_long_text_survives_growing)
