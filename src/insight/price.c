// price.c - at what price a project can be paid for by its supporters, as far as one needs to know.
#include "insight/equal_shares.h"

#include <math.h>

#include "insight/exact.h"

// What supporters give at a price, the weight of those who could give more, and what they have together.
struct level {
    double paid, money;
    int64_t weight;
};

static inline __attribute__((always_inline)) void level_add(struct level *sum, const struct purse *purse, int64_t points,
                                                             double price)
{
    double had = purse->money, due = price * (double)points, people = purse->people;
    sum->paid += people * (had < due ? had : due);
    sum->weight += purse->people * points & -(int64_t)(had > due); // a mask: no branch to guess wrong
    sum->money += people * had;
}

// Two sums at once: half as long a chain of additions, half the rounding.
static inline __attribute__((always_inline)) struct level level_sum(const uint32_t *supporters, const int64_t *points,
                                                                     size_t n, const struct purse *purse, double price)
{
    struct level even = {0}, odd = {0};
    for (size_t i = 0; i + 1 < n; i += 2) {
        level_add(&even, &purse[supporters[i]], points == NULL ? 1 : points[i], price);
        level_add(&odd, &purse[supporters[i + 1]], points == NULL ? 1 : points[i + 1], price);
    }
    if (n % 2 != 0)
        level_add(&even, &purse[supporters[n - 1]], points == NULL ? 1 : points[n - 1], price);
    return (struct level){even.paid + odd.paid, even.money + odd.money, even.weight + odd.weight};
}

static struct level level_at(const struct equal_shares *shares, uint32_t project, double price)
{
    const struct ballot_groups *groups = shares->groups;
    size_t from = groups->supporters_at[project], n = groups->supporters_at[project + 1] - from;
    if (groups->supporter_points == NULL)
        return level_sum(groups->supporters + from, NULL, n, shares->purse, price);
    return level_sum(groups->supporters + from, groups->supporter_points + from, n, shares->purse, price);
}

static enum price_kind price_exactly(struct equal_shares *shares, uint32_t project, struct price *ret_price)
{
    mpq_t price;
    mpq_init(price);
    bool is_payable = exact_price(shares, project, price);
    double rounded = mpq_get_d(price), effective = (double)shares->budget->costs[project] / rounded;
    mpq_clear(price);
    if (!is_payable)
        return PRICE_NOT_PAYABLE;
    *ret_price = (struct price){.price = rounded, .least = effective * (1 - 1e-9), .most = effective * (1 + 1e-9)};
    return PRICE_FOUND;
}

enum price_kind price_find(struct equal_shares *shares, uint32_t project, double wanted, struct price *ret_price)
{
    const double cost = (double)shares->budget->costs[project];
    const int64_t whole = shares->groups->weight[project];
    const double doubt = 1e-9 * cost + 1e-11 * shares->endowment * (double)whole; // more than sums of floating numbers are wrong by
    double guess = wanted > 0 ? cost / wanted : shares->guess[project]; // with `wanted` one pass may tell that it is worse
    double price = fmax(guess, shares->least_price[project]);
    for (int64_t weight_before = -1;;) {
        struct level level = level_at(shares, project, price);
        if (level.money < cost - doubt)
            return PRICE_NOT_PAYABLE;
        if (level.money <= cost + doubt || (level.weight == 0 && weight_before >= 0))
            return price_exactly(shares, project, ret_price);
        bool is_plain = level.weight == whole, is_settled = is_plain || level.weight == weight_before;
        // The price is not below this. From above, the tangent may lead below what is known already, or there is none.
        double next = level.weight == 0 ? 0 : price + (cost - level.paid) / (double)level.weight;
        next = is_plain ? cost / (double)whole : fmax(next, shares->least_price[project]);
        shares->least_price[project] = next;
        double slack = 1e-9 + 1e-11 * cost / ((double)level.weight * next), effective = cost / next;
        struct price found = {next, effective * (1 - slack), effective * (1 + slack), is_plain};
        if (level.weight > 0 && (found.most < wanted || is_settled)) {
            *ret_price = found;
            return found.most < wanted ? PRICE_WORSE : PRICE_FOUND;
        }
        weight_before = level.weight;
        price = next;
    }
}
