// exceed_dots_test.c - one person with eight tabs puts more dots than one person has, at the same moment, over HTTP.
#include "base/time.h"
#include "scene.h"

enum { TABS = 8, DOTS = 3, ROUNDS = 4 };

struct tab {
    pthread_t thread;
    struct browser *browser;
    pthread_barrier_t *start;
    const char *path;
    char fields[64];
    int confirmed, refused;
};

static void *put_dot(void *context)
{
    struct tab *tab = context;
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    pthread_barrier_wait(tab->start);
    do {
        int status = browser_post(tab->browser, tab->path, tab->fields);
        tab->confirmed = status == 303;
        tab->refused += status != 303 && status != 503;
    } while (!tab->confirmed && tab->refused == 0 && time_monotonic() < until);
    return NULL;
}

// The same cookies in another tab.
static struct browser *copy_of(const struct browser *phone)
{
    struct browser *tab = browser_new(phone->port);
    browser_cookie(tab, "v", browser_cookie_value(phone, "v"));
    snprintf(tab->token, sizeof(tab->token), "%s", phone->token);
    return tab;
}

static int64_t dots_stored(const struct scene *scene)
{
    return test_number(test_db(), arena_print(test_arena(), "SELECT CAST(coalesce(sum(value), 0) AS BIGINT) FROM mark "
                                              "WHERE activity_id = %lld", (long long)scene->activity_id));
}

static void eight_tabs_at_the_same_moment_store_no_more_dots_than_one_person_has(void **state)
{
    (void)state;
    struct scene scene = scene_make("exceed", "dots", arena_print(test_arena(), "{\"dots\":%d}", DOTS), TABS);
    struct started *started = started_serve(NULL);
    for (int round = 1; round <= ROUNDS; round++) {
        struct browser *phone = scene_phone(started->port, scene.code); // somebody new each time
        assert_non_null(phone);
        struct tab tabs[TABS];
        pthread_barrier_t start;
        pthread_barrier_init(&start, NULL, TABS);
        for (int i = 0; i < TABS; i++) {
            tabs[i] = (struct tab){.browser = copy_of(phone), .start = &start,
                                   .path = arena_print(test_arena(), "/w/%s", scene.code)};
            // in odd rounds all of them on one line, in even ones on a line each
            snprintf(tabs[i].fields, sizeof(tabs[i].fields), "more=%s", scene.lines[round % 2 == 0 ? i : 0]);
        }
        for (int i = 0; i < TABS; i++)
            assert_int_equal(pthread_create(&tabs[i].thread, NULL, put_dot, &tabs[i]), 0);
        for (int i = 0; i < TABS; i++)
            pthread_join(tabs[i].thread, NULL);
        for (int i = 0; i < TABS; i++) {
            assert_true(tabs[i].confirmed);
            browser_free(tabs[i].browser);
        }
        pthread_barrier_destroy(&start);
        assert_int_equal(dots_stored(&scene), round * DOTS);
        assert_int_equal(browser_get(phone, arena_print(test_arena(), "/w/%s", scene.code)), 200);
        assert_true(browser_sees(phone, "Dots left: 0 of 3"));
        browser_free(phone);
    }
    assert_int_equal(started_stop(started), 0);
}

TESTS(exceed_dots, eight_tabs_at_the_same_moment_store_no_more_dots_than_one_person_has)
