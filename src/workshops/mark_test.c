// mark_test.c - tests of marks, tallies, the order of statements and hand counts.
#include "workshops/mark.h"

#include "workshops/recount.h"

static int64_t people_for(struct call *call, const struct activity *activity, struct contribution_id contribution,
                          int64_t value)
{
    struct tally_list list;
    assert_ok(tally_list_of(call, activity, &list));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].contribution.v == contribution.v && list.at[i].value == value)
            return list.at[i].people;
    return 0;
}

static int64_t people(struct call *call, const struct activity *activity)
{
    int64_t n = -1;
    assert_ok(mark_people(call, activity, &n));
    return n;
}

static void the_last_answer_counts(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "last");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus");
    struct participant_id one = fixture_participant(&call, &activity), two = fixture_participant(&call, &activity);
    assert_ok(mark_put(&call, &activity, bus, one, 1));
    assert_ok(mark_put(&call, &activity, bus, one, 1));
    assert_ok(mark_put(&call, &activity, bus, two, 1));
    assert_int_equal(people_for(&call, &activity, bus, 1), 2);
    assert_ok(mark_put(&call, &activity, bus, one, -1));
    assert_int_equal(people_for(&call, &activity, bus, 1), 1);
    assert_int_equal(people_for(&call, &activity, bus, -1), 1);
    assert_int_equal(people(&call, &activity), 2);
    struct mark_list own;
    assert_ok(mark_list_own(&call, &activity, one, &own));
    assert_int_equal(own.n, 1);
    assert_int_equal(own.at[0].value, -1);
    assert_recount(call.db);
}

static void what_is_taken_back_counts_no_more(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "back");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus"),
                           train = fixture_line(&call, &activity, "A train");
    struct participant_id one = fixture_participant(&call, &activity);
    assert_ok(mark_put(&call, &activity, bus, one, 0));
    assert_ok(mark_put(&call, &activity, train, one, 1));
    assert_ok(mark_take_back(&call, &activity, bus, one));
    assert_ok(mark_take_back(&call, &activity, bus, one));
    assert_int_equal(people_for(&call, &activity, bus, 0), 0);
    assert_int_equal(people(&call, &activity), 1);
    assert_ok(mark_take_back(&call, &activity, train, one));
    assert_int_equal(people(&call, &activity), 0);
    assert_recount(call.db);
}

static void only_what_is_shown_in_a_running_activity_can_be_marked(void **state)
{
    (void)state;
    struct call call = test_call(), phone = test_call_by_visitor("v");
    struct activity activity = fixture_ideas(&call, "marked", false), other = fixture_opinions(&call, "marked-too");
    struct participant_id one = fixture_participant(&call, &activity);
    struct contribution_id waiting = fixture_said(&call, &activity, one, "A bus"),
                           line = fixture_line(&call, &other, "A line");
    assert_err(mark_put(&phone, &activity, waiting, one, 1), ERR_NOT_FOUND);
    assert_err(mark_put(&phone, &activity, line, one, 1), ERR_NOT_FOUND); // of another activity
    assert_err(mark_take_back(&phone, &activity, line, one), ERR_NOT_FOUND);
    assert_err(mark_put(&phone, &activity, (struct contribution_id){12345}, one, 1), ERR_NOT_FOUND);
    assert_ok(contribution_approve(&call, waiting));
    assert_err(mark_put(&phone, &activity, waiting, one, 2), ERR_INVALID);
    assert_ok(mark_put(&phone, &activity, waiting, one, 1));
    assert_ok(activity_close(&call, activity.id));
    activity = fixture_activity(&call, activity.id);
    assert_err(mark_put(&phone, &activity, waiting, one, 1), ERR_CONFLICT);
    assert_err(mark_take_back(&phone, &activity, waiting, one), ERR_CONFLICT);
    assert_err(mark_pass(&phone, &activity, waiting, one), ERR_CONFLICT);
    assert_ok(mark_put(&call, &activity, waiting, fixture_participant(&call, &activity), 1)); // a sheet, typed in after
    assert_int_equal(people(&call, &activity), 2);
}

static void a_vote_is_three_statements_and_a_changed_one_two(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "budget");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus");
    struct participant_id one = fixture_participant(&call, &activity);
    struct contribution_id train = fixture_line(&call, &activity, "A train");
    uint64_t before = db_statements(call.db);
    assert_ok(mark_put(&call, &activity, train, one, 1));
    assert_int_equal(db_statements(call.db) - before, 4); // the first of a person: groups of opinion are to be looked for
    before = db_statements(call.db);
    assert_ok(mark_put(&call, &activity, train, fixture_participant(&call, &activity), 1));
    assert_int_equal(db_statements(call.db) - before, 6); // one of them for the participant; and a look is queued already
    before = db_statements(call.db);
    assert_ok(mark_put(&call, &activity, bus, one, 1));
    assert_int_equal(db_statements(call.db) - before, 3);
    before = db_statements(call.db);
    assert_ok(mark_put(&call, &activity, bus, one, -1));
    assert_int_equal(db_statements(call.db) - before, 2);
    before = db_statements(call.db);
    assert_ok(mark_put(&call, &activity, bus, one, -1));
    assert_int_equal(db_statements(call.db) - before, 1);
}

