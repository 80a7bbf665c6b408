// operators_test.c - tests of what operators see: health, figures, the log; and of the settings for a public address.
#include <signal.h>
#include <unistd.h>

#include "base/time.h"
#include "scene.h"

static void set(const char *name, const char *value)
{
    assert_int_equal(RUN("settings", name, value).code, 0);
}

static void health_is_one_word(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    assert_int_equal(browser_get(browser, "/healthz"), 200);
    assert_string_equal(browser->body, "ok\n");
    assert_null(strstr(browser->head, "Set-Cookie"));
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
}

// Each line is a comment or a name with a number; every figure is explained and has a type.
static void assert_prometheus(const char *text)
{
    for (const char *line = text; *line != '\0'; line = strchr(line, '\n') + 1) {
        assert_non_null(strchr(line, '\n'));
        size_t n = strcspn(line, "\n"), name = strspn(line, "abcdefghijklmnopqrstuvwxyz_");
        if (*line == '#') {
            assert_true(strncmp(line, "# HELP sempre_", 14) == 0 || strncmp(line, "# TYPE sempre_", 14) == 0);
            continue;
        }
        const char *value = strchr(line, ' ');
        assert_true(name > 7 && value != NULL && value < line + n);
        assert_int_equal(strspn(value + 1, "0123456789"), line + n - value - 1);
        assert_non_null(strstr(text, arena_print(test_arena(), "# TYPE %.*s ", (int)name, line)));
        assert_non_null(strstr(text, arena_print(test_arena(), "# HELP %.*s ", (int)name, line)));
    }
}

static void figures_are_for_the_machine_itself_only(void **state)
{
    (void)state;
    set("trusted_proxies", "127.0.0.1");
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    assert_int_equal(browser_get(browser, "/networks"), 200);
    assert_int_equal(browser_get(browser, "/nowhere"), 404);
    assert_int_equal(browser_get(browser, "/metrics"), 200);
    assert_prometheus(browser->body);
    assert_non_null(strstr(browser->body, "\nsempre_replies_total{class=\"2xx\"} 1\n"));
    assert_non_null(strstr(browser->body, "\nsempre_replies_total{class=\"4xx\"} 1\n"));
    assert_non_null(strstr(browser->body, "\nsempre_connections "));
    assert_null(strstr(browser->body, "voice"));
    static const char *const from_outside[] = {"X-Forwarded-For: 203.0.113.9\r\n", "X-Forwarded-For: 127.0.0.1\r\n"};
    for (int i = 0; i < 2; i++) {
        browser->headers = from_outside[i];
        assert_int_equal(browser_get(browser, "/metrics"), 404);
    }
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
    set("trusted_proxies", "");
}

// /metrics as somebody asks who names another host.
static int metrics_at(int port, const char *host)
{
    int line = line_open(port);
    struct buf answer = buf_make(test_arena(), 4096);
    const char *request = arena_print(test_arena(), "GET /metrics HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", host);
    assert_true(line >= 0 && line_send(line, request, strlen(request)) && line_read(line, &answer));
    close(line);
    return line_status(buf_text(&answer));
}

static void figures_are_not_for_who_comes_through_a_proxy_without_settings(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    assert_int_equal(metrics_at(started->port, "127.0.0.1"), 200);
    assert_int_equal(metrics_at(started->port, arena_print(test_arena(), "localhost:%d", started->port)), 200);
    assert_int_equal(metrics_at(started->port, "sempre.example.org"), 404);
    assert_int_equal(metrics_at(started->port, "localhost.example.org"), 404);
    static const char *const of_a_proxy[] = {"Via: 1.1 proxy\r\n", "X-Real-IP: 127.0.0.1\r\n", "Forwarded: for=127.0.0.1\r\n"};
    struct browser *browser = browser_new(started->port);
    for (size_t i = 0; i < sizeof of_a_proxy / sizeof of_a_proxy[0]; i++) {
        browser->headers = of_a_proxy[i];
        assert_int_equal(browser_get(browser, "/metrics"), 404);
    }
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
}

static void starting_again_at_a_shared_computer_ends_the_login_for_the_server_too(void **state)
{
    (void)state;
    struct scene scene = scene_make("shared", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login), *thief = scene_team(started->port, scene.login);
    assert_int_equal(browser_get(team, "/start-again"), 303); // one's own computer: nothing ends
    assert_int_equal(browser_get(thief, "/account"), 200);
    browser_cookie(team, "d", "k");
    assert_int_equal(browser_get(team, "/start-again"), 303);
    assert_string_equal(browser_cookie_value(team, "login"), "");
    assert_int_equal(browser_get(thief, "/account"), 303); // who kept the cookie has nothing
    assert_non_null(strstr(thief->location, "/login"));
    assert_int_equal(browser_get(team, "/start-again"), 303); // again, by nobody
    browser_free(team);
    browser_free(thief);
    assert_int_equal(started_stop(started), 0);
}

