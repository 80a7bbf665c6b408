// common_ground_test.c - which list a statement goes into, at the ends of each rule.
#include "insight/common_ground.h"

#include "support.h"

static enum ground ground_of(uint32_t agree, uint32_t unsure, uint32_t disagree)
{
    return common_ground_make(&(struct answers){.agree = agree, .unsure = unsure, .disagree = disagree}).ground;
}

static void most_is_said_only_where_chance_cannot_have_done_it(void **state)
{
    (void)state;
    assert_int_equal(ground_of(20, 0, 0), GROUND_AGREED);
    assert_int_equal(ground_of(0, 0, 20), GROUND_REFUSED);
    // Wilson 1927: of 20, 15 reach from 0.531 upwards, 14 from 0.481.
    assert_int_equal(ground_of(15, 5, 0), GROUND_AGREED);
    assert_int_equal(ground_of(14, 6, 0), GROUND_OPEN);
    assert_int_equal(ground_of(5, 0, 15), GROUND_REFUSED);
    assert_int_equal(ground_of(6, 0, 14), GROUND_DIVIDED);
    struct common_ground refused = common_ground_make(&(struct answers){.agree = 1, .unsure = 1, .disagree = 18});
    assert_int_equal(refused.share.successes, 18);
    assert_int_equal(refused.share.n, 20);
    assert_near(refused.share.wilson.low, 0.699, 0.0005);
}

static void a_third_that_is_unsure_is_many_and_a_quarter_is_a_side(void **state)
{
    (void)state;
    assert_int_equal(ground_of(5, 5, 5), GROUND_UNSURE);
    assert_int_equal(ground_of(6, 5, 6), GROUND_DIVIDED); // 5 of 17 are no third
    assert_int_equal(ground_of(12, 3, 4), GROUND_DIVIDED); // 4 of 16 who took a side
    assert_int_equal(ground_of(12, 4, 3), GROUND_OPEN);
    assert_int_equal(common_ground_make(&(struct answers){.agree = 5, .unsure = 5, .disagree = 5}).share.successes, 5);
}

static void shares_are_of_those_who_agree_unless_it_is_said(void **state)
{
    (void)state;
    struct common_ground divided = common_ground_make(&(struct answers){.agree = 6, .unsure = 0, .disagree = 14});
    assert_int_equal(divided.ground, GROUND_DIVIDED);
    assert_int_equal(divided.share.successes, 6);
    struct proportion whole = proportion_make(6, 20), quick = proportion_wilson(6, 20);
    assert_near(divided.share.wilson.low, whole.wilson.low, 0);
    assert_near(quick.wilson.high, whole.wilson.high, 0);
    assert_near(quick.share, whole.share, 0);
    assert_int_equal(proportion_wilson(3, 2).lack, LACK_SENSE);
}

static void fewer_than_five_answers_say_nothing(void **state)
{
    (void)state;
    assert_int_equal(ground_of(4, 0, 0), GROUND_OPEN);
    assert_int_equal(ground_of(0, 0, 0), GROUND_OPEN);
    assert_int_equal(ground_of(5, 0, 0), GROUND_AGREED);
    assert_int_equal(common_ground_make(&(struct answers){.agree = 4}).share.lack, LACK_ANSWERS);
}

TESTS(common_ground, most_is_said_only_where_chance_cannot_have_done_it, a_third_that_is_unsure_is_many_and_a_quarter_is_a_side,
      shares_are_of_those_who_agree_unless_it_is_said, fewer_than_five_answers_say_nothing)
