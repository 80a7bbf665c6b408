// budget_slow_fixture.h - Equal Shares once more for tests: voter by voter, in rational numbers only, with nothing clever in it.
#ifndef SEMPRE_INSIGHT_BUDGET_SLOW_FIXTURE_H
#define SEMPRE_INSIGHT_BUDGET_SLOW_FIXTURE_H

#include <gmp.h>
#include <stdlib.h>

#include "insight/budget.h"

enum { SLOW_MOST = 64 }; // projects, and voters

struct slow_outcome {
    uint32_t winners[SLOW_MOST];
    uint32_t winner_count;
    int64_t cost, raised;
    uint32_t equal_at[SLOW_MOST]; // how many were exactly the best when each winner was bought by Equal Shares
    uint32_t payers[SLOW_MOST];   // who had something left to pay for each with
};

static inline int64_t slow_points(const struct budget *budget, uint32_t voter, uint32_t project)
{
    for (size_t i = budget->ballot_at[voter]; i < budget->ballot_at[voter + 1]; i++)
        if (budget->ballot_projects[i] == project)
            return budget->ballot_points == NULL ? 1 : budget->ballot_points[i] > 0 ? budget->ballot_points[i] : 0;
    return 0;
}

static inline int64_t slow_count(const struct budget *budget, uint32_t project, bool as_points)
{
    int64_t n = 0;
    for (uint32_t voter = 0; voter < budget->voters; voter++)
        n += as_points ? slow_points(budget, voter, project) : slow_points(budget, voter, project) > 0;
    return n;
}

// The price: begins with everybody and drops, one after the other, whoever has less than their part. False: not payable.
static inline bool slow_price(const struct budget *budget, mpq_t *money, uint32_t project, mpq_t price)
{
    bool is_out[SLOW_MOST] = {0}, is_changed = true;
    mpq_t sum, part;
    int64_t weight = 1;
    mpq_inits(sum, part, NULL);
    while (is_changed && weight > 0) {
        is_changed = false;
        weight = 0;
        mpq_set_si(sum, budget->costs[project], 1);
        for (uint32_t voter = 0; voter < budget->voters; voter++) {
            if (is_out[voter])
                mpq_sub(sum, sum, money[voter]);
            else
                weight += slow_points(budget, voter, project);
        }
        mpq_set_si(price, weight, 1);
        if (weight > 0)
            mpq_div(price, sum, price);
        for (uint32_t voter = 0; weight > 0 && voter < budget->voters; voter++) {
            mpq_set_si(part, slow_points(budget, voter, project), 1);
            mpq_mul(part, part, price);
            if (!is_out[voter] && mpq_sgn(part) > 0 && mpq_cmp(money[voter], part) < 0)
                is_out[voter] = is_changed = true;
        }
    }
    mpq_clears(sum, part, NULL);
    return weight > 0;
}

static inline bool slow_goes_first(const struct budget *budget, uint32_t a, uint32_t b)
{
    int64_t x = slow_count(budget, a, false), y = slow_count(budget, b, false);
    return x != y ? x > y : budget->costs[a] != budget->costs[b] ? budget->costs[a] < budget->costs[b] : a < b;
}

