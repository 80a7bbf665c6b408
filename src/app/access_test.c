// access_test.c - tests of what cookies say about a reader.
#include "app/access.h"

#include "people/login.h"
#include "support_call.h"
#include "web/static.h"

static struct request *request_with(const char *name, const char *value)
{
    struct request *request = ARENA_NEW(test_arena(), struct request);
    request->arena = test_arena();
    if (name != NULL)
        *VEC_PUSH(request->arena, &request->cookies) = (struct pair){name, value};
    return request;
}

static struct request *asks_in(struct request *request, const char *languages)
{
    *VEC_PUSH(request->arena, &request->headers) = (struct pair){"accept-language", languages};
    return request;
}

static void a_reader_gets_the_language_they_chose_else_the_browsers(void **state)
{
    (void)state;
    assert_int_equal(access_preferences(request_with(NULL, NULL)).language, LANGUAGE_EN);
    assert_int_equal(access_preferences(asks_in(request_with(NULL, NULL), "lv, en;q=0.5")).language, LANGUAGE_LV);
    assert_int_equal(access_preferences(asks_in(request_with("l", "sv"), "lv")).language, LANGUAGE_SV);
    assert_int_equal(access_preferences(asks_in(request_with("l", "nonsense"), "lv")).language, LANGUAGE_LV);
}

static void display_choices_survive_their_cookie(void **state)
{
    (void)state;
    const struct preferences all = {.size = '3', .contrast = true, .theme = 'd', .easy = true};
    const char *cookie = access_display_cookie(test_arena(), &all);
    struct preferences read = access_preferences(request_with("d", cookie));
    assert_int_equal(read.size, '3');
    assert_true(read.contrast && read.easy);
    assert_int_equal(read.theme, 'd');
    const struct preferences none = {0};
    assert_string_equal(access_display_cookie(test_arena(), &none), "");
    read = access_preferences(request_with("d", "9x<>!"));
    assert_int_equal(read.size, 0);
    assert_false(read.contrast || read.easy);
}

static void the_style_sheet_is_linked_where_this_version_was_sent_before(void **state)
{
    (void)state;
    const char *served = asset_find("a.css")->served;
    const char *version = arena_copy(test_arena(), strrchr(served, '.') - 8, 8);
    assert_true(access_preferences(request_with("c", version)).has_css);
    assert_false(access_preferences(request_with("c", "00000000")).has_css);
    assert_false(access_preferences(request_with("c", "a")).has_css); // a piece of its name
}

static void only_a_secret_of_ours_is_a_visitor(void **state)
{
    (void)state;
    const char *ours = "23456789BCDFGHJKMNPQRSTVWX";
    assert_string_equal(access_visitor(request_with("v", ours)), ours);
    assert_null(access_visitor(request_with("v", "23456789BCDFGHJKMNPQRSTVW")));
    assert_null(access_visitor(request_with("v", "A3456789BCDFGHJKMNPQRSTVWX")));
    assert_null(access_visitor(request_with(NULL, NULL)));
    assert_true(access_is_known(request_with("v", "")));
    assert_true(access_is_known(request_with("login", "x")));
    assert_false(access_is_known(request_with("l", "sv")));
}

static void who_has_no_login_is_nobody(void **state)
{
    (void)state;
    struct call call = test_call_by_visitor(NULL);
    assert_ok(access_actor(&call, request_with(NULL, NULL)));
    assert_int_equal(call.actor.kind, ACTOR_NOBODY);
    assert_ok(access_actor(&call, request_with("login", "never given out")));
    assert_int_equal(call.actor.kind, ACTOR_NOBODY);
}

static void who_signed_in_is_known_by_the_cookie(void **state)
{
    (void)state;
    struct call call = test_call();
    struct person_id person;
    const char *secret;
    assert_ok(person_add(&call, "ilze", "", NULL, &person));
    assert_ok(login_begin(&call, person, &secret));
    call.actor = (struct actor){0};
    struct request *request = request_with("login", secret);
    request->method = METHOD_POST;
    assert_ok(access_actor(&call, request));
    assert_int_equal(call.actor.kind, ACTOR_PERSON);
    assert_string_equal(call.actor.name, "ilze");
    login_forget_seen();
}

static void back_leads_to_this_site_only(void **state)
{
    (void)state;
    assert_string_equal(access_back("/networks?page=2"), "/networks?page=2");
    static const char *const elsewhere[] = {"//evil.example", "/\\evil.example", "https://evil.example", "", "networks",
                                            "/a\r\nSet-Cookie: x=y", "/a\\b", "/a\tb"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++)
        assert_string_equal(access_back(elsewhere[i]), "/");
    assert_string_equal(access_back(NULL), "/");
    assert_string_equal(access_back(arena_print(test_arena(), "/%0600d", 1)), "/");
}

TESTS(access, a_reader_gets_the_language_they_chose_else_the_browsers, display_choices_survive_their_cookie,
      the_style_sheet_is_linked_where_this_version_was_sent_before, only_a_secret_of_ours_is_a_visitor, who_has_no_login_is_nobody,
      who_signed_in_is_known_by_the_cookie, back_leads_to_this_site_only)
