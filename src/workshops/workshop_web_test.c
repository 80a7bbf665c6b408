// workshop_web_test.c - tests of the pages of workshops: joining, phone, console, screen, planning.
#include "workshops/workshop_web.h"

#include <string.h>

#include "base/limits.h"
#include "people/slowdown.h"
#include "workshops/fixture_web.h"

// --- joining ---

static void a_code_is_tidied_before_it_is_looked_up(void **state)
{
    (void)state;
    struct call call = visitor_call(NULL);
    struct reply reply = replied(&call, join_get, query(asked(&call, NULL, NULL), "code", " k5-22s"));
    assert_int_equal(reply.form, REPLY_SEE);
    assert_string_equal(reply.location, "/j/K522S");
    reply = replied(&call, join_get, query(asked(&call, NULL, NULL), "code", " - "));
    assert_int_equal(reply.status, 422);
    reply = replied(&call, join_get, query(asked(&call, NULL, NULL), "code", "../x"));
    assert_int_equal(reply.status, 404);
}

static void who_has_a_code_is_asked_once_and_is_in(void **state)
{
    (void)state;
    slowdown_forget();
    struct call team = test_call();
    struct workshop workshop = fixture_open(&team, fixture_network(&team, "in"));
    struct call call = visitor_call("a visitor of the meeting");
    struct reply reply = replied(&call, phone_get, asked(&call, workshop.join_code, NULL));
    assert_string_equal(reply.location, arena_print(call.arena, "/j/%s", workshop.join_code));
    reply = replied(&call, join_code_get, asked(&call, workshop.join_code, NULL));
    assert_true(says(&call, &reply, "What would make life easier?"));
    reply = replied(&call, join_code_post, asked(&call, workshop.join_code, NULL));
    assert_string_equal(reply.location, arena_print(call.arena, "/w/%s", workshop.join_code));
    reply = replied(&call, phone_get, asked(&call, workshop.join_code, NULL));
    assert_int_equal(reply.form, REPLY_PAGE);
    assert_true(reply.refreshes);
    reply = replied(&call, join_code_get, asked(&call, workshop.join_code, NULL)); // a second look goes on at once
    assert_string_equal(reply.location, arena_print(call.arena, "/w/%s", workshop.join_code));
}

static void who_guesses_codes_is_slowed_down_but_nobody_who_is_in(void **state)
{
    (void)state;
    slowdown_forget();
    struct call team = test_call();
    struct workshop workshop = fixture_open(&team, fixture_network(&team, "guess"));
    struct call inside = visitor_call("somebody inside"), outside = visitor_call("somebody outside");
    (void)replied(&inside, join_code_post, asked(&inside, workshop.join_code, NULL));
    int status = 404, tries = 0;
    for (; status == 404 && tries < 5000; tries++)
        status = replied(&outside, join_code_get, asked(&outside, "22222", NULL)).status;
    assert_int_equal(status, 429);
    assert_true(tries > 3);
    assert_int_equal(replied(&outside, join_code_get, asked(&outside, workshop.join_code, NULL)).status, 429);
    assert_int_equal(replied(&inside, join_code_get, asked(&inside, workshop.join_code, NULL)).form, REPLY_SEE);
    // No other address of a meeting tells who is not in it whether there is one with this code.
    struct reply reply = replied(&outside, phone_mine_get, asked(&outside, workshop.join_code, NULL));
    assert_string_equal(reply.location, arena_print(outside.arena, "/j/%s", workshop.join_code));
    reply = replied(&outside, phone_mine_get, asked(&outside, "22222", NULL));
    assert_string_equal(reply.location, "/j/22222");
    reply = replied(&inside, phone_mine_get, asked(&inside, workshop.join_code, NULL));
    assert_string_equal(reply.location, "/networks/guess/mine");
    slowdown_forget();
}

// --- phone ---

