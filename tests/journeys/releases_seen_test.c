// releases_seen_test.c - the public sees what was published and nothing live: page, list of needs and /metrics, page cache and all.
#include "base/time.h"
#include "scene.h"

// Votes as phones give them. `who`: so many people; the first of them that is 0 and all after it come newly.
static void vote_as(const struct scene *scene, int line, int64_t value, struct participant_id *who, int people)
{
    struct call call = test_call();
    struct contribution_id id;
    assert_true(id_parse(scene->lines[line], &id.v));
    struct activity activity = fixture_activity(&call, (struct activity_id){scene->activity_id});
    for (int i = 0; i < people; i++) {
        if (who[i].v == 0)
            who[i] = fixture_participant(&call, &activity);
        assert_ok(mark_put(&call, &activity, id, who[i], value));
    }
    assert_ok(db_commit(call.db));
}

// So many new people for one value of a line.
static void vote(const struct scene *scene, int line, int64_t value, int people)
{
    vote_as(scene, line, value, ARENA_ARRAY(test_arena(), struct participant_id, (size_t)people), people);
}

static void run_again(const struct scene *scene)
{
    struct call call = test_call();
    assert_ok(activity_open(&call, (struct activity_id){scene->activity_id}));
    assert_ok(db_commit(call.db));
}

static void close_step(const struct scene *scene)
{
    struct call call = test_call();
    assert_ok(activity_close(&call, (struct activity_id){scene->activity_id}));
    assert_ok(db_commit(call.db));
}

// The figures of the manifests: what runs by itself (requests, replies, statements) changes anyway.
static const char *statistics(struct browser *browser)
{
    struct buf kept = buf_make(test_arena(), 256);
    assert_int_equal(browser_get(browser, "/metrics"), 200);
    const char *end = strstr(browser->body, "# HELP sempre_query_runs_total"), *at = strstr(browser->body, "# HELP sempre_networks");
    assert_true(at != NULL && end != NULL && at < end);
    buf_add(&kept, at, (size_t)(end - at));
    return buf_text(&kept);
}

// Everything a stranger may read of it.
static const char *public_words(struct browser *browser, const struct scene *scene)
{
    const char *paths[] = {arena_print(test_arena(), "/workshops/%s", scene->workshop), arena_print(test_arena(), "/networks/%s", scene->slug),
                           arena_print(test_arena(), "/networks/%s/needs", scene->slug)};
    const char *all = "";
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        browser->cookie_count = 0;
        assert_int_equal(browser_get(browser, paths[i]), 200);
        all = arena_print(test_arena(), "%s%s", all, strstr(browser->body, "class=\"said\""));
    }
    return all;
}

static bool is_queued(void)
{
    return test_number(test_db(), "SELECT count(*) FROM job WHERE kind = 'publish figures'") > 0;
}

// Waits until the server's job process has made the release.
static void wait_released(struct browser *browser)
{
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    while (is_queued() && time_monotonic() < until)
        assert_int_equal(browser_get(browser, "/healthz"), 200);
    assert_false(is_queued());
}

static void wait_sees(struct browser *browser, const char *path, const char *words)
{
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    do {
        browser->cookie_count = 0;
        assert_int_equal(browser_get(browser, path), 200);
    } while (!browser_sees(browser, words) && time_monotonic() < until);
    if (!browser_sees(browser, words))
        fail_msg("%s never shows %s", path, words);
}

static void live_votes_are_on_no_public_page_until_a_step_is_closed(void **state)
{
    (void)state;
    struct scene scene = scene_make("released", "opinions", "{}", 2);
    struct call call = test_call();
    assert_ok(activity_show_results(&call, (struct activity_id){scene.activity_id}, true));
    assert_ok(db_commit(call.db));
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port);
    const char *page = arena_print(test_arena(), "/workshops/%s", scene.workshop);
    wait_sees(visitor, page, "No figures have been published yet");
    const char *before = public_words(visitor, &scene), *counted = statistics(visitor);
    vote(&scene, 0, 1, 8);
    vote(&scene, 0, 0, 6);
    vote(&scene, 0, -1, 7);
    vote(&scene, 1, 1, 4);
    assert_string_equal(public_words(visitor, &scene), before);
    assert_string_equal(statistics(visitor), counted);

    close_step(&scene);
    wait_sees(visitor, page, "Agree: 8");
    assert_true(browser_sees(visitor, "People who answered: at least 21"));
    assert_true(browser_sees(visitor, "No numbers: they are below 5"));
    wait_released(visitor);

    // One more: it stays. Five more: a new figure.
    run_again(&scene);
    vote(&scene, 0, 1, 1);
    close_step(&scene);
    wait_released(visitor);
    wait_sees(visitor, page, "Agree: 8");
    run_again(&scene);
    vote(&scene, 0, 1, 4);
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM mark WHERE value = 1"), 17);
    wait_sees(visitor, page, "Agree: 8");
    close_step(&scene);
    wait_sees(visitor, page, "Agree: 13");
    browser_free(visitor);
    assert_int_equal(started_stop(started), 0);
}