static void nobody_has_more_dots_than_there_are(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_dots(&call, "dots", 3);
    struct contribution_id bus = fixture_line(&call, &activity, "A bus"),
                           train = fixture_line(&call, &activity, "A train");
    struct participant_id one = fixture_participant(&call, &activity);
    assert_err(mark_put_within(&call, &activity, bus, one, 4, 3), ERR_LIMIT);
    assert_err(mark_put_within(&call, &activity, bus, one, 0, 3), ERR_INVALID);
    assert_err(mark_put_within(&call, &activity, bus, one, -1, 3), ERR_INVALID);
    assert_int_equal(people(&call, &activity), 0);
    assert_ok(mark_put_within(&call, &activity, bus, one, 2, 3));
    assert_err(mark_put_within(&call, &activity, train, one, 2, 3), ERR_LIMIT);
    assert_int_equal(people_for(&call, &activity, train, 2), 0);
    assert_ok(mark_put_within(&call, &activity, train, one, 1, 3));
    assert_err(mark_put_within(&call, &activity, bus, one, 3, 3), ERR_LIMIT); // the change is not kept either
    assert_int_equal(people_for(&call, &activity, bus, 2), 1);
    assert_ok(mark_put_within(&call, &activity, bus, one, 1, 3));
    assert_ok(mark_put_within(&call, &activity, train, one, 2, 3));
    assert_ok(mark_put_within(&call, &activity, train, one, 1, 1)); // fewer dots now: giving back is always possible
    assert_ok(mark_take_back(&call, &activity, train, one));
    assert_recount(call.db);
}

static void dots_on_a_line_that_is_taken_down_are_free_again(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_dots(&call, "free", 3);
    struct contribution_id bus = fixture_line(&call, &activity, "A bus"),
                           train = fixture_line(&call, &activity, "A train"),
                           boat = fixture_line(&call, &activity, "A boat");
    struct participant_id one = fixture_participant(&call, &activity), two = fixture_participant(&call, &activity);
    assert_ok(mark_put_within(&call, &activity, bus, one, 3, 3));
    assert_ok(mark_put_within(&call, &activity, train, two, 2, 3));
    assert_ok(contribution_take_down(&call, bus, "Not ours to build"));
    assert_recount(call.db);
    assert_ok(mark_put_within(&call, &activity, train, one, 3, 3));
    assert_err(mark_put_within(&call, &activity, boat, two, 2, 3), ERR_LIMIT);
    assert_ok(mark_take_back(&call, &activity, bus, one)); // hidden, and free already
    assert_recount(call.db);
    assert_ok(mark_take_back(&call, &activity, train, one));
    assert_ok(contribution_bring_back(&call, bus));
    assert_recount(call.db);
    struct tally_list list;
    assert_ok(contribution_take_down(&call, train, "Not ours either"));
    assert_ok(tally_list_of(&call, &activity, &list));
    assert_int_equal(list.n, 0); // tallies of what is hidden are hidden
}

// --- the order of statements ---

static void everybody_is_asked_each_statement_once_but_their_own(void **state)
{
    (void)state;
    enum { STATEMENTS = 12 };
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "each");
    struct participant_id one = fixture_participant(&call, &activity);
    struct contribution_id own = fixture_said(&call, &activity, one, "My own");
    struct contribution contribution, again;
    size_t done = 7, all = 7;
    assert_err(mark_next(&call, &activity, one, &contribution, &done, &all), ERR_NOT_FOUND);
    assert_int_equal(all, 0);
    for (int i = 0; i < STATEMENTS; i++)
        fixture_line(&call, &activity, arena_print(call.arena, "Statement %d", i));
    assert_ok(contribution_approve(&call, own));
    int64_t seen[STATEMENTS];
    for (size_t i = 0; i < STATEMENTS; i++) {
        assert_ok(mark_next(&call, &activity, one, &contribution, &done, &all));
        assert_ok(mark_next(&call, &activity, one, &again, &done, &all));
        assert_int_equal(contribution.id.v, again.id.v); // the same until it is answered
        assert_int_equal(done, i);
        assert_int_equal(all, STATEMENTS);
        assert_int_not_equal(contribution.id.v, own.v);
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(contribution.id.v, seen[j]);
        seen[i] = contribution.id.v;
        if (i % 3 == 2)
            assert_ok(mark_pass(&call, &activity, contribution.id, one));
        else
            assert_ok(mark_put(&call, &activity, contribution.id, one, (int64_t)(i % 3) - 1));
    }
    assert_err(mark_next(&call, &activity, one, &contribution, &done, &all), ERR_NOT_FOUND);
    assert_int_equal(done, STATEMENTS);
    struct participant_id other = fixture_participant(&call, &activity);
    assert_ok(mark_next(&call, &activity, other, &contribution, &done, &all));
    assert_int_equal(all, STATEMENTS + 1); // the one that is not theirs, too
    assert_recount(call.db);
}

