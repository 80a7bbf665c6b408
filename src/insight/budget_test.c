// budget_test.c - fair shares of money against a slow exact implementation, instances worked by hand, and what must always hold.
#include "insight/budget.h"

#include <math.h>

#include "insight/budget_slow_fixture.h"
#include "support.h"

enum { MARKS_MOST = SLOW_MOST * SLOW_MOST };

// An instance with room of its own.
struct instance {
    struct budget budget;
    int64_t costs[SLOW_MOST];
    size_t at[SLOW_MOST + 1];
    uint32_t projects[MARKS_MOST];
    int64_t points[MARKS_MOST];
};

static struct instance *instance_new(int64_t limit)
{
    struct instance *instance = ARENA_NEW(test_arena(), struct instance);
    instance->budget = (struct budget){.limit = limit, .unit = 1, .costs = instance->costs, .ballot_at = instance->at,
                                       .ballot_projects = instance->projects};
    return instance;
}

static void project_add(struct instance *instance, int64_t cost)
{
    instance->costs[instance->budget.projects++] = cost;
}

static void mark_add(struct instance *instance, uint32_t project, int64_t points)
{
    size_t to = instance->at[instance->budget.voters + 1]++;
    instance->projects[to] = project;
    instance->points[to] = points;
}

static void voter_begin(struct instance *instance)
{
    instance->at[instance->budget.voters + 1] = instance->at[instance->budget.voters];
}

// "02" votes for the projects 0 and 2.
static void voter_add(struct instance *instance, const char *projects)
{
    voter_begin(instance);
    for (; *projects != '\0'; projects++)
        mark_add(instance, (uint32_t)(*projects - '0'), 1);
    instance->budget.voters++;
}

static struct budget_outcome decide(const struct instance *instance, struct budget_options options)
{
    struct budget_outcome outcome;
    assert_ok(budget_decide(test_arena(), &instance->budget, &options, &outcome));
    return outcome;
}

static void assert_winners(const struct budget_outcome *outcome, const char *expected)
{
    char text[SLOW_MOST + 1] = "";
    for (uint32_t i = 0; i < outcome->winner_count; i++)
        text[i] = (char)('0' + outcome->winners[i]);
    assert_string_equal(text, expected);
}

static void assert_money(double a, double b) // to nine digits
{
    assert_true(fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b))));
}

// 400 for four people: 100 each. Project 0: three people pay 50 each. 2: its voters have 50 and 100: one gives all, the other 60.
// 1: its voters have 50 each left, it costs 120. 3: nobody. 4 costs nothing.
static struct instance *four_people(void)
{
    struct instance *instance = instance_new(400);
    static const int64_t costs[] = {150, 120, 110, 10, 0};
    for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++)
        project_add(instance, costs[i]);
    voter_add(instance, "01");
    voter_add(instance, "10");
    voter_add(instance, "02");
    voter_add(instance, "24");
    return instance;
}

static void equal_shares_says_who_paid_and_why_not(void **state)
{
    (void)state;
    struct budget_outcome outcome = decide(four_people(), (struct budget_options){.rule = BUDGET_EQUAL_SHARES});
    const struct budget_finding *findings = outcome.findings;
    assert_winners(&outcome, "402");
    assert_int_equal(outcome.cost, 260);
    assert_money(outcome.endowment, 100);
    assert_int_equal(outcome.raised, 0);
    assert_int_equal(findings[0].reason, BUDGET_CHOSEN);
    assert_int_equal(findings[0].payers, 3);
    assert_int_equal(findings[0].emptied, 0);
    assert_money(findings[0].price, 50);
    assert_money(findings[0].effective_votes, 3);
    assert_int_equal(findings[2].payers, 2);
    assert_int_equal(findings[2].emptied, 1);
    assert_money(findings[2].price, 60);
    assert_money(findings[2].effective_votes, 110.0 / 60);
    assert_int_equal(findings[1].reason, BUDGET_NOT_PAID);
    assert_money(findings[1].behind, 100);
    assert_int_equal(findings[1].place, 0);
    assert_int_equal(findings[3].reason, BUDGET_NO_VOTES);
    assert_int_equal(findings[4].reason, BUDGET_CHOSEN_FREE);
    assert_int_equal(outcome.ties.n, 0);
    static const double left[] = {50, 50, 0, 40};
    for (size_t i = 0; i < 4; i++)
        assert_money(outcome.left[i], left[i]);
}

