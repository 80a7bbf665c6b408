// result_test.c - tests of what an activity brought, for each audience.
#include "workshops/result.h"

#include "workshops/fixture_publish.h"
#include "workshops/recount.h"

// A statement with so many who agree, are not sure, disagree.
static struct contribution_id statement(struct call *call, const struct activity *activity, const char *words,
                                        int agree, int unsure, int disagree)
{
    struct contribution_id id = fixture_line(call, activity, words);
    for (int i = 0; i < agree + unsure + disagree; i++)
        assert_ok(mark_put(call, activity, id, fixture_participant(call, activity),
                           i < agree            ? 1
                           : i < agree + unsure ? 0
                                                : -1));
    return id;
}

struct brought {
    struct result_list list;
    struct figure people;
    size_t all;
};

static struct brought read_all(struct call *call, const struct activity *activity, enum audience audience,
                               enum result_order order)
{
    struct brought brought;
    assert_ok(result_read(call, activity, audience, order, 0, 100, &brought.list, &brought.people, &brought.all));
    return brought;
}

// The statements in their order: "bus train boat".
static const char *order_of(struct call *call, const struct activity *activity, enum audience audience,
                            enum result_order order)
{
    struct brought brought = read_all(call, activity, audience, order);
    const char *line = "";
    for (size_t i = 0; i < brought.list.n; i++)
        line = arena_print(call->arena, "%s%s%s", line, i == 0 ? "" : " ", brought.list.at[i].contribution.words.text);
    return line;
}

static void statements_are_ordered_by_agreement_and_by_how_much_they_divide(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "order");
    statement(&call, &activity, "divided", 10, 0, 10);
    statement(&call, &activity, "refused", 1, 2, 17);
    statement(&call, &activity, "wished", 18, 2, 0);
    statement(&call, &activity, "single", 1, 0, 0); // everybody of one: no great agreement
    assert_string_equal(order_of(&call, &activity, AUDIENCE_TEAM, ORDER_AS_PUT), "divided refused wished single");
    assert_string_equal(order_of(&call, &activity, AUDIENCE_TEAM, ORDER_AGREEMENT), "wished single divided refused");
    assert_string_equal(order_of(&call, &activity, AUDIENCE_TEAM, ORDER_DIVISION), "divided refused wished single");
    assert_string_equal(order_of(&call, &activity, AUDIENCE_TEAM, ORDER_MOST), "divided refused wished single");
    struct brought brought = read_all(&call, &activity, AUDIENCE_TEAM, ORDER_AS_PUT);
    assert_float_equal(brought.list.at[0].agreement, 0, 1e-9);
    assert_float_equal(brought.list.at[0].division, 1, 1e-9);
    assert_float_equal(brought.list.at[1].agreement, -0.8, 1e-9);
    assert_float_equal(brought.list.at[2].agreement, 0.9, 1e-9);
    assert_float_equal(brought.list.at[2].division, 0, 1e-9);
    assert_int_equal(brought.list.at[1].figures[0].people, 1); // in the order of the kind: agree, not sure, disagree
    assert_int_equal(brought.list.at[1].figures[2].people, 17);
    assert_int_equal(brought.list.at[1].bar[2], 850);
    assert_int_equal(brought.list.at[1].whole.people, 20);
    assert_int_equal(brought.people.people, 61);
    assert_int_equal(brought.all, 4);
}

static void a_page_of_results_is_read_with_few_statements(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "page");
    for (int i = 0; i < 45; i++)
        statement(&call, &activity, arena_print(call.arena, "Statement %d", i), i % 3, 1, 0);
    struct result_list list;
    struct figure people;
    size_t all;
    uint64_t before = db_statements(call.db);
    assert_ok(result_read(&call, &activity, AUDIENCE_TEAM, ORDER_AGREEMENT, 40, 20, &list, &people, &all));
    assert_in_range(db_statements(call.db) - before, 4, 6);
    assert_int_equal(list.n, 5);
    assert_int_equal(all, 45);
    assert_ok(result_read(&call, &activity, AUDIENCE_TEAM, ORDER_AGREEMENT, 45, 20, &list, &people, &all));
    assert_int_equal(list.n, 0);
}

