// second_step_way_test.c - tests of signing in with two steps, as people do it; and of where the second is asked for.
#include <stdlib.h>

#include "base/time.h"
#include "people/totp.h"
#include "scene.h"

static void set(const char *name, const char *value)
{
    assert_int_equal(RUN("settings", name, value).code, 0);
}

// A coordinator with a password.
static void add_coordinator(const char *name, const char *slug)
{
    const char *file = arena_print(test_arena(), "%s/password-%s", test_folder(), name);
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    fputs("three small birds\n", out);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(RUN("person", "add", name, "--role", "coordinator", "--network", slug, "--password-file", file).code, 0);
}

static int sign_in(struct browser *browser, const char *name)
{
    assert_int_equal(browser_get(browser, "/login"), 200);
    return browser_post(browser, "/login",
                        arena_print(test_arena(), "name=%s&password=three+small+birds&back=%%2Fnetworks%%3Fpage%%3D1", name));
}

static bool is_sent_to(const struct browser *browser, const char *path)
{
    return browser->status == 303 && strcmp(browser->location, path) == 0;
}

// The number'th of the codes on the page, from 0, with its space taken out.
static const char *code_on_page(const struct browser *browser, int number)
{
    const char *at = browser->body;
    for (int i = 0; i <= number; i++) {
        at = strstr(at, "<span class=\"code long\">");
        assert_non_null(at);
        at += strlen("<span class=\"code long\">");
    }
    return arena_print(test_arena(), "%.4s%.4s", at, at + 5);
}

static int send_code(struct browser *browser, const char *path, const char *code)
{
    return browser_post(browser, path, arena_print(test_arena(), "code=%s", code));
}

static void with_a_printed_list(void **state)
{
    (void)state;
    struct scene scene = scene_make("listed", "ideas", "{}", 0);
    add_coordinator("lisa", scene.slug);
    set("second_step", "on");
    struct started *started = started_serve(NULL);
    struct browser *lisa = browser_new(started->port);
    const char *team_page = arena_print(test_arena(), "/networks/%s/people", scene.slug);
    const char *codes[3];

    sign_in(lisa, "lisa"); // there is no second step yet: in, but the role waits
    assert_true(is_sent_to(lisa, "/networks?page=1"));
    const char *const of_the_team[] = {team_page, arena_print(test_arena(), "/console/%s", scene.workshop),
                                       arena_print(test_arena(), "/networks/%s/audit", scene.slug)};
    for (size_t i = 0; i < sizeof of_the_team / sizeof of_the_team[0]; i++) {
        browser_get(lisa, of_the_team[i]);
        assert_true(is_sent_to(lisa, "/account/second-step"));
    }
    assert_int_equal(browser_get(lisa, "/account/second-step"), 200);
    assert_true(browser_sees(lisa, "No second step yet."));
    assert_true(browser_sees(lisa, "said in confidence"));
    assert_int_equal(browser_post(lisa, "/account/second-step", "way=list"), 303);
    assert_int_equal(browser_follow(lisa), 200);
    for (int i = 0; i < 3; i++)
        codes[i] = code_on_page(lisa, i);
    assert_int_equal(send_code(lisa, "/account/second-step/list", "23456789"), 422);
    assert_int_equal(send_code(lisa, "/account/second-step/list", codes[0]), 303);
    assert_int_equal(browser_follow(lisa), 200);
    assert_true(browser_sees(lisa, "9 codes left"));
    assert_int_equal(browser_get(lisa, team_page), 200);
    assert_int_equal(browser_get(lisa, "/account/second-step/list"), 303); // the codes are shown no more

    struct browser *thief = browser_new(started->port); // has the password and nothing else
    sign_in(thief, "lisa");
    assert_true(is_sent_to(thief, "/login/code?back=%2Fnetworks%3Fpage%3D1"));
    assert_int_equal(browser_follow(thief), 200);
    assert_int_equal(send_code(thief, "/login/code", codes[0]), 422); // used
    browser_get(thief, team_page);
    assert_true(is_sent_to(thief, arena_print(test_arena(), "/login?back=%s", team_page)));
    browser_get(thief, "/account");
    assert_true(is_sent_to(thief, "/login?back=/account"));
    assert_int_equal(browser_get(thief, "/login/code"), 200);
    for (int i = 0; i < 4; i++)
        assert_int_equal(send_code(thief, "/login/code", "000000"), 422);
    assert_int_equal(send_code(thief, "/login/code", codes[1]), 429); // though it is right
    browser_free(thief);
    assert_int_equal(started_stop(started), 0);

    started = started_serve(NULL); // tries are forgotten with a restart; what was set up is not
    lisa->port = started->port;
    assert_int_equal(browser_get(lisa, "/account"), 200);
    assert_int_equal(browser_post(lisa, "/logout", ""), 303);
    sign_in(lisa, "lisa");
    assert_int_equal(browser_follow(lisa), 200);
    const char *half = arena_dup(test_arena(), browser_cookie_value(lisa, "login"));
    assert_int_equal(browser_post(lisa, "/login/code", arena_print(test_arena(), "code=%s&back=%s", codes[1], "%2Fnetworks%3Fpage%3D1")), 303);
    assert_string_equal(lisa->location, "/networks?page=1");
    assert_string_not_equal(browser_cookie_value(lisa, "login"), half);
    assert_int_equal(browser_get(lisa, team_page), 200);
    browser_free(lisa);

    struct outcome off = RUN("person", "second-step", "lisa");
    assert_string_equal(off.out, "lisa has no app and 8 codes of a printed list.\n");
    off = RUN("person", "second-step", "lisa", "--off");
    assert_string_equal(off.out, "The second step of lisa is off. All logins of lisa have ended.\n");
    lisa = browser_new(started->port);
    sign_in(lisa, "lisa");
    assert_true(is_sent_to(lisa, "/networks?page=1"));
    browser_free(lisa);
    assert_int_equal(started_stop(started), 0);
    set("second_step", "auto");
}