static void a_phone_is_sent_on_when_the_room_moves(void **state)
{
    (void)state;
    slowdown_forget();
    struct call team = test_call();
    struct activity activity = fixture_ideas(&team, "moves", true);
    struct workshop workshop = fixture_workshop(&team, activity.workshop);
    struct call call = visitor_call("a phone that moves on");
    const char *code = workshop.join_code, *id = words_of(&call, activity.id.v);
    (void)replied(&call, join_code_post, asked(&call, code, NULL));
    struct reply reply = replied(&call, phone_frag, query(asked(&call, code, NULL), "at", "0"));
    assert_true(says(&call, &reply, "data-reload"));
    reply = replied(&call, phone_frag, query(asked(&call, code, NULL), "at", id));
    assert_false(says(&call, &reply, "data-reload"));
    assert_true(says(&call, &reply, "What do you think?"));
    assert_ok(workshop_close(&team, workshop.id));
    reply = replied(&call, phone_frag, query(asked(&call, code, NULL), "at", id));
    assert_true(says(&call, &reply, "data-reload"));
    reply = replied(&call, phone_get, asked(&call, code, NULL));
    assert_true(says(&call, &reply, "This meeting is over"));
}

static void what_a_phone_says_is_kept_or_comes_back_with_a_sentence(void **state)
{
    (void)state;
    slowdown_forget();
    struct call team = test_call();
    struct activity activity = fixture_ideas(&team, "says", true);
    struct workshop workshop = fixture_workshop(&team, activity.workshop);
    struct call call = visitor_call("a phone that says something");
    const char *code = workshop.join_code;
    (void)replied(&call, join_code_post, asked(&call, code, NULL));
    struct reply reply = replied(&call, phone_post, field(asked(&call, code, NULL), "words", "A bus at nine"));
    assert_int_equal(reply.status, 303);
    reply = replied(&call, phone_post, field(asked(&call, code, NULL), "words", "A bus at nine"));
    assert_int_equal(reply.status, 303); // the same again, by a second tap
    reply = replied(&call, phone_post, field(asked(&call, code, NULL), "words", " "));
    assert_int_equal(reply.status, 422);
    assert_true(says(&call, &reply, "aria-invalid"));
    assert_false(says(&call, &reply, "(optional)"));
    assert_ok(activity_close(&team, activity.id));
    reply = replied(&call, phone_post, field(asked(&call, code, NULL), "words", "Too <late>"));
    assert_int_equal(reply.status, 409);
    assert_true(says(&call, &reply, "Too &lt;late&gt;")); // what was written is not lost
    size_t n;
    assert_ok(contribution_count(&team, &activity, CONTRIBUTION_SHOWN, &n));
    assert_int_equal(n, 1);
}

static void what_was_written_for_one_step_is_not_said_in_the_next(void **state)
{
    (void)state;
    slowdown_forget();
    struct call team = test_call();
    struct activity ideas = fixture_ideas(&team, "steps", true);
    struct activity opinions = fixture_step(&team, ideas.workshop, "opinions", "{\"own_statements\":true}");
    struct workshop workshop = fixture_workshop(&team, ideas.workshop);
    struct call call = visitor_call("a phone that was slow");
    (void)replied(&call, join_code_post, asked(&call, workshop.join_code, NULL));
    assert_ok(activity_close(&team, ideas.id));
    assert_ok(activity_open(&team, opinions.id));
    struct request *request = field(asked(&call, workshop.join_code, NULL), "words", "An idea");
    struct reply reply = replied(&call, phone_post, field(request, "at", words_of(&call, ideas.id.v)));
    assert_int_equal(reply.status, 409);
    assert_true(says(&call, &reply, "An idea"));
    size_t n;
    assert_ok(contribution_count(&team, &opinions, CONTRIBUTION_WAITING, &n));
    assert_int_equal(n, 0);
}

