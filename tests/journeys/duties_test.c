// duties_test.c - what an installation owes its readers, from the first visit that finds nothing to the last page written.
#include "scene.h"

static const char *const pages[] = {"privacy", "imprint", "accessibility", "contact"};
enum { PAGES = sizeof pages / sizeof pages[0] };

static const char *filled_in(const char *state, const char *words, const char *version)
{
    return arena_print(test_arena(), "version=%s&language=en&state=%s&words=%s", version, state, in_form(test_arena(), words));
}

static void assert_check_names(const char *page, const char *what)
{
    struct outcome check = RUN("check");
    assert_int_equal(check.code, 5);
    const char *sentence = arena_print(test_arena(), "look at  The page /%s %s", page, what);
    if (strstr(check.out, sentence) == NULL)
        fail_msg("check does not say \"%s\" but\n%s", sentence, check.out);
}

static void a_visitor_finds_them_at_the_foot_of_every_page_also_when_nobody_has_written_them(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    for (int i = 0; i < PAGES; i++) {
        const char *path = arena_print(test_arena(), "/%s", pages[i]), *link = arena_print(test_arena(), "<a href=\"/%s\">", pages[i]);
        assert_int_equal(browser_get(browser, "/networks"), 200);
        assert_true(browser_sees(browser, link));
        assert_int_equal(browser_get(browser, path), 200);
        assert_true(browser_sees(browser, "This has not been written yet."));
        assert_int_equal(browser_sees(browser, "What the program stores"), i == 0);
        assert_false(browser_sees(browser, "[")); // nothing of the suggestion
        assert_check_names(pages[i], "is not written yet");
    }
    assert_int_equal(browser_get(browser, "/duties"), 303); // to the login
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
}

static void who_leads_the_programme_writes_them_and_visitors_see_them_at_once(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port), *lead = browser_new(started->port);
    browser_cookie(lead, "login", scene_login("lead-of-duties", ROLE_PROGRAMME_LEAD, 0));
    for (int i = 0; i < PAGES; i++) {
        const char *path = arena_print(test_arena(), "/duties/%s", pages[i]), *public_path = path + strlen("/duties");
        assert_int_equal(browser_get(visitor, public_path), 200); // is now in the page cache
        assert_int_equal(browser_get(lead, path), 200);
        assert_true(browser_sees(lead, "This is a suggestion"));
        assert_true(browser_sees(lead, "]"));
        assert_int_equal(browser_post(lead, path, filled_in("published", "We are [name].", "0")), 422);
        assert_true(browser_sees(lead, "We are [name]."));
        assert_int_equal(browser_post(lead, path, filled_in("draft", "We are [name].", "0")), 303);
        assert_check_names(pages[i], "is a draft that nobody sees");
        assert_int_equal(browser_get(visitor, public_path), 200);
        assert_false(browser_sees(visitor, "We are"));
        assert_int_equal(browser_get(lead, path), 200);
        const char *version = arena_dup(test_arena(), browser_field(lead, path, "version"));
        assert_int_equal(browser_post(lead, path, filled_in("published", "We are the parish.", "1")), 409);
        assert_true(browser_sees(lead, "We are [name].")); // what is stored
        assert_int_equal(browser_get(lead, path), 200);
        assert_int_equal(browser_post(lead, path, filled_in("published", "We are the parish.", version)), 303);
        assert_int_equal(browser_get(visitor, public_path), 200);
        assert_true(browser_sees(visitor, "We are the parish."));
    }
    assert_int_equal(browser_get(lead, "/duties"), 200);
    const char *languages = strstr(lead->body, "href=\"/texts/");
    assert_non_null(languages);
    languages = arena_copy(test_arena(), languages + strlen("href=\""), strcspn(languages + strlen("href=\""), "\""));
    assert_int_equal(browser_get(lead, arena_print(test_arena(), "%s/de-easy", languages)), 200);
    assert_true(browser_sees(lead, "Wer ist verantwortlich?"));
    assert_true(browser_sees(lead, "This is a suggestion"));
    assert_int_equal(browser_get(lead, languages), 200);
    assert_true(browser_sees(lead, "<a class=\"up\" href=\"/duties\">"));
    assert_int_equal(browser_get(lead, "/duties"), 200);
    assert_true(browser_sees(lead, "Readers see it in: English<"));
    assert_int_equal(browser_get(lead, "/duties/nothing"), 404);
    struct outcome check = RUN("check");
    assert_non_null(strstr(check.out, "ok       Privacy notice, imprint, accessibility statement and contact are published."));
    assert_null(strstr(check.out, "/duties/"));
    browser_free(visitor);
    browser_free(lead);
    assert_int_equal(started_stop(started), 0);
}

TESTS(duties, a_visitor_finds_them_at_the_foot_of_every_page_also_when_nobody_has_written_them,
      who_leads_the_programme_writes_them_and_visitors_see_them_at_once)
