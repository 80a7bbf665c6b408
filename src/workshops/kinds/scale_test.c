// scale_test.c - tests of the scale: answers 1 to 5, the question as its own line, the three audiences, paper.
#include "people/slowdown.h"
#include "workshops/fixture_publish.h"
#include "workshops/fixture_web.h"
#include "workshops/recount.h"
#include "workshops/result.h"

static const char ends[] = "{\"low\":\"very hard\",\"high\":\"very easy\"}";

// Somebody with a phone in the meeting.
static struct call phone_call(const struct activity *activity, const char *secret)
{
    slowdown_forget();
    struct call team = test_call(), call = visitor_call(secret);
    (void)replied(&call, join_code_post, asked(&call, fixture_workshop(&team, activity->workshop).join_code, NULL));
    return call;
}

static const char *code_of(struct call *call, const struct activity *activity)
{
    return fixture_workshop(call, activity->workshop).join_code;
}

static enum err answer(struct call *call, const struct activity *activity, struct contribution_id line, const char *mark)
{
    struct reply reply = {.arena = call->arena};
    struct request *request = asked(call, code_of(call, activity), NULL);
    field(field(request, "statement", words_of(call, line.v)), "mark", mark);
    return phone_post(call, request, &reply);
}

static const char *phone_page(struct call *call, const struct activity *activity)
{
    struct reply reply = replied(call, phone_get, asked(call, code_of(call, activity), NULL));
    return drawn(call, &reply);
}

static struct result_row brought(struct call *call, const struct activity *activity, enum audience audience)
{
    struct result_list list;
    struct figure people;
    size_t all;
    assert_ok(result_read(call, activity, audience, ORDER_AGREEMENT, 0, 10, &list, &people, &all));
    assert_true(list.n > 0);
    return list.at[0];
}

static void answers(struct call *call, const struct activity *activity, struct contribution_id line, const int counts[5])
{
    for (int value = 1; value <= 5; value++)
        for (int i = 0; i < counts[value - 1]; i++)
            assert_ok(mark_put(call, activity, line, fixture_participant(call, activity), value));
}

static struct kind_place place_of(struct call *call, const struct activity *activity)
{
    struct workshop *workshop = ARENA_NEW(call->arena, struct workshop);
    *workshop = fixture_workshop(call, activity->workshop);
    call->address = "https://sempre.example.org";
    return (struct kind_place){.call = call, .workshop = workshop, .activity = activity};
}

static const char *result_page(struct call *call, const struct activity *activity, enum audience audience)
{
    struct kind_place place = place_of(call, activity);
    struct body body;
    assert_ok(activity->kind->result(&place, audience, &body));
    return drawn_body(call, body);
}

static bool has(const char *page, const char *words)
{
    return strstr(page, words) != NULL;
}

// --- phone ---

static void one_answer_a_person_and_line_that_can_be_changed_and_taken_back(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-phone", "scale", ends);
    struct contribution_id bus = fixture_line(&team, &activity, "By bus"), foot = fixture_line(&team, &activity, "On foot");
    struct call call = phone_call(&activity, "a phone with a scale");
    assert_ok(answer(&call, &activity, bus, "2"));
    assert_ok(answer(&call, &activity, foot, "5"));
    assert_true(has(phone_page(&call, &activity), "value=\"2\" aria-pressed=\"true\""));
    assert_ok(answer(&call, &activity, bus, "4"));
    const char *page = phone_page(&call, &activity);
    assert_false(has(page, "value=\"2\" aria-pressed=\"true\""));
    assert_true(has(page, "value=\"4\" aria-pressed=\"true\""));
    assert_true(has(page, "1 (very hard)"));
    assert_true(has(page, "5 (very easy)"));
    struct tally_list tallies;
    assert_ok(tally_list_of(&team, &activity, &tallies));
    assert_int_equal(tallies.n, 2);
    (void)replied(&call, phone_post, field(asked(&call, code_of(&call, &activity), NULL), "unneed", words_of(&call, bus.v)));
    assert_false(has(phone_page(&call, &activity), "value=\"4\" aria-pressed=\"true\""));
    int64_t people;
    assert_ok(mark_people(&team, &activity, &people));
    assert_int_equal(people, 1); // of one phone, for the other line
    assert_recount(team.db);
}

static void what_was_saved_is_said_in_words(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-said", "scale", ends);
    struct call call = phone_call(&activity, "a phone that is told");
    struct request *request = query(asked(&call, code_of(&call, &activity), NULL), "saved", "5");
    struct reply reply = replied(&call, phone_get, request);
    assert_true(says(&call, &reply, "Saved: 5 (very easy)."));
}

