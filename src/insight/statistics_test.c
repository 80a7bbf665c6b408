// statistics_test.c - every statistic beside R's figures, beside its definition counted out, and on input that has nothing to say.
//
// The figures of R are from R 4.2.2 with psych 2.2.9 and effectsize 0.8.3; the commands stand beside them.
#include "insight/statistics.h"

#include <math.h>

#include "insight/agreement.h"
#include "insight/difference.h"
#include "insight/exact_test.h"
#include "insight/proportion.h"
#include "support.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const double before[] = {3, 4, 2, 5, 3, 4, 4, 2, 3, 5, 1, 3}, after[] = {4, 4, 3, 5, 5, 4, 5, 2, 4, 4, 3, 4};
static const double one[] = {2.5, 3.1, 2.2, 4.0, 2.8, 3.6, 2.9, 3.3}, other[] = {3.9, 4.4, 2.6, 5.1, 4.9, 4.2};

static double chance(void)
{
    return (double)rand_below(test_random(), 1 << 20) / (1 << 20);
}

static void assert_interval(struct interval interval, double low, double high, double most)
{
    assert_near(interval.low, low, most);
    assert_near(interval.high, high, most);
}

static void means_and_medians_are_as_worked_out_by_hand(void **state)
{
    (void)state;
    static const double odd[] = {9, 1, 4, 1, 5};
    struct summary summary = summary_make(test_arena(), odd, 5);
    assert_near(summary.mean, 4, 1e-15);
    assert_near(summary.median, 4, 0);
    assert_near(summary.deviation, sqrt((25 + 9 + 0 + 9 + 1) / 4.0), 1e-15);
    assert_near(summary_make(test_arena(), before, 12).median, 3, 0);
    assert_near(summary_make(test_arena(), other, 6).median, 4.3, 1e-15);
    double place[5];
    places_make(test_arena(), odd, 5, place);
    static const double places[] = {5, 1.5, 3, 1.5, 4};
    assert_memory_equal(place, places, sizeof place);
    static const double far[] = {1e15 + 1, 1e15 + 2, 1e15 + 3, 1e15 + 4, 1e15 + 5};
    assert_near(summary_make(test_arena(), far, 5).deviation, sqrt(2.5), 1e-12);
}

static void intervals_of_a_share_are_those_of_r(void **state)
{
    (void)state;
    // R: prop.test(x, n, correct=FALSE)$conf.int; binom.test(x, n)$conf.int
    static const struct { size_t successes, n; double wilson[2], exact[2]; } cases[] = {
        {0, 10, {0, 0.277532799862889}, {0, 0.308497107818761}},
        {8, 10, {0.490162471536642, 0.943317848545625}, {0.443904537692359, 0.974789273673167}},
        {10, 10, {0.722467200137111, 1}, {0.691502892181239, 1}},
        {45, 100, {0.356145379795120, 0.547553970025579}, {0.350320229239672, 0.552719811226064}},
        {1, 5, {0.03622410863243014, 0.62446537023747473}, {0.00505076337946806, 0.71641793611808935}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct proportion proportion = proportion_make(cases[i].successes, cases[i].n);
        assert_int_equal(proportion.lack, LACK_NOTHING);
        assert_interval(proportion.wilson, cases[i].wilson[0], cases[i].wilson[1], 1e-13);
        assert_interval(proportion.exact, cases[i].exact[0], cases[i].exact[1], 1e-12);
    }
    assert_int_equal(proportion_make(0, 4).lack, LACK_ANSWERS);
    assert_int_equal(proportion_make(11, 10).lack, LACK_SENSE);
}

// Clopper and Pearson's interval by definition: at its ends a tail of the binomial distribution holds 2.5 %.
static double binomial_at_least(size_t least, size_t n, double p)
{
    double sum = 0;
    for (size_t k = least; k <= n; k++)
        sum += exp(lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1) + (double)k * log(p) +
                   (double)(n - k) * log1p(-p));
    return sum;
}

static void intervals_of_a_share_do_what_they_promise(void **state)
{
    (void)state;
    for (size_t n = 5; n < 60; n++)
        for (size_t x = 0; x <= n; x++) {
            struct proportion proportion = proportion_make(x, n), rest = proportion_make(n - x, n);
            assert_interval(proportion.wilson, 1 - rest.wilson.high, 1 - rest.wilson.low, 1e-14);
            assert_true(proportion.wilson.low >= 0 && proportion.wilson.high <= 1);
            assert_true(proportion.wilson.low <= proportion.share && proportion.share <= proportion.wilson.high);
            if (x > 0)
                assert_near(binomial_at_least(x, n, proportion.exact.low), 0.025, 1e-10);
            if (x < n)
                assert_near(1 - binomial_at_least(x + 1, n, proportion.exact.high), 0.025, 1e-10);
        }
}

