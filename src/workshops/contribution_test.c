// contribution_test.c - tests of what people say and what the team does with it.
#include "workshops/contribution.h"

#include "workshops/fixture.h"

static size_t count(struct call *call, const struct activity *activity, enum contribution_state state)
{
    size_t n = 0;
    assert_ok(contribution_count(call, activity, state, &n));
    return n;
}

static char *long_words(size_t n)
{
    char *words = arena_alloc(test_arena(), n + 1);
    memset(words, 'x', n);
    return words;
}

static void an_idea_waits_for_the_team_unless_ideas_are_shown_at_once(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity checked = fixture_ideas(&call, "checked", false), open = fixture_ideas(&call, "open", true);
    struct participant_id one = fixture_participant(&call, &checked), two = fixture_participant(&call, &open);
    struct contribution_id waits = fixture_said(&call, &checked, one, "  Childcare on   Saturdays ");
    struct contribution_id shown = fixture_said(&call, &open, two, "Childcare on Saturdays");
    assert_int_equal(fixture_contribution(&call, waits).state, CONTRIBUTION_WAITING);
    assert_int_equal(fixture_contribution(&call, shown).state, CONTRIBUTION_SHOWN);
    assert_int_equal(fixture_contribution(&call, shown).origin, FROM_PHONE);
    assert_int_equal(fixture_contribution(&call, shown).said_at, TEST_NOW);

    struct call phone = test_call_by_visitor("v");
    struct contribution unseen;
    struct contribution_list list;
    assert_err(contribution_find(&phone, waits, &unseen), ERR_NOT_FOUND);
    assert_err(contribution_list_of(&phone, &checked, CONTRIBUTION_WAITING, false, 0, 20, &list), ERR_DENIED);
    assert_ok(contribution_list_own(&phone, &checked, one, &list)); // their own phone shows that it waits
    assert_int_equal(list.n, 1);
    assert_ok(contribution_approve(&call, waits));
    assert_ok(contribution_find(&phone, waits, &unseen));
}

static void the_same_sentence_twice_is_said_once(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "twice", false);
    struct participant_id one = fixture_participant(&call, &activity), two = fixture_participant(&call, &activity);
    struct contribution_id id;
    fixture_said(&call, &activity, one, "A bus on Sundays");
    assert_err(contribution_add(&call, &activity, one, FROM_PHONE, "A bus on Sundays", &id), ERR_CONFLICT);
    assert_err(contribution_add(&call, &activity, one, FROM_PHONE, " a BUS  on sundays ", &id), ERR_CONFLICT);
    assert_ok(contribution_add(&call, &activity, two, FROM_PHONE, "A bus on Sundays", &id));
    assert_ok(contribution_add(&call, &activity, one, FROM_PHONE, "A bus on Sunday", &id));
    assert_int_equal(count(&call, &activity, CONTRIBUTION_WAITING), 3);
}

static void words_have_limits(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "limits", true);
    struct participant_id participant = fixture_participant(&call, &activity);
    struct contribution_id id;
    assert_err(contribution_add(&call, &activity, participant, FROM_PHONE, "", &id), ERR_INVALID);
    assert_err(contribution_add(&call, &activity, participant, FROM_PHONE, " \t ", &id), ERR_INVALID);
    assert_err(contribution_add(&call, &activity, participant, FROM_PHONE, "bell\a", &id), ERR_INVALID);
    assert_err(contribution_add(&call, &activity, participant, FROM_PHONE, "\xff", &id), ERR_INVALID);
    assert_err(contribution_add(&call, &activity, participant, FROM_PHONE, long_words(201), &id), ERR_LIMIT);
    assert_ok(contribution_add(&call, &activity, participant, FROM_PHONE, long_words(200), &id));
    assert_err(contribution_put_up(&call, &activity, long_words(201), &id), ERR_LIMIT);
}

static void nobody_says_more_than_a_hundred_things(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "hundred", true);
    struct participant_id participant = fixture_participant(&call, &activity);
    struct contribution_id id;
    for (int i = 0; i < MOST_SAID; i++)
        fixture_said(&call, &activity, participant, arena_print(call.arena, "Idea %d", i));
    assert_err(contribution_add(&call, &activity, participant, FROM_PHONE, "One more", &id), ERR_LIMIT);
    assert_int_equal(count(&call, &activity, CONTRIBUTION_SHOWN), MOST_SAID);
    fixture_said(&call, &activity, fixture_participant(&call, &activity), "One more"); // somebody else may
}