static void the_log_has_a_line_for_each_request_and_nothing_of_people(void **state)
{
    (void)state;
    struct scene scene = scene_make("logged", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *phone = scene_phone(started->port, scene.code), *team = scene_team(started->port, scene.login);
    assert_non_null(phone);
    assert_int_equal(browser_post(phone, arena_print(test_arena(), "/w/%s", scene.code), "words=My+secret+is+Zebra-4711"), 303);
    assert_int_equal(browser_get(phone, arena_print(test_arena(), "/w/%s?words=Zebra-4711", scene.code)), 200);
    assert_int_equal(browser_get(phone, "/networks?page=Zebra-4711"), 404);
    assert_int_equal(browser_get(phone, "/Zebra-4711"), 404);
    assert_int_equal(browser_get(team, "/account"), 200);
    assert_true(browser_sees(team, "coordinator-logged"));
    assert_int_equal(browser_get(team, "/login"), 200);
    assert_int_equal(browser_post(team, "/login", "name=Zebra-4711&password=Zebra-4711-password"), 422);
    started_wait_log(started, " request=", 10);
    const char *visitor = arena_dup(test_arena(), browser_cookie_value(phone, "v"));
    browser_free(phone);
    browser_free(team);
    pid_t server = started_server(started);
    assert_int_equal(kill(server, SIGTERM), 0); // what it says at its end counts too
    started_wait_log(started, "server ended", 1);
    scene_wait_serving(started->port);
    const char *log = started_log(started);
    const char *const secrets[] = {"Zebra", "4711", scene.code, scene.login, visitor, "coordinator-logged", scene.workshop,
                                   "\"127.0.0.1", "=127.0.0.1", " 127.0.0.1", "Mozilla"};
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
        if (strstr(log, secrets[i]) != NULL)
            fail_msg("\"%s\" is in the log:\n%s", secrets[i], log);
    assert_non_null(strstr(log, " info request=1 method=GET route=/j/:code status=200 us="));
    assert_non_null(strstr(log, " method=POST route=/w/:code status=303 us="));
    assert_non_null(strstr(log, " method=GET route=- status=404 us="));
    assert_int_equal(started_stop(started), 0);
}

static void cached_pages_are_logged_and_counted_like_all_others(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    for (int i = 0; i < 3; i++) {
        browser->cookie_count = 0;
        assert_int_equal(browser_get(browser, "/about"), 200);
    }
    started_wait_log(started, " method=GET route=cached status=200 us=", 2);
    started_wait_log(started, " method=GET route=/about status=200 us=", 1);
    assert_int_equal(browser_get(browser, "/metrics"), 200);
    assert_true(browser_sees(browser, "\nsempre_requests_total 3\n"));
    assert_true(browser_sees(browser, "\nsempre_page_cache_hits_total 2\n"));
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
}

static void behind_a_proxy_without_settings_a_sentence_warns_once(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    assert_int_equal(browser_get(browser, "/login"), 200);
    assert_int_equal(started_log_count(started, "trusted_proxies"), 0);
    browser->headers = "X-Forwarded-For: 203.0.113.9\r\n";
    for (int i = 0; i < 3; i++)
        assert_int_equal(browser_get(browser, "/login"), 200);
    started_wait_log(started, " warning requests come through a proxy", 1);
    assert_int_equal(started_log_count(started, " warning requests come through a proxy"), 1);
    assert_int_equal(started_log_count(started, "203.0.113.9"), 0);
    assert_int_equal(started_stop(started), 0);

    set("trusted_proxies", "127.0.0.1");
    started = started_serve(NULL); // the address is still missing
    started_wait_log(started, " warning the setting trusted_proxies is set, but address is not", 1);
    assert_int_equal(started_stop(started), 0);

    set("address", "https://sempre.example.org");
    started = started_serve(NULL);
    browser->port = started->port;
    assert_int_equal(browser_get(browser, "/login"), 200);
    started_wait_log(started, "route=/login", 1);
    assert_int_equal(started_log_count(started, "warning"), 0);
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
    set("trusted_proxies", "");
    set("address", "");
}

static bool sets_cookie(const struct browser *browser, const char *name, bool secure)
{
    const char *at = strstr(browser->head, arena_print(test_arena(), "\r\nSet-Cookie: %s=", name));
    if (at == NULL)
        return false;
    const char *line = arena_copy(test_arena(), at + 2, strcspn(at + 2, "\r"));
    assert_non_null(strstr(line, "HttpOnly"));
    assert_non_null(strstr(line, "SameSite=Lax"));
    assert_non_null(strstr(line, "Path=/"));
    assert_null(strstr(line, "Domain"));
    return (strstr(line, "; Secure") != NULL) == secure;
}

static void cookies_have_the_host_prefix_under_https_only(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    assert_int_equal(browser_get(browser, "/login"), 200);
    assert_true(sets_cookie(browser, "v", false));
    assert_null(strstr(browser->head, "Strict-Transport-Security"));
    browser->headers = "X-Forwarded-Proto: https\r\n"; // anybody can say so
    browser->cookie_count = 0;
    assert_int_equal(browser_get(browser, "/login"), 200);
    assert_true(sets_cookie(browser, "v", false));
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);

    set("trusted_proxies", "127.0.0.1");
    started = started_serve(NULL);
    browser = browser_new(started->port);
    browser->headers = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";
    assert_int_equal(browser_get(browser, "/login"), 200);
    assert_true(sets_cookie(browser, "__Host-v", true));
    assert_non_null(strstr(browser->head, "Strict-Transport-Security"));
    assert_int_equal(browser_post(browser, "/login", "name=&password="), 422); // the token fits the cookie
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
    set("trusted_proxies", "");
}