static void a_change_is_tested_as_by_r(void **state)
{
    (void)state;
    // R: t.test(after, before, paired=TRUE); effectsize: cohens_d, hedges_g, rank_biserial(after, before, paired=TRUE). The intervals of
    //    d to all digits: uniroot(function(n) pt(t, 11, n) - c, c(-30, 30), tol=1e-13)$root / sqrt(12) for c = .975 and .025;
    //    effectsize looks for them less closely.
    struct difference change = difference_paired(test_arena(), before, after, 12);
    assert_int_equal(change.lack, LACK_NOTHING);
    assert_near(change.difference, 0.6666666666666666, 1e-15);
    assert_near(change.t, 2.6017745423519636, 1e-14);
    assert_near(change.freedom, 11, 0);
    assert_near(change.p, 0.0246159780155096, 1e-15);
    assert_interval(change.interval, 0.1026964162949127, 1.2306369170384204, 1e-14);
    assert_near(change.cohen.size, 0.751067616198811, 1e-14);
    assert_interval(change.cohen.interval, 0.0929422614798609, 1.3833042685879664, 1e-10);
    assert_near(change.hedges.size, 0.698462697639207, 1e-14);
    assert_interval(change.hedges.interval, 0.0864324914697864, 1.28641745642443, 1e-6);
    assert_near(change.rank_biserial, 0.805555555555556, 1e-14);
}

static void two_groups_are_compared_as_by_r(void **state)
{
    (void)state;
    // R: t.test(one, other); effectsize: cohens_d, hedges_g, rank_biserial(one, other); intervals of d as above with 12 degrees of
    //    freedom, times sqrt(1/8 + 1/6)
    struct difference difference = difference_welch(test_arena(), one, 8, other, 6);
    assert_int_equal(difference.lack, LACK_NOTHING);
    assert_near(difference.t, -2.7057511520876121, 1e-14);
    assert_near(difference.freedom, 8.1154022243659458, 1e-13);
    assert_near(difference.p, 0.0264876972827586, 1e-15);
    assert_interval(difference.interval, -2.0968426999090015, -0.1698239667576660, 1e-14);
    assert_near(difference.cohen.size, -1.55573417384871, 1e-13);
    assert_interval(difference.cohen.interval, -2.756252566160920, -0.307330142993974, 1e-10);
    assert_near(difference.hedges.size, -1.45607667862986, 1e-13);
    assert_interval(difference.hedges.interval, -2.57969202847589, -0.287643198766483, 1e-6);
    assert_near(difference.rank_biserial, -0.708333333333333, 1e-14);
}