// With 110 each, three people still pay 50 for project 0. Then 1 (two have 60) and 2 (60 and 110) have two full votes each, and 2
// costs less. Below 110 its voters cannot pay for 1.
static void add1_raises_until_more_fits_and_reports_the_tie(void **state)
{
    (void)state;
    struct budget_outcome outcome =
        decide(four_people(), (struct budget_options){.rule = BUDGET_EQUAL_SHARES, .completion = BUDGET_ADD1});
    assert_winners(&outcome, "4021");
    assert_int_equal(outcome.raised, 10);
    assert_money(outcome.endowment, 110);
    assert_int_equal(outcome.cost, 380);
    assert_int_equal(outcome.ties.n, 1);
    assert_int_equal(outcome.ties.at[0].n, 2);
    assert_int_equal(outcome.ties.at[0].projects[0], 2);
    assert_int_equal(outcome.ties.at[0].projects[1], 1);
    assert_int_equal(outcome.ties.at[0].decided_by, BUDGET_BY_COST);
}

static void what_is_left_goes_by_votes(void **state)
{
    (void)state;
    struct budget_outcome outcome =
        decide(four_people(), (struct budget_options){.rule = BUDGET_EQUAL_SHARES, .completion = BUDGET_UTILITARIAN});
    assert_winners(&outcome, "4021");
    assert_int_equal(outcome.findings[1].reason, BUDGET_CHOSEN_AFTER);
    assert_money(outcome.findings[1].behind, 100);
    assert_int_equal(outcome.raised, 0);
}

static void greedy_takes_what_fits_and_tells_what_was_left(void **state)
{
    (void)state;
    struct instance *instance = four_people();
    instance->budget.limit = 265;
    struct budget_outcome outcome = decide(instance, (struct budget_options){.rule = BUDGET_GREEDY_VOTES});
    assert_winners(&outcome, "024"); // 0 has three votes; 1 and 2 two each, of which only 2 fits into 115
    assert_int_equal(outcome.findings[1].reason, BUDGET_DOES_NOT_FIT);
    assert_int_equal(outcome.findings[1].left, 5);
    assert_int_equal(outcome.findings[3].reason, BUDGET_NO_VOTES);
    assert_int_equal(outcome.ties.n, 0); // 1 has as many votes as 2, but did not fit any more
    instance->budget.limit = 275;
    outcome = decide(instance, (struct budget_options){.rule = BUDGET_GREEDY_VOTES});
    assert_winners(&outcome, "024");
    assert_int_equal(outcome.ties.n, 1);
    assert_int_equal(outcome.ties.at[0].decided_by, BUDGET_BY_COST);
}

static void greedy_by_score_counts_points_and_refuses_what_is_disliked(void **state)
{
    (void)state;
    struct instance *instance = instance_new(100);
    for (size_t i = 0; i < 3; i++)
        project_add(instance, 50);
    instance->budget.ballot_points = instance->points;
    static const int64_t points[2][3] = {{1, 5, 2}, {1, -1, -3}};
    for (size_t voter = 0; voter < 2; voter++) {
        voter_begin(instance);
        for (uint32_t project = 0; project < 3; project++)
            mark_add(instance, project, points[voter][project]);
        instance->budget.voters++;
    }
    struct budget_outcome outcome = decide(instance, (struct budget_options){.rule = BUDGET_GREEDY_SCORE});
    assert_winners(&outcome, "10");
    assert_int_equal(outcome.findings[1].score, 4);
    assert_int_equal(outcome.findings[1].votes, 1);
    assert_int_equal(outcome.findings[2].reason, BUDGET_NO_SCORE);
    outcome = decide(instance, (struct budget_options){.rule = BUDGET_GREEDY_VOTES});
    assert_winners(&outcome, "01");
}

// --- against the slow one ---

enum { CLOSE_BASE = 1000000000 };

static struct instance *instance_random(struct rand *random)
{
    struct instance *instance = instance_new(0);
    uint64_t kind = rand_below(random, 4); // many ties; some; costs that differ in the tenth digit; nothing special
    uint32_t projects = 1 + (uint32_t)rand_below(random, 9), voters = 1 + (uint32_t)rand_below(random, 14);
    int64_t sum = 0;
    for (uint32_t i = 0; i < projects; i++) {
        int64_t cost = kind == 0   ? 12 * (int64_t)rand_below(random, 4)
                       : kind == 1 ? (int64_t)rand_below(random, 40)
                       : kind == 2 ? CLOSE_BASE * (1 + (int64_t)rand_below(random, 3)) + (int64_t)rand_below(random, 3)
                                   : 1 + (int64_t)rand_below(random, 100000);
        project_add(instance, cost);
        sum += cost;
    }
    instance->budget.limit = (int64_t)rand_below(random, (uint64_t)sum + 2);
    instance->budget.unit = kind == 2 ? CLOSE_BASE / 100 : kind == 3 ? 100 : 1;
    if (rand_below(random, 3) == 0)
        instance->budget.ballot_points = instance->points;
    for (uint32_t voter = 0; voter < voters; voter++) {
        voter_begin(instance);
        for (uint32_t project = 0; project < projects; project++) {
            uint32_t named = voter % 2 == 0 ? project : projects - 1 - project; // ballots need no order
            if (rand_below(random, 3) == 0)
                mark_add(instance, named, instance->budget.ballot_points == NULL ? 1 : (int64_t)rand_below(random, 4));
        }
        instance->budget.voters++;
    }
    return instance;
}

