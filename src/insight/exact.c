// exact.c - prices and money left as rational numbers.
#include "insight/exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct exact {
    mpq_t endowment, scratch;
    mpq_t *prices;            // of the purchases of this run, [known]
    int64_t *factors;         // how often each is in the sum being made
    uint32_t known, cap;      // `cap` of both, all initialised
};

// A sum of the endowment and earlier prices, with whole factors: what people together have left.
struct sum {
    int64_t endowments;
    int64_t weight;           // of those who are not in the sum but pay the price
};

void exact_whole(mpq_t number, int64_t value)
{
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    mpz_import(mpq_numref(number), 1, 1, sizeof size, 0, 0, &size);
    if (value < 0)
        mpz_neg(mpq_numref(number), mpq_numref(number));
    mpz_set_ui(mpq_denref(number), 1);
}

struct exact *exact_new(void)
{
    struct exact *exact = calloc(1, sizeof *exact);
    if (exact == NULL)
        abort();
    mpq_inits(exact->endowment, exact->scratch, NULL);
    return exact;
}

void exact_free(struct exact *exact)
{
    for (uint32_t i = 0; i < exact->cap; i++)
        mpq_clear(exact->prices[i]);
    mpq_clears(exact->endowment, exact->scratch, NULL);
    free(exact->prices);
    free(exact->factors);
    free(exact);
}

static void room_make(struct exact *exact, uint32_t n)
{
    if (n <= exact->cap)
        return;
    exact->prices = reallocarray(exact->prices, n, sizeof *exact->prices);
    exact->factors = reallocarray(exact->factors, n, sizeof *exact->factors);
    if (exact->prices == NULL || exact->factors == NULL)
        abort();
    for (; exact->cap < n; exact->cap++) {
        mpq_init(exact->prices[exact->cap]);
        exact->factors[exact->cap] = 0;
    }
}

double exact_begin(struct exact *exact, const struct budget *budget, bool is_integral, int64_t raised)
{
    exact->known = 0;
    int64_t whole = budget->limit / budget->voters / budget->unit * budget->unit; // the limit is never negative
    exact_whole(exact->endowment, is_integral ? whole : budget->limit);
    mpz_set_ui(mpq_denref(exact->endowment), is_integral ? 1 : budget->voters);
    mpq_canonicalize(exact->endowment);
    exact_whole(exact->scratch, budget->unit * raised);
    mpq_add(exact->endowment, exact->endowment, exact->scratch);
    return mpq_get_d(exact->endowment);
}

// Adds what `people` of a group had before the purchase of `round`, none of which emptied them.
static void sum_add(struct equal_shares *shares, struct sum *sum, uint32_t group, int64_t people, uint32_t round)
{
    const struct ballot_groups *groups = shares->groups;
    const struct budget *budget = shares->budget;
    uint32_t voter = groups->voter[group];
    sum->endowments += people;
    for (size_t i = budget->ballot_at[voter]; i < budget->ballot_at[voter + 1]; i++) {
        uint32_t paid_in = shares->round_of[budget->ballot_projects[i]];
        int64_t points = budget->ballot_points == NULL ? 1 : budget->ballot_points[i];
        if (paid_in != 0 && paid_in <= round && points > 0)
            shares->exact->factors[paid_in - 1] += people * points;
    }
}

// (start - sum) / weight, or start - sum where the weight is 0. Clears the factors.
static void sum_resolve(struct exact *exact, const struct sum *sum, uint32_t rounds, int64_t start, mpq_t result)
{
    exact_whole(result, start);
    exact_whole(exact->scratch, sum->endowments);
    mpq_mul(exact->scratch, exact->scratch, exact->endowment);
    mpq_sub(result, result, exact->scratch);
    for (uint32_t i = 0; i < rounds; i++) {
        if (exact->factors[i] == 0)
            continue;
        exact_whole(exact->scratch, exact->factors[i]);
        mpq_mul(exact->scratch, exact->scratch, exact->prices[i]);
        mpq_add(result, result, exact->scratch);
        exact->factors[i] = 0;
    }
    if (sum->weight != 0) {
        exact_whole(exact->scratch, sum->weight);
        mpq_div(result, result, exact->scratch);
    }
}