static void people_are_asked_in_different_orders(void **state)
{
    (void)state;
    enum { STATEMENTS = 10, PEOPLE = 40 };
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "orders");
    struct contribution_id ids[STATEMENTS];
    int first[STATEMENTS] = {0}, different = 0;
    for (int i = 0; i < STATEMENTS; i++)
        ids[i] = fixture_line(&call, &activity, arena_print(call.arena, "Statement %d", i));
    for (int i = 0; i < PEOPLE; i++) {
        struct contribution contribution;
        size_t done, all;
        assert_ok(mark_next(&call, &activity, fixture_participant(&call, &activity), &contribution, &done, &all));
        for (int j = 0; j < STATEMENTS; j++)
            first[j] += contribution.id.v == ids[j].v;
    }
    for (int j = 0; j < STATEMENTS; j++) {
        different += first[j] > 0;
        assert_in_range(first[j], 0, PEOPLE / 2);
    }
    assert_in_range(different, 6, STATEMENTS);
}

static void a_statement_that_is_taken_down_is_not_asked(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "down");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus"),
                           train = fixture_line(&call, &activity, "A train");
    struct participant_id one = fixture_participant(&call, &activity);
    struct contribution contribution;
    size_t done, all;
    assert_ok(contribution_take_down(&call, bus, "Wrong"));
    assert_ok(mark_next(&call, &activity, one, &contribution, &done, &all));
    assert_int_equal(contribution.id.v, train.v);
    assert_int_equal(all, 1);
    assert_ok(mark_put(&call, &activity, train, one, 1));
    assert_ok(contribution_bring_back(&call, bus));
    assert_ok(mark_next(&call, &activity, one, &contribution, &done, &all));
    assert_int_equal(contribution.id.v, bus.v);
    assert_int_equal(done, 1);
}

static void who_would_rather_not_say_is_not_counted(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "pass");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus");
    struct participant_id one = fixture_participant(&call, &activity);
    struct mark_list own;
    assert_ok(mark_pass(&call, &activity, bus, one));
    assert_int_equal(people(&call, &activity), 0);
    assert_ok(mark_list_own(&call, &activity, one, &own));
    assert_int_equal(own.n, 0);
    assert_ok(mark_put(&call, &activity, bus, one, 1)); // on second thoughts
    assert_int_equal(people(&call, &activity), 1);
    assert_ok(mark_pass(&call, &activity, bus, one));
    assert_int_equal(people(&call, &activity), 0);
    assert_int_equal(people_for(&call, &activity, bus, 1), 0);
    assert_recount(call.db);
}

// --- hands ---

static void hands_are_counted_apart_from_voices(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct activity activity = fixture_opinions(&call, "hands");
    struct contribution_id bus = fixture_line(&call, &activity, "A bus"),
                           train = fixture_line(&call, &activity, "A train");
    const struct hands seven[] = {{1, 7}, {-1, 2}}, three[] = {{0, 3}}, wrong[] = {{9, 1}}, twice[] = {{1, 1}, {1, 2}};
    const struct hands negative[] = {{1, -1}}, many[] = {{1, MOST_HANDS + 1}};
    struct tally_list list;
    assert_ok(mark_put(&call, &activity, bus, fixture_participant(&call, &activity), 1));
    assert_err(hand_count_put(&visitor, &activity, bus, seven, 2), ERR_DENIED);
    assert_ok(hand_count_put(&call, &activity, bus, seven, 2));
    assert_ok(hand_count_put(&call, &activity, train, three, 1));
    assert_ok(tally_list_of(&call, &activity, &list));
    assert_int_equal(list.n, 3);
    assert_int_equal(list.at[0].value, -1);
    assert_int_equal(list.at[0].hands, 2);
    assert_int_equal(list.at[1].people, 1);
    assert_int_equal(list.at[1].hands, 7);
    assert_int_equal(list.at[2].contribution.v, train.v);
    assert_int_equal(people(&call, &activity), 1);
    assert_ok(hand_count_put(&call, &activity, bus, three, 1)); // counted again
    assert_ok(tally_list_of(&call, &activity, &list));
    assert_int_equal(list.at[0].value, 0);
    assert_int_equal(list.at[0].hands, 3);
    assert_int_equal(list.at[1].hands, 0);
    assert_ok(hand_count_put(&call, &activity, bus, NULL, 0));
    assert_ok(hand_count_put(&call, &activity, train, NULL, 0));
    assert_ok(tally_list_of(&call, &activity, &list));
    assert_int_equal(list.n, 1);
    assert_err(hand_count_put(&call, &activity, bus, wrong, 1), ERR_INVALID);
    assert_err(hand_count_put(&call, &activity, bus, twice, 2), ERR_INVALID);
    assert_err(hand_count_put(&call, &activity, bus, negative, 1), ERR_INVALID);
    assert_err(hand_count_put(&call, &activity, bus, many, 1), ERR_INVALID);
    assert_err(hand_count_put(&call, &activity, (struct contribution_id){1}, three, 1), ERR_NOT_FOUND);
    struct activity waiting = fixture_step(&call, activity.workshop, "opinions", "{}");
    assert_err(hand_count_put(&call, &waiting, fixture_line(&call, &waiting, "Early"), three, 1), ERR_CONFLICT);
}

