// mentions_test.c - people are counted once, whatever the order in which things are said.
#include "insight/mentions.h"

#include "base/rand.h"
#include "support.h"

static void a_person_counts_once_a_period_and_once_in_all(void **state)
{
    (void)state;
    const struct mention mentions[] = {{"bus", 0, 7}, {"bus", 0, 7}, {"bus", 2, 7}, {"rent", 1, 7}, {"bus", 2, 9}, {"rent", 1, 9},
                                       {"light", 0, 9}, {"attic", 1, 3}, {"attic", 1, 4}};
    struct mentioned_list list;
    assert_ok(mentions_count(test_arena(), mentions, 9, 3, 2, 10, &list));
    assert_int_equal(list.n, 3);
    assert_string_equal(list.at[0].what, "attic"); // all have two people: by their bytes
    assert_string_equal(list.at[1].what, "bus");
    assert_int_equal(list.at[1].people, 2);
    assert_int_equal(list.at[1].by_period[0], 1);
    assert_int_equal(list.at[1].by_period[1], 0);
    assert_int_equal(list.at[1].by_period[2], 2);
    assert_string_equal(list.at[2].what, "rent");
    assert_ok(mentions_count(test_arena(), mentions, 9, 3, 1, 1, &list));
    assert_int_equal(list.n, 1);
    assert_err(mentions_count(test_arena(), mentions, 9, 2, 1, 10, &list), ERR_INVALID);
    assert_ok(mentions_count(test_arena(), NULL, 0, 0, 1, 10, &list));
    assert_int_equal(list.n, 0);
}

// Against counting with a table of all people.
static void counts_are_those_of_a_table(void **state)
{
    (void)state;
    enum { WHAT = 6, PERIODS = 4, PEOPLE = 9, MENTIONS = 120 };
    static const char *const names[WHAT] = {"a", "b", "c", "d", "e", "f"};
    struct mention mentions[MENTIONS];
    bool said[WHAT][PERIODS][PEOPLE] = {0};
    struct mentioned_list list;
    for (size_t i = 0; i < MENTIONS; i++) {
        size_t what = rand_below(test_random(), WHAT), period = rand_below(test_random(), PERIODS), person = rand_below(test_random(), PEOPLE);
        mentions[i] = (struct mention){names[what], (uint32_t)period, (int64_t)person - 4};
        said[what][period][person] = true;
    }
    assert_ok(mentions_count(test_arena(), mentions, MENTIONS, PERIODS, 1, WHAT, &list));
    assert_int_equal(list.n, WHAT);
    for (size_t i = 0; i < WHAT; i++) {
        size_t what = (size_t)(*list.at[i].what - 'a');
        int64_t all = 0;
        for (size_t person = 0; person < PEOPLE; person++) {
            bool ever = false;
            for (size_t period = 0; period < PERIODS; period++)
                ever |= said[what][period][person];
            all += ever;
        }
        assert_int_equal(list.at[i].people, all);
        for (size_t period = 0; period < PERIODS; period++) {
            int64_t people = 0;
            for (size_t person = 0; person < PEOPLE; person++)
                people += said[what][period][person];
            assert_int_equal(list.at[i].by_period[period], people);
        }
        assert_true(i == 0 || list.at[i - 1].people >= list.at[i].people);
    }
}

TESTS(mentions, a_person_counts_once_a_period_and_once_in_all, counts_are_those_of_a_table)
