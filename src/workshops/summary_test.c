// summary_test.c - words and themes are counted by people and steps, and the public sees no small figures.
#include "workshops/summary.h"

#include "workshops/fixture_publish.h"
#include "workshops/fixture_web.h"
#include "workshops/result.h"

enum { PEOPLE = 7 };

struct room {
    struct call *call;
    struct activity first, second;
    struct participant_id people[PEOPLE];
};

static struct activity step_running(struct call *call, struct workshop_id workshop, const char *kind, const char *settings)
{
    struct activity activity = fixture_step(call, workshop, kind, settings);
    assert_ok(activity_open(call, activity.id));
    return fixture_activity(call, activity.id);
}

static struct room room_make(struct call *call, const char *slug)
{
    struct room room = {.call = call, .first = fixture_ideas(call, slug, true)};
    room.second = step_running(call, room.first.workshop, "opinions", "{\"own_statements\":true,\"at_once\":true}");
    for (size_t i = 0; i < PEOPLE; i++)
        room.people[i] = fixture_participant(call, &room.first);
    return room;
}

static struct summary summary_of(struct room *room, enum audience audience)
{
    struct activity_list list;
    struct summary summary;
    bool all[MOST_ACTIVITIES];
    memset(all, 1, sizeof all);
    assert_ok(activity_list_of(room->call, room->first.workshop, &list));
    assert_ok(result_read_ahead(room->call, &list, audience));
    assert_ok(summary_read(room->call, &list, all, audience, &summary));
    return summary;
}

static void words_are_counted_by_people_and_steps(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "words");
    for (size_t i = 0; i < PEOPLE; i++)
        fixture_said(&call, &room.first, room.people[i], arena_print(call.arena, "We need a %s for number %zu", i % 3 ? "bus" : "Bus", i));
    fixture_said(&call, &room.first, room.people[0], "Another bus, please");
    fixture_said(&call, &room.second, room.people[0], "The bus is too late");
    fixture_said(&call, &room.second, room.people[1], "Childcare comes too late");
    fixture_line(&call, &room.second, "The team speaks of childcare");
    struct summary summary = summary_of(&room, AUDIENCE_TEAM);
    assert_int_equal(summary.step_count, 2);
    assert_int_equal(summary.words.n, 3);
    assert_string_equal(summary.words.at[0].what.text, "bus"); // as most wrote it
    assert_int_equal(summary.words.at[0].people.people, PEOPLE);
    assert_int_equal(summary.words.at[0].by_step[0].people, PEOPLE);
    assert_int_equal(summary.words.at[0].by_step[1].people, 1);
    assert_string_equal(summary.words.at[1].what.text, "number");
    assert_string_equal(summary.words.at[2].what.text, "late"); // two people, in the second step only
    assert_int_equal(summary.words.at[2].by_step[0].people, 0);
    assert_int_equal(summary.themes.n, 0);
}

static void the_public_sees_only_what_at_least_five_spoke_of(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "words-public");
    struct theme_id theme, rare;
    assert_ok(theme_add(&call, &room.first, "Getting about", &theme));
    assert_ok(theme_add(&call, &room.first, "Evenings", &rare));
    for (size_t i = 0; i < PEOPLE; i++) {
        struct contribution_id id = fixture_said(&call, &room.first, room.people[i], i < 4 ? "A bus on market days" : "A bus for the choir");
        assert_ok(contribution_set_theme(&call, id, i < 5 ? theme : rare));
    }
    assert_int_equal(summary_of(&room, AUDIENCE_PUBLIC).words.n, 0); // nothing is published yet
    fixture_publish(&call, &room.first);
    struct summary team = summary_of(&room, AUDIENCE_TEAM), everybody = summary_of(&room, AUDIENCE_PUBLIC);
    assert_int_equal(team.themes.n, 2);
    assert_string_equal(team.themes.at[0].what.text, "Getting about");
    assert_int_equal(team.themes.at[0].people.people, 5);
    assert_null(team.themes.at[0].by_step); // people spoke in one step only
    assert_int_equal(everybody.themes.n, 1);
    assert_int_equal(everybody.themes.at[0].people.people, 5);
    assert_int_equal(everybody.words.n, 1);
    assert_string_equal(everybody.words.at[0].what.text, "bus");
    assert_int_equal(team.words.n, 4);
    // Four more come: what was published stays. Another, and the figure is a new one; still not by step, which would tell small counts.
    for (size_t i = 0; i < 5; i++) {
        fixture_said(&call, &room.second, fixture_participant(&call, &room.second), "The bus is too late");
        fixture_publish(&call, &room.second);
        everybody = summary_of(&room, AUDIENCE_PUBLIC);
        assert_int_equal(everybody.words.at[0].people.people, i < 4 ? PEOPLE : PEOPLE + 5);
        assert_null(everybody.words.at[0].by_step);
    }
}