// The noncentral t distribution by its definition, (Z + delta) / sqrt(chi squared / freedom), by Simpson's rule over chi.
static double noncentral_t_below(double t, double freedom, double delta)
{
    enum { STEPS = 20000 };
    double sum = 0, most = sqrt(freedom) + 12, step = most / STEPS;
    for (size_t i = 1; i <= STEPS; i++) {
        double x = step * (double)i;
        double density = exp((freedom - 1) * log(x) - x * x / 2 - (freedom / 2 - 1) * log(2) - lgamma(freedom / 2));
        double below = erfc(-(t * x / sqrt(freedom) - delta) / sqrt(2)) / 2;
        sum += density * below * (i == STEPS ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return sum * step / 3;
}

static void intervals_of_d_are_those_of_the_noncentral_t_distribution(void **state)
{
    (void)state;
    static const struct { double t, freedom; } cases[] = {{0, 4}, {0.3, 20}, {5, 4}, {-5, 9}, {12, 50}, {-2, 300}, {20, 15}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct interval delta = noncentrality(cases[i].t, cases[i].freedom, 0.95);
        assert_near(noncentral_t_below(cases[i].t, cases[i].freedom, delta.low), 0.975, 1e-7);
        assert_near(noncentral_t_below(cases[i].t, cases[i].freedom, delta.high), 0.025, 1e-7);
    }
    for (double freedom = 4; freedom < 1e6; freedom *= 3) // Hedges' own approximation
        assert_near(hedges_correction(freedom), 1 - 3 / (4 * freedom - 1), 0.04 / (freedom * freedom) + 1e-9);
}

static void turning_things_round_turns_the_sign(void **state)
{
    (void)state;
    for (size_t run = 0; run < 100; run++) {
        double a[20], b[20];
        size_t n = 5 + rand_below(test_random(), 16);
        for (size_t i = 0; i < 20; i++) {
            a[i] = run % 2 == 0 ? round(chance() * 5) : chance() * 1e6;
            b[i] = run % 2 == 0 ? round(chance() * 5) : chance() * 1e6 + 1e5;
        }
        struct difference there = run % 3 == 0 ? difference_paired(test_arena(), a, b, n) : difference_welch(test_arena(), a, n, b, 20);
        struct difference back = run % 3 == 0 ? difference_paired(test_arena(), b, a, n) : difference_welch(test_arena(), b, 20, a, n);
        assert_int_equal(there.lack, back.lack);
        assert_near(there.t, -back.t, 1e-9 * (1 + fabs(back.t)));
        assert_near(there.p, back.p, 1e-9);
        assert_near(there.cohen.interval.low, -back.cohen.interval.high, 1e-7);
        assert_near(there.rank_biserial, -back.rank_biserial, 1e-12);
        assert_true(there.p >= 0 && there.p <= 1 && fabs(there.rank_biserial) <= 1);
        if (there.lack == LACK_NOTHING) {
            assert_true((there.p < 0.05) == (there.interval.low > 0 || there.interval.high < 0));
            assert_true(there.cohen.interval.low <= there.cohen.size && there.cohen.size <= there.cohen.interval.high);
            assert_true(fabs(there.hedges.size) <= fabs(there.cohen.size));
        }
    }
}

static void alpha_and_feldt_are_those_of_r(void **state)
{
    (void)state;
    // R: psych: x <- matrix(c(...), 8, byrow=TRUE); a <- alpha(as.data.frame(x)); a$total$raw_alpha; a$feldt
    static const double answers[] = {4, 5, 4, 2, 3, 2, 5, 5, 4, 3, 3, 4, 1, 2, 2, 4, 4, 5, 3, 2, 3, 5, 4, 5};
    struct reliability reliability = reliability_make(test_arena(), answers, 8, 3);
    assert_int_equal(reliability.lack, LACK_NOTHING);
    assert_near(reliability.alpha, 0.911337209302326, 1e-14);
    assert_interval(reliability.interval, 0.700325718696470, 0.980709101595993, 1e-12);
    // The same question three times: nothing contradicts.
    double same[24];
    for (size_t i = 0; i < 24; i++)
        same[i] = answers[i / 3 * 3];
    assert_near(reliability_make(test_arena(), same, 8, 3).alpha, 1, 1e-14);
    assert_int_equal(reliability_make(test_arena(), answers, 4, 3).lack, LACK_PEOPLE);
    assert_int_equal(reliability_make(test_arena(), answers, 24, 1).lack, LACK_QUESTIONS);
    for (size_t i = 0; i < 24; i++)
        same[i] = 0.1;
    assert_int_equal(reliability_make(test_arena(), same, 8, 3).lack, LACK_SPREAD);
    same[7] = (double)NAN;
    assert_int_equal(reliability_make(test_arena(), same, 8, 3).lack, LACK_NUMBER);
}

static void kappa_is_that_of_r(void **state)
{
    (void)state;
    // R: psych: k <- cohen.kappa(cbind(r1, r2)); k$kappa; sqrt(k$var.kappa); k$confid
    static const uint32_t r1[] = {0, 0, 1, 1, 2, 2, 0, 1, 2, 0, 1, 2, 0, 0, 1, 1, 2, 2, 0, 1};
    static const uint32_t r2[] = {0, 0, 1, 2, 2, 2, 0, 1, 1, 0, 1, 2, 1, 0, 1, 0, 2, 2, 0, 1};
    struct agreement agreement = agreement_make(test_arena(), r1, r2, 20, 3);
    assert_int_equal(agreement.lack, LACK_NOTHING);
    assert_near(agreement.agreed, 0.8, 1e-15);
    assert_near(agreement.kappa, 0.699248120300752, 1e-14);
    assert_near(agreement.standard_error, 0.134823095793878, 1e-13);
    assert_interval(agreement.interval, 0.434999708260558, 0.963496532340946, 1e-13);
    // One who uses the categories in other shares than the other.
    static const uint32_t r3[] = {0, 0, 0, 2, 2, 2, 0, 1, 2, 0, 0, 2, 0, 0, 2, 0, 2, 2, 0, 1};
    agreement = agreement_make(test_arena(), r1, r3, 20, 3);
    assert_near(agreement.kappa, 0.626865671641791, 1e-14);
    assert_interval(agreement.interval, 0.374463209917658, 0.879268133365924, 1e-13);
    assert_near(agreement_make(test_arena(), r1, r1, 20, 3).kappa, 1, 1e-15);
    // Always the contrary, by hand: half of each, chance agrees on half, they on none.
    static const uint32_t yes_no[] = {0, 1, 0, 1, 0, 1}, no_yes[] = {1, 0, 1, 0, 1, 0}, yes[] = {0, 0, 0, 0, 0, 0};
    assert_near(agreement_make(test_arena(), yes_no, no_yes, 6, 2).kappa, -1, 1e-15);
    assert_near(agreement_make(test_arena(), yes_no, yes, 6, 2).kappa, 0, 1e-15);
    assert_int_equal(agreement_make(test_arena(), yes, yes, 6, 2).lack, LACK_SPREAD);
    assert_int_equal(agreement_make(test_arena(), yes_no, no_yes, 4, 2).lack, LACK_JUDGED);
}

static void assert_odds(double odds, double of_r)
{
    assert_near(odds > 1 ? 1 / odds : odds, of_r > 1 ? 1 / of_r : of_r, 1.5e-4);
    assert_true((odds > 1) == (of_r > 1));
}

static void fishers_test_is_that_of_r(void **state)
{
    (void)state;
    // R: fisher.test(matrix(c(a, c, b, d), 2)); its odds are looked for by uniroot between 0 and 1, or their
    //    reciprocals, to about 0.0001
    static const struct { size_t a, b, c, d; double p, odds, interval[2]; } cases[] = {
        {3, 1, 1, 3, 0.485714285714286, 6.408308867005788, {0.211732915305503, 621.933750545417297}},
        {10, 3, 2, 15, 5.36724119143437e-04, 21.3053312750167, {2.75343836564203, 300.682787419402}},
        {0, 7, 5, 2, 0.020979020979021, 0, {0, 0.689901887502704}},
        {12, 0, 0, 9, 3.40217058483311e-06, HUGE_VAL, {12.0872329318857, HUGE_VAL}},
        {120, 80, 90, 130, 0.000133036653973286, 2.162587091650455, {1.439581831643286, 3.262907510193251}},
        {1000, 900, 400, 500, 6.10014925143131e-05, 1.38870622212832, {1.18053252551253, 1.63426776571138}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct exact_test test = exact_test_make(test_arena(), cases[i].a, cases[i].b, cases[i].c, cases[i].d);
        assert_int_equal(test.lack, LACK_NOTHING);
        assert_near(test.p, cases[i].p, 1e-11 * cases[i].p);
        assert_odds(test.odds_ratio, cases[i].odds);
        assert_odds(test.interval.low, cases[i].interval[0]);
        assert_odds(test.interval.high, cases[i].interval[1]);
    }
    assert_int_equal(exact_test_make(test_arena(), 1, 1, 1, 1).lack, LACK_ANSWERS);
    assert_int_equal(exact_test_make(test_arena(), 5, 5, 0, 0).lack, LACK_MARGIN);
    assert_int_equal(exact_test_make(test_arena(), 5, 0, 5, 0).lack, LACK_MARGIN);
    assert_int_equal(exact_test_make(test_arena(), SIZE_MAX, SIZE_MAX, 1, 2).lack, LACK_ROOM);
}

static double choose(size_t n, size_t k)
{
    double product = 1;
    for (size_t i = 1; i <= k; i++)
        product = product * (double)(n - k + i) / (double)i; // whole at each step
    return round(product);
}

// How many of the tables with these sums there are, each weighted by odds ^ its first cell, from cell `least` to `most`.
static double tables_weighed(size_t row, size_t column, size_t n, double odds, size_t least, size_t most)
{
    double sum = 0;
    for (size_t x = least; x <= most && x <= row && x <= column; x++)
        if (column - x <= n - row)
            sum += choose(row, x) * choose(n - row, column - x) * pow(odds, (double)x);
    return sum;
}

static void the_odds_are_those_of_all_tables_counted_out(void **state)
{
    (void)state;
    for (size_t run = 0; run < 300; run++) {
        size_t a = rand_below(test_random(), 9), b = rand_below(test_random(), 9), c = rand_below(test_random(), 9), d = 5;
        struct exact_test test = exact_test_make(test_arena(), a, b, c, d);
        size_t row = a + b, column = a + c, n = a + b + c + d;
        if (test.lack != LACK_NOTHING)
            continue;
        double low = test.interval.low, high = test.interval.high, odds = test.odds_ratio, mean = 0;
        if (low > 0)
            assert_near(tables_weighed(row, column, n, low, a, n) / tables_weighed(row, column, n, low, 0, n), 0.025, 1e-9);
        if (isfinite(high))
            assert_near(tables_weighed(row, column, n, high, 0, a) / tables_weighed(row, column, n, high, 0, n), 0.025, 1e-9);
        for (size_t x = 0; x <= n && isfinite(odds) && odds > 0; x++)
            mean += (double)x * tables_weighed(row, column, n, odds, x, x) / tables_weighed(row, column, n, odds, 0, n);
        assert_true(odds == 0 || !isfinite(odds) || fabs(mean - (double)a) < 1e-9);
    }
}

static void fishers_p_is_that_of_all_tables_counted_out(void **state)
{
    (void)state;
    for (size_t a = 0; a < 7; a++)
        for (size_t b = 0; b < 7; b++)
            for (size_t c = 0; c < 7; c++)
                for (size_t d = 0; d < 7; d++) {
                    struct exact_test test = exact_test_make(test_arena(), a, b, c, d);
                    if (test.lack != LACK_NOTHING)
                        continue;
                    double all = 0, as_rare = 0, here = choose(a + b, a) * choose(c + d, c);
                    for (size_t x = 0; x <= a + b; x++)
                        if (x <= a + c && a + c - x <= c + d) {
                            double ways = choose(a + b, x) * choose(c + d, a + c - x);
                            all += ways;
                            as_rare += ways <= here ? ways : 0;
                        }
                    assert_near(test.p, as_rare / all, 1e-12);
                    assert_true(test.interval.low <= test.odds_ratio && test.odds_ratio <= test.interval.high);
                }
}

static void where_there_is_nothing_to_say_nothing_is_said(void **state)
{
    (void)state;
    static const double same[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, shifted[] = {1.1, 1.1, 1.1, 1.1, 1.1, 1.1};
    static const double wild[] = {1, 2, 3, 4, (double)NAN}, endless[] = {1, 2, 3, 4, HUGE_VAL}, large[] = {1, 2, 3, 4, 1e300};
    struct difference difference = difference_paired(test_arena(), same, shifted, 6);
    assert_int_equal(difference.lack, LACK_SPREAD);
    assert_near(difference.difference, 1, 1e-15);
    assert_int_equal(difference_welch(test_arena(), same, 6, shifted, 6).lack, LACK_SPREAD);
    assert_int_equal(difference_paired(test_arena(), before, after, 4).lack, LACK_PAIRS);
    assert_int_equal(difference_paired(test_arena(), NULL, NULL, 0).lack, LACK_PAIRS);
    assert_int_equal(difference_welch(test_arena(), one, 8, other, 4).lack, LACK_GROUPS);
    assert_int_equal(difference_welch(test_arena(), one, 0, other, 6).lack, LACK_GROUPS);
    assert_int_equal(difference_paired(test_arena(), before, wild, 5).lack, LACK_NUMBER);
    assert_int_equal(difference_welch(test_arena(), endless, 5, other, 6).lack, LACK_NUMBER);
    assert_int_equal(difference_welch(test_arena(), other, 6, large, 5).lack, LACK_NUMBER);
    assert_int_equal(summary_make(test_arena(), one, 4).lack, LACK_ANSWERS);
    assert_int_equal(summary_make(test_arena(), NULL, 0).lack, LACK_ANSWERS);
    for (enum lack lack = LACK_NOTHING; lack < LACK_COUNT; lack++)
        assert_true((*lack_sentence(lack) == '\0') == (lack == LACK_NOTHING));
}

TESTS(statistics, means_and_medians_are_as_worked_out_by_hand, intervals_of_a_share_are_those_of_r,
      intervals_of_a_share_do_what_they_promise, a_change_is_tested_as_by_r, two_groups_are_compared_as_by_r,
      intervals_of_d_are_those_of_the_noncentral_t_distribution, turning_things_round_turns_the_sign, alpha_and_feldt_are_those_of_r,
      kappa_is_that_of_r, fishers_test_is_that_of_r, fishers_p_is_that_of_all_tables_counted_out,
      the_odds_are_those_of_all_tables_counted_out, where_there_is_nothing_to_say_nothing_is_said)