static void the_same_form_sent_twice_moves_one_dot(void **state)
{
    (void)state;
    slowdown_forget();
    struct call team = test_call();
    struct activity activity = fixture_dots(&team, "twice", 3);
    const char *line = words_of(&team, fixture_line(&team, &activity, "A bench").v);
    struct workshop workshop = fixture_workshop(&team, activity.workshop);
    struct call call = visitor_call("a phone that sends twice");
    (void)replied(&call, join_code_post, asked(&call, workshop.join_code, NULL));
    for (int i = 0; i < 2; i++) {
        struct request *request = field(field(asked(&call, workshop.join_code, NULL), "more", line), "had", "0");
        assert_int_equal(replied(&call, phone_post, request).status, 303);
    }
    struct reply reply = replied(&call, phone_get, asked(&call, workshop.join_code, NULL));
    assert_true(says(&call, &reply, "Dots left: 2 of 3"));
    for (int i = 0; i < 2; i++) {
        struct request *request = field(field(asked(&call, workshop.join_code, NULL), "less", line), "had", "1");
        assert_int_equal(replied(&call, phone_post, request).status, 303);
    }
    reply = replied(&call, phone_get, asked(&call, workshop.join_code, NULL));
    assert_true(says(&call, &reply, "Dots left: 3 of 3"));
}

static struct reply typed_in(struct call *call, const struct activity *activity, const char *name, const char *value)
{
    struct request *request = asked(call, words_of(call, activity->workshop.v), NULL);
    query(request, "activity", words_of(call, activity->id.v));
    return replied(call, sheet_form_post, field(request, name, value));
}

static void a_sheet_with_a_mistake_comes_back_as_it_was_typed(void **state)
{
    (void)state;
    struct call call = test_call();
    call.address = "https://sempre.example.org";
    struct activity dots = fixture_dots(&call, "sheet-dots", 3);
    const char *line =
        arena_print(call.arena, "line-%s", words_of(&call, fixture_line(&call, &dots, "A bench").v));
    const char *const wrong[] = {"4", "many", "1000000000", "-1"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct reply reply = typed_in(&call, &dots, line, wrong[i]);
        assert_int_equal(reply.status, 422);
        assert_true(says(&call, &reply, arena_print(call.arena, "value=\"%s\"", wrong[i])));
        assert_true(says(&call, &reply, "Please look at this again"));
    }
    assert_int_equal(typed_in(&call, &dots, line, " 3 ").status, 303);
    struct activity opinions = fixture_opinions(&call, "sheet-opinions");
    line = arena_print(call.arena, "line-%s", words_of(&call, fixture_line(&call, &opinions, "A bench").v));
    assert_int_equal(typed_in(&call, &opinions, line, "7").status, 422);
    assert_int_equal(typed_in(&call, &opinions, line, "0").status, 303);
    struct activity ideas = fixture_ideas(&call, "sheet-ideas", true);
    char *far_too_long = arena_alloc(call.arena, LIMIT_LINE_SIGNS + 2);
    memset(far_too_long, 'a', LIMIT_LINE_SIGNS + 1);
    far_too_long[LIMIT_LINE_SIGNS + 1] = '\0';
    struct reply reply = typed_in(&call, &ideas, "words-2", far_too_long);
    assert_int_equal(reply.status, 422);
    assert_true(says(&call, &reply, far_too_long));
    reply = typed_in(&call, &ideas, "words-3", "Tea \xEF\xBF\xBD time"); // what bytes that are no text become
    assert_int_equal(reply.status, 422);
    assert_true(says(&call, &reply, "signs that cannot be stored"));
    struct activity later = fixture_step(&call, ideas.workshop, "ideas", "{}");
    reply = typed_in(&call, &later, "words-1", "Not yet");
    assert_int_equal(reply.status, 422);
    assert_true(says(&call, &reply, ">Not yet</textarea>"));
}

// --- console ---

static struct reply pressed(struct call *call, struct workshop_id workshop, const char *name, const char *value)
{
    return replied(call, console_post, field(asked(call, words_of(call, workshop.v), NULL), name, value));
}

static void the_next_step_closes_the_one_before(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity first = fixture_ideas(&call, "next", true);
    struct activity second = fixture_step(&call, first.workshop, "dots", "{\"dots\":3}");
    struct reply reply = pressed(&call, first.workshop, "next", words_of(&call, second.id.v));
    assert_non_null(strstr(reply.location, words_of(&call, second.id.v)));
    assert_int_equal(fixture_activity(&call, first.id).state, ACTIVITY_CLOSED);
    assert_int_equal(fixture_activity(&call, second.id).state, ACTIVITY_RUNNING);
    assert_int_equal(fixture_workshop(&call, first.workshop).current.v, second.id.v);
    (void)pressed(&call, first.workshop, "between", "1");
    assert_int_equal(fixture_workshop(&call, first.workshop).current.v, 0);
}

