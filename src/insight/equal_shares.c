// equal_shares.c - the rounds of one run: find the project with the most effective votes, let its supporters pay.
#include "insight/equal_shares.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "insight/exact.h"

void equal_shares_begin(struct arena *arena, const struct budget *budget, const struct ballot_groups *groups, const uint32_t *votes,
                        bool is_integral, struct equal_shares *shares)
{
    *shares = (struct equal_shares){
        .budget = budget, .groups = groups, .votes = votes, .is_integral = is_integral,
        .purse = ARENA_ARRAY(arena, struct purse, groups->n),
        .round_of = ARENA_ARRAY(arena, uint32_t, budget->projects),
        .least_price = ARENA_ARRAY(arena, double, budget->projects),
        .guess = ARENA_ARRAY(arena, double, budget->projects),
        .expected = ARENA_ARRAY(arena, uint32_t, budget->projects),
        .bought = ARENA_ARRAY(arena, struct purchase, budget->projects),
        .heap = ARENA_ARRAY(arena, struct candidate, budget->projects),
        .looks = ARENA_ARRAY(arena, struct look, budget->projects),
        .equal = ARENA_ARRAY(arena, uint32_t, budget->projects),
        .exact = exact_new(),
    };
    for (uint32_t group = 0; group < groups->n; group++)
        shares->purse[group].people = groups->people[group];
}

void equal_shares_end(struct equal_shares *shares)
{
    exact_free(shares->exact);
}

// --- the heap of candidates ---

static bool goes_before(const struct candidate *a, const struct candidate *b)
{
    return a->most > b->most || (a->most >= b->most && a->project < b->project);
}

static void heap_put(struct equal_shares *shares, struct candidate candidate)
{
    uint32_t at = shares->heap_count++;
    for (; at > 0 && goes_before(&candidate, &shares->heap[(at - 1) / 2]); at = (at - 1) / 2)
        shares->heap[at] = shares->heap[(at - 1) / 2];
    shares->heap[at] = candidate;
}

static struct candidate heap_take(struct equal_shares *shares)
{
    struct candidate *heap = shares->heap, top = heap[0], last = heap[--shares->heap_count];
    uint32_t at = 0;
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= shares->heap_count)
            break;
        if (child + 1 < shares->heap_count && goes_before(&heap[child + 1], &heap[child]))
            child++;
        if (!goes_before(&heap[child], &last))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return top;
}

// --- one round ---

// Of the projects that floating numbers cannot tell apart those with exactly the lowest price per vote; how many they are.
static size_t best_exactly(struct equal_shares *shares, const struct look *close, size_t n, uint32_t *ret_equal)
{
    mpq_t best, each, cost;
    size_t equal = 0;
    mpq_inits(best, each, cost, NULL);
    for (size_t i = 0; i < n; i++) {
        uint32_t project = close[i].candidate.project;
        if (close[i].price.is_plain) { // the weight pays: one vote costs 1 / weight of the cost
            exact_whole(each, shares->groups->weight[project]);
            mpq_inv(each, each);
        } else if (exact_price(shares, project, each)) {
            exact_whole(cost, shares->budget->costs[project]);
            mpq_div(each, each, cost);
        } else {
            continue;
        }
        int order = equal == 0 ? -1 : mpq_cmp(each, best);
        if (order < 0) {
            mpq_set(best, each);
            equal = 0;
        }
        if (order <= 0)
            ret_equal[equal++] = project;
    }
    mpq_clears(best, each, cost, NULL);
    return equal;
}

// Gives what is found about a candidate as long as it could have the `wanted` effective votes. False: not payable.
static bool candidate_look(struct equal_shares *shares, double wanted, struct look *look)
{
    enum price_kind kind = price_find(shares, look->candidate.project, wanted, &look->price);
    if (kind == PRICE_NOT_PAYABLE)
        return false;
    if (look->price.most < look->candidate.most)
        look->candidate.most = look->price.most;
    look->is_found = kind == PRICE_FOUND;
    return true;
}

// Effective votes that a project surely has which will probably be the best: it was in the run before, with a little less money.
// The others then need one glance each. 0 where there is none.
static double expectation(struct equal_shares *shares, struct look *ret_look)
{
    uint32_t round = shares->bought_count;
    *ret_look = (struct look){.candidate = {UINT32_MAX, (double)INFINITY}};
    if (round >= shares->expected_count || shares->round_of[shares->expected[round]] != 0)
        return 0;
    ret_look->candidate.project = shares->expected[round];
    return candidate_look(shares, 0, ret_look) ? ret_look->price.least : 0;
}

// Looks at candidates as long as one could have the most effective votes; gives those that can have them, by floating numbers.
static size_t candidates_look(struct equal_shares *shares)
{
    struct look *looks = shares->looks, expected;
    uint32_t looked = 0;
    double wanted = expectation(shares, &expected); // effective votes the best surely has
    while (shares->heap_count > 0 && shares->heap[0].most >= wanted) {
        struct look *look = &looks[looked];
        look->candidate = heap_take(shares);
        if (shares->round_of[look->candidate.project] != 0)
            continue; // bought in an earlier round
        if (look->candidate.project == expected.candidate.project && expected.is_found)
            *look = expected;
        else if (!candidate_look(shares, wanted, look))
            continue;
        if (look->is_found && look->price.least > wanted)
            wanted = look->price.least;
        looked++;
    }
    size_t close = 0;
    for (uint32_t i = 0; i < looked; i++) {
        heap_put(shares, looks[i].candidate);
        if (looks[i].is_found && looks[i].price.most >= wanted)
            looks[close++] = looks[i];
    }
    return close;
}