static void people_speak_while_the_activity_runs_and_sheets_are_typed_in_after(void **state)
{
    (void)state;
    struct call call = test_call(), phone = test_call_by_visitor("v");
    struct activity activity = fixture_ideas(&call, "runs", false);
    struct participant_id participant = fixture_participant(&call, &activity);
    struct contribution_id id;
    assert_ok(contribution_add(&phone, &activity, participant, FROM_PHONE, "While it runs", &id));
    assert_err(contribution_add(&phone, &activity, participant, FROM_SHEET, "A sheet", &id), ERR_DENIED);
    assert_ok(workshop_close(&call, activity.workshop));
    activity = fixture_activity(&call, activity.id);
    assert_err(contribution_add(&phone, &activity, participant, FROM_PHONE, "Too late", &id), ERR_CONFLICT);
    assert_ok(contribution_add(&call, &activity, participant, FROM_SHEET, "From paper", &id));
    assert_int_equal(fixture_contribution(&call, id).state, CONTRIBUTION_SHOWN); // the team read it while typing

    struct activity dots = fixture_dots(&call, "runs-dots", 3);
    participant = fixture_participant(&call, &dots);
    assert_err(contribution_add(&phone, &dots, participant, FROM_PHONE, "No words here", &id), ERR_CONFLICT);
    struct activity waiting = fixture_step(&call, dots.workshop, "ideas", "{}");
    assert_err(contribution_add(&call, &waiting, participant, FROM_SHEET, "Not yet", &id), ERR_CONFLICT);
}

static void the_team_decides_what_is_shown(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "decides", false);
    struct participant_id participant = fixture_participant(&call, &activity);
    struct contribution_id id = fixture_said(&call, &activity, participant, "A bus"),
                           other = fixture_said(&call, &activity, participant, "A train");
    assert_err(contribution_take_down(&call, id, "Not kind"), ERR_CONFLICT); // it never was shown
    assert_err(contribution_bring_back(&call, id), ERR_CONFLICT);
    assert_ok(contribution_refuse(&call, id));
    assert_ok(contribution_refuse(&call, id));
    assert_ok(contribution_approve(&call, id)); // on second thoughts
    assert_ok(contribution_approve(&call, id));
    assert_err(contribution_refuse(&call, id), ERR_CONFLICT);
    assert_err(contribution_take_down(&call, id, ""), ERR_INVALID);
    assert_ok(contribution_take_down(&call, id, "Names a neighbour"));
    assert_string_equal(fixture_contribution(&call, id).reason, "Names a neighbour");
    assert_err(contribution_approve(&call, id), ERR_CONFLICT);
    assert_int_equal(count(&call, &activity, CONTRIBUTION_TAKEN_DOWN), 1);
    assert_ok(contribution_bring_back(&call, id));
    assert_null(fixture_contribution(&call, id).reason);
    assert_ok(contribution_refuse(&call, other));
    assert_int_equal(count(&call, &activity, CONTRIBUTION_SHOWN), 1);
    assert_int_equal(count(&call, &activity, CONTRIBUTION_REFUSED), 1);
    assert_ok(contribution_bring_back(&call, other)); // "not now" was a moment ago
    assert_int_equal(count(&call, &activity, CONTRIBUTION_SHOWN), 2);
}

static void only_the_team_decides(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct activity activity = fixture_ideas(&call, "only-team", false);
    struct contribution_id id = fixture_said(&call, &activity, fixture_participant(&call, &activity), "A bus"), unused;
    struct theme_id theme;
    struct contribution_list list;
    struct workshop workshop = fixture_workshop(&call, activity.workshop);
    assert_err(contribution_approve(&visitor, id), ERR_DENIED);
    assert_err(contribution_refuse(&visitor, id), ERR_DENIED);
    assert_err(contribution_reword(&visitor, id, "A boat", 1), ERR_DENIED);
    assert_err(contribution_translate(&visitor, id, LANGUAGE_DE, false, "Ein Bus"), ERR_DENIED);
    assert_err(contribution_take_down(&visitor, id, "Because"), ERR_DENIED);
    assert_err(contribution_bring_back(&visitor, id), ERR_DENIED);
    assert_err(contribution_unflag(&visitor, id), ERR_DENIED);
    assert_err(contribution_put_up(&visitor, &activity, "A line", &unused), ERR_DENIED);
    assert_err(theme_add(&visitor, &activity, "Roads", &theme), ERR_DENIED);
    assert_err(contribution_list_flagged(&visitor, &workshop, &list), ERR_DENIED);
}

