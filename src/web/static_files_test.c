// static_files_test.c - tests of the files made at build.
#include "web/static.h"

#include <sodium.h>
#include <zlib.h>

#include "assets.h"
#include "support.h"

static void an_asset_is_found_by_name_by_address_and_by_number(void **state)
{
    (void)state;
    const struct asset *css = asset_find("a.css");
    assert_non_null(css);
    assert_ptr_equal(asset_served(css->served), css);
    assert_ptr_equal(asset_at(ASSET_a_css), css);
    assert_string_equal(css->content_type, "text/css; charset=utf-8");
    assert_null(asset_find("b.css"));
    assert_null(asset_served("/assets/a.css"));
}

static void the_name_and_the_policy_carry_the_hash_of_the_content(void **state)
{
    (void)state;
    const struct asset *css = asset_find("a.css");
    unsigned char hash[32];
    char hex[9], base64[64];
    crypto_hash_sha256(hash, (const unsigned char *)css->plain, css->plain_n);
    sodium_bin2hex(hex, sizeof(hex), hash, 4);
    sodium_bin2base64(base64, sizeof(base64), hash, sizeof(hash), sodium_base64_VARIANT_ORIGINAL);
    assert_string_equal(css->sha256, base64);
    assert_string_equal(css->served, arena_print(test_arena(), "/assets/a.%s.css", hex));
}

static void the_gzip_form_is_the_same_content(void **state)
{
    (void)state;
    const struct asset *css = asset_find("a.css");
    assert_true(css->gzip_n < css->plain_n && css->brotli_n < css->gzip_n);
    unsigned char *back = arena_alloc(test_arena(), css->plain_n + 1);
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)css->gzip, .avail_in = (unsigned)css->gzip_n, .next_out = back,
                       .avail_out = (unsigned)css->plain_n + 1};
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, css->plain_n);
    assert_memory_equal(back, css->plain, css->plain_n);
    inflateEnd(&stream);
}

TESTS(static_files, an_asset_is_found_by_name_by_address_and_by_number, the_name_and_the_policy_carry_the_hash_of_the_content,
      the_gzip_form_is_the_same_content)