static void the_public_address_makes_cookies_secure_and_is_what_links_show(void **state)
{
    (void)state;
    struct scene scene = scene_make("address", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login);
    // whoever sends requests on says whom they asked for; the answer is for that name
    set("address", arena_print(test_arena(), "https://127.0.0.1:%d", started->port));
    assert_int_equal(kill(started->pid, SIGHUP), 0);
    started_wait_log(started, " request=", 0);
    browser_cookie(team, "__Host-login", scene.login);
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    bool is_secure = false; // the old server may answer a little longer
    while (!is_secure && time_monotonic() < until) {
        int status = browser_get(team, arena_print(test_arena(), "/networks/%s/people", scene.slug));
        is_secure = status == 200 && sets_cookie(team, "__Host-v", true);
    }
    assert_true(is_secure);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
    set("address", "");
}

static int post_from(struct browser *browser, const char *origin)
{
    browser->headers = arena_print(test_arena(), "Origin: %s\r\n", origin);
    return browser_post(browser, "/login", "name=&password=");
}

static void a_form_counts_from_the_public_address_and_from_nowhere_else(void **state)
{
    (void)state;
    set("address", "https://sempre.example.org");
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    assert_int_equal(browser_get(browser, "/login"), 200);
    assert_int_equal(post_from(browser, "https://sempre.example.org"), 422);
    assert_int_equal(post_from(browser, arena_print(test_arena(), "http://127.0.0.1:%d", started->port)), 422);
    assert_int_equal(post_from(browser, "https://evil.example.org"), 403);
    assert_int_equal(post_from(browser, "http://sempre.example.org"), 403);
    assert_int_equal(post_from(browser, "null"), 403);
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
    set("address", "");
}

// A browser sends no cookie of ours with a form of another site (SameSite), but would take a new one in place of its own.
static void a_form_of_another_site_takes_nobody_their_cookie_and_is_not_filled_in_here(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    browser->headers = "Origin: https://evil.example.org\r\n";
    assert_int_equal(browser_post_bare(browser, "/c", "code=of-another-site"), 403);
    assert_null(strstr(browser->head, "\r\nSet-Cookie: v="));
    assert_false(browser_sees(browser, "of-another-site"));
    browser->headers = NULL; // one that was opened here, with a cookie that is gone
    assert_int_equal(browser_post_bare(browser, "/c", "code=of-this-site"), 403);
    assert_true(sets_cookie(browser, "v", false));
    assert_true(browser_sees(browser, "of-this-site"));
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
}

TESTS(operators, health_is_one_word, figures_are_for_the_machine_itself_only,
      figures_are_not_for_who_comes_through_a_proxy_without_settings,
      starting_again_at_a_shared_computer_ends_the_login_for_the_server_too,
      the_log_has_a_line_for_each_request_and_nothing_of_people, cached_pages_are_logged_and_counted_like_all_others,
      behind_a_proxy_without_settings_a_sentence_warns_once, cookies_have_the_host_prefix_under_https_only,
      the_public_address_makes_cookies_secure_and_is_what_links_show,
      a_form_counts_from_the_public_address_and_from_nowhere_else,
      a_form_of_another_site_takes_nobody_their_cookie_and_is_not_filled_in_here)
