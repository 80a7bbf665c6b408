// bulk_test.c - tests of workshops that are read in whole.
#include "workshops/bulk.h"

#include "workshops/recount.h"

enum { PEOPLE = 60, STATEMENTS = 40 };

struct read_in {
    struct activity activity;
    struct participant_id people[PEOPLE];
    struct contribution_id statements[STATEMENTS];
    size_t marks;
};

static void heard(void *context, size_t stored)
{
    *(size_t *)context = stored;
}

static struct read_in read_in(struct call *call, const char *slug)
{
    struct read_in in = {0};
    struct workshop_id workshop;
    const struct past_workshop past = {.title = "A conversation",
                                       .place = "Online",
                                       .language = LANGUAGE_EN,
                                       .begins_at = TEST_NOW - 5000,
                                       .ends_at = TEST_NOW};
    const struct activity_draft draft = {.title = "Statements", .question = "Do you agree?", .kind = "opinions"};
    assert_ok(workshop_add_closed(call, fixture_network(call, slug), &past, &workshop));
    assert_ok(activity_add_closed(call, workshop, &draft, &in.activity));
    struct bulk_contribution contributions[STATEMENTS];
    for (int i = 0; i < PEOPLE; i++)
        in.people[i] = fixture_participant(call, &in.activity);
    assert_ok(attendance_add_bulk(call, &in.activity, in.people, PEOPLE));
    char *words = arena_alloc(call->arena, 2001);
    memset(words, 'x', 2000);
    for (int i = 0; i < STATEMENTS; i++)
        contributions[i] = (struct bulk_contribution){
            .participant = in.people[i],
            .words = i == 0 ? words : "The same words twice",
            .language = LANGUAGE_EN,
            .state = i % 10 == 9 ? CONTRIBUTION_REFUSED : CONTRIBUTION_SHOWN,
            .source_id = arena_print(call->arena, "%d", i),
            .said_at = TEST_NOW - 4000 + i,
        };
    assert_ok(contribution_add_bulk(call, &in.activity, contributions, STATEMENTS, in.statements));
    struct bulk_mark marks[PEOPLE * STATEMENTS];
    struct rand random = rand_seeded(7);
    for (int i = 0; i < PEOPLE; i++)
        for (int j = 0; j < STATEMENTS; j++)
            if (rand_below(&random, 3) > 0)
                marks[in.marks++] = (struct bulk_mark){in.people[i], in.statements[j],
                                                       (int64_t)rand_below(&random, 3) - 1, TEST_NOW};
    size_t stored = 0;
    assert_ok(marks_add_bulk(call, &in.activity, marks, in.marks, heard, &stored));
    return in;
}

static void a_workshop_that_is_read_in_is_closed_and_counted(void **state)
{
    (void)state;
    struct call call = test_call();
    struct read_in in = read_in(&call, "in");
    struct workshop workshop = fixture_workshop(&call, in.activity.workshop);
    assert_int_equal(workshop.state, WORKSHOP_CLOSED);
    assert_string_equal(workshop.join_code, "");
    size_t present = 0;
    assert_ok(workshop_people(&call, &workshop, &present));
    assert_int_equal(present, PEOPLE);
    struct activity activity = fixture_activity(&call, in.activity.id);
    assert_int_equal(activity.state, ACTIVITY_CLOSED);
    assert_string_equal(activity.question.text, "Do you agree?");
    assert_int_equal(test_number(call.db, "SELECT count(*) FROM mark"), (int64_t)in.marks);
    assert_recount(call.db);
    int64_t people = 0;
    assert_ok(mark_people(&call, &activity, &people));
    assert_int_equal(people, PEOPLE);
}

static void statements_come_in_their_order_with_what_they_were_called(void **state)
{
    (void)state;
    struct call call = test_call();
    struct read_in in = read_in(&call, "statements");
    struct contribution_list list;
    assert_ok(contribution_list_of(&call, &in.activity, CONTRIBUTION_SHOWN, false, 0, 100, &list));
    assert_int_equal(list.n, 36);
    assert_int_equal(strlen(list.at[0].words.text), 2000);
    assert_string_equal(list.at[1].source_id, "1");
    assert_string_equal(list.at[35].source_id, "38");
    assert_int_equal(list.at[1].origin, FROM_IMPORT);
    assert_int_equal(list.at[1].said_at, TEST_NOW - 3999);
    struct contribution refused;
    struct call visitor = test_call_by_visitor("v");
    assert_err(contribution_find(&visitor, in.statements[9], &refused), ERR_NOT_FOUND);
}

static void a_workshop_that_was_read_in_can_go_on(void **state)
{
    (void)state;
    struct call call = test_call();
    struct read_in in = read_in(&call, "goes-on");
    assert_ok(workshop_reopen(&call, in.activity.workshop));
    assert_int_equal(strlen(fixture_workshop(&call, in.activity.workshop).join_code), JOIN_CODE_SIGNS);
    assert_ok(activity_open(&call, in.activity.id));
    struct activity activity = fixture_activity(&call, in.activity.id);
    for (int i = 0; i < PEOPLE; i++)
        for (int j = 0; j < STATEMENTS; j += 7)
            if (j % 10 != 9)
                assert_ok(mark_put(&call, &activity, in.statements[j], in.people[i], (i + j) % 3 - 1));
    assert_recount(call.db);
    struct contribution next;
    size_t done = 0, all = 0;
    assert_ok(mark_next(&call, &activity, in.people[0], &next, &done, &all));
    assert_int_equal(all, 35); // 36 are shown, one is their own
    assert_in_range(done, 1, 34);
}

static void reading_in_asks_for_the_right_to_plan(void **state)
{
    (void)state;
    struct call call = test_call(), visitor = test_call_by_visitor("v");
    struct network_id network = fixture_network(&call, "asks");
    const struct past_workshop past = {.title = "A", .place = "B", .language = LANGUAGE_EN, .begins_at = TEST_NOW};
    struct workshop_id id;
    assert_err(workshop_add_closed(&visitor, network, &past, &id), ERR_DENIED);
}

TESTS(bulk, a_workshop_that_is_read_in_is_closed_and_counted, statements_come_in_their_order_with_what_they_were_called,
      a_workshop_that_was_read_in_can_go_on, reading_in_asks_for_the_right_to_plan)