static void the_public_learns_nothing_from_bars_numbers_or_order_of_what_is_hidden(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "public");
    statement(&call, &activity, "few", 0, 0, 4);
    statement(&call, &activity, "fewer", 3, 0, 0);
    statement(&call, &activity, "wished", 20, 3, 2);
    statement(&call, &activity, "known", 10, 10, 10);
    assert_string_equal(order_of(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT), "few fewer wished known"); // nothing is published
    assert_false(read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AS_PUT).list.at[3].is_published);
    fixture_publish(&call, &activity);
    // "few" and "fewer" come last, as they were put, whatever they say.
    assert_string_equal(order_of(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT), "wished known few fewer");
    assert_string_equal(order_of(&call, &activity, AUDIENCE_PUBLIC, ORDER_MOST), "known wished few fewer");
    struct brought brought = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AS_PUT);
    const struct result_row *few = &brought.list.at[0], *wished = &brought.list.at[2];
    for (int i = 0; i < 3; i++) {
        assert_false(few->figures[i].is_shown);
        assert_int_equal(few->bar[i], 0);
    }
    assert_false(few->whole.is_shown);
    assert_float_equal(few->agreement, 0, 1e-9);
    assert_int_equal(few->sum_bar, 0);
    assert_int_equal(wished->figures[0].people, 20);
    assert_int_equal(wished->bar[0], 800);
    assert_int_equal(wished->bar[1], 0);
    assert_int_equal(wished->bar[2], 0);
    assert_int_equal(wished->whole.people, 25);
    // 20 of 25 agree; the other 5 stand half and half for not sure and disagree.
    assert_float_equal(wished->agreement, (20 - 2.5) / 25, 1e-9);

    // What is computed is the same for all counts that look the same.
    struct activity same = fixture_opinions(&call, "public-same");
    statement(&call, &same, "wished", 20, 1, 4);
    fixture_publish(&call, &same);
    struct brought other = read_all(&call, &same, AUDIENCE_PUBLIC, ORDER_AS_PUT);
    assert_memory_equal(&other.list.at[0].figures, &wished->figures, sizeof(wished->figures));
    assert_memory_equal(&other.list.at[0].bar, &wished->bar, sizeof(wished->bar));
    assert_float_equal(other.list.at[0].agreement, wished->agreement, 1e-9);
    assert_float_equal(other.list.at[0].division, wished->division, 1e-9);
}

static void live_votes_change_nothing_for_the_public_until_a_release(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "frozen");
    struct contribution_id bus = statement(&call, &activity, "bus", 10, 0, 6), train = statement(&call, &activity, "train", 6, 8, 9);
    fixture_publish(&call, &activity);
    struct brought before = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT);
    for (int i = 0; i < 20; i++)
        assert_ok(mark_put(&call, &activity, i < 10 ? bus : train, fixture_participant(&call, &activity), i < 10 ? -1 : 1));
    assert_ok(hand_count_put(&call, &activity, bus, &(struct hands){.value = -1, .people = 12}, 1));
    struct brought after = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT);
    assert_int_equal(after.people.people, before.people.people);
    for (size_t i = 0; i < before.list.n; i++) {
        assert_int_equal(after.list.at[i].contribution.id.v, before.list.at[i].contribution.id.v);
        assert_memory_equal(after.list.at[i].figures, before.list.at[i].figures, sizeof before.list.at[i].figures);
        assert_memory_equal(after.list.at[i].bar, before.list.at[i].bar, sizeof before.list.at[i].bar);
        assert_false(after.list.at[i].has_hands);
    }
    fixture_publish(&call, &activity);
    after = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT);
    assert_string_equal(after.list.at[0].contribution.words.text, "train");
    assert_int_equal(after.people.people, 33);
    assert_true(after.people.is_least); // of two lines: more may have answered one of them
}

// All but two agree; who sees the whole and the words must not learn the two.
static void nearly_all_is_a_word_with_a_bar_and_no_number(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "nearly");
    statement(&call, &activity, "bus", 18, 1, 1);
    statement(&call, &activity, "train", 10, 5, 5);
    fixture_publish(&call, &activity);
    struct brought brought = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT);
    const struct result_row *bus = &brought.list.at[0];
    assert_string_equal(bus->contribution.words.text, "bus");
    assert_true(bus->figures[0].is_nearly_all && !bus->figures[0].is_shown);
    assert_int_equal(bus->figures[0].people, 0);
    assert_int_equal(bus->bar[0], 1000);
    assert_int_equal(bus->whole.people, 20);
    assert_float_equal(bus->agreement, 1, 1e-9);
}