static void a_step_that_runs_behind_the_room_is_gone_back_to(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity step = fixture_ideas(&call, "behind", true);
    const char *id = words_of(&call, step.id.v), *workshop = words_of(&call, step.workshop.v);
    struct request *here = query(asked(&call, workshop, NULL), "activity", id);
    struct reply reply = replied(&call, console_get, here);
    assert_false(says(&call, &reply, "Go back to this step"));
    (void)pressed(&call, step.workshop, "between", "1");
    reply = replied(&call, console_get, here);
    assert_true(says(&call, &reply, "Go back to this step"));
    (void)pressed(&call, step.workshop, "open_activity", id);
    assert_int_equal(fixture_workshop(&call, step.workshop).current.v, step.id.v);
}

static void the_console_sets_the_screen_and_nothing_else_it_does_not_know(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "sets", true);
    (void)pressed(&call, activity.workshop, "screen", "frozen");
    assert_int_equal(fixture_workshop(&call, activity.workshop).screen, SCREEN_FROZEN);
    (void)pressed(&call, activity.workshop, "screen", "blank");
    assert_int_equal(fixture_workshop(&call, activity.workshop).screen, SCREEN_BLANK);
    (void)pressed(&call, activity.workshop, "dark", "1");
    assert_true(fixture_workshop(&call, activity.workshop).dark);
    (void)pressed(&call, activity.workshop, "light", "1");
    assert_false(fixture_workshop(&call, activity.workshop).dark);
    const char *secret = fixture_workshop(&call, activity.workshop).screen_secret;
    (void)pressed(&call, activity.workshop, "renew", "1");
    assert_string_not_equal(fixture_workshop(&call, activity.workshop).screen_secret, secret);
    (void)pressed(&call, activity.workshop, "show_results", words_of(&call, activity.id.v));
    assert_true(fixture_activity(&call, activity.id).results_open);
    assert_int_equal(pressed(&call, activity.workshop, "screen", "upside down").status, 422);
    assert_int_equal(pressed(&call, activity.workshop, "dance", "1").status, 422);
    struct activity other = fixture_step(&call, fixture_open(&call, activity.scope.network).id, "ideas", "{}");
    struct reply reply = {.arena = call.arena};
    assert_err(console_post(&call,
                            field(asked(&call, words_of(&call, activity.workshop.v), NULL), "open_activity",
                                  words_of(&call, other.id.v)),
                            &reply),
               ERR_NOT_FOUND);
}

static void the_console_moderates_what_was_said(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_ideas(&call, "moderates", false);
    struct contribution_id id = fixture_said(&call, &activity, fixture_participant(&call, &activity), "An idea");
    const char *said = words_of(&call, id.v), *workshop = words_of(&call, activity.workshop.v);
    struct contribution contribution = fixture_contribution(&call, id);
    assert_int_equal(contribution.state, CONTRIBUTION_WAITING);
    struct request *reword = field(field(asked(&call, workshop, NULL), "reword", said), "words", "A better idea");
    field(reword, "version", arena_print(call.arena, "%lld", (long long)contribution.version));
    assert_int_equal(replied(&call, console_post, reword).status, 303);
    contribution = fixture_contribution(&call, id);
    assert_string_equal(contribution.words.text, "A better idea");
    assert_int_equal(contribution.state, CONTRIBUTION_SHOWN);                      // saved and approved
    struct reply clash = replied(&call, console_post, reword); // the page was old: both texts are on the new one
    assert_int_equal(clash.status, 409);
    assert_true(says(&call, &clash, "<strong>A better idea</strong>"));
    assert_true(says(&call, &clash, "rows=\"3\">A better idea</textarea>"));
    assert_true(says(&call, &clash, "name=\"version\" value=\"2\""));
    assert_int_equal(pressed(&call, activity.workshop, "down", said).status, 422); // without a reason
    (void)replied(&call, console_post, field(field(asked(&call, workshop, NULL), "down", said), "reason", "A name"));
    assert_int_equal(fixture_contribution(&call, id).state, CONTRIBUTION_TAKEN_DOWN);
    (void)pressed(&call, activity.workshop, "bring_back", said);
    assert_int_equal(fixture_contribution(&call, id).state, CONTRIBUTION_SHOWN);
}