static void what_is_decided_stands_in_the_audit_list_without_its_words(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "audited", false);
    struct contribution_id id = fixture_said(&call, &activity, fixture_participant(&call, &activity), "A bus");
    int64_t before = test_number(call.db, "SELECT count(*) FROM audit");
    assert_ok(contribution_approve(&call, id));
    assert_ok(contribution_reword(&call, id, "A small bus", 1));
    assert_ok(contribution_take_down(&call, id, "A reason"));
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM audit") - before, 3);
}

static void rewording_keeps_what_was_said_and_two_who_reword_clash(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "reword", false);
    struct contribution_id id = fixture_said(&call, &activity, fixture_participant(&call, &activity),
                                             "Mrs Smith is loud");
    struct contribution said = fixture_contribution(&call, id);
    assert_null(said.said);
    assert_ok(contribution_reword(&call, id, "Less noise", said.version));
    assert_err(contribution_reword(&call, id, "No noise", said.version), ERR_CONFLICT);
    assert_ok(contribution_reword(&call, id, "Less noise at night", said.version + 1));
    said = fixture_contribution(&call, id);
    assert_string_equal(said.words.text, "Less noise at night");
    assert_string_equal(said.said, "Mrs Smith is loud");
    assert_err(contribution_reword(&call, id, long_words(201), said.version), ERR_LIMIT);
}

static void a_reader_gets_the_translation_there_is(void **state)
{
    (void)state;
    struct call call = test_call(), german = test_call_by_visitor("g");
    german.language = LANGUAGE_DE;
    struct activity activity = fixture_opinions(&call, "translated");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus on Sundays");
    fixture_line(&call, &activity, "A train");
    assert_int_equal(fixture_contribution(&german, bus).words.notice, WORDS_OTHER_LANGUAGE);
    assert_ok(contribution_translate(&call, bus, LANGUAGE_DE, false, "Ein Bus am Sonntag"));
    assert_err(contribution_translate(&call, bus, LANGUAGE_EN, false, "A coach"), ERR_CONFLICT);
    assert_ok(contribution_translate(&call, bus, LANGUAGE_EN, true, "A bus drives on Sundays, too."));
    struct contribution_list list;
    uint64_t before = db_statements(call.db);
    assert_ok(contribution_list_of(&german, &activity, CONTRIBUTION_SHOWN, false, 0, 20, &list));
    assert_int_equal(db_statements(call.db) - before, 2); // all words of the page at once
    assert_string_equal(list.at[0].words.text, "Ein Bus am Sonntag");
    assert_int_equal(list.at[0].words.language, LANGUAGE_DE);
    assert_string_equal(list.at[1].words.text, "A train");
    struct contribution said = fixture_contribution(&call, bus);
    assert_string_equal(said.words.text, "A bus on Sundays");
    assert_ok(contribution_reword(&call, bus, "A bus every day", said.version));
    assert_string_equal(fixture_contribution(&call, bus).words.text, "A bus every day");
}