static inline void slow_run(const struct budget *budget, bool is_integral, int64_t raised, struct slow_outcome *outcome)
{
    mpq_t money[SLOW_MOST], price, best, best_price, part;
    bool is_bought[SLOW_MOST] = {0};
    mpq_inits(price, best, best_price, part, NULL);
    *outcome = (struct slow_outcome){.raised = raised};
    for (uint32_t voter = 0; voter < budget->voters; voter++) {
        mpq_init(money[voter]);
        mpq_set_si(money[voter], is_integral ? budget->limit / budget->voters / budget->unit * budget->unit : budget->limit,
                   is_integral ? 1 : budget->voters);
        mpq_canonicalize(money[voter]);
        mpq_set_si(part, raised * budget->unit, 1);
        mpq_add(money[voter], money[voter], part);
    }
    for (uint32_t project = 0; project < budget->projects; project++)
        if (budget->costs[project] == 0 && slow_count(budget, project, false) > 0) {
            is_bought[project] = true;
            outcome->winners[outcome->winner_count++] = project;
        }
    for (;;) {
        uint32_t chosen = UINT32_MAX, equal = 0;
        for (uint32_t project = 0; project < budget->projects; project++) {
            if (is_bought[project] || budget->costs[project] == 0 || !slow_price(budget, money, project, price))
                continue;
            mpq_set_si(part, budget->costs[project], 1);
            mpq_div(part, price, part); // the price per vote
            int order = chosen == UINT32_MAX ? -1 : mpq_cmp(part, best);
            equal = order < 0 ? 1 : order == 0 ? equal + 1 : equal;
            if (order < 0 || (order == 0 && slow_goes_first(budget, project, chosen))) {
                chosen = project;
                mpq_set(best, part);
                mpq_set(best_price, price);
            }
        }
        if (chosen == UINT32_MAX)
            break;
        for (uint32_t voter = 0; voter < budget->voters; voter++) {
            mpq_set_si(part, slow_points(budget, voter, chosen), 1);
            mpq_mul(part, part, best_price);
            outcome->payers[outcome->winner_count] += mpq_sgn(part) > 0 && mpq_sgn(money[voter]) > 0;
            mpq_sub(money[voter], money[voter], mpq_cmp(part, money[voter]) < 0 ? part : money[voter]);
        }
        is_bought[chosen] = true;
        outcome->equal_at[outcome->winner_count] = equal;
        outcome->winners[outcome->winner_count++] = chosen;
        outcome->cost += budget->costs[chosen];
    }
    for (uint32_t voter = 0; voter < budget->voters; voter++)
        mpq_clear(money[voter]);
    mpq_clears(price, best, best_price, part, NULL);
}

static inline bool slow_has(const struct slow_outcome *outcome, uint32_t project)
{
    for (uint32_t i = 0; i < outcome->winner_count; i++)
        if (outcome->winners[i] == project)
            return true;
    return false;
}

// By votes, by points where there are any.
static inline void slow_fill(const struct budget *budget, struct slow_outcome *outcome)
{
    bool is_done[SLOW_MOST] = {0}, by_points = budget->ballot_points != NULL;
    for (;;) {
        uint32_t next = UINT32_MAX;
        for (uint32_t project = 0; project < budget->projects; project++) {
            int64_t key = slow_count(budget, project, by_points);
            if (is_done[project] || slow_has(outcome, project) || key == 0)
                continue;
            int64_t most = next == UINT32_MAX ? -1 : slow_count(budget, next, by_points);
            if (key > most || (key == most && slow_goes_first(budget, project, next)))
                next = project;
        }
        if (next == UINT32_MAX)
            return;
        is_done[next] = true;
        if (budget->costs[next] > budget->limit - outcome->cost)
            continue;
        outcome->winners[outcome->winner_count++] = next;
        outcome->cost += budget->costs[next];
    }
}

// Whether add1 ends: nothing is left to buy, or nothing that fits where that is asked for.
static inline bool slow_is_done(const struct budget *budget, const struct slow_outcome *outcome, bool fits)
{
    for (uint32_t project = 0; project < budget->projects; project++)
        if (slow_count(budget, project, false) > 0 && !slow_has(outcome, project) &&
            (!fits || budget->costs[project] <= budget->limit - outcome->cost))
            return false;
    return true;
}

static inline void slow_decide(const struct budget *budget, const struct budget_options *options, struct slow_outcome *outcome)
{
    bool raises = options->completion == BUDGET_ADD1 || options->completion == BUDGET_ADD1U;
    slow_run(budget, options->integral_endowment, 0, outcome);
    while (raises && !slow_is_done(budget, outcome, false) &&
           !(options->stop_when_exhaustive && slow_is_done(budget, outcome, true))) {
        struct slow_outcome next;
        slow_run(budget, options->integral_endowment, outcome->raised + 1, &next);
        if (next.cost > budget->limit)
            break;
        *outcome = next;
    }
    if (options->completion == BUDGET_UTILITARIAN || options->completion == BUDGET_ADD1U)
        slow_fill(budget, outcome);
}

#endif