// What the app shows for the key on the page, `later` half minutes from now.
static const char *code_of_app(const char *key, int later)
{
    unsigned char secret[TOTP_SECRET_BYTES] = {0};
    char code[TOTP_TEXT_SIZE];
    for (int bits = 0; bits < TOTP_SECRET_BYTES * 8; key++) {
        const char *signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", *at = *key == ' ' ? NULL : strchr(signs, *key);
        for (int bit = 4; bit >= 0 && at != NULL; bit--, bits++)
            secret[bits / 8] |= (unsigned char)(((at - signs) >> bit & 1) << (7 - bits % 8));
    }
    totp_code(secret, sizeof secret, time_now() / 1000 / TOTP_STEP_SECONDS + later, TOTP_DIGITS, code);
    return arena_dup(test_arena(), code);
}

static void with_an_app_also_where_nobody_asks_for_it(void **state)
{
    (void)state;
    struct scene scene = scene_make("apped", "ideas", "{}", 0);
    add_coordinator("anders", scene.slug);
    struct started *started = started_serve(NULL); // no address: nobody has to
    struct browser *anders = browser_new(started->port);
    sign_in(anders, "anders");
    assert_int_equal(browser_get(anders, arena_print(test_arena(), "/networks/%s/people", scene.slug)), 200);
    assert_int_equal(browser_get(anders, "/account/second-step"), 200);
    assert_int_equal(browser_post(anders, "/account/second-step", "way=app"), 303);
    assert_int_equal(browser_follow(anders), 200);
    assert_true(browser_sees(anders, "class=\"qr small\""));
    const char *key = strstr(anders->body, "<p class=\"code long\"><strong>");
    assert_non_null(key);
    key = arena_copy(test_arena(), key + strlen("<p class=\"code long\"><strong>"), 39);
    assert_int_equal(send_code(anders, "/account/second-step/app", code_of_app(key, 0)), 303);
    assert_int_equal(browser_follow(anders), 200);
    assert_true(browser_sees(anders, "An app on a phone"));
    assert_int_equal(browser_post(anders, "/logout", ""), 303);
    sign_in(anders, "anders");
    assert_int_equal(browser_follow(anders), 200);
    // The code that set the app up is used; that of the next half minute counts already, so nobody has to wait here.
    assert_int_equal(send_code(anders, "/login/code", code_of_app(key, -1)), 422);
    assert_int_equal(send_code(anders, "/login/code", code_of_app(key, 1)), 303);
    assert_string_equal(anders->location, "/account");
    assert_int_equal(browser_get(anders, "/account"), 200);
    browser_free(anders);
    assert_int_equal(started_stop(started), 0);
}

// Whether somebody with a role and no second step is let in.
static bool lets_in(const char *login, const char *slug)
{
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, login);
    int status = browser_get(team, arena_print(test_arena(), "/networks/%s/people", slug));
    assert_true(status == 200 || is_sent_to(team, "/account/second-step"));
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
    return status == 200;
}

static void it_is_asked_for_where_the_address_is_public(void **state)
{
    (void)state;
    struct scene scene = scene_make("asked", "ideas", "{}", 0);
    assert_true(lets_in(scene.login, scene.slug));
    set("address", "http://192.168.178.20:8080"); // a hall
    assert_true(lets_in(scene.login, scene.slug));
    set("address", "https://sempre.example.org");
    assert_false(lets_in(scene.login, scene.slug));
    set("second_step", "off");
    assert_true(lets_in(scene.login, scene.slug));
    struct outcome check = RUN("check");
    assert_non_null(strstr(check.out, "a password alone lets the team in"));
    set("address", "");
    set("second_step", "on");
    assert_false(lets_in(scene.login, scene.slug));
    set("second_step", "auto");
    assert_int_not_equal(RUN("settings", "second_step", "maybe").code, 0);
}

TESTS(second_step_way, with_a_printed_list, with_an_app_also_where_nobody_asks_for_it, it_is_asked_for_where_the_address_is_public)
