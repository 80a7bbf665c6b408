// pack_test.c - tests of how files of assets/ are made ready.
#include "pack.h"

#include "support.h"

static void assert_shortened(const char *css, const char *expected)
{
    struct buf out = style_shortened(test_arena(), css, strlen(css));
    assert_string_equal(buf_text(&out), expected);
}

static void style_sheets_lose_comments_and_spaces_that_mean_nothing(void **state)
{
    (void)state;
    assert_shortened("/* a.css */\n\np, b {\n    color: red; /* warm */\n\tmargin: 0 1px;\n}\n", "p,b{color:red;margin:0 1px}");
    assert_shortened("@media screen and (max-width: 40em) {\n  a { b: c; }\n}\n", "@media screen and (max-width:40em){a{b:c}}");
    assert_shortened("a :hover > b + c { width: calc(25% + 3vmin); }", "a :hover > b + c{width:calc(25% + 3vmin)}");
    assert_shortened(":root { --a: #fff; }\n.a .b { }\n", ":root{--a:#fff}.a .b{}");
    assert_shortened("a::before { content: \"/* no \\\" comment */  \"; }\n", "a::before{content:\"/* no \\\" comment */  \"}");
    assert_shortened("a { content: '\"/*'; }/* x */b { }", "a{content:'\"/*'}b{}");
    assert_shortened("a { content: \"\\\" /* kept */ ; }\"; }", "a{content:\"\\\" /* kept */ ; }\"}");
    assert_shortened("a { font: 1rem \"B C\", serif; }", "a{font:1rem \"B C\",serif}");
    assert_shortened("a { } /* never closed", "a{}");
    assert_shortened("", "");
}

static void only_known_kinds_of_files_are_served(void **state)
{
    (void)state;
    assert_string_equal(content_type_of("a.js"), "text/javascript; charset=utf-8");
    assert_null(content_type_of("notes.md"));
    assert_null(content_type_of(".css"));
}

static void what_does_not_shrink_is_served_as_it_is(void **state)
{
    (void)state;
    struct packed small = pack(test_arena(), "a.txt", "x", 1);
    assert_int_equal(small.gzip.n, 0);
    assert_int_equal(small.plain.n, 1);
    assert_string_equal(small.hash, "2d711642");
    assert_string_equal(small.sha256, "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=");
}

TESTS(pack, style_sheets_lose_comments_and_spaces_that_mean_nothing, only_known_kinds_of_files_are_served,
      what_does_not_shrink_is_served_as_it_is)
