// say_the_same_test.c - ideas come from phones, some say nearly the same; the console proposes, the facilitator decides, and everybody may
// read what people spoke of. Without JavaScript.
#include "base/time.h"
#include "scene.h"

enum { PHONES = 6 };

// Words as a form sends them; spaces only.
static const char *typed(const char *words)
{
    char *sent = arena_dup(test_arena(), words);
    for (char *at = sent; *at != '\0'; at++)
        if (*at == ' ')
            *at = '+';
    return sent;
}

static void phone_says(struct browser *phone, const struct scene *scene, const char *words)
{
    const char *path = arena_print(test_arena(), "/w/%s", scene->code);
    assert_int_equal(browser_post(phone, path, arena_print(test_arena(), "at=%s&words=%s", scene->activity, typed(words))), 303);
}

// The page of the console; `ids` of the first proposal, NULL where there is none.
static const char *console_ids(struct browser *team, const char *console)
{
    const char *field = "name=\"alike\" value=\"";
    assert_int_equal(browser_get(team, console), 200);
    const char *at = strstr(team->body, field);
    if (at == NULL)
        return NULL;
    at += strlen(field);
    return arena_copy(test_arena(), at, strcspn(at, "\""));
}

static void press(struct browser *team, const char *console, const char *fields)
{
    const char *key = browser_field(team, console, "key");
    assert_int_equal(browser_post(team, console, arena_print(test_arena(), "key=%s&%s", key == NULL ? "" : key, fields)), 303);
}

static void what_phones_say_alike_is_grouped_or_told_apart(void **state)
{
    (void)state;
    static const char *const said[PHONES] = {"A bus on Sundays",  "a bus on sunday please", "A bus on Sunday",
                                             "Cheaper tickets for the bus", "Cheaper tickets for buses", "A bus in the evening"};
    struct scene scene = scene_make("say-the-same", "ideas", "{\"at_once\":true}", 0);
    struct started *started = started_serve(NULL);
    struct browser *team = scene_team(started->port, scene.login), *reader = browser_new(started->port), *phones[PHONES];
    const char *console = arena_print(test_arena(), "/console/%s?activity=%s", scene.workshop, scene.activity);
    const char *page = arena_print(test_arena(), "/workshops/%s", scene.workshop);
    assert_null(console_ids(team, console));
    for (size_t i = 0; i < PHONES; i++) {
        phones[i] = scene_phone(started->port, scene.code);
        assert_non_null(phones[i]);
        phone_says(phones[i], &scene, said[i]);
    }
    const char *ids = console_ids(team, console);
    assert_non_null(ids);
    assert_int_equal(strlen(ids), 3 * 13 + 2); // the bus on Sundays, said first
    press(team, console, arena_print(test_arena(), "group=%s&alike=%s&theme_title=Sundays", scene.activity, typed(ids)));
    const char *others = console_ids(team, console);
    assert_non_null(strstr(team->body, "<h3>Sundays</h3>"));
    assert_non_null(others);
    assert_int_equal(strlen(others), 2 * 13 + 1);
    press(team, console, arena_print(test_arena(), "apart=%s&alike=%s", scene.activity, typed(others)));
    assert_null(console_ids(team, console));
    assert_non_null(strstr(team->body, "Cheaper tickets for buses")); // it is still there, on its own

    const char *theme = strstr(team->body, "name=\"remove_theme\" value=\"");
    assert_non_null(theme);
    press(team, console, arena_print(test_arena(), "remove_theme=%.13s", strstr(theme, "value=\"") + 7));
    assert_string_equal(console_ids(team, console), ids); // as before the button was pressed
    press(team, console, arena_print(test_arena(), "group=%s&alike=%s&theme_title=Sundays", scene.activity, typed(ids)));

    press(team, console, arena_print(test_arena(), "show_results=%s", scene.activity));
    assert_int_equal(browser_get(team, page), 200);
    assert_non_null(strstr(team->body, "<th scope=\"row\">bus</th><td class=\"num\">5</td>"));
    assert_non_null(strstr(team->body, "<th scope=\"row\">Sundays</th><td class=\"num\">3</td>"));
    // the public reads it once it is published
    assert_int_equal(browser_get(reader, page), 200);
    assert_null(strstr(reader->body, "What people spoke of"));
    const char *publish = arena_print(test_arena(), "/networks/%s/publish", scene.slug);
    assert_int_equal(browser_get(team, publish), 200);
    assert_true(browser_sees(team, "bus</p><p class=\"muted\">People: 5</p>"));
    assert_int_equal(browser_post(team, publish, ""), 303);
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    do
        assert_int_equal(browser_get(reader, page), 200);
    while (!browser_sees(reader, "What people spoke of") && time_monotonic() < until);
    assert_non_null(strstr(reader->body, "<th scope=\"row\">bus</th><td class=\"num\">5</td>"));
    assert_null(strstr(reader->body, "<th scope=\"row\">Sundays</th>")); // three people, and the public is told of five or more
    for (size_t i = 0; i < PHONES; i++)
        browser_free(phones[i]);
    browser_free(team);
    browser_free(reader);
    assert_int_equal(started_stop(started), 0);
}

TESTS(say_the_same, what_phones_say_alike_is_grouped_or_told_apart)
