// completion.c - Equal Shares as a whole: what costs nothing, runs with ever more money, and what became of each project.
#include "insight/equal_shares.h"

static bool can_be_bought(const struct equal_shares *shares, uint32_t project)
{
    return shares->groups->weight[project] > 0 && shares->budget->costs[project] > 0 && shares->round_of[project] == 0;
}

// Whether a project that has votes was not bought; of those that fit into the limit only, where `fits`.
static bool is_anything_left(const struct equal_shares *shares, bool fits)
{
    for (uint32_t project = 0; project < shares->budget->projects; project++)
        if (can_be_bought(shares, project) && (!fits || shares->budget->costs[project] <= shares->budget->limit - shares->cost))
            return true;
    return false;
}

// Where projects are out of reach for very many steps, it is worked out how many of them change nothing: that costs as much as some
// runs, so it is tried seldom as long as it does not help.
static int64_t add1(struct equal_shares *shares, bool stops_when_exhaustive)
{
    enum { SELDOM = 64, WORTH = 16 };
    int64_t raised = 0, interval = SELDOM, wait = SELDOM; // runs
    equal_shares_run(shares, 0, NULL, NULL);
    while (is_anything_left(shares, stops_when_exhaustive)) {
        if (--wait <= 0) {
            int64_t same = equal_shares_horizon(shares);
            raised += same;
            interval = same >= WORTH ? SELDOM : 2 * interval;
            wait = same >= WORTH ? 1 : interval;
        }
        equal_shares_run(shares, raised + 1, NULL, NULL);
        if (shares->cost > shares->budget->limit)
            break;
        raised++;
    }
    return raised;
}

static double money_behind(const struct equal_shares *shares, uint32_t project)
{
    const struct ballot_groups *groups = shares->groups;
    double sum = 0;
    for (size_t i = groups->supporters_at[project]; i < groups->supporters_at[project + 1]; i++)
        sum += shares->purse[groups->supporters[i]].money * shares->purse[groups->supporters[i]].people;
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
        outcome->left[voter] = groups.of_voter[voter] == UINT32_MAX ? shares.endowment : shares.purse[groups.of_voter[voter]].money;
    equal_shares_end(&shares);
    if (options->completion == BUDGET_UTILITARIAN || options->completion == BUDGET_ADD1U)
        greedy_fill(arena, budget, tallies, budget->ballot_points != NULL, BUDGET_CHOSEN_AFTER, outcome);
}
