// request_test.c - tests of reading form fields, cookies, addresses, and what proxies add.
#include "web/request.h"

#include "base/buf.h"
#include "base/limits.h"
#include "support.h"
#include "web/decode.h"
#include "web/target.h"

static struct pairs read_urlencoded(const char *text)
{
    struct pairs pairs = {0};
    assert_ok(pairs_read_urlencoded(test_arena(), text, strlen(text), &pairs));
    return pairs;
}

static void expect_pair(const struct pairs *pairs, size_t i, const char *name, const char *value)
{
    assert_true(i < pairs->n);
    assert_string_equal(pairs->at[i].name, name);
    assert_string_equal(pairs->at[i].value, value);
}

static void fields_are_decoded(void **state)
{
    (void)state;
    struct pairs pairs = read_urlencoded("a=1&&b=x+y%2B%c3%a4&c&=d&e==&%66=%");
    assert_int_equal(pairs.n, 6);
    expect_pair(&pairs, 0, "a", "1");
    expect_pair(&pairs, 1, "b", "x y+\xC3\xA4");
    expect_pair(&pairs, 2, "c", "");
    expect_pair(&pairs, 3, "", "d");
    expect_pair(&pairs, 4, "e", "=");
    expect_pair(&pairs, 5, "f", "%");
}

static void no_fields_are_no_fields(void **state)
{
    (void)state;
    assert_int_equal(read_urlencoded("").n, 0);
    assert_int_equal(read_urlencoded("&&&").n, 0);
}

static void bytes_that_are_not_text_become_a_sign_that_says_so(void **state)
{
    (void)state;
    struct pairs pairs = read_urlencoded("a=%FFb&c=%00&d=%C3%A4%C3&e=%ED%A0%80&f=%zz%4");
    expect_pair(&pairs, 0, "a", DECODE_UNREADABLE "b");
    expect_pair(&pairs, 1, "c", DECODE_UNREADABLE);
    expect_pair(&pairs, 2, "d", "\xC3\xA4" DECODE_UNREADABLE);
    expect_pair(&pairs, 3, "e", DECODE_UNREADABLE DECODE_UNREADABLE DECODE_UNREADABLE);
    expect_pair(&pairs, 4, "f", "%zz%4");
}

static void too_many_fields_are_refused_and_the_first_ones_kept(void **state)
{
    (void)state;
    struct buf text = buf_make(test_arena(), 4096);
    struct pairs pairs = {0};
    for (int i = 0; i <= LIMIT_FIELDS; i++)
        buf_print(&text, "f%d=%d&", i, i);
    assert_err(pairs_read_urlencoded(test_arena(), text.at, text.n, &pairs), ERR_LIMIT);
    assert_int_equal(pairs.n, LIMIT_FIELDS);
    expect_pair(&pairs, 7, "f7", "7");
}

static void cookies_are_read_and_the_unreadable_left_out(void **state)
{
    (void)state;
    struct pairs pairs = {0};
    pairs_read_cookies(test_arena(), "a=1; b = x=y ;nothing; =c;d=\x01;e=\"q\"; a=2", &pairs);
    assert_int_equal(pairs.n, 4);
    expect_pair(&pairs, 0, "a", "1");
    expect_pair(&pairs, 1, "b", "x=y");
    expect_pair(&pairs, 2, "e", "\"q\"");
    expect_pair(&pairs, 3, "a", "2");
}

static void a_secure_request_sees_only_cookies_with_the_host_prefix(void **state)
{
    (void)state;
    struct request request = {.arena = test_arena()};
    pairs_read_cookies(test_arena(), "card=open; __Host-card=secret", &request.cookies);
    assert_string_equal(request_cookie(&request, "card"), "open");
    request.secure = true;
    assert_string_equal(request_cookie(&request, "card"), "secret");
    assert_null(request_cookie(&request, "login"));
}

static struct request read_target(const char *target)
{
    struct request request = {.arena = test_arena(), .host = "home"};
    assert_ok(target_read(&request, target));
    return request;
}

