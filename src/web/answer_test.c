// answer_test.c - tests of replies as they go over the wire: headers, encodings, what the client has already.
#include "web/answer.h"

#include <zlib.h>

#include "support.h"
#include "web/encode.h"
#include "web/static.h"

static struct pair sent[2];

static struct request asking(const char *name, const char *value)
{
    sent[0] = (struct pair){name, value};
    return (struct request){.arena = test_arena(), .path = "/", .headers = {sent, 1, 1}};
}

static struct reply page(size_t n)
{
    struct reply reply = {.arena = test_arena()};
    struct buf bytes = buf_make(test_arena(), n + 1);
    for (size_t i = 0; i < n; i++)
        buf_add_char(&bytes, "<p>tea</p>"[i % 10]);
    reply_bytes(&reply, 200, "text/html; charset=utf-8", bytes);
    return reply;
}

static const char *header(const struct answer *answer, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < answer->headers.n; i++)
        if (strcasecmp(answer->headers.at[i].name, name) == 0) {
            assert_null(value); // never twice
            value = answer->headers.at[i].value;
        }
    return value;
}

static struct answer make(struct reply *reply, const struct request *request)
{
    struct answer answer;
    answer_make(reply, request, &answer);
    return answer;
}

static void every_reply_has_the_headers_that_keep_it_safe(void **state)
{
    (void)state;
    struct request request = asking("accept", "*/*");
    struct reply reply = page(10);
    struct answer answer = make(&reply, &request);
    assert_string_equal(header(&answer, "Cache-Control"), "no-store");
    assert_string_equal(header(&answer, "X-Content-Type-Options"), "nosniff");
    assert_string_equal(header(&answer, "Referrer-Policy"), "same-origin");
    assert_non_null(header(&answer, "Permissions-Policy"));
    assert_string_equal(header(&answer, "Cross-Origin-Opener-Policy"), "same-origin");
    assert_non_null(header(&answer, "Vary"));
    assert_string_equal(header(&answer, "Content-Type"), "text/html; charset=utf-8");
    assert_string_equal(header(&answer, "Cross-Origin-Resource-Policy"), "same-origin");
    assert_string_equal(header(&answer, "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    assert_null(header(&answer, "Strict-Transport-Security"));
    request.secure = true;
    reply = page(10);
    reply_header(&reply, "Content-Security-Policy", "of the page");
    answer = make(&reply, &request);
    assert_string_equal(header(&answer, "Content-Security-Policy"), "of the page");
    assert_string_equal(header(&answer, "Strict-Transport-Security"), "max-age=31536000");
}

static void a_reply_may_say_otherwise(void **state)
{
    (void)state;
    struct request request = asking("accept", "*/*");
    struct reply reply = page(10);
    reply_header(&reply, "cache-control", "no-cache");
    struct answer answer = make(&reply, &request);
    assert_string_equal(header(&answer, "Cache-Control"), "no-cache");
}

static void a_page_is_compressed_where_that_pays_and_the_client_takes_it(void **state)
{
    (void)state;
    struct request request = asking("accept-encoding", "br, gzip;q=0.8");
    struct reply reply = page(5000);
    struct answer answer = make(&reply, &request);
    assert_string_equal(header(&answer, "Content-Encoding"), "gzip");
    assert_true(answer.n < 500);
    char plain[6000];
    union { const char *given; unsigned char *taken; } input = {.given = answer.bytes};
    z_stream stream = {.next_in = input.taken, .avail_in = (unsigned)answer.n, .next_out = (unsigned char *)plain,
                       .avail_out = sizeof(plain)};
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, 5000);
    assert_memory_equal(plain, "<p>tea</p><p>tea</p>", 20);
    inflateEnd(&stream);
    reply = page(500);
    answer = make(&reply, &request);
    assert_null(header(&answer, "Content-Encoding"));
    request = asking("accept-encoding", "br");
    reply = page(5000);
    answer = make(&reply, &request);
    assert_null(header(&answer, "Content-Encoding"));
    assert_int_equal(answer.n, 5000);
}

static void an_accept_header_is_read_as_the_standard_says(void **state)
{
    (void)state;
    assert_true(encode_accepted("gzip", "gzip"));
    assert_true(encode_accepted("deflate ,GZIP;q=0.5", "gzip"));
    assert_true(encode_accepted("*", "gzip"));
    assert_true(encode_accepted("br;q=0, *;q=0.1", "gzip"));
    assert_false(encode_accepted("gzip;q=0", "gzip"));
    assert_false(encode_accepted("gzip;q=0.000, *", "gzip"));
    assert_false(encode_accepted("*;q=0", "gzip"));
    assert_false(encode_accepted("x-gzip2", "gzip"));
    assert_false(encode_accepted("", "gzip"));
    assert_false(encode_accepted(NULL, "gzip"));
}

static int status_for(const char *if_none_match)
{
    struct request request = asking("if-none-match", if_none_match);
    struct reply reply = page(2000);
    reply_header(&reply, "ETag", "\"abc\"");
    struct answer answer = make(&reply, &request);
    assert_non_null(header(&answer, "ETag"));
    assert_int_equal(answer.n, answer.status == 304 ? 0 : 2000);
    return answer.status;
}

static void what_the_client_has_already_is_not_sent_again(void **state)
{
    (void)state;
    assert_int_equal(status_for("\"abc\""), 304);
    assert_int_equal(status_for("W/\"abc\""), 304);
    assert_int_equal(status_for("\"x\", \"abc\""), 304);
    assert_int_equal(status_for("*"), 304);
    assert_int_equal(status_for("\"abcd\""), 200);
    assert_int_equal(status_for("abc"), 200);
    assert_int_equal(status_for(""), 200);
}

static void a_compressed_page_has_a_weak_tag(void **state)
{
    (void)state;
    struct request request = asking("accept-encoding", "gzip");
    struct reply reply = page(2000);
    reply_header(&reply, "ETag", "\"abc\"");
    struct answer answer = make(&reply, &request);
    assert_string_equal(header(&answer, "ETag"), "W/\"abc\"");
}

static void an_asset_comes_in_the_smallest_form_the_client_takes(void **state)
{
    (void)state;
    static const struct asset asset = {.name = "a.css", .served = "/assets/a.1.css", .content_type = "text/css", .plain = "plain",
                                       .plain_n = 5, .gzip = "gzi", .gzip_n = 3, .brotli = "b", .brotli_n = 1};
    struct request request = asking("accept-encoding", "gzip, br");
    request.path = asset.served;
    struct reply reply = {.arena = test_arena(), .form = REPLY_ASSET, .status = 200, .asset = &asset};
    struct answer answer = make(&reply, &request);
    assert_string_equal(header(&answer, "Content-Encoding"), "br");
    assert_int_equal(answer.n, 1);
    assert_string_equal(header(&answer, "Cache-Control"), "public, max-age=31536000, immutable");
    assert_string_equal(header(&answer, "Vary"), "Accept-Encoding");
    sent[0].value = "gzip";
    answer = make(&reply, &request);
    assert_string_equal(header(&answer, "Content-Encoding"), "gzip");
    sent[0].value = "identity";
    request.path = "/favicon.ico"; // not a name that changes with the content
    answer = make(&reply, &request);
    assert_null(header(&answer, "Content-Encoding"));
    assert_string_equal(header(&answer, "Cache-Control"), "no-cache");
}

static void a_redirect_stays_on_this_site_and_on_one_line(void **state)
{
    (void)state;
    struct reply reply = {.arena = test_arena()};
    reply_see(&reply, "/networks/%s?page=%d", "r\xC4\xABga\r\nSet-Cookie: a=1", 2);
    assert_string_equal(reply.location, "/networks/r%C4%ABga%0D%0ASet-Cookie:%20a=1?page=2");
    assert_int_equal(reply.status, 303);
    reply_see(&reply, "%s", "//evil.example/");
    assert_string_equal(reply.location, "/");
    reply_see(&reply, "%s", "https://evil.example/");
    assert_string_equal(reply.location, "/");
    reply_see(&reply, "%s", "/\\evil.example/");
    assert_string_equal(reply.location, "/");
}

static void a_header_never_starts_a_new_line(void **state)
{
    (void)state;
    struct reply reply = {.arena = test_arena()};
    reply_header(&reply, "X-A", "1\r\nX-B: 2\x7f");
    assert_string_equal(reply.headers.at[0].value, "1  X-B: 2 ");
}

static const char *cookie(bool secure, const char *value, long seconds)
{
    struct reply reply = {.arena = test_arena()};
    struct request request = {.secure = secure};
    reply_cookie(&reply, &request, "card", value, seconds);
    assert_string_equal(reply.headers.at[0].name, "Set-Cookie");
    return reply.headers.at[0].value;
}

static void cookies_are_for_this_host_and_not_for_scripts(void **state)
{
    (void)state;
    assert_string_equal(cookie(false, "x", 0), "card=x; Path=/; HttpOnly; SameSite=Lax");
    assert_string_equal(cookie(true, "x", 60), "__Host-card=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    assert_string_equal(cookie(true, "x", -1), "__Host-card=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
}

static const char *fresh_token(void *context)
{
    (void)context;
    static int n;
    return arena_print(test_arena(), "token %d", ++n);
}

// A fragment as a reader gets it: words and a form, with fresh secrets each time.
static struct reply fragment(const char *words, const char *reader)
{
    struct reply reply = {.arena = test_arena()};
    struct rand random = {0};
    struct view_spans secrets = {0};
    struct buf bytes = buf_make(test_arena(), 256);
    struct view_env env = {.arena = test_arena(), .csrf = fresh_token, .random = &random,
                           .secrets = &secrets};
    view_form_open(&bytes, &env);
    view_text(&bytes, words);
    view_form_open(&bytes, &env);
    reply_bytes(&reply, 200, "text/html; charset=utf-8", bytes);
    reply_tag(&reply, &secrets, reader);
    return reply;
}

static void a_fragment_is_sent_again_only_where_more_than_its_secrets_differs(void **state)
{
    (void)state;
    struct request request = asking("accept", "*/*");
    struct reply reply = fragment("Two ideas", "anna");
    const char *tag = header(&(struct answer){.headers = reply.headers}, "ETag");
    assert_non_null(tag);
    request = asking("if-none-match", tag);
    reply = fragment("Two ideas", "anna");
    struct answer answer = make(&reply, &request);
    assert_int_equal(answer.status, 304);
    assert_int_equal(answer.n, 0);
    reply = fragment("Three ideas", "anna");
    assert_int_equal(make(&reply, &request).status, 200);
    reply = fragment("Two ideas", "berta"); // the token in anna's is of no use to her
    assert_int_equal(make(&reply, &request).status, 200);
    reply = fragment("Two ideas", NULL);
    assert_int_equal(make(&reply, &request).status, 200);
}

TESTS(answer, every_reply_has_the_headers_that_keep_it_safe, a_reply_may_say_otherwise,
      a_page_is_compressed_where_that_pays_and_the_client_takes_it, an_accept_header_is_read_as_the_standard_says,
      what_the_client_has_already_is_not_sent_again, a_compressed_page_has_a_weak_tag,
      an_asset_comes_in_the_smallest_form_the_client_takes, a_redirect_stays_on_this_site_and_on_one_line,
      a_header_never_starts_a_new_line, cookies_are_for_this_host_and_not_for_scripts,
      a_fragment_is_sent_again_only_where_more_than_its_secrets_differs)
