// activity_test.c - tests of the agenda.
#include "workshops/activity.h"

#include "workshops/fixture.h"

static void an_agenda_can_be_put_in_another_order(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id workshop = fixture_planned(&call, fixture_network(&call, "order"));
    struct activity a = fixture_step(&call, workshop, "ideas", "{}"), b = fixture_step(&call, workshop, "dots", "{}"),
                    c = fixture_step(&call, workshop, "opinions", "{}");
    struct activity_list list;
    assert_ok(activity_move(&call, c.id, -1));
    assert_ok(activity_list_of(&call, workshop, &list));
    assert_int_equal(list.n, 3);
    assert_int_equal(list.at[0].id.v, a.id.v);
    assert_int_equal(list.at[1].id.v, c.id.v);
    assert_int_equal(list.at[2].id.v, b.id.v);
    assert_int_equal(list.at[2].position, 3);
    assert_string_equal(list.at[1].title.text, "A step");
    assert_ok(activity_move(&call, a.id, 99)); // no further than the end
    assert_ok(activity_list_of(&call, workshop, &list));
    assert_int_equal(list.at[2].id.v, a.id.v);
    assert_ok(activity_move(&call, a.id, -2));
    assert_ok(activity_list_of(&call, workshop, &list));
    assert_int_equal(list.at[0].id.v, a.id.v);
}

static void a_step_keeps_the_settings_of_its_kind(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id workshop = fixture_planned(&call, fixture_network(&call, "settings"));
    struct activity activity = fixture_step(&call, workshop, "dots", "{\"dots\":5}");
    assert_ptr_equal(activity.kind, &dots_kind);
    assert_string_equal(kind_settings_text(call.arena, activity.kind, activity.settings), "{\"dots\":5}");
    struct activity_draft draft = {
        .title = "Dots", .question = "Which?", .settings = kind_settings_read(call.arena, &dots_kind, "{\"dots\":4}")};
    struct filled *filled = filled_empty(call.arena, dots_kind.settings);
    filled->version = activity.version;
    assert_ok(activity_change(&call, activity.id, &draft, filled));
    activity = fixture_activity(&call, activity.id);
    assert_string_equal(kind_settings_text(call.arena, activity.kind, activity.settings), "{\"dots\":4}");
    assert_string_equal(activity.title.text, "Dots");
    assert_string_equal(activity.question.text, "Which?");
    assert_err(activity_change(&call, activity.id, &draft, filled), ERR_CONFLICT); // somebody was quicker
}

static void a_step_needs_a_name_a_question_and_a_kind_there_is(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id workshop = fixture_planned(&call, fixture_network(&call, "needs"));
    struct activity_id id;
    struct activity_draft draft = {.title = "", .question = "?", .kind = "dots"};
    assert_err(activity_add(&call, workshop, &draft, NULL, &id), ERR_INVALID);
    draft = (struct activity_draft){.title = "A", .question = "", .kind = "dots"};
    assert_err(activity_add(&call, workshop, &draft, NULL, &id), ERR_INVALID);
    draft = (struct activity_draft){.title = "A", .question = "?", .kind = "magic"};
    assert_err(activity_add(&call, workshop, &draft, NULL, &id), ERR_INVALID);
    char *words = arena_alloc(call.arena, 202);
    memset(words, 'x', 201);
    draft = (struct activity_draft){.title = words, .question = "?", .kind = "dots"};
    assert_err(activity_add(&call, workshop, &draft, NULL, &id), ERR_INVALID);
    draft.title = "A";
    for (int i = 0; i < MOST_ACTIVITIES; i++)
        assert_ok(activity_add(&call, workshop, &draft, NULL, &id));
    assert_err(activity_add(&call, workshop, &draft, NULL, &id), ERR_LIMIT);
}