static void hands_are_counted_value_by_value_and_taken_back_by_an_empty_count(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "hands");
    struct contribution_id id = fixture_line(&call, &activity, "The bus should wait for the train.");
    const char *workshop = words_of(&call, activity.workshop.v), *said = words_of(&call, id.v);
    struct request *count =
        query(field(asked(&call, workshop, NULL), "hands", said), "activity", words_of(&call, activity.id.v));
    field(field(field(count, "h1", "7"), "h2", ""), "h3", "2");
    assert_int_equal(replied(&call, console_post, count).status, 303);
    struct tally_list tallies;
    assert_ok(tally_list_of(&call, &activity, &tallies));
    int64_t agree = 0, disagree = 0;
    for (size_t i = 0; i < tallies.n; i++) {
        agree += tallies.at[i].value == 1 ? tallies.at[i].hands : 0;
        disagree += tallies.at[i].value == -1 ? tallies.at[i].hands : 0;
    }
    assert_int_equal(agree, 7);
    assert_int_equal(disagree, 2);
    struct request *none =
        query(field(asked(&call, workshop, NULL), "hands", said), "activity", words_of(&call, activity.id.v));
    assert_int_equal(replied(&call, console_post, field(none, "h1", "")).status, 303);
    assert_ok(tally_list_of(&call, &activity, &tallies));
    for (size_t i = 0; i < tallies.n; i++)
        assert_int_equal(tallies.at[i].hands, 0);
}

// --- screen ---

static void a_frozen_screen_gets_nothing_new(void **state)
{
    (void)state;
    struct call call = test_call();
    call.address = "https://sempre.example.org";
    struct activity activity = fixture_ideas(&call, "frozen", true);
    struct workshop workshop = fixture_workshop(&call, activity.workshop);
    struct request *fragment = query(asked(&call, workshop.screen_secret, NULL), "dark", "0");
    struct reply reply = replied(&call, screen_frag, fragment);
    assert_true(says(&call, &reply, "What do you think?"));
    assert_ok(workshop_set_screen(&call, workshop.id, SCREEN_FROZEN));
    reply = replied(&call, screen_frag, fragment);
    assert_int_equal(reply.status, 204);
    assert_int_equal(reply.bytes.n, 0);
    assert_ok(workshop_set_screen(&call, workshop.id, SCREEN_NORMAL));
    assert_ok(workshop_set_dark(&call, workshop.id, true));
    reply = replied(&call, screen_frag, fragment);
    assert_true(says(&call, &reply, "data-reload")); // colours belong to the page
    assert_string_equal(replied(&call, screen_get, asked(&call, workshop.screen_secret, NULL)).theme, "dark");
}

static void the_screen_shows_as_many_ideas_as_fit_and_says_how_many_more_there_are(void **state)
{
    (void)state;
    struct call call = test_call();
    call.address = "https://sempre.example.org";
    struct activity activity = fixture_ideas(&call, "fits", true);
    struct participant_id participant = fixture_participant(&call, &activity);
    for (int i = 10; i < 16; i++) {
        char *words = arena_alloc(call.arena, 151);
        memset(words, 'a', 150); // seven lines each on the screen
        words[0] = (char)('a' + i);
        words[150] = '\0';
        (void)fixture_said(&call, &activity, participant, words);
    }
    struct workshop workshop = fixture_workshop(&call, activity.workshop);
    struct reply reply = replied(&call, screen_get, asked(&call, workshop.screen_secret, NULL));
    assert_true(says(&call, &reply, "<p>paa"));  // the newest
    assert_true(says(&call, &reply, "<p>naa"));
    assert_false(says(&call, &reply, "<p>maa")); // a fourth does not fit
    assert_true(says(&call, &reply, "3 more on the phones"));
}

// --- planning and reading ---

