// csv_test.c - tables come out whole, and what is broken is named with its file and line.
#include "interchange/csv.h"

#include "support.h"

static enum err read_text(const char *text, struct csv_table *table, const char **why)
{
    return csv_read(test_arena(), "t.csv", text, strlen(text), table, why);
}

static void quotes_commas_and_line_ends_inside_quotes_are_kept(void **state)
{
    (void)state;
    struct csv_table table;
    const char *why = NULL;
    assert_ok(read_text("\xEF\xBB\xBF" "a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n\r\n3,\n", &table, &why));
    assert_int_equal(table.n, 2);
    assert_string_equal(table.columns.at[0], "a");
    assert_string_equal(table.at[0].at[0], "x, \"y\"\nz");
    assert_string_equal(table.at[1].at[1], "");
    assert_int_equal(table.at[0].line, 2);
    assert_int_equal(table.at[1].line, 5);
}

static void what_is_broken_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct { const char *text, *why; } cases[] = {
        {"a,b\n1,2\n3\n", "t.csv, line 3: there are 1 fields where the first line has 2."},
        {"a\n\xff\n", "t.csv, line 2: this is not UTF-8 text. Save the file as UTF-8 and try again."},
        {"a\n\"x\n", "t.csv, line 2: a quotation mark is missing, or stands where none belongs."},
        {"a,b\r1,2\r\r3\r", "t.csv, line 4: there are 1 fields where the first line has 2."}, // as old Macintoshes end lines
        {"a,b\r\n\r\n3\r\n", "t.csv, line 3: there are 1 fields where the first line has 2."},
        {"", "t.csv, line 1: the file is empty."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct csv_table table;
        const char *why = NULL;
        assert_err(read_text(cases[i].text, &table, &why), ERR_INVALID);
        assert_string_equal(why, cases[i].why);
    }
}

static void numbers_are_numbers(void **state)
{
    (void)state;
    struct csv_table table;
    const char *why = NULL;
    int64_t number = 0;
    size_t column = 0;
    assert_ok(read_text("n\n7\n8x\n99\n+1\n", &table, &why));
    assert_ok(csv_column(test_arena(), &table, "n", &column, &why));
    assert_ok(csv_number(test_arena(), &table, 0, column, 0, 10, &number, &why));
    assert_int_equal(number, 7);
    assert_err(csv_number(test_arena(), &table, 1, column, 0, 10, &number, &why), ERR_INVALID);
    assert_string_equal(why, "t.csv, line 3: '8x' in the column 'n' is not a whole number.");
    assert_err(csv_number(test_arena(), &table, 2, column, 0, 10, &number, &why), ERR_INVALID);
    assert_string_equal(why, "t.csv, line 4: '99' in the column 'n' is out of range.");
    assert_err(csv_number(test_arena(), &table, 3, column, 0, 10, &number, &why), ERR_INVALID);
    assert_err(csv_column(test_arena(), &table, "m", &column, &why), ERR_INVALID);
    assert_string_equal(why, "t.csv, line 1: the column 'm' is missing.");
}

TESTS(csv, quotes_commas_and_line_ends_inside_quotes_are_kept, what_is_broken_is_named_with_its_line, numbers_are_numbers)
