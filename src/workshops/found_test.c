// found_test.c - tests that the search follows what happens to contributions, and that nobody finds what they may not read.
#include "workshops/found.h"

#include "workshops/bulk.h"
#include "workshops/fixture_web.h"
#include "workshops/own_said.h"

// What the caller reads on the page for these words: "A bus, A bus too", in that order.
static const char *read_by(struct call *call, struct network_id network, const char *typed)
{
    struct search_query query;
    struct search_found found;
    struct search_hits hits = {0};
    struct scope scope = {.network = network};
    const char *all = "";
    search_query_read(call->arena, typed, 1u << LANGUAGE_EN, &query);
    assert_ok(search_find(call, scope, SEARCH_CONTRIBUTIONS, &query, &found));
    if (found.n > 0)
        assert_ok(found_read(call, scope, found.at, found.n, &hits));
    for (size_t i = 0; i < hits.n; i++)
        all = arena_print(call->arena, "%s%s%s%s", all, i == 0 ? "" : ", ", hits.at[i].words.text, hits.at[i].is_inside ? " (team)" : "");
    return all;
}

// The jobs that wait for this activity.
static void do_jobs(struct call *call, const struct activity *activity)
{
    assert_ok(found_index(call, arena_print(call->arena, "%lld 0", (long long)activity->id.v)));
}

static void the_search_follows_what_the_team_does(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = visitor_call("v");
    struct activity activity = fixture_ideas(&call, "follows", false);
    struct network_id network = activity.scope.network;
    struct contribution_id bus = fixture_said(&call, &activity, fixture_participant(&call, &activity), "A bus on Sundays");
    assert_string_equal(read_by(&call, network, "buses"), "A bus on Sundays (team)"); // it waits
    assert_string_equal(read_by(&visitor, network, "buses"), "");
    assert_ok(contribution_approve(&call, bus));
    assert_string_equal(read_by(&call, network, "buses"), "A bus on Sundays (team)"); // the result is closed
    assert_string_equal(read_by(&visitor, network, "buses"), "");
    assert_ok(activity_show_results(&call, activity.id, true));
    do_jobs(&call, &activity);
    assert_string_equal(read_by(&call, network, "buses"), "A bus on Sundays");
    assert_string_equal(read_by(&visitor, network, "buses"), "A bus on Sundays");
    assert_ok(contribution_reword(&call, bus, "A train on Sundays", fixture_contribution(&call, bus).version));
    assert_string_equal(read_by(&visitor, network, "buses"), "");
    assert_string_equal(read_by(&visitor, network, "trains"), "A train on Sundays");
    assert_ok(contribution_translate(&call, bus, LANGUAGE_DE, false, "Ein Zug am Sonntag"));
    assert_string_equal(read_by(&visitor, network, "Züge"), "A train on Sundays");
    assert_ok(contribution_take_down(&call, bus, "It names somebody"));
    assert_string_equal(read_by(&call, network, "trains"), "");
    assert_string_equal(read_by(&call, network, "zug"), "");
    assert_ok(contribution_bring_back(&call, bus));
    assert_string_equal(read_by(&visitor, network, "trains"), "A train on Sundays");

    struct contribution_id other = fixture_said(&call, &activity, fixture_participant(&call, &activity), "A ferry");
    assert_ok(contribution_refuse(&call, other));
    assert_string_equal(read_by(&call, network, "ferry"), "");
}

// Closing a result takes effect at once, not when the job has run; so does opening a workshop again.
static void what_is_no_longer_public_is_not_read(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = visitor_call("v");
    struct activity activity = fixture_ideas(&call, "no-longer", true);
    struct network_id network = activity.scope.network;
    fixture_said(&call, &activity, fixture_participant(&call, &activity), "A bus");
    assert_string_equal(read_by(&visitor, network, "bus"), "");
    assert_ok(activity_show_results(&call, activity.id, true));
    do_jobs(&call, &activity);
    assert_string_equal(read_by(&visitor, network, "bus"), "A bus");
    assert_ok(activity_show_results(&call, activity.id, false));
    assert_string_equal(read_by(&visitor, network, "bus"), "");
    do_jobs(&call, &activity);
    assert_string_equal(read_by(&visitor, network, "bus"), "");
    assert_ok(workshop_close(&call, activity.workshop));
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM job WHERE kind = '" INDEX_CONTRIBUTIONS "' AND id > 1"), 1);
    do_jobs(&call, &activity);
    assert_string_equal(read_by(&visitor, network, "bus"), "A bus");
    assert_ok(workshop_reopen(&call, activity.workshop));
    assert_string_equal(read_by(&visitor, network, "bus"), "");
    assert_string_equal(read_by(&call, network, "bus"), "A bus (team)");
}