// False where no project can be paid for any more.
static bool round_decide(struct equal_shares *shares, struct arena *arena, struct budget_tie_list *ties, struct look *ret_best)
{
    size_t close = candidates_look(shares);
    const struct look *looks = shares->looks;
    if (close == 0)
        return false;
    *ret_best = looks[0];
    if (close == 1)
        return true;
    uint32_t *equal = shares->equal, best = 0;
    size_t n = best_exactly(shares, looks, close, equal);
    for (size_t i = 1; i < n; i++)
        if (tie_order(shares->budget, shares->votes, equal[i], equal[best], NULL) < 0)
            best = (uint32_t)i;
    for (size_t i = 0; i < close; i++)
        if (looks[i].candidate.project == equal[best])
            *ret_best = looks[i];
    if (n > 1 && ties != NULL)
        tie_add(arena, shares->budget, shares->votes, equal[best], equal, n, ties);
    assert(n > 0);
    return true;
}

static int64_t points_of(const struct ballot_groups *groups, size_t supporter)
{
    return groups->supporter_points == NULL ? 1 : groups->supporter_points[supporter];
}

// Whether floating numbers leave open if paying leaves nothing.
static bool is_close(const struct equal_shares *shares, double had, double due)
{
    return (had > 0) & (fabs(had - due) <= 1e-9 * due + 1e-10 * shares->endowment);
}

static bool is_anybody_close(const struct equal_shares *shares, uint32_t project, double price)
{
    const struct ballot_groups *groups = shares->groups;
    bool is_any = false;
    for (size_t i = groups->supporters_at[project]; i < groups->supporters_at[project + 1]; i++)
        is_any |= is_close(shares, shares->purse[groups->supporters[i]].money, price * (double)points_of(groups, i));
    return is_any;
}

// What a person of the group has after paying, where floating numbers leave open if that is nothing; below 0 if it was too little.
static double left_exactly(struct equal_shares *shares, uint32_t group, int64_t points, const mpq_t price)
{
    mpq_t gap;
    mpq_init(gap);
    exact_gap(shares, group, price, points, gap);
    int sign = mpq_sgn(gap); // stays what it is where the number is too small for a double
    double left = sign > 0 ? fmax(mpq_get_d(gap), DBL_MIN) : sign < 0 ? fmin(mpq_get_d(gap), -DBL_MIN) : 0;
    mpq_clear(gap);
    return left;
}

// Takes the money from the supporters. `exactly`: the price for those for whom it matters; NULL where there are none.
static void supporters_pay(struct equal_shares *shares, struct purchase *purchase, const mpq_t *exactly)
{
    const struct ballot_groups *groups = shares->groups;
    const uint32_t round = shares->bought_count;
    const double price = purchase->price;
    uint32_t payers = 0, emptied = 0;
    for (size_t i = groups->supporters_at[purchase->project]; i < groups->supporters_at[purchase->project + 1]; i++) {
        struct purse *purse = &shares->purse[groups->supporters[i]];
        const uint32_t people = purse->people;
        const double had = purse->money, due = price * (double)points_of(groups, i);
        double left = had - due;
        if (exactly != NULL && is_close(shares, had, due))
            left = left_exactly(shares, groups->supporters[i], points_of(groups, i), *exactly);
        const bool pays = had > 0, ends = left <= 0;
        purse->money = ends ? 0 : left;
        purse->emptied_at = (pays & ends) ? round : purse->emptied_at;
        payers += people & -(uint32_t)pays;
        emptied += people & -(uint32_t)(pays & (left < 0));
    }
    purchase->payers = payers;
    purchase->emptied = emptied;
}

static void project_buy(struct equal_shares *shares, const struct look *best)
{
    uint32_t project = best->candidate.project;
    double price = best->price.price;
    int64_t cost = shares->budget->costs[project];
    struct purchase *purchase = &shares->bought[shares->bought_count];
    *purchase = (struct purchase){.project = project, .price = price, .effective_votes = (double)cost / price};
    if (is_anybody_close(shares, project, price)) {
        mpq_t exactly; // known before the first pays: it follows from what all have
        mpq_init(exactly);
        (void)exact_price(shares, project, exactly);
        supporters_pay(shares, purchase, (const mpq_t *)&exactly);
        mpq_clear(exactly);
    } else {
        supporters_pay(shares, purchase, NULL);
    }
    shares->round_of[project] = ++shares->bought_count;
    shares->cost += cost;
}

void equal_shares_run(struct equal_shares *shares, int64_t raised, struct arena *arena, struct budget_tie_list *ties)
{
    const struct budget *budget = shares->budget;
    shares->endowment = exact_begin(shares->exact, budget, shares->is_integral, raised);
    shares->expected_count = shares->bought_count;
    for (uint32_t i = 0; i < shares->bought_count; i++) {
        shares->expected[i] = shares->bought[i].project;
        shares->guess[shares->bought[i].project] = shares->bought[i].price;
    }
    shares->bought_count = shares->heap_count = 0;
    shares->cost = 0;
    for (uint32_t group = 0; group < shares->groups->n; group++)
        shares->purse[group].money = shares->endowment;
    for (uint32_t project = 0; project < budget->projects; project++) {
        double weight = (double)shares->groups->weight[project];
        shares->round_of[project] = 0;
        if (shares->groups->weight[project] == 0 || budget->costs[project] == 0)
            continue;
        shares->least_price[project] = (double)budget->costs[project] / weight;
        heap_put(shares, (struct candidate){project, weight * (1 + 1e-9)});
    }
    struct look best;
    while (shares->cost <= budget->limit && round_decide(shares, arena, ties, &best))
        project_buy(shares, &best);
}