static void an_address_has_a_path_and_fields(void **state)
{
    (void)state;
    struct request request = read_target("/networks/r%C4%ABga?page=2&q=a+b");
    assert_string_equal(request.path, "/networks/r\xC4\xABga");
    assert_string_equal(request.raw_query, "page=2&q=a+b");
    assert_string_equal(request_query(&request, "page"), "2");
    assert_string_equal(request_query(&request, "q"), "a b");
    assert_string_equal(request.host, "home");
    assert_string_equal(read_target("/").path, "/");
    assert_string_equal(read_target("/?").raw_query, "");
}

static void a_page_of_a_list_is_a_number_from_one(void **state)
{
    (void)state;
    static const char *const wrong[] = {"/a?page=0", "/a?page=", "/a?page=-1", "/a?page=2x", "/a?page=1234567"};
    struct request request = read_target("/a?page=12");
    size_t page = 99;
    assert_ok(request_page(&request, &page));
    assert_int_equal(page, 11);
    request = read_target("/a");
    assert_ok(request_page(&request, &page));
    assert_int_equal(page, 0);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        request = read_target(wrong[i]);
        assert_err(request_page(&request, &page), ERR_NOT_FOUND);
    }
}

static void an_address_in_absolute_form_names_the_host(void **state)
{
    (void)state;
    struct request request = read_target("http://other:8080?a=1");
    assert_string_equal(request.host, "other:8080");
    assert_string_equal(request.path, "/");
    assert_string_equal(request_query(&request, "a"), "1");
    request = read_target("HTTPS://other/x");
    assert_string_equal(request.path, "/x");
}

static void an_address_that_cannot_be_ours_is_nowhere(void **state)
{
    (void)state;
    static const char *const targets[] = {"/a/../b", "/a/./b", "/..", "/a/..", "//a", "/a//b", "/a%2Fb", "/%2e%2e/b", "/%00", "/%ff"};
    for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
        assert_non_null(strstr(read_target(targets[i]).path, DECODE_UNREADABLE));
    assert_string_equal(read_target("/a/...").path, "/a/...");
    struct request request = {.arena = test_arena()};
    assert_err(target_read(&request, "*"), ERR_INVALID);
    assert_err(target_read(&request, "a:443"), ERR_INVALID);
}

static struct request forwarded(const char *from, const char *first, const char *second, const char *scheme)
{
    static struct pair pairs[3];
    pairs[0] = (struct pair){"x-forwarded-for", first};
    pairs[1] = (struct pair){"x-forwarded-for", second};
    pairs[2] = (struct pair){"x-forwarded-proto", scheme};
    return (struct request){.arena = test_arena(), .address = from, .headers = {pairs, 3, 3}};
}

static void only_trusted_proxies_say_whom_a_request_comes_from(void **state)
{
    (void)state;
    static const char *const proxies[] = {"127.0.0.1", "2001:DB8:0::1", "10.0.0.9", NULL};
    struct request request = forwarded("9.9.9.9", "1.2.3.4", "5.6.7.8", "https");
    target_trust(&request, proxies);
    assert_string_equal(request.address, "9.9.9.9");
    assert_false(request.secure);
    request = forwarded("127.0.0.1", "6.6.6.6, 1.2.3.4", "10.0.0.9", "http, https");
    target_trust(&request, proxies);
    assert_string_equal(request.address, "1.2.3.4");
    assert_true(request.secure);
    request = forwarded("2001:db8::1", "", "::ffff:1.2.3.4", "http");
    target_trust(&request, proxies);
    assert_string_equal(request.address, "1.2.3.4");
    assert_false(request.secure);
    request = forwarded("127.0.0.1", "6.6.6.6", "rubbish", "https");
    target_trust(&request, proxies);
    assert_string_equal(request.address, "127.0.0.1");
    target_trust(&request, NULL);
}

TESTS(request, fields_are_decoded, no_fields_are_no_fields, bytes_that_are_not_text_become_a_sign_that_says_so,
      too_many_fields_are_refused_and_the_first_ones_kept, cookies_are_read_and_the_unreadable_left_out,
      a_secure_request_sees_only_cookies_with_the_host_prefix, an_address_has_a_path_and_fields, a_page_of_a_list_is_a_number_from_one,
      an_address_in_absolute_form_names_the_host, an_address_that_cannot_be_ours_is_nowhere,
      only_trusted_proxies_say_whom_a_request_comes_from)