static void results_are_public_once_they_are_opened_or_the_meeting_is_over(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "public");
    (void)fixture_line(&call, &activity, "One office is enough.");
    struct call reader = visitor_call(NULL);
    const char *workshop = words_of(&call, activity.workshop.v);
    struct reply reply = replied(&reader, workshop_get, asked(&reader, workshop, NULL));
    assert_false(says(&reader, &reply, "One office is enough."));
    assert_ok(activity_show_results(&call, activity.id, true));
    reply = replied(&reader, workshop_get, asked(&reader, workshop, NULL));
    assert_true(says(&reader, &reply, "One office is enough."));
    assert_true(says(&reader, &reply, "What is not clear yet"));
    assert_ok(activity_show_results(&call, activity.id, false));
    assert_ok(workshop_close(&call, activity.workshop));
    reply = replied(&reader, workshop_get, asked(&reader, workshop, NULL));
    assert_true(says(&reader, &reply, "One office is enough."));
}

static void lines_are_put_up_one_by_one(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_dots(&call, "lines", 3);
    const char *workshop = words_of(&call, activity.workshop.v), *id = words_of(&call, activity.id.v);
    struct reply reply =
        replied(&call, activity_lines_post, field(asked(&call, workshop, id), "lines", "One  \r\n\r\n Two\nThree"));
    assert_int_equal(reply.status, 303);
    size_t n;
    assert_ok(contribution_count(&call, &activity, CONTRIBUTION_SHOWN, &n));
    assert_int_equal(n, 3);
    reply = replied(&call, activity_lines_post, field(asked(&call, workshop, id), "lines", "  "));
    assert_int_equal(reply.status, 422);
}

static void two_people_who_change_a_step_at_once_see_both_versions(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_dots(&call, "clash", 3);
    struct request *request = asked(&call, words_of(&call, activity.workshop.v), words_of(&call, activity.id.v));
    field(field(field(request, "title", "Mine"), "question", "What first?"), "dots", "4");
    field(request, "version", arena_print(call.arena, "%lld", (long long)activity.version));
    assert_int_equal(replied(&call, activity_post, request).status, 303);
    request = asked(&call, words_of(&call, activity.workshop.v), words_of(&call, activity.id.v));
    field(field(field(request, "title", "Theirs"), "question", "What first?"), "dots", "5");
    field(request, "version", arena_print(call.arena, "%lld", (long long)activity.version));
    struct reply reply = replied(&call, activity_post, request);
    assert_int_equal(reply.status, 409);
    assert_true(says(&call, &reply, "Mine"));
    assert_true(says(&call, &reply, "Theirs"));
}

static void a_qr_code_has_its_quiet_edge(void **state)
{
    (void)state;
    struct call call = test_call();
    struct qr_view qr = qr_of(call.arena, "https://sempre.example.org/j/K522S"); // 34 bytes: version 3, 29 modules
    assert_string_equal(qr.box, "0 0 37 37");
    assert_int_equal(strncmp(qr.path, "M4 4h7v1h-7z", 12), 0); // the corner that readers look for
    assert_null(strstr(qr.path, "M3 "));
}

TESTS(workshop_web, a_code_is_tidied_before_it_is_looked_up, who_has_a_code_is_asked_once_and_is_in,
      who_guesses_codes_is_slowed_down_but_nobody_who_is_in, a_phone_is_sent_on_when_the_room_moves,
      what_a_phone_says_is_kept_or_comes_back_with_a_sentence,
      what_was_written_for_one_step_is_not_said_in_the_next, the_same_form_sent_twice_moves_one_dot,
      a_sheet_with_a_mistake_comes_back_as_it_was_typed, the_next_step_closes_the_one_before,
      a_step_that_runs_behind_the_room_is_gone_back_to,
      the_console_sets_the_screen_and_nothing_else_it_does_not_know, the_console_moderates_what_was_said,
      hands_are_counted_value_by_value_and_taken_back_by_an_empty_count, a_frozen_screen_gets_nothing_new,
      the_screen_shows_as_many_ideas_as_fit_and_says_how_many_more_there_are,
      results_are_public_once_they_are_opened_or_the_meeting_is_over, lines_are_put_up_one_by_one,
      two_people_who_change_a_step_at_once_see_both_versions, a_qr_code_has_its_quiet_edge)