static void themes_are_told_by_step_where_one_is_of_several(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "words-themes");
    struct theme_id theme, again;
    assert_ok(theme_add(&call, &room.first, "Getting about", &theme));
    for (size_t i = 0; i < 2; i++)
        assert_ok(contribution_set_theme(&call, fixture_said(&call, &room.first, room.people[i], "A bus"), theme));
    struct contribution_id late = fixture_said(&call, &room.second, room.people[1], "The bus is late");
    assert_null(summary_of(&room, AUDIENCE_TEAM).themes.at[0].by_step);
    assert_ok(theme_add(&call, &room.second, "Getting about", &again));
    assert_ok(contribution_set_theme(&call, late, again));
    struct summary summary = summary_of(&room, AUDIENCE_TEAM);
    assert_int_equal(summary.themes.n, 1);
    assert_int_equal(summary.themes.at[0].people.people, 2);
    assert_int_equal(summary.themes.at[0].by_step[1].people, 1);
}

static void what_was_not_read_ahead_is_read_for_the_team_alone(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "words-read");
    struct activity_list list;
    struct summary summary;
    const bool all[] = {true, true};
    for (size_t i = 0; i < PEOPLE; i++)
        fixture_said(&call, i < 5 ? &room.first : &room.second, room.people[i], "A bus");
    assert_ok(activity_list_of(&call, room.first.workshop, &list));
    assert_ok(summary_read(&call, &list, all, AUDIENCE_TEAM, &summary));
    assert_int_equal(summary.words.n, 1);
    assert_int_equal(summary.words.at[0].people.people, PEOPLE);
    assert_int_equal(summary.words.at[0].by_step[1].people, PEOPLE - 5);
    assert_ok(summary_read(&call, &list, all, AUDIENCE_PUBLIC, &summary));
    assert_int_equal(summary.words.n, 0);
}

static void only_steps_that_are_open_to_read_are_counted(void **state)
{
    (void)state;
    struct call call = test_call();
    struct room room = room_make(&call, "words-open");
    struct activity_list list;
    struct summary summary;
    const bool second_only[] = {false, true}, none[] = {false, false};
    fixture_said(&call, &room.first, room.people[0], "A bus");
    fixture_said(&call, &room.first, room.people[1], "A bus");
    assert_ok(activity_list_of(&call, room.first.workshop, &list));
    assert_ok(summary_read(&call, &list, second_only, AUDIENCE_TEAM, &summary));
    assert_int_equal(summary.words.n + summary.step_count, 0);
    assert_ok(summary_read(&call, &list, none, AUDIENCE_TEAM, &summary));
    assert_int_equal(summary.words.n, 0);
}

static void the_page_of_a_workshop_tells_it(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = visitor_call("somebody who reads");
    struct room room = room_make(&call, "words-page");
    for (size_t i = 0; i < PEOPLE; i++)
        fixture_said(&call, &room.first, room.people[i], i < 3 ? "Streetlights and a bus" : "A bus");
    const struct request *request = asked(&call, words_of(&call, room.first.workshop.v), NULL);
    struct reply reply = replied(&call, workshop_get, request);
    assert_false(says(&call, &reply, "What people spoke of")); // no result is open yet
    assert_ok(activity_show_results(&call, room.first.id, true));
    reply = replied(&call, workshop_get, request);
    assert_true(says(&call, &reply, "<th scope=\"row\">bus</th><td class=\"num\">7</td>"));
    assert_true(says(&call, &reply, "<th scope=\"row\">Streetlights</th><td class=\"num\">3</td>"));
    reply = replied(&visitor, workshop_get, request);
    assert_false(says(&visitor, &reply, "What people spoke of")); // it is not published
    fixture_publish(&call, &room.first);
    reply = replied(&visitor, workshop_get, request);
    assert_true(says(&visitor, &reply, "<th scope=\"row\">bus</th><td class=\"num\">7</td>"));
    assert_false(says(&visitor, &reply, "<th scope=\"row\">Streetlights</th>"));
}

TESTS(summary, words_are_counted_by_people_and_steps, the_public_sees_only_what_at_least_five_spoke_of,
      themes_are_told_by_step_where_one_is_of_several,
      what_was_not_read_ahead_is_read_for_the_team_alone, only_steps_that_are_open_to_read_are_counted, the_page_of_a_workshop_tells_it)
