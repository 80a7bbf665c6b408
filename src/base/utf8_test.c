// utf8_test.c - tests of checking and measuring UTF-8.
#include "base/utf8.h"

#include "support.h"

static void well_formed_texts_are_valid(void **state)
{
    (void)state;
    const char *const right[] = {"", "plain", "Zo\xc3\xab, J\xc5\xabrmala, \xe2\x82\xac 5, \xf0\x9f\x8f\xa1",
                                 "\xc2\x80", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf0\x90\x80\x80",
                                 "\xf4\x8f\xbf\xbf", "12345678\xc3\xa4", "1234567\xc3\xa4 and on"};
    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
        assert_true(utf8_is_valid(right[i], strlen(right[i])));
    assert_true(utf8_is_valid("a\0b", 3));
}

static void malformed_texts_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x9f\xbf",
                                 "\xed\xa0\x80", "\xe2\x82", "\xe2\x82(", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
                                 "\xf5\x80\x80\x80", "\xff", "12345678\xc3", "1234567\xc3\xc3\xa4"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_false(utf8_is_valid(wrong[i], strlen(wrong[i])));
    assert_false(utf8_is_valid("\xc3\xa4", 1)); // the rest lies beyond the end
}

static void controls_and_overrides_are_seen(void **state)
{
    (void)state;
    const char *const bad[] = {"\x01", "a\x1f", "\x7f", "\xc2\x80", "x\xc2\x9f", "\xe2\x80\xaa", "\xe2\x80\xae",
                               "\xe2\x81\xa6", "\xe2\x81\xa9"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_true(utf8_has_control(bad[i], strlen(bad[i])));
    const char *const good[] = {"tab\tand\r\nlines", "\xc2\xa0", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\xa5",
                                "\xe2\x81\xaa", "\xc4\x80"};
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_false(utf8_has_control(good[i], strlen(good[i])));
    assert_true(utf8_has_control("a\0b", 3));
}

static void lengths_count_signs_and_not_bytes(void **state)
{
    (void)state;
    const char *text = "\xc4\x80\xe2\x82\xac" "a\xf0\x9f\x8f\xa1";
    size_t n = strlen(text);
    assert_int_equal(utf8_length(text, n), 4);
    assert_int_equal(utf8_prefix(text, n, 0), 0);
    assert_int_equal(utf8_prefix(text, n, 1), 2);
    assert_int_equal(utf8_prefix(text, n, 2), 5);
    assert_int_equal(utf8_prefix(text, n, 3), 6);
    assert_int_equal(utf8_prefix(text, n, 4), 10);
    assert_int_equal(utf8_prefix(text, n, 9), 10);
}

TESTS(utf8, well_formed_texts_are_valid, malformed_texts_are_refused, controls_and_overrides_are_seen,
      lengths_count_signs_and_not_bytes)
