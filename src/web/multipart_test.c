// multipart_test.c - tests of reading forms with files.
#include "web/multipart.h"

#include "base/buf.h"
#include "base/limits.h"
#include "support.h"
#include "web/decode.h"

static struct pairs fields;
static struct upload *uploads;
static size_t upload_count;

static enum err read_body(const char *type, const char *body, size_t n, bool cut)
{
    fields = (struct pairs){0};
    uploads = NULL;
    upload_count = 0;
    return multipart_read(test_arena(), type, body, n, cut, &fields, &uploads, &upload_count);
}

#define READ(body) read_body("multipart/form-data; boundary=AB", (body), sizeof(body) - 1, false)
#define PART(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"

static void fields_and_files_are_told_apart(void **state)
{
    (void)state;
    assert_ok(READ("--AB\r\n" PART("title") "\r\nTea\r\n--AB\r\nContent-Type: image/png\r\ncontent-disposition: form-data; "
                   "name=photo; filename=\"a b.png\"\r\n\r\n\x89PNG\0\r\n--A\r\n--AB--\r\n"));
    assert_int_equal(fields.n, 1);
    assert_string_equal(fields.at[0].name, "title");
    assert_string_equal(fields.at[0].value, "Tea");
    assert_int_equal(upload_count, 1);
    assert_string_equal(uploads[0].field, "photo");
    assert_string_equal(uploads[0].file_name, "a b.png");
    assert_int_equal(uploads[0].n, 10);
    assert_memory_equal(uploads[0].bytes, "\x89PNG\0\r\n--A", 10);
}

static void text_before_and_after_the_parts_is_passed_over(void **state)
{
    (void)state;
    assert_ok(READ("hello\r\n--AB  \r\n" PART("a") "\r\n\r\n--AB--bye"));
    assert_int_equal(fields.n, 1);
    assert_string_equal(fields.at[0].value, "");
}

static void an_empty_part_may_lack_its_own_line_end(void **state)
{
    (void)state;
    assert_ok(READ("--AB\r\n" PART("a") "\r\n--AB--"));
    assert_string_equal(fields.at[0].value, "");
}

static void names_are_read_as_browsers_write_them(void **state)
{
    (void)state;
    assert_ok(READ("--AB\r\n" PART("a%22b%0D%0a%20") "\r\n1\r\n--AB--"));
    assert_string_equal(fields.at[0].name, "a\"b\r\n%20");
    assert_ok(READ("--AB\r\n" PART("x; filename=y") "\r\n1\r\n--AB--"));
    assert_string_equal(fields.at[0].name, "x; filename=y");
}

static void unreadable_bytes_of_a_field_say_so(void **state)
{
    (void)state;
    assert_ok(READ("--AB\r\n" PART("a") "\r\n\xff\0\r\n--AB--"));
    assert_string_equal(fields.at[0].value, DECODE_UNREADABLE DECODE_UNREADABLE);
}

static void a_boundary_may_be_quoted_and_must_be_there(void **state)
{
    (void)state;
    static const char body[] = "--A B\r\n" PART("a") "\r\n1\r\n--A B--";
    static const char plain[] = "--A=B\r\n" PART("a") "\r\n1\r\n--A=B--";
    assert_err(read_body("multipart/form-data; boundary=\"A B\"", body, sizeof(body) - 1, false), ERR_INVALID);
    assert_ok(read_body("Multipart/Form-Data; charset=utf-8; Boundary=\"A=B\"", plain, sizeof(plain) - 1, false));
    assert_err(read_body("multipart/form-data", plain, sizeof(plain) - 1, false), ERR_INVALID);
    assert_err(read_body("multipart/form-data; boundary=", plain, sizeof(plain) - 1, false), ERR_INVALID);
    assert_err(read_body("text/plain; boundary=AB", plain, sizeof(plain) - 1, false), ERR_INVALID);
    assert_err(read_body(NULL, plain, sizeof(plain) - 1, false), ERR_INVALID);
}

static void what_is_not_in_parts_is_refused(void **state)
{
    (void)state;
    assert_err(READ(""), ERR_INVALID);
    assert_err(READ("a=1"), ERR_INVALID);
    assert_err(READ("--AB\r\n" PART("a") "\r\n1\r\n"), ERR_INVALID);
    assert_err(READ("--AB\r\nContent-Type: text/plain\r\n\r\n1\r\n--AB--"), ERR_INVALID);
    assert_err(READ("--AB\r\nContent-Disposition: form-data\r\n\r\n1\r\n--AB--"), ERR_INVALID);
    assert_err(READ("--AB\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--AB--"), ERR_INVALID);
    assert_err(READ("--AB\r\n" PART("a")), ERR_INVALID);
    assert_err(READ("--ABC\r\n" PART("a") "\r\n1\r\n--ABC--"), ERR_INVALID);
}

static void of_a_cut_body_the_last_field_is_what_came_of_it(void **state)
{
    (void)state;
    static const char body[] = "--AB\r\n" PART("a") "\r\n1\r\n--AB\r\n" PART("b") "\r\nlong te";
    assert_err(read_body("multipart/form-data; boundary=AB", body, sizeof(body) - 1, true), ERR_INVALID);
    assert_int_equal(fields.n, 2);
    assert_string_equal(fields.at[1].value, "long te");
}

static void too_many_parts_are_refused(void **state)
{
    (void)state;
    struct buf body = buf_make(test_arena(), 65536);
    for (int i = 0; i <= LIMIT_FIELDS; i++)
        buf_print(&body, "--AB\r\n" PART("f%d") "\r\n%d\r\n", i, i);
    buf_add_text(&body, "--AB--");
    assert_err(read_body("multipart/form-data; boundary=AB", body.at, body.n, false), ERR_LIMIT);
    assert_int_equal(fields.n, LIMIT_FIELDS);
}

TESTS(multipart, fields_and_files_are_told_apart, text_before_and_after_the_parts_is_passed_over,
      an_empty_part_may_lack_its_own_line_end, names_are_read_as_browsers_write_them, unreadable_bytes_of_a_field_say_so,
      a_boundary_may_be_quoted_and_must_be_there, what_is_not_in_parts_is_refused,
      of_a_cut_body_the_last_field_is_what_came_of_it, too_many_parts_are_refused)
