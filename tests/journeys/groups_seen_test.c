// groups_seen_test.c - a conversation read in while the server runs: its job process finds the groups, and the pages show them.
#include <stdlib.h>

#include "base/time.h"
#include "interchange/polis_fixture.h"
#include "scene.h"

// Asks for the page until it has the words.
static void wait_for(struct browser *browser, const char *path, const char *words)
{
    int64_t began = time_monotonic();
    do
        assert_int_equal(browser_get(browser, path), 200);
    while (!browser_sees(browser, words) && time_monotonic() - began < STARTED_PATIENCE_MS);
    if (!browser_sees(browser, words))
        fail_msg("%s never shows %s", path, words);
}

// `people` who fall into two halves over ten statements; all agree with the ninth.
static const char *imported(const struct scene *scene, const char *name, int people)
{
    struct buf comments = buf_make(test_arena(), 1024), votes = buf_make(test_arena(), 64 * 1024);
    buf_add_text(&comments, POLIS_COMMENTS);
    buf_add_text(&votes, POLIS_VOTES);
    for (int s = 0; s < 10; s++)
        buf_print(&comments, "10,x,%d,%d,0,0,1,Statement number %d\n", s, s, s);
    for (int p = 0; p < people; p++)
        for (int s = 0; s < 10; s++)
            buf_print(&votes, "%d,x,%d,%d,%d\n", 30 + p, s, p, s == 8 ? 1 : s == 9 ? 0 : (s < 4) == (p % 2 == 0) ? 1 : -1);
    const char *folder = polis_folder(name, buf_text(&comments), buf_text(&votes), NULL);
    struct outcome import = RUN("import", "polis", folder, "--network", scene->slug);
    assert_int_equal(import.code, 0);
    size_t n = strlen(import.out); // the workshop's id is the last line
    assert_true(n >= 14 && import.out[n - 1] == '\n');
    return arena_print(test_arena(), "/workshops/%s", arena_copy(test_arena(), import.out + n - 14, 13));
}

static int64_t jobs(void)
{
    return test_number(test_db(), "SELECT count(*) FROM job WHERE kind IN ('find opinion groups', 'publish figures')");
}

static void a_conversation_of_sixty_shows_its_groups_and_one_of_twenty_three_lists(void **state)
{
    (void)state;
    struct scene scene = scene_make("groups", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port), *team = scene_team(started->port, scene.login);
    const char *many = imported(&scene, "many", 60), *few = imported(&scene, "few", 20);
    wait_for(visitor, many, "There are 2 groups of people who answered alike.");
    assert_true(browser_sees(visitor, "Each sign is at least 5 people"));
    assert_true(browser_sees(visitor, "Group A: most"));
    assert_false(browser_sees(visitor, " in the group, "));
    wait_for(team, many, "There are 2 groups of people who answered alike.");
    assert_true(browser_sees(team, "30 of 30 in the group, 0 of 30 of the others"));
    assert_true(browser_sees(team, "<title>Map of opinions</title><desc>Group A: 30. Group B: 30. "));
    wait_for(visitor, few, "<h3>What we see differently</h3>");
    assert_true(browser_sees(visitor, "No groups of people who answered alike are published."));
    wait_for(visitor, few, "People who answered: at least 20");
    assert_false(browser_sees(visitor, "Map of opinions"));
    // Both are done, and nothing is looked for again.
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    while (jobs() > 0 && time_monotonic() < until)
        assert_int_equal(browser_get(visitor, "/healthz"), 200);
    assert_int_equal(jobs(), 0);
    browser_free(visitor);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

TESTS(groups_seen, a_conversation_of_sixty_shows_its_groups_and_one_of_twenty_three_lists)
