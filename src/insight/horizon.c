// horizon.c - for how many further steps of add1 a run stays as it is, so that they need not be run.
#include "insight/equal_shares.h"

#include <math.h>

// A run of which everything is a straight line over the raise k: each group has money + slope x k at a moment, each price is
// price - fall x k. It stays the same run until the first k at which somebody who was emptied would not be, or another project would be
// bought in some round or after the last.
struct replay {
    const struct equal_shares *shares;
    double *money, *slope; // [groups]; both 0 once emptied
    double nearest;        // the first such k, in units; never too large but for rounding
};

static double points_of(const struct ballot_groups *groups, size_t supporter)
{
    return groups->supporter_points == NULL ? 1 : (double)groups->supporter_points[supporter];
}

static void event_at(struct replay *replay, double raise)
{
    replay->nearest = fmin(replay->nearest, fmax(raise, 0));
}

// When the supporters of a project can first pay `price` per point for it. Those who have that much now count with no more: the
// price that is asked for falls.
static void payable_after(struct replay *replay, uint32_t project, double price)
{
    const struct ballot_groups *groups = replay->shares->groups;
    double paid = 0, slope = 0;
    for (size_t i = groups->supporters_at[project]; i < groups->supporters_at[project + 1]; i++) {
        uint32_t group = groups->supporters[i];
        double due = price * points_of(groups, i), people = groups->people[group];
        bool is_short = replay->money[group] < due;
        paid += people * (is_short ? replay->money[group] : due);
        slope += is_short ? people * replay->slope[group] : 0;
    }
    double missing = (double)replay->shares->budget->costs[project] - paid;
    if (missing <= 0 || slope > 0)
        event_at(replay, missing / slope);
}

// Everybody pays as in the run; when would each of the emptied have enough?
static void purchase_replay(struct replay *replay, const struct purchase *purchase, uint32_t round)
{
    const struct equal_shares *shares = replay->shares;
    const struct ballot_groups *groups = shares->groups;
    size_t from = groups->supporters_at[purchase->project], to = groups->supporters_at[purchase->project + 1];
    double fall = 0, weight = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t group = groups->supporters[i];
        bool is_emptied = shares->purse[group].money <= 0 && shares->purse[group].emptied_at <= round;
        fall += is_emptied ? groups->people[group] * replay->slope[group] : 0;
        weight += is_emptied ? 0 : groups->people[group] * points_of(groups, i);
    }
    fall = weight > 0 ? fall / weight : 0;
    for (size_t i = from; i < to; i++) {
        uint32_t group = groups->supporters[i];
        double points = points_of(groups, i), due = purchase->price * points;
        if (replay->slope[group] <= 0)
            continue; // emptied before
        if (shares->purse[group].money <= 0 && shares->purse[group].emptied_at == round) {
            event_at(replay, (due - replay->money[group]) / (replay->slope[group] + fall * points));
            replay->money[group] = replay->slope[group] = 0;
        } else {
            replay->money[group] -= due;
            replay->slope[group] += fall * points;
        }
    }
}

// Whether a project cannot have as many effective votes as another that was bought, however much money there is. Where everybody paid
// the price in full these are as many as there can be, then and with more money.
static bool is_never_better(const struct equal_shares *shares, uint32_t project, const struct purchase *purchase)
{
    int64_t weight = shares->groups->weight[project], other = shares->groups->weight[purchase->project];
    bool is_full = purchase->emptied == 0 && purchase->payers == shares->votes[purchase->project];
    if (is_full && weight == other)
        return tie_order(shares->budget, shares->votes, purchase->project, project, NULL) < 0;
    return (double)weight < purchase->effective_votes * (1 - 1e-9);
}

int64_t equal_shares_horizon(const struct equal_shares *shares)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    const struct budget *budget = shares->budget;
    struct replay replay = {.shares = shares, .nearest = (double)INFINITY,
                            .money = ARENA_ARRAY(scratch, double, shares->groups->n),
                            .slope = ARENA_ARRAY(scratch, double, shares->groups->n)};
    for (uint32_t group = 0; group < shares->groups->n; group++) {
        replay.money[group] = shares->endowment;
        replay.slope[group] = 1;
    }
    for (uint32_t round = 0; round <= shares->bought_count && replay.nearest >= (double)budget->unit; round++) {
        const struct purchase *purchase = round == shares->bought_count ? NULL : &shares->bought[round]; // NULL: after the last
        for (uint32_t project = 0; project < budget->projects; project++) {
            bool is_bought = shares->round_of[project] != 0 && (purchase == NULL || shares->round_of[project] <= round + 1);
            if (is_bought || budget->costs[project] == 0 || (purchase != NULL && is_never_better(shares, project, purchase)))
                continue;
            payable_after(&replay, project, purchase == NULL ? (double)INFINITY
                                                             : (double)budget->costs[project] / purchase->effective_votes);
        }
        if (purchase != NULL)
            purchase_replay(&replay, purchase, round);
    }
    // Less than that: what rounding and the exactness of ties could be wrong by.
    double sure = (replay.nearest * (1 - 1e-9) - 1e-12 * shares->endowment) / (double)budget->unit - 1;
    return sure < 1 ? 0 : sure > 1e15 ? INT64_C(1000000000000000) : (int64_t)sure;
}