static void check_money(const struct budget *budget, const struct budget_outcome *outcome)
{
    double paid = 0, cost = 0;
    assert_true(outcome->cost <= budget->limit);
    for (uint32_t voter = 0; voter < budget->voters; voter++) {
        assert_true(outcome->left[voter] >= 0 && outcome->left[voter] <= outcome->endowment);
        paid += outcome->endowment - outcome->left[voter];
    }
    for (uint32_t project = 0; project < budget->projects; project++)
        if (outcome->findings[project].reason == BUDGET_CHOSEN)
            cost += (double)budget->costs[project];
    assert_true(fabs(paid - cost) <= 1e-9 * fmax(1, outcome->endowment * budget->voters));
}

static void check_against_slow(const struct budget *budget, const struct budget_options *options, size_t *ties)
{
    struct slow_outcome slow;
    struct budget_outcome outcome;
    assert_ok(budget_decide(test_arena(), budget, options, &outcome));
    slow_decide(budget, options, &slow);
    assert_int_equal(outcome.winner_count, slow.winner_count);
    for (uint32_t i = 0; i < slow.winner_count; i++) {
        assert_int_equal(outcome.winners[i], slow.winners[i]);
        assert_int_equal(outcome.findings[slow.winners[i]].payers, slow.payers[i]);
    }
    assert_int_equal(outcome.cost, slow.cost);
    assert_int_equal(outcome.raised, slow.raised);
    check_money(budget, &outcome);
    size_t tie = 0;
    for (uint32_t i = 0; i < slow.winner_count; i++)
        if (slow.equal_at[i] > 1) {
            assert_true(tie < outcome.ties.n);
            assert_int_equal(outcome.ties.at[tie].projects[0], slow.winners[i]);
            assert_int_equal(outcome.ties.at[tie].n, slow.equal_at[i]);
            tie++;
        }
    bool adds_by_votes = options->completion == BUDGET_UTILITARIAN || options->completion == BUDGET_ADD1U;
    assert_true(adds_by_votes || tie == outcome.ties.n);
    *ties += tie;
}

static void every_outcome_is_that_of_slow_exact_arithmetic(void **state)
{
    (void)state;
    struct rand *random = test_random();
    size_t ties = 0;
    for (size_t i = 0; i < 400; i++) {
        struct instance *instance = instance_random(random);
        for (enum budget_completion completion = BUDGET_NONE; completion <= BUDGET_ADD1U; completion++) {
            struct budget_options options = {.rule = BUDGET_EQUAL_SHARES, .completion = completion,
                                             .stop_when_exhaustive = rand_below(random, 4) == 0,
                                             .integral_endowment = rand_below(random, 4) == 0};
            check_against_slow(&instance->budget, &options, &ties);
        }
        arena_reset(test_arena());
    }
    assert_true(ties > 200);
}

// The first voter has 1, pays 1/3, then 2/3. In floating numbers something would be left to pay for the third project with.
static void whoever_paid_the_last_bit_pays_no_more(void **state)
{
    (void)state;
    struct instance *instance = instance_new(6);
    static const char *const ballots[] = {"012", "0", "0", "1", "1", "2"};
    for (size_t i = 0; i < 6; i++)
        voter_add(instance, ballots[i]);
    project_add(instance, 1);
    project_add(instance, 2);
    project_add(instance, 1);
    struct budget_outcome outcome = decide(instance, (struct budget_options){.rule = BUDGET_EQUAL_SHARES});
    assert_winners(&outcome, "012");
    assert_true(outcome.left[0] == 0);
    assert_int_equal(outcome.findings[1].payers, 3);
    assert_int_equal(outcome.findings[1].emptied, 0);
    assert_int_equal(outcome.findings[2].payers, 1);
}

