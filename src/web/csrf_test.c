// csrf_test.c - tests of form tokens and of the origin of a POST.
#include "web/csrf.h"

#include "support.h"

static const unsigned char key[CSRF_KEY_SIZE] = "a key that only this test knows";
static const unsigned char other_key[CSRF_KEY_SIZE] = "a key that nobody knows at all.";

static void a_token_is_valid_for_its_visitor_only(void **state)
{
    (void)state;
    const char *token = csrf_token(test_arena(), key, "visitor", test_random());
    assert_true(csrf_is_valid(key, "visitor", token));
    assert_false(csrf_is_valid(key, "visitos", token));
    assert_false(csrf_is_valid(key, "", token));
    assert_false(csrf_is_valid(key, NULL, token));
    assert_false(csrf_is_valid(other_key, "visitor", token));
}

static void each_page_has_another_token(void **state)
{
    (void)state;
    const char *first = csrf_token(test_arena(), key, "visitor", test_random());
    const char *second = csrf_token(test_arena(), key, "visitor", test_random());
    assert_string_not_equal(first, second);
    assert_true(csrf_is_valid(key, "visitor", second));
}

static void a_changed_token_is_refused(void **state)
{
    (void)state;
    const char *token = csrf_token(test_arena(), key, "visitor", test_random());
    size_t n = strlen(token);
    for (size_t i = 0; i < n; i++) {
        char *changed = arena_dup(test_arena(), token);
        changed[i] = changed[i] == 'A' ? 'Q' : 'A';
        if (i + 1 < n || (n * 6) % 8 == 0) // the last sign holds bits that mean nothing
            assert_false(csrf_is_valid(key, "visitor", changed));
    }
    assert_false(csrf_is_valid(key, "visitor", ""));
    assert_false(csrf_is_valid(key, "visitor", NULL));
    assert_false(csrf_is_valid(key, "visitor", arena_copy(test_arena(), token, n - 1)));
    assert_false(csrf_is_valid(key, "visitor", arena_print(test_arena(), "%s=", token)));
}

static bool is_own(const char *header, const char *value, bool secure, const char *address)
{
    struct pair pair = {header, value};
    struct request request = {.headers = {&pair, 1, 1}, .host = "hall.lan:8080", .secure = secure};
    return origin_is_own(&request, address);
}

static void an_origin_is_the_public_address_or_the_host_itself(void **state)
{
    (void)state;
    assert_true(is_own("origin", "https://sempre.example", true, "https://sempre.example/"));
    assert_true(is_own("origin", "HTTPS://Sempre.Example", true, "https://sempre.example"));
    assert_true(is_own("origin", "http://hall.lan:8080", false, "https://sempre.example"));
    assert_true(is_own("origin", "http://hall.lan:8080", false, NULL));
    assert_false(is_own("origin", "http://hall.lan:8080", true, NULL));
    assert_false(is_own("origin", "http://hall.lan", false, NULL));
    assert_false(is_own("origin", "https://sempre.example.evil", true, "https://sempre.example"));
    assert_false(is_own("origin", "https://sempre.example:444", true, "https://sempre.example"));
    assert_false(is_own("origin", "http://sempre.example", true, "https://sempre.example"));
    assert_false(is_own("origin", "null", false, NULL));
    assert_false(is_own("origin", "", false, NULL));
}

static void without_an_origin_the_browser_or_the_referer_says(void **state)
{
    (void)state;
    assert_true(is_own("sec-fetch-site", "same-origin", false, NULL));
    assert_true(is_own("sec-fetch-site", "none", false, NULL));
    assert_false(is_own("sec-fetch-site", "same-site", false, NULL));
    assert_false(is_own("sec-fetch-site", "cross-site", false, NULL));
    assert_true(is_own("referer", "http://hall.lan:8080/w/KAZE7", false, NULL));
    assert_false(is_own("referer", "http://evil/http://hall.lan:8080", false, NULL));
    assert_true(is_own("user-agent", "old", false, NULL));
}

TESTS(csrf, a_token_is_valid_for_its_visitor_only, each_page_has_another_token, a_changed_token_is_refused,
      an_origin_is_the_public_address_or_the_host_itself, without_an_origin_the_browser_or_the_referer_says)