static void anyone_may_report_what_is_shown_once(void **state)
{
    (void)state;
    struct call call = test_call(), one = test_call_by_visitor("one"), two = test_call_by_visitor("two"),
                nobody = test_call_by_visitor(NULL), person = test_call_by_person(5, ROLE_READER, 1);
    struct activity activity = fixture_ideas(&call, "flags", true);
    struct participant_id participant = fixture_participant(&call, &activity);
    struct contribution_id id = fixture_said(&call, &activity, participant, "Rude words");
    struct workshop workshop = fixture_workshop(&call, activity.workshop);
    struct contribution_list list;
    assert_err(contribution_flag(&nobody, id), ERR_INVALID);
    assert_ok(contribution_flag(&one, id));
    assert_ok(contribution_flag(&one, id));
    assert_ok(contribution_flag(&two, id));
    assert_ok(contribution_flag(&person, id));
    assert_ok(contribution_list_flagged(&call, &workshop, &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.at[0].flags, 3);
    assert_ok(contribution_unflag(&call, id));
    assert_ok(contribution_flag(&one, id)); // looked at already
    assert_ok(contribution_list_flagged(&call, &workshop, &list));
    assert_int_equal(list.n, 0);
    assert_ok(contribution_take_down(&call, id, "Rude"));
    assert_err(contribution_flag(&two, id), ERR_NOT_FOUND);
}

static void themes_group_contributions_of_their_activity(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "themes", true), other = fixture_ideas(&call, "themes-too", true);
    struct contribution_id id = fixture_said(&call, &activity, fixture_participant(&call, &activity), "A bus");
    struct theme_id roads, school, elsewhere;
    struct theme_list list;
    assert_ok(theme_add(&call, &activity, "Roads", &roads));
    assert_ok(theme_add(&call, &activity, "School", &school));
    assert_ok(theme_add(&call, &other, "Elsewhere", &elsewhere));
    assert_err(theme_add(&call, &activity, "", &school), ERR_INVALID);
    assert_ok(theme_list_of(&call, &activity, &list));
    assert_int_equal(list.n, 2);
    assert_string_equal(list.at[0].title.text, "Roads");
    assert_ok(contribution_set_theme(&call, id, roads));
    assert_int_equal(fixture_contribution(&call, id).theme.v, roads.v);
    assert_err(contribution_set_theme(&call, id, elsewhere), ERR_NOT_FOUND);
    assert_ok(theme_remove(&call, roads));
    assert_int_equal(fixture_contribution(&call, id).theme.v, 0);
    assert_ok(theme_list_of(&call, &activity, &list));
    assert_int_equal(list.n, 1);
    assert_err(theme_remove(&call, roads), ERR_NOT_FOUND);
    assert_ok(contribution_set_theme(&call, id, school));
    assert_ok(contribution_set_theme(&call, id, (struct theme_id){0}));
}

static void contributions_are_listed_in_the_order_they_were_said_or_the_other_way(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "lists", true);
    struct participant_id participant = fixture_participant(&call, &activity);
    for (int i = 0; i < 5; i++)
        fixture_said(&call, &activity, participant, arena_print(call.arena, "Idea %d", i));
    struct contribution_list list;
    assert_ok(contribution_list_of(&call, &activity, CONTRIBUTION_SHOWN, false, 1, 2, &list));
    assert_int_equal(list.n, 2);
    assert_string_equal(list.at[0].words.text, "Idea 1");
    assert_ok(contribution_list_of(&call, &activity, CONTRIBUTION_SHOWN, true, 1, 2, &list));
    assert_string_equal(list.at[0].words.text, "Idea 3");
    assert_string_equal(list.at[1].words.text, "Idea 2");
}

static void a_contribution_of_another_network_does_not_exist(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "mine", false);
    struct contribution_id id = fixture_said(&call, &activity, fixture_participant(&call, &activity), "A bus");
    struct theme_id theme;
    struct contribution unseen;
    assert_ok(theme_add(&call, &activity, "Roads", &theme));
    call.scope.network = fixture_network(&call, "not-mine");
    assert_err(contribution_find(&call, id, &unseen), ERR_NOT_FOUND);
    assert_err(contribution_approve(&call, id), ERR_NOT_FOUND);
    assert_err(contribution_flag(&call, id), ERR_NOT_FOUND);
    assert_err(contribution_set_theme(&call, id, theme), ERR_NOT_FOUND);
    assert_err(theme_remove(&call, theme), ERR_NOT_FOUND);
}

TESTS(contribution, an_idea_waits_for_the_team_unless_ideas_are_shown_at_once, the_same_sentence_twice_is_said_once,
      words_have_limits, nobody_says_more_than_a_hundred_things,
      people_speak_while_the_activity_runs_and_sheets_are_typed_in_after, the_team_decides_what_is_shown,
      only_the_team_decides, what_is_decided_stands_in_the_audit_list_without_its_words,
      rewording_keeps_what_was_said_and_two_who_reword_clash, a_reader_gets_the_translation_there_is,
      anyone_may_report_what_is_shown_once, themes_group_contributions_of_their_activity,
      contributions_are_listed_in_the_order_they_were_said_or_the_other_way,
      a_contribution_of_another_network_does_not_exist)
