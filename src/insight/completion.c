// completion.c - Equal Shares as a whole: what costs nothing, runs with ever more money, and what became of each project.
#include "insight/equal_shares.h"

#include <math.h>

static bool can_be_bought(const struct equal_shares *shares, uint32_t project)
{
    return shares->groups->weight[project] > 0 && shares->budget->costs[project] > 0 && shares->round_of[project] == 0;
}

// Whether no project that has votes and was not bought fits into the limit any more.
static bool is_exhaustive(const struct equal_shares *shares)
{
    for (uint32_t project = 0; project < shares->budget->projects; project++)
        if (can_be_bought(shares, project) && shares->budget->costs[project] <= shares->budget->limit - shares->cost)
            return false;
    return true;
}

// The next step worth a run. Usually one further. But where everybody could pay everything in full, more money changes nothing until
// the supporters of a project that was not bought have its cost together at the very start; a project with one vote in a
// town of many is so reached at once. 0: no step changes anything.
static int64_t next_step(const struct equal_shares *shares, int64_t raised)
{
    double nearest = INFINITY; // endowment at which any of the others can be paid for at all
    for (uint32_t project = 0; project < shares->budget->projects; project++)
        if (can_be_bought(shares, project))
            nearest = fmin(nearest, (double)shares->budget->costs[project] / (double)shares->votes[project]);
    if (isinf(nearest))
        return 0;
    double skipped = floor((nearest - shares->endowment) / (double)shares->budget->unit) - 1;
    return shares->is_anybody_emptied || skipped < 1 ? raised + 1 : raised + (int64_t)skipped;
}

static int64_t add1(struct equal_shares *shares, bool stops_when_exhaustive)
{
    int64_t raised = 0;
    equal_shares_run(shares, 0, NULL, NULL);
    while (!(stops_when_exhaustive && is_exhaustive(shares))) {
        int64_t next = next_step(shares, raised);
        if (next == 0)
            break;
        equal_shares_run(shares, next, NULL, NULL);
        if (shares->cost > shares->budget->limit)
            break;
        raised = next;
    }
    return raised;
}

static double money_behind(const struct equal_shares *shares, uint32_t project)
{
    const struct ballot_groups *groups = shares->groups;
    double sum = 0;
    for (size_t i = groups->supporters_at[project]; i < groups->supporters_at[project + 1]; i++)
        sum += shares->money[groups->supporters[i].group] * groups->supporters[i].people;
    return sum;
}

static void findings_fill(const struct equal_shares *shares, struct budget_outcome *outcome)
{
    for (uint32_t i = 0; i < shares->bought_count; i++) {
        const struct purchase *purchase = &shares->bought[i];
        struct budget_finding *finding = &outcome->findings[purchase->project];
        outcome->winners[outcome->winner_count] = purchase->project;
        finding->place = ++outcome->winner_count;
        finding->reason = BUDGET_CHOSEN;
        finding->price = purchase->price;
        finding->effective_votes = purchase->effective_votes;
        finding->payers = purchase->payers;
        finding->emptied = purchase->emptied;
    }
    for (uint32_t project = 0; project < shares->budget->projects; project++)
        if (can_be_bought(shares, project)) {
            outcome->findings[project].reason = BUDGET_NOT_PAID;
            outcome->findings[project].behind = money_behind(shares, project);
        }
}

void equal_shares_decide(struct arena *arena, const struct budget *budget, const struct budget_options *options,
                         const struct tallies *tallies, struct budget_outcome *outcome)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct ballot_groups groups;
    struct equal_shares shares;
    bool raises = options->completion == BUDGET_ADD1 || options->completion == BUDGET_ADD1U;
    for (uint32_t project = 0; project < budget->projects; project++)
        if (tallies->votes[project] > 0 && budget->costs[project] == 0) {
            outcome->winners[outcome->winner_count] = project;
            outcome->findings[project].place = ++outcome->winner_count;
            outcome->findings[project].reason = BUDGET_CHOSEN_FREE;
        }
    outcome->left = ARENA_ARRAY(arena, double, budget->voters);
    if (budget->voters == 0)
        return;
    ballot_groups_make(scratch, budget, &groups);
    equal_shares_begin(scratch, budget, &groups, tallies->votes, options->integral_endowment, &shares);
    outcome->raised = raises ? add1(&shares, options->stop_when_exhaustive) : 0;
    equal_shares_run(&shares, outcome->raised, arena, &outcome->ties);
    outcome->cost = shares.cost;
    outcome->endowment = shares.endowment;
    findings_fill(&shares, outcome);
    for (uint32_t voter = 0; voter < budget->voters; voter++)
        outcome->left[voter] = groups.of_voter[voter] == UINT32_MAX ? shares.endowment : shares.money[groups.of_voter[voter]];
    equal_shares_end(&shares);
    if (options->completion == BUDGET_UTILITARIAN || options->completion == BUDGET_ADD1U)
        greedy_fill(arena, budget, tallies, budget->ballot_points != NULL, BUDGET_CHOSEN_AFTER, outcome);
}
