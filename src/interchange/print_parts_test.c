// print_parts_test.c - people's words on one line of a terminal, and numbers that JSON knows.
#include "interchange/print_parts.h"

#include <math.h>

#include "support.h"

static void words_stay_on_one_line(void **state)
{
    (void)state;
    assert_string_equal(one_line(test_arena(), "one\ntwo\tthree\x1b[2J\x7f", SIZE_MAX), "one two three [2J ");
    assert_string_equal(one_line(test_arena(), "gr\u00fc\u00dfe", 3), "gr\u00fc...");
    assert_string_equal(one_line(test_arena(), "gr\u00fc\u00dfe", 5), "gr\u00fc\u00dfe");
    assert_string_equal(one_line(test_arena(), "", 5), "");
    assert_string_equal(one_line(test_arena(), "a\xc2\x9b" "2Jb", SIZE_MAX), "(words that cannot be shown)"); // C1: begins a command
    assert_string_equal(one_line(test_arena(), "a\u202eb", SIZE_MAX), "(words that cannot be shown)"); // turns the line around
}

static void what_is_no_number_is_null(void **state)
{
    (void)state;
    static const struct { double number; bool is_null; } cases[] = {{1.5, false}, {(double)NAN, true}, {(double)INFINITY, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        json_t *json = real_json(cases[i].number);
        assert_int_equal(json_is_null(json), cases[i].is_null);
        json_decref(json);
    }
}

TESTS(print_parts, words_stay_on_one_line, what_is_no_number_is_null)