// --- recount ---

struct hall {
    struct call call;
    struct activity opinions, dots;
    struct contribution_id statements[12], lines[6];
    struct participant_id people[10];
};

static void do_something(struct hall *hall, struct rand *random)
{
    struct call *call = &hall->call;
    struct participant_id participant = hall->people[rand_below(random, 10)];
    struct contribution_id statement = hall->statements[rand_below(random, 12)],
                           line = hall->lines[rand_below(random, 6)];
    enum err error = OK;
    switch (rand_below(random, 12)) {
    case 0:
        error = mark_take_back(call, &hall->opinions, statement, participant);
        break;
    case 1:
        error = mark_pass(call, &hall->opinions, statement, participant);
        break;
    case 2:
        error = contribution_take_down(call, rand_below(random, 2) == 0 ? statement : line, "A reason");
        break;
    case 3:
        error = contribution_bring_back(call, rand_below(random, 2) == 0 ? statement : line);
        break;
    case 4:
        error = mark_take_back(call, &hall->dots, line, participant);
        break;
    case 5:
    case 6:
    case 7:
        error = mark_put_within(call, &hall->dots, line, participant, 1 + (int64_t)rand_below(random, 3), 4);
        break;
    default:
        error = mark_put(call, &hall->opinions, statement, participant, (int64_t)rand_below(random, 3) - 1);
        break;
    }
    assert_true(error == OK || error == ERR_LIMIT || error == ERR_NOT_FOUND);
    assert_ok(db_error(call->db));
}

static void tallies_are_what_a_recount_of_the_marks_gives(void **state)
{
    (void)state;
    struct hall hall = {.call = test_call()};
    hall.opinions = fixture_opinions(&hall.call, "recount");
    hall.dots = fixture_dots(&hall.call, "recount-dots", 4);
    struct rand random = rand_seeded(20260105);
    for (int i = 0; i < 12; i++)
        hall.statements[i] = fixture_line(&hall.call, &hall.opinions, arena_print(hall.call.arena, "Statement %d", i));
    for (int i = 0; i < 6; i++)
        hall.lines[i] = fixture_line(&hall.call, &hall.dots, arena_print(hall.call.arena, "Line %d", i));
    for (int i = 0; i < 10; i++)
        hall.people[i] = fixture_participant(&hall.call, &hall.opinions);
    for (int i = 0; i < 1500; i++) {
        do_something(&hall, &random);
        if (i % 250 == 0)
            assert_recount(hall.call.db);
    }
    assert_recount(hall.call.db);
    assert_int_equal(test_number(hall.call.db, "SELECT count(*) FROM participation WHERE marks < 0 OR total < 0"), 0);
    assert_in_range(people(&hall.call, &hall.opinions), 5, 10); // the test did something
}

TESTS(mark, the_last_answer_counts, what_is_taken_back_counts_no_more,
      only_what_is_shown_in_a_running_activity_can_be_marked, a_vote_is_three_statements_and_a_changed_one_two,
      nobody_has_more_dots_than_there_are, dots_on_a_line_that_is_taken_down_are_free_again,
      everybody_is_asked_each_statement_once_but_their_own, people_are_asked_in_different_orders,
      a_statement_that_is_taken_down_is_not_asked, who_would_rather_not_say_is_not_counted,
      hands_are_counted_apart_from_voices, tallies_are_what_a_recount_of_the_marks_gives)