static void the_room_sees_opinions_as_bars_until_five_have_answered(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "room");
    struct contribution_id bus = statement(&call, &activity, "bus", 3, 1, 0);
    struct brought brought = read_all(&call, &activity, AUDIENCE_ROOM, ORDER_AS_PUT);
    assert_false(brought.list.at[0].figures[0].is_shown);
    assert_int_equal(brought.list.at[0].bar[0], 750);
    assert_int_equal(brought.people.people, 4); // how many took part is no opinion
    assert_ok(mark_put(&call, &activity, bus, fixture_participant(&call, &activity), -1));
    brought = read_all(&call, &activity, AUDIENCE_ROOM, ORDER_AS_PUT);
    assert_int_equal(brought.list.at[0].figures[0].people, 3);
}

static void dots_are_summed_and_ordered_by_their_sum(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_dots(&call, "sums", 3);
    struct contribution_id bus = fixture_line(&call, &activity, "bus"), train = fixture_line(&call, &activity, "train");
    fixture_line(&call, &activity, "boat");
    for (int i = 0; i < 3; i++)
        assert_ok(mark_put_within(&call, &activity, bus, fixture_participant(&call, &activity), 1, 3));
    for (int i = 0; i < 2; i++)
        assert_ok(mark_put_within(&call, &activity, train, fixture_participant(&call, &activity), 3, 3));
    assert_string_equal(order_of(&call, &activity, AUDIENCE_ROOM, ORDER_MOST), "train bus boat");
    struct brought brought = read_all(&call, &activity, AUDIENCE_ROOM, ORDER_MOST);
    assert_int_equal(brought.list.at[0].sum.people, 6);
    assert_int_equal(brought.list.at[0].whole.people, 2);
    assert_int_equal(brought.list.at[0].sum_bar, 1000);
    assert_int_equal(brought.list.at[1].sum_bar, 500);
    assert_int_equal(brought.list.at[2].sum_bar, 0);
    fixture_publish(&call, &activity);
    brought = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_MOST);
    for (size_t i = 0; i < 3; i++) {
        assert_false(brought.list.at[i].sum.is_shown); // 6 dots, but of 2 people
        assert_int_equal(brought.list.at[i].sum.people, 0);
        assert_int_equal(brought.list.at[i].sum_bar, 0);
    }
    assert_string_equal(order_of(&call, &activity, AUDIENCE_PUBLIC, ORDER_MOST), "bus train boat");
}

static void hands_stand_beside_voices_and_count_in_the_order(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity activity = fixture_opinions(&call, "hands");
    struct contribution_id bus = statement(&call, &activity, "bus", 5, 0, 5);
    statement(&call, &activity, "train", 6, 0, 6);
    const struct hands hands[] = {{1, 30}, {-1, 2}};
    assert_ok(hand_count_put(&call, &activity, bus, hands, 2));
    struct brought brought = read_all(&call, &activity, AUDIENCE_ROOM, ORDER_AGREEMENT);
    assert_string_equal(brought.list.at[0].contribution.words.text, "bus");
    assert_true(brought.list.at[0].has_hands);
    assert_int_equal(brought.list.at[0].hands[0].people, 30);
    assert_int_equal(brought.list.at[0].hands[2].people, 2);
    assert_int_equal(brought.list.at[0].whole.people, 10); // voices only
    assert_false(brought.list.at[1].has_hands);
    fixture_publish(&call, &activity);
    brought = read_all(&call, &activity, AUDIENCE_PUBLIC, ORDER_AGREEMENT);
    assert_true(brought.list.at[0].has_hands);
    assert_int_equal(brought.list.at[0].hands[2].people, 0);
    assert_false(brought.list.at[0].hands[2].is_shown);
}