static void only_one_to_five_for_a_line_of_the_step_is_an_answer(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-limits", "scale", ends),
                    other = fixture_running(&team, "scale-other", "scale", ends);
    struct contribution_id line = fixture_line(&team, &activity, "By bus"), elsewhere = fixture_line(&team, &other, "On foot");
    struct call call = phone_call(&activity, "a phone that tries");
    static const char *const wrong[] = {"0", "6", "-1", "3x", "", "2.5"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_err(answer(&call, &activity, line, wrong[i]), ERR_INVALID);
    assert_err(answer(&call, &activity, elsewhere, "3"), ERR_NOT_FOUND);
    assert_err(mark_put(&team, &activity, line, fixture_participant(&team, &activity), 6), ERR_INVALID);
    assert_ok(activity_close(&team, activity.id));
    assert_ok(answer(&call, &activity, line, "3")); // sent on: the step is closed
    struct tally_list tallies;
    assert_ok(tally_list_of(&team, &activity, &tallies));
    assert_int_equal(tallies.n, 0);
}

// --- the question itself ---

static void without_a_line_people_answer_the_question_itself(void **state)
{
    (void)state;
    struct call team = test_call();
    struct workshop workshop = fixture_open(&team, fixture_network(&team, "scale-question"));
    struct activity activity = fixture_step(&team, workshop.id, "scale", ends);
    struct kind_place place = place_of(&team, &activity);
    struct body body;
    assert_ok(activity.kind->sheet(&place, &body)); // paper is printed before the step opens
    assert_true(has(drawn_body(&team, body), "1. What do you think?"));
    assert_ok(activity_open(&team, activity.id));
    assert_ok(activity_close(&team, activity.id));
    assert_ok(activity_open(&team, activity.id)); // once more, and no second line
    activity = fixture_activity(&team, activity.id);
    struct contribution_list list;
    assert_ok(contribution_list_of(&team, &activity, CONTRIBUTION_SHOWN, false, 0, 10, &list));
    assert_int_equal(list.n, 1);
    struct call call = phone_call(&activity, "a phone with a question");
    assert_ok(answer(&call, &activity, list.at[0].id, "3"));
    const char *heading = strstr(phone_page(&call, &activity), "What do you think?");
    assert_non_null(heading);
    assert_null(strstr(heading + 1, "What do you think?")); // it stands there once
    // Its words are those of the question, in every language.
    const struct activity_draft draft = {
        .title = "A step", .question = "How easy is it?", .kind = "scale", .settings = activity.settings};
    assert_ok(activity_change(&team, activity.id, &draft, NULL));
    assert_ok(text_put(&team, activity.question_text, LANGUAGE_DE, false, TEXT_CHECKED, "Wie leicht ist es?", 0));
    assert_string_equal(fixture_contribution(&team, list.at[0].id).words.text, "How easy is it?");
    struct call german = test_call();
    german.language = LANGUAGE_DE;
    assert_string_equal(brought(&german, &activity, AUDIENCE_TEAM).contribution.words.text, "Wie leicht ist es?");
}

static void lines_of_the_team_take_the_place_of_the_question(void **state)
{
    (void)state;
    struct call team = test_call();
    struct workshop workshop = fixture_open(&team, fixture_network(&team, "scale-lines"));
    struct activity activity = fixture_step(&team, workshop.id, "scale", ends);
    struct contribution_id bus = fixture_line(&team, &activity, "By bus");
    assert_ok(activity_open(&team, activity.id));
    size_t n;
    assert_ok(contribution_count(&team, &activity, CONTRIBUTION_SHOWN, &n));
    assert_int_equal(n, 1);
    assert_ok(contribution_take_down(&team, bus, "Not clear"));
    assert_ok(activity_open(&team, activity.id)); // what was taken down is not answered by something else
    assert_ok(contribution_count(&team, &activity, CONTRIBUTION_SHOWN, &n));
    assert_int_equal(n, 0);
}

// A step that was opened and where nobody answered can be removed, question, line and all.
static void an_opened_step_without_an_answer_can_be_removed(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-remove", "scale", ends);
    const char *text = arena_print(team.arena, "SELECT count(*) FROM text WHERE id = %lld", (long long)activity.question_text.v);
    assert_int_equal(test_number(team.db, text), 1);
    assert_ok(activity_remove(&team, activity.id));
    assert_int_equal(test_number(team.db, text), 0);
}

// --- results ---

static void the_room_sees_no_number_until_five_have_answered(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-room", "scale", ends);
    struct contribution_id line = fixture_line(&team, &activity, "By bus");
    assert_ok(contribution_take_down(&team, brought(&team, &activity, AUDIENCE_TEAM).contribution.id, "Lines instead"));
    answers(&team, &activity, line, (const int[5]){1, 0, 1, 0, 2});
    struct result_row row = brought(&team, &activity, AUDIENCE_ROOM);
    assert_false(row.figures[4].is_shown);
    assert_true(row.figures[4].has_bar);
    assert_false(row.has_mean);
    assert_true(has(result_page(&team, &activity, AUDIENCE_ROOM), "Mean: not shown"));
    row = brought(&team, &activity, AUDIENCE_TEAM);
    assert_int_equal(row.figures[4].people, 2);
    assert_true(row.has_mean);
    assert_float_equal(row.mean, 3.5, 1e-9);
    answers(&team, &activity, line, (const int[5]){0, 0, 0, 0, 1});
    row = brought(&team, &activity, AUDIENCE_ROOM);
    assert_int_equal(row.figures[4].people, 3);
    assert_float_equal(row.mean, 3.8, 1e-9);
    assert_true(has(result_page(&team, &activity, AUDIENCE_ROOM), "Mean: 3.8"));
}

static void the_public_sees_a_mean_only_where_it_sees_every_count(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-public", "scale", ends);
    struct contribution_id line = brought(&team, &activity, AUDIENCE_TEAM).contribution.id;
    answers(&team, &activity, line, (const int[5]){5, 6, 7, 8, 4});
    fixture_publish(&team, &activity);
    struct result_row row = brought(&team, &activity, AUDIENCE_PUBLIC);
    assert_int_equal(row.whole.people, 30);
    assert_false(row.figures[4].is_shown);
    assert_false(row.figures[0].is_shown && row.figures[1].is_shown && row.figures[2].is_shown && row.figures[3].is_shown); // else the last
    assert_false(row.has_mean);
    assert_float_equal(row.mean, 0, 1e-9);
    activity = fixture_running(&team, "scale-public-all", "scale", ends);
    line = brought(&team, &activity, AUDIENCE_TEAM).contribution.id;
    answers(&team, &activity, line, (const int[5]){5, 6, 7, 8, 5});
    fixture_publish(&team, &activity);
    row = brought(&team, &activity, AUDIENCE_PUBLIC);
    assert_int_equal(row.figures[4].people, 5);
    assert_true(row.has_mean);
    assert_float_equal(row.mean, 95.0 / 31, 1e-9);
    const char *page = result_page(&team, &activity, AUDIENCE_PUBLIC);
    assert_true(has(page, "Mean: 3.1"));
    assert_true(has(page, "5 (very easy)"));
    assert_true(has(page, "<td class=\"num\">3.1</td>"));
}

static void lines_stand_by_their_mean_and_hands_change_no_mean(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-order", "scale", ends);
    struct contribution_id question = brought(&team, &activity, AUDIENCE_TEAM).contribution.id,
                           hard = fixture_line(&team, &activity, "By bus"), easy = fixture_line(&team, &activity, "On foot");
    assert_ok(contribution_take_down(&team, question, "Lines instead"));
    answers(&team, &activity, hard, (const int[5]){9, 1, 0, 0, 0});
    answers(&team, &activity, easy, (const int[5]){0, 1, 0, 1, 3});
    const struct hands hands[] = {{1, 2}, {2, 0}, {3, 0}, {4, 0}, {5, 7}}, wrong[] = {{6, 1}};
    assert_ok(hand_count_put(&team, &activity, easy, hands, 5));
    assert_err(hand_count_put(&team, &activity, easy, wrong, 1), ERR_INVALID);
    struct result_row row = brought(&team, &activity, AUDIENCE_TEAM);
    assert_int_equal(row.contribution.id.v, easy.v);
    assert_int_equal(row.hands[4].people, 7);
    assert_int_equal(row.figures[4].people, 3);
    assert_float_equal(row.mean, 4.2, 1e-9);
    const char *page = result_page(&team, &activity, AUDIENCE_ROOM);
    assert_true(has(page, "Highest mean first"));
    assert_true(strstr(page, "On foot") < strstr(page, "By bus"));
}

static void console_and_screen_say_what_the_ends_mean(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-screen", "scale", "{\"low\":\"not at all\"}");
    struct kind_place place = place_of(&team, &activity);
    struct body body;
    assert_ok(activity.kind->screen(&place, &body));
    assert_false(has(drawn_body(&team, body), "<svg class=\"bar\""));
    assert_ok(activity_show_results(&team, activity.id, true));
    activity = fixture_activity(&team, activity.id);
    assert_ok(activity.kind->screen(&place, &body));
    assert_true(has(drawn_body(&team, body), "<svg class=\"bar\""));
    assert_true(has(drawn_body(&team, body), "1 (not at all)"));
    assert_ok(activity.kind->console(&place, &body));
    const char *page = drawn_body(&team, body);
    assert_true(has(page, "1 (not at all)</label>")); // hands
    assert_true(has(page, ">5</label>"));            // nothing is said about 5
}

// --- paper ---

static void a_typed_sheet_counts_like_a_phone(void **state)
{
    (void)state;
    struct call team = test_call();
    struct activity activity = fixture_running(&team, "scale-paper", "scale", ends);
    struct contribution_id question = brought(&team, &activity, AUDIENCE_TEAM).contribution.id,
                           bus = fixture_line(&team, &activity, "By bus");
    struct kind_place place = place_of(&team, &activity);
    struct body body;
    assert_ok(activity.kind->sheet(&place, &body));
    assert_true(has(drawn_body(&team, body), "<th scope=\"col\">5 (very easy)</th>"));
    assert_ok(activity.kind->sheet_form(&place, &body));
    const char *name = arena_print(team.arena, "line-%s", words_of(&team, bus.v));
    assert_true(has(drawn_body(&team, body), arena_print(team.arena, "name=\"%s\" value=\"5\"", name)));
    struct request *request = field(asked(&team, NULL, NULL), name, "5"); // the other line is left empty
    place.request = request;
    assert_ok(activity.kind->type_sheet(&place));
    assert_ok(activity.kind->type_sheet(&place)); // another person
    struct tally_list tallies;
    assert_ok(tally_list_of(&team, &activity, &tallies));
    assert_int_equal(tallies.n, 1);
    assert_int_equal(tallies.at[0].contribution.v, bus.v);
    assert_int_not_equal(tallies.at[0].contribution.v, question.v);
    assert_int_equal(tallies.at[0].value, 5);
    assert_int_equal(tallies.at[0].people, 2);
    place.request = field(asked(&team, NULL, NULL), name, "6");
    assert_ok(activity.kind->type_sheet(&place));
    assert_int_equal(place.filled->bad, 1); // it comes back as it was typed
    assert_recount(team.db);
}

static void answers_stand_side_by_side_and_hidden_ones_have_no_column(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_running(&call, "columns", "scale", ends);
    struct contribution_id line = fixture_line(&call, &activity, "The bus comes on time.");
    answers(&call, &activity, line, (const int[]){1, 2, 6, 12, 7});
    fixture_publish(&call, &activity);
    const char *team = result_page(&call, &activity, AUDIENCE_TEAM), *page = result_page(&call, &activity, AUDIENCE_PUBLIC);
    static const char tallest[] = "<rect class=\"d\" x=\"63.0%\" width=\"14.0%\" y=\"20.0%\" height=\"60.0%\"/>"
                                  "<text x=\"70.0%\" y=\"11.0%\">12</text><text x=\"70.0%\" y=\"90%\">4</text>";
    assert_non_null(strstr(team, "<svg class=\"bar tall\" role=\"img\"><title>1 (very hard): 1, 2: 2, 3: 6, 4: 12, 5 (very easy): 7</title>"));
    assert_non_null(strstr(team, tallest));
    assert_non_null(strstr(page, tallest));
    assert_non_null(strstr(team, ">1</text><text x=\"10.0%\" y=\"90%\">1</text>"));
    assert_non_null(strstr(page, "height=\"0.0%\"/><text x=\"10.0%\" y=\"71.0%\">?</text>"));
    assert_null(strstr(team, "<svg class=\"bar\" "));
    assert_non_null(strstr(team, "The numbers as a table"));
}

TESTS(scale, answers_stand_side_by_side_and_hidden_ones_have_no_column,
      one_answer_a_person_and_line_that_can_be_changed_and_taken_back, what_was_saved_is_said_in_words,
      only_one_to_five_for_a_line_of_the_step_is_an_answer, without_a_line_people_answer_the_question_itself,
      lines_of_the_team_take_the_place_of_the_question, an_opened_step_without_an_answer_can_be_removed,
      the_room_sees_no_number_until_five_have_answered, the_public_sees_a_mean_only_where_it_sees_every_count,
      lines_stand_by_their_mean_and_hands_change_no_mean, console_and_screen_say_what_the_ends_mean,
      a_typed_sheet_counts_like_a_phone)