static void a_step_opens_only_in_an_open_workshop_and_becomes_the_current_one(void **state)
{
    (void)state;
    struct call call = test_call();
    struct workshop_id workshop = fixture_planned(&call, fixture_network(&call, "opens"));
    struct activity first = fixture_step(&call, workshop, "ideas", "{}"),
                    second = fixture_step(&call, workshop, "dots", "{}");
    assert_err(activity_open(&call, first.id), ERR_CONFLICT);
    assert_err(activity_close(&call, first.id), ERR_CONFLICT);
    assert_ok(workshop_open(&call, workshop));
    assert_ok(activity_open(&call, first.id));
    assert_ok(activity_close(&call, first.id));
    assert_ok(activity_open(&call, second.id));
    assert_int_equal(fixture_workshop(&call, workshop).current.v, second.id.v);
    assert_int_equal(fixture_activity(&call, first.id).state, ACTIVITY_CLOSED);
    assert_ok(workshop_show(&call, workshop, first.id)); // back to its result
    assert_ok(activity_show_results(&call, first.id, true));
    assert_true(fixture_activity(&call, first.id).results_open);
    assert_int_equal(fixture_workshop(&call, workshop).current.v, first.id.v);
    struct activity other = fixture_ideas(&call, "opens-too", true);
    assert_err(workshop_show(&call, workshop, other.id), ERR_NOT_FOUND);
}

static void a_step_in_which_something_was_said_cannot_be_removed(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity ideas = fixture_ideas(&call, "removed", true), opinions = fixture_opinions(&call, "removed-too");
    struct participant_id participant = fixture_participant(&call, &ideas);
    struct theme_id theme;
    struct activity unused;
    assert_ok(theme_add(&call, &ideas, "School", &theme));
    struct contribution_id line = fixture_line(&call, &opinions, "Buses on Sundays");
    assert_ok(contribution_translate(&call, line, LANGUAGE_DE, false, "Busse am Sonntag"));
    assert_ok(activity_remove(&call, opinions.id)); // only what the team prepared
    assert_err(activity_find(&call, opinions.id, &unused), ERR_NOT_FOUND);
    assert_int_equal(fixture_workshop(&call, opinions.workshop).current.v, 0);
    fixture_said(&call, &ideas, participant, "A place to wash clothes");
    assert_err(activity_remove(&call, ideas.id), ERR_CONFLICT);
}

static void the_agenda_is_for_those_who_may_plan_and_closed_workshops_keep_theirs(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct activity activity = fixture_ideas(&call, "agenda", true);
    struct activity_draft draft = {.title = "A", .question = "?", .kind = "dots"};
    struct activity_id id;
    assert_err(activity_add(&visitor, activity.workshop, &draft, NULL, &id), ERR_DENIED);
    assert_err(activity_change(&visitor, activity.id, &draft, NULL), ERR_DENIED);
    assert_err(activity_remove(&visitor, activity.id), ERR_DENIED);
    assert_err(activity_move(&visitor, activity.id, 1), ERR_DENIED);
    assert_err(activity_open(&visitor, activity.id), ERR_DENIED);
    assert_err(activity_close(&visitor, activity.id), ERR_DENIED);
    assert_err(activity_show_results(&visitor, activity.id, true), ERR_DENIED);
    assert_ok(workshop_close(&call, activity.workshop));
    assert_err(activity_add(&call, activity.workshop, &draft, NULL, &id), ERR_CONFLICT);
    call.scope.network = fixture_network(&call, "agenda-elsewhere");
    assert_err(activity_change(&call, activity.id, &draft, NULL), ERR_NOT_FOUND);
    assert_err(activity_add(&call, activity.workshop, &draft, NULL, &id), ERR_NOT_FOUND);
}

TESTS(activity, an_agenda_can_be_put_in_another_order, a_step_keeps_the_settings_of_its_kind,
      a_step_needs_a_name_a_question_and_a_kind_there_is,
      a_step_opens_only_in_an_open_workshop_and_becomes_the_current_one,
      a_step_in_which_something_was_said_cannot_be_removed,
      the_agenda_is_for_those_who_may_plan_and_closed_workshops_keep_theirs)