static void who_asks_decides_which_audience_they_are(void **state)
{
    (void)state;
    struct call team = test_call(), phone = test_call_by_visitor("phone"), stranger = test_call_by_visitor("stranger");
    struct activity activity = fixture_opinions(&team, "audience");
    struct workshop workshop = fixture_workshop(&team, activity.workshop);
    struct participant_id participant;
    struct call reader = test_call_by_person(3, ROLE_READER, workshop.scope.network.v);
    assert_ok(workshop_join(&phone, &workshop, &participant));
    assert_int_equal(audience_of(&team, &workshop), AUDIENCE_TEAM);
    assert_int_equal(audience_of(&reader, &workshop), AUDIENCE_TEAM);
    assert_int_equal(audience_of(&phone, &workshop), AUDIENCE_ROOM);
    assert_int_equal(audience_of(&stranger, &workshop), AUDIENCE_PUBLIC);
    assert_ok(workshop_close(&team, workshop.id));
    workshop = fixture_workshop(&team, workshop.id);
    assert_int_equal(audience_of(&phone, &workshop), AUDIENCE_PUBLIC); // the room is empty
}

// Read for all steps at once or each on its own: the same rows, counts, hands and people.
static void reading_ahead_for_all_steps_changes_nothing(void **state)
{
    (void)state;
    struct call call = test_call();
    struct activity opinions = fixture_opinions(&call, "ahead");
    struct activity dots = fixture_step(&call, opinions.workshop, "dots", "{\"dots\":5}");
    struct activity ideas = fixture_step(&call, opinions.workshop, "ideas", "{\"at_once\":true}");
    struct contribution_id bus = statement(&call, &opinions, "bus", 7, 1, 2);
    statement(&call, &opinions, "train", 2, 0, 9);
    assert_ok(contribution_refuse(&call, fixture_said(&call, &opinions, fixture_participant(&call, &opinions), "rude")));
    assert_ok(hand_count_put(&call, &opinions, bus, &(struct hands){.value = 1, .people = 12}, 1));
    assert_ok(activity_open(&call, dots.id));
    dots = fixture_activity(&call, dots.id);
    struct contribution_id line = fixture_line(&call, &dots, "a bench");
    fixture_line(&call, &dots, "a tree");
    assert_ok(mark_put(&call, &dots, line, fixture_participant(&call, &dots), 3));
    assert_ok(activity_open(&call, ideas.id));
    ideas = fixture_activity(&call, ideas.id);
    fixture_said(&call, &ideas, fixture_participant(&call, &ideas), "a fair");
    struct activity_list list;
    assert_ok(activity_list_of(&call, opinions.workshop, &list));
    assert_int_equal(list.n, 3);
    assert_ok(result_read_ahead(&call, &list, AUDIENCE_TEAM));
    for (size_t i = 0; i < list.n; i++)
        for (int order = ORDER_AS_PUT; order <= ORDER_DIVISION; order++) {
            struct activity alone = fixture_activity(&call, list.at[i].id);
            if (alone.kind->values == NULL && order >= ORDER_AGREEMENT)
                continue;
            assert_null(alone.ahead);
            assert_non_null(list.at[i].ahead);
            struct brought one = read_all(&call, &alone, AUDIENCE_TEAM, (enum result_order)order);
            struct brought other = read_all(&call, &list.at[i], AUDIENCE_TEAM, (enum result_order)order);
            assert_int_equal(one.all, other.all);
            assert_int_equal(one.people.people, other.people.people);
            for (size_t j = 0; j < one.list.n; j++) {
                const struct result_row *a = &one.list.at[j], *b = &other.list.at[j];
                assert_int_equal(a->contribution.id.v, b->contribution.id.v);
                assert_string_equal(a->contribution.words.text, b->contribution.words.text);
                assert_memory_equal(a->figures, b->figures, sizeof a->figures);
                assert_memory_equal(a->hands, b->hands, sizeof a->hands);
                assert_int_equal(a->sum_bar, b->sum_bar);
            }
        }
    assert_int_equal(read_all(&call, &list.at[0], AUDIENCE_TEAM, ORDER_AS_PUT).all, 2);
}

TESTS(result, statements_are_ordered_by_agreement_and_by_how_much_they_divide,
      a_page_of_results_is_read_with_few_statements,
      the_public_learns_nothing_from_bars_numbers_or_order_of_what_is_hidden,
      live_votes_change_nothing_for_the_public_until_a_release, nearly_all_is_a_word_with_a_bar_and_no_number,
      the_room_sees_opinions_as_bars_until_five_have_answered, dots_are_summed_and_ordered_by_their_sum,
      hands_stand_beside_voices_and_count_in_the_order, who_asks_decides_which_audience_they_are,
      reading_ahead_for_all_steps_changes_nothing)