// Few people and sums so large that one more for each changes nothing for a long time: the steps passed over are none too many.
static void steps_that_change_nothing_are_passed_over(void **state)
{
    (void)state;
    struct rand *random = test_random();
    size_t ties = 0;
    int64_t raised = 0;
    for (size_t i = 0; i < 60; i++) {
        struct instance *instance = instance_new(0);
        uint32_t projects = 2 + (uint32_t)rand_below(random, 4), voters = 1 + (uint32_t)rand_below(random, 5);
        for (uint32_t project = 0; project < projects; project++) {
            project_add(instance, 1 + (int64_t)rand_below(random, 2000));
            instance->budget.limit += instance->costs[project];
        }
        for (uint32_t voter = 0; voter < voters; voter++) {
            voter_begin(instance);
            for (uint32_t project = 0; project < projects; project++)
                if (rand_below(random, 2) == 0)
                    mark_add(instance, project, 1);
            instance->budget.voters++;
        }
        instance->budget.limit -= (int64_t)rand_below(random, (uint64_t)instance->budget.limit / 2);
        struct budget_options options = {.rule = BUDGET_EQUAL_SHARES, .completion = BUDGET_ADD1};
        check_against_slow(&instance->budget, &options, &ties);
        raised += decide(instance, options).raised;
        arena_reset(test_arena());
    }
    assert_true(raised > 60 * 100);
}

// One voter wants something for 5,000, and then for all the money of the world.
static void a_project_far_out_of_reach_changes_nothing(void **state)
{
    (void)state;
    struct instance *instance = instance_new(9000);
    size_t ties = 0;
    static const int64_t costs[] = {600, 300, 5000};
    for (size_t i = 0; i < 3; i++)
        project_add(instance, costs[i]);
    voter_add(instance, "01");
    voter_add(instance, "0");
    voter_add(instance, "21");
    struct budget_options options = {.rule = BUDGET_EQUAL_SHARES, .completion = BUDGET_ADD1};
    check_against_slow(&instance->budget, &options, &ties);
    instance->costs[2] = BUDGET_MOST_MONEY; // step by step this would take years
    struct budget_outcome outcome = decide(instance, options);
    assert_winners(&outcome, "10");
    assert_true(outcome.raised > 1000000);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    struct budget_options options = {.rule = BUDGET_EQUAL_SHARES};
    struct budget_outcome outcome;
    struct instance *instance = four_people();
    instance->costs[0] = -1;
    assert_err(budget_decide(test_arena(), &instance->budget, &options, &outcome), ERR_INVALID);
    instance->costs[0] = BUDGET_MOST_MONEY + 1;
    assert_err(budget_decide(test_arena(), &instance->budget, &options, &outcome), ERR_LIMIT);
    instance = four_people();
    instance->projects[1] = 0; // twice in one ballot
    assert_err(budget_decide(test_arena(), &instance->budget, &options, &outcome), ERR_INVALID);
    instance->projects[1] = 5;
    assert_err(budget_decide(test_arena(), &instance->budget, &options, &outcome), ERR_INVALID);
    instance = four_people();
    instance->budget.unit = 0;
    assert_err(budget_decide(test_arena(), &instance->budget, &options, &outcome), ERR_INVALID);
}

static void nobody_and_nothing_give_an_empty_outcome(void **state)
{
    (void)state;
    struct instance *instance = instance_new(100);
    for (enum budget_rule rule = BUDGET_GREEDY_VOTES; rule <= BUDGET_EQUAL_SHARES; rule++) {
        struct budget_outcome outcome = decide(instance, (struct budget_options){.rule = rule, .completion = BUDGET_ADD1U});
        assert_int_equal(outcome.winner_count, 0);
        assert_int_equal(outcome.cost, 0);
    }
    project_add(instance, 10);
    voter_add(instance, "");
    struct budget_outcome outcome =
        decide(instance, (struct budget_options){.rule = BUDGET_EQUAL_SHARES, .completion = BUDGET_ADD1U});
    assert_int_equal(outcome.winner_count, 0);
    assert_int_equal(outcome.findings[0].reason, BUDGET_NO_VOTES);
    assert_money(outcome.left[0], 100);
}

TESTS(budget, equal_shares_says_who_paid_and_why_not, add1_raises_until_more_fits_and_reports_the_tie, what_is_left_goes_by_votes,
      greedy_takes_what_fits_and_tells_what_was_left, greedy_by_score_counts_points_and_refuses_what_is_disliked,
      every_outcome_is_that_of_slow_exact_arithmetic, whoever_paid_the_last_bit_pays_no_more,
      steps_that_change_nothing_are_passed_over, a_project_far_out_of_reach_changes_nothing, what_cannot_be_is_refused,
      nobody_and_nothing_give_an_empty_outcome)