static void a_coordinator_sees_what_would_be_new_and_publishes_it(void **state)
{
    (void)state;
    struct scene scene = scene_make("publishes", "opinions", "{}", 2);
    struct call call = test_call();
    assert_ok(activity_show_results(&call, (struct activity_id){scene.activity_id}, true));
    assert_ok(db_commit(call.db));
    vote(&scene, 0, 1, 8);
    vote(&scene, 0, 0, 6);
    vote(&scene, 0, -1, 7);
    vote(&scene, 1, 1, 12);
    vote(&scene, 1, 0, 1);
    vote(&scene, 1, -1, 7);
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port), *team = scene_team(started->port, scene.login);
    const char *page = arena_print(test_arena(), "/workshops/%s", scene.workshop), *publish = "/networks/publishes/publish";
    assert_int_equal(browser_get(visitor, publish), 303); // to sign in
    assert_int_equal(browser_get(team, publish), 200);
    assert_true(browser_sees(team, "No figures have been published yet."));
    assert_true(browser_sees(team, "People: 21, Agree: 8, Not sure: 6, Disagree: 7"));
    assert_true(browser_sees(team, "People: 20, Agree: 12</p>"));
    assert_true(browser_sees(team, "Hidden, because fewer than 5 people stand behind it"));
    assert_true(browser_sees(team, "Hidden, because a count below 5 could be worked out from it"));
    assert_int_equal(browser_post(team, publish, ""), 303);
    assert_int_equal(browser_follow(team), 200);
    assert_true(browser_sees(team, "The figures are ")); // being published, or published
    wait_sees(visitor, page, "Agree: 8");
    assert_true(browser_sees(visitor, "Agree: 12"));
    assert_true(browser_sees(visitor, "Disagree: 7"));
    wait_released(visitor);
    assert_int_equal(browser_get(team, publish), 200);
    assert_true(browser_sees(team, "There is nothing new to publish."));
    assert_int_equal(browser_get(team, "/networks/publishes/audit"), 200);
    assert_true(browser_sees(team, "coordinator-publishes had new figures published."));
    browser_free(visitor);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

// Of 21 everybody saw 14 who are not sure. They change their minds, and nearly all of the same 21 agree: figures that would tell how few
// the others are, whatever was hidden.
static void a_refused_release_changes_nothing_for_the_public_and_the_coordinator_reads_what_to_do(void **state)
{
    (void)state;
    enum { UNSURE = 14 };
    struct scene scene = scene_make("refused", "opinions", "{}", 1);
    struct participant_id unsure[UNSURE] = {0};
    struct call call = test_call();
    assert_ok(activity_show_results(&call, (struct activity_id){scene.activity_id}, true));
    assert_ok(db_commit(call.db));
    struct started *started = started_serve(NULL);
    struct browser *visitor = browser_new(started->port), *team = scene_team(started->port, scene.login);
    const char *page = arena_print(test_arena(), "/workshops/%s", scene.workshop), *publish = "/networks/refused/publish";
    vote(&scene, 0, 1, 4);
    vote_as(&scene, 0, 0, unsure, UNSURE);
    vote(&scene, 0, -1, 3);
    close_step(&scene);
    wait_sees(visitor, page, "Not sure: 14");
    wait_released(visitor);
    const char *before = public_words(visitor, &scene);

    run_again(&scene);
    vote_as(&scene, 0, 1, unsure, UNSURE);
    assert_int_equal(browser_get(team, publish), 200);
    assert_true(browser_sees(team, "Nothing new can be shown yet, because it would tell a count below 5"));
    assert_true(browser_sees(team, "No figure would change for the public."));
    close_step(&scene);
    wait_released(visitor);
    assert_string_equal(public_words(visitor, &scene), before);
    assert_int_equal(browser_get(team, publish), 200);
    assert_true(browser_sees(team, "Last time 1 line could not be published: it would have told a count below 5."));
    assert_true(browser_sees(team, "Nothing is wrong. Try again when more people have answered."));

    // What the sentence says to do helps.
    run_again(&scene);
    vote(&scene, 0, 0, UNSURE);
    vote(&scene, 0, -1, 5);
    close_step(&scene);
    wait_sees(visitor, page, "Agree: 18");
    assert_true(browser_sees(visitor, "Disagree: 8"));
    wait_released(visitor);
    assert_int_equal(browser_get(team, publish), 200);
    assert_false(browser_sees(team, "could not be published"));
    browser_free(visitor);
    browser_free(team);
    assert_int_equal(started_stop(started), 0);
}

TESTS(releases_seen, live_votes_are_on_no_public_page_until_a_step_is_closed, a_coordinator_sees_what_would_be_new_and_publishes_it,
      a_refused_release_changes_nothing_for_the_public_and_the_coordinator_reads_what_to_do)