static void who_is_forgotten_is_not_found(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "forgotten-words", true);
    struct participant_id who = fixture_participant(&call, &activity);
    fixture_said(&call, &activity, who, "A bus for Anna");
    assert_string_equal(read_by(&call, activity.scope.network, "anna"), "A bus for Anna (team)");
    assert_ok(workshops_forget(&call, activity.scope.network, who, false));
    assert_string_equal(read_by(&call, activity.scope.network, "anna"), "");
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM search_word"), 0);
}

static void a_removed_step_leaves_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "removed-step");
    fixture_line(&call, &activity, "A kiosk in every village");
    assert_string_equal(read_by(&call, activity.scope.network, "kiosks"), "A kiosk in every village (team)");
    assert_ok(activity_remove(&call, activity.id));
    assert_int_equal(test_number(call.db, "SELECT CAST(count(*) AS BIGINT) FROM search_word"), 0);
    do_jobs(&call, &activity); // of a step that is gone: nothing to do
}

static void what_was_there_before_the_search_is_found(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = visitor_call("v");
    struct network_id network = fixture_network(&call, "before");
    const struct past_workshop past = {.title = "Old", .place = "Hall", .begins_at = TEST_NOW - 1000};
    const struct activity_draft draft = {.title = "Ideas", .question = "What?", .kind = "ideas",
                                         .settings = kind_settings_read(call.arena, activity_kind_find("ideas"), "{}")};
    enum { LINES = 650 }; // more than the job does in a turn
    struct bulk_contribution *lines = ARENA_ARRAY(call.arena, struct bulk_contribution, LINES);
    struct contribution_id *ids = ARENA_ARRAY(call.arena, struct contribution_id, LINES);
    struct workshop_id workshop;
    struct activity activity;
    assert_ok(workshop_add_closed(&call, network, &past, &workshop));
    assert_ok(activity_add_closed(&call, workshop, &draft, &activity));
    for (int i = 0; i < LINES; i++)
        lines[i] = (struct bulk_contribution){.words = arena_print(call.arena, "word%d", i), .language = LANGUAGE_EN,
                                              .state = i == 7 ? CONTRIBUTION_REFUSED : i == 8 ? CONTRIBUTION_WAITING : CONTRIBUTION_SHOWN};
    assert_ok(contribution_add_bulk(&call, &activity, lines, LINES, ids));
    for (int turn = 0; turn < 2; turn++) {
        assert_string_equal(read_by(&visitor, network, "word649"), "word649");
        assert_string_equal(read_by(&visitor, network, "word0"), "word0");
        assert_string_equal(read_by(&call, network, "word7"), "");
        assert_string_equal(read_by(&call, network, "word8"), "word8 (team)");
        assert_string_equal(read_by(&visitor, network, "word8"), "");
        if (turn == 1)
            break;
        assert_ok(db_script(call.db, "DELETE FROM search_word; DELETE FROM search_thing"));
        assert_string_equal(read_by(&call, network, "word649"), "");
        assert_ok(found_index(&call, "0 0"));
        assert_string_equal(read_by(&call, network, "word649"), "");
        // 300 a turn, and the one that was refused is none
        assert_int_equal(test_number(call.db, arena_print(call.arena, "SELECT CAST(count(*) AS BIGINT) FROM job WHERE payload = '0 %lld'",
                                                          (long long)ids[300].v)), 1);
        assert_ok(found_index(&call, arena_print(call.arena, "0 %lld", (long long)ids[300].v)));
        assert_ok(found_index(&call, arena_print(call.arena, "0 %lld", (long long)ids[600].v)));
    }
}

TESTS(found, the_search_follows_what_the_team_does, what_is_no_longer_public_is_not_read, who_is_forgotten_is_not_found,
      a_removed_step_leaves_nothing, what_was_there_before_the_search_is_found)
