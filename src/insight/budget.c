// budget.c - checks an instance, counts votes and points, and hands over to the rule.
#include "insight/budget.h"

#include "insight/equal_shares.h"

static enum err money_check(int64_t money)
{
    return money < 0 ? ERR_INVALID : money > BUDGET_MOST_MONEY ? ERR_LIMIT : OK;
}

static enum err ballot_check(const struct budget *budget, uint32_t voter, uint32_t *seen)
{
    if (budget->ballot_at[voter] > budget->ballot_at[voter + 1])
        return ERR_INVALID;
    for (size_t i = budget->ballot_at[voter]; i < budget->ballot_at[voter + 1]; i++) {
        uint32_t project = budget->ballot_projects[i];
        if (project >= budget->projects || seen[project] == voter + 1)
            return ERR_INVALID;
        seen[project] = voter + 1;
        if (budget->ballot_points != NULL &&
            (budget->ballot_points[i] > BUDGET_MOST_POINTS || budget->ballot_points[i] < -BUDGET_MOST_POINTS))
            return ERR_LIMIT;
    }
    return OK;
}

static enum err budget_check(const struct budget *budget)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    uint32_t *seen = ARENA_ARRAY(scratch, uint32_t, budget->projects); // the last voter, from 1, who named it
    TRY(money_check(budget->limit));
    if (budget->unit < 1 || (budget->voters > 0 && budget->ballot_at[0] != 0))
        return ERR_INVALID;
    if (budget->unit > INT32_MAX || budget->voters >= UINT32_MAX || budget->projects >= UINT32_MAX)
        return ERR_LIMIT;
    for (uint32_t project = 0; project < budget->projects; project++)
        TRY(money_check(budget->costs[project]));
    for (uint32_t voter = 0; voter < budget->voters; voter++)
        TRY(ballot_check(budget, voter, seen));
    return OK;
}

static void tallies_count(struct arena *arena, const struct budget *budget, struct tallies *tallies)
{
    size_t marks = budget->voters == 0 ? 0 : budget->ballot_at[budget->voters];
    tallies->votes = ARENA_ARRAY(arena, uint32_t, budget->projects);
    tallies->score = ARENA_ARRAY(arena, int64_t, budget->projects);
    for (size_t i = 0; i < marks; i++) {
        int64_t points = budget->ballot_points == NULL ? 1 : budget->ballot_points[i];
        tallies->votes[budget->ballot_projects[i]] += points > 0;
        tallies->score[budget->ballot_projects[i]] += points;
    }
}

enum err budget_decide(struct arena *arena, const struct budget *budget, const struct budget_options *options,
                       struct budget_outcome *ret_outcome)
{
    struct tallies tallies;
    TRY(budget_check(budget));
    tallies_count(arena, budget, &tallies);
    struct budget_outcome outcome = {
        .winners = ARENA_ARRAY(arena, uint32_t, budget->projects),
        .findings = ARENA_ARRAY(arena, struct budget_finding, budget->projects),
    };
    for (uint32_t project = 0; project < budget->projects; project++)
        outcome.findings[project] = (struct budget_finding){
            .reason = BUDGET_NO_VOTES, .votes = tallies.votes[project], .score = tallies.score[project]};
    if (options->rule == BUDGET_EQUAL_SHARES)
        equal_shares_decide(arena, budget, options, &tallies, &outcome);
    else
        greedy_fill(arena, budget, &tallies, options->rule == BUDGET_GREEDY_SCORE, BUDGET_CHOSEN, &outcome);
    if (arena_is_full(arena))
        return ERR_LIMIT;
    *ret_outcome = outcome;
    return OK;
}