static int64_t points_of(const struct ballot_groups *groups, size_t supporter)
{
    return groups->supporter_points == NULL ? 1 : groups->supporter_points[supporter];
}

// The prices of all purchases so far. In each, the groups that it emptied gave what they had, and the others the price. Where it
// emptied all its supporters nobody has paid the price and kept something, so that it stands in no sum.
static void prices_know(struct equal_shares *shares)
{
    struct exact *exact = shares->exact;
    const struct ballot_groups *groups = shares->groups;
    room_make(exact, shares->bought_count + 1);
    for (uint32_t round = exact->known; round < shares->bought_count; round++) {
        uint32_t project = shares->bought[round].project;
        struct sum sum = {0};
        for (size_t i = groups->supporters_at[project]; i < groups->supporters_at[project + 1]; i++) {
            const struct purse *purse = &shares->purse[groups->supporters[i]];
            if (purse->money > 0 || purse->emptied_at > round)
                sum.weight += purse->people * points_of(groups, i);
            else if (purse->emptied_at == round)
                sum_add(shares, &sum, groups->supporters[i], purse->people, round);
        }
        sum_resolve(exact, &sum, round, shares->budget->costs[project], exact->prices[round]);
        exact->known = round + 1;
    }
}

void exact_gap(struct equal_shares *shares, uint32_t group, const mpq_t price, int64_t points, mpq_t gap)
{
    prices_know(shares);
    struct exact *exact = shares->exact;
    struct sum sum = {0};
    sum_add(shares, &sum, group, -1, shares->bought_count);
    sum_resolve(exact, &sum, shares->bought_count, 0, gap);
    exact_whole(exact->scratch, points);
    mpq_mul(exact->scratch, exact->scratch, price);
    mpq_sub(gap, gap, exact->scratch);
}

// Whether a group has less than price x points; by floating numbers where these leave no doubt.
static bool is_short(struct equal_shares *shares, uint32_t group, const mpq_t price, double rounded, int64_t points)
{
    double money = shares->purse[group].money, due = rounded * (double)points;
    if (fabs(money - due) > 1e-9 * due + 1e-10 * shares->endowment)
        return money < due;
    mpq_t gap;
    mpq_init(gap);
    exact_gap(shares, group, price, points, gap);
    bool is_less = mpq_sgn(gap) < 0;
    mpq_clear(gap);
    return is_less;
}

// Newton's method from below: the price if everybody with money paid it, then without those who cannot, and so on. A price that
// nobody can pay is above every price there could be.
bool exact_price(struct equal_shares *shares, uint32_t project, mpq_t price)
{
    const struct ballot_groups *groups = shares->groups;
    const size_t from = groups->supporters_at[project], to = groups->supporters_at[project + 1];
    struct sum before = {0};
    prices_know(shares);
    for (size_t i = from; i < to; i++)
        if (shares->purse[groups->supporters[i]].money > 0)
            before.weight += shares->purse[groups->supporters[i]].people * points_of(groups, i);
    if (before.weight == 0)
        return false;
    sum_resolve(shares->exact, &before, shares->bought_count, shares->budget->costs[project], price);
    for (;;) {
        struct sum sum = {0};
        double rounded = mpq_get_d(price);
        unsigned char *is_poor = calloc(to - from, 1); // first all questions, then the sum: both use the same factors
        if (is_poor == NULL)
            abort();
        for (size_t i = from; i < to; i++) {
            uint32_t group = groups->supporters[i];
            is_poor[i - from] = shares->purse[group].money > 0 && is_short(shares, group, price, rounded, points_of(groups, i));
        }
        for (size_t i = from; i < to; i++) {
            const struct purse *purse = &shares->purse[groups->supporters[i]];
            if (is_poor[i - from])
                sum_add(shares, &sum, groups->supporters[i], purse->people, shares->bought_count);
            else if (purse->money > 0)
                sum.weight += purse->people * points_of(groups, i);
        }
        free(is_poor);
        bool is_settled = sum.weight == 0 || sum.weight == before.weight;
        if (is_settled && sum.weight == 0) {
            memset(shares->exact->factors, 0, shares->bought_count * sizeof *shares->exact->factors);
            return false;
        }
        sum_resolve(shares->exact, &sum, shares->bought_count, shares->budget->costs[project], price);
        if (is_settled)
            return true;
        before = sum;
    }
}
