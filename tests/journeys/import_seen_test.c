// import_seen_test.c - what another process stores is on the pages of a running server within a second, page cache and all.
#include <stdlib.h>

#include "base/time.h"
#include "interchange/polis_fixture.h"
#include "scene.h"

static long cache_hits(struct browser *browser)
{
    assert_int_equal(browser_get(browser, "/metrics"), 200);
    const char *line = strstr(browser->body, "\nsempre_page_cache_hits_total ");
    assert_non_null(line);
    return strtol(strchr(line + 1, ' '), NULL, 10);
}

// Asks for the page, always as somebody who was never here, until it has the words; returns the ms it took.
static int64_t wait_seen(struct browser *browser, const char *path, const char *words)
{
    int64_t began = time_monotonic();
    do {
        browser->cookie_count = 0;
        assert_int_equal(browser_get(browser, path), 200);
    } while (!browser_sees(browser, words) && time_monotonic() - began < STARTED_PATIENCE_MS);
    if (!browser_sees(browser, words))
        fail_msg("%s never shows %s", path, words);
    return time_monotonic() - began;
}

static void an_import_is_on_the_pages_of_a_running_server_within_a_second(void **state)
{
    (void)state;
    struct scene scene = scene_make("import", "ideas", "{}", 0);
    const char *folder = polis_folder("seen", POLIS_COMMENTS "10,x,0,5,0,0,1,More buses at night\n",
                                      POLIS_VOTES "30,x,0,9,1\n40,x,0,8,-1\n", NULL);
    const char *list = arena_print(test_arena(), "/networks/%s/workshops", scene.slug);
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port);
    int64_t best = INT64_MAX;
    for (int i = 0; i < 3; i++) { // other programs may be using the machine: the best of a few counts
        // the list is in the cache, and stays there
        long before = cache_hits(browser);
        for (int times = 0; times < 3; times++) {
            browser->cookie_count = 0;
            assert_int_equal(browser_get(browser, list), 200);
        }
        assert_true(cache_hits(browser) >= before + 2);
        struct outcome import = RUN("import", "polis", folder, "--network", scene.slug);
        int64_t done = time_monotonic();
        assert_int_equal(import.code, 0);
        size_t n = strlen(import.out); // the workshop's id is the last line
        assert_true(n >= 14 && import.out[n - 1] == '\n');
        const char *id = arena_copy(test_arena(), import.out + n - 14, 13);
        wait_seen(browser, list, arena_print(test_arena(), "/workshops/%s", id));
        int64_t took = time_monotonic() - done;
        best = took < best ? took : best;
        assert_true(wait_seen(browser, arena_print(test_arena(), "/workshops/%s", id), "More buses at night") >= 0);
    }
    assert_in_range(best, 0, 999);
    browser_free(browser);
    assert_int_equal(started_stop(started), 0);
}

static void a_vote_leaves_public_pages_in_the_cache(void **state)
{
    (void)state;
    struct scene scene = scene_make("keeps", "opinions", "{}", 2);
    const char *page = arena_print(test_arena(), "/networks/%s", scene.slug);
    struct started *started = started_serve(NULL);
    struct browser *browser = browser_new(started->port), *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    assert_int_equal(browser_get(browser, page), 200);
    long before = cache_hits(browser);
    assert_int_equal(browser_post(phone, arena_print(test_arena(), "/w/%s", scene.code),
                                  arena_print(test_arena(), "statement=%s&mark=1", scene.lines[0])), 303);
    browser->cookie_count = 0;
    assert_int_equal(browser_get(browser, page), 200);
    assert_int_equal(cache_hits(browser), before + 1);
    browser_free(browser);
    browser_free(phone);
    assert_int_equal(started_stop(started), 0);
}

TESTS(import_seen, an_import_is_on_the_pages_of_a_running_server_within_a_second, a_vote_leaves_public_pages_in_the_cache)
