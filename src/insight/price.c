// price.c - at what price a project can be paid for by its supporters, as far as one needs to know.
#include "insight/equal_shares.h"

#include <math.h>

#include "insight/exact.h"

// What supporters give at a price, the weight of those who could give more, and what they have together.
struct level {
    double paid, weight, money;
};

static inline __attribute__((always_inline)) struct level level_sum(const struct supporter *supporters, const int64_t *points,
                                                                     size_t n, const double *money, double price)
{
    struct level even = {0}, odd = {0}; // two sums at once: half as long a chain of additions, half the rounding
    for (size_t i = 0; i < n; i++) {
        struct level *sum = i % 2 == 0 ? &even : &odd;
        double had = money[supporters[i].group], people = supporters[i].people;
        double due = points == NULL ? price : price * (double)points[i];
        double weight = points == NULL ? people : people * (double)points[i];
        sum->paid += people * (had < due ? had : due);
        sum->weight += had > due ? weight : 0;
        sum->money += people * had;
    }
    return (struct level){even.paid + odd.paid, even.weight + odd.weight, even.money + odd.money};
}

static struct level level_at(const struct equal_shares *shares, uint32_t project, double price)
{
    const struct ballot_groups *groups = shares->groups;
    size_t from = groups->supporters_at[project], n = groups->supporters_at[project + 1] - from;
    if (groups->points == NULL)
        return level_sum(groups->supporters + from, NULL, n, shares->money, price);
    return level_sum(groups->supporters + from, groups->supporter_points + from, n, shares->money, price);
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
    double cost = (double)shares->budget->costs[project], whole = (double)shares->groups->weight[project];
    double price = shares->least_price[project], weight_before = -1;
    if (wanted > 0 && cost / wanted > price) // the answer may then be "worse" after one pass
        price = cost / wanted;
    for (;;) {
        struct level level = level_at(shares, project, price);
        double doubt = 1e-9 * cost + 1e-11 * shares->endowment * whole; // more than sums of floating numbers are wrong by
        if (level.money < cost - doubt)
            return PRICE_NOT_PAYABLE;
        if (level.money <= cost + doubt || (level.weight <= 0 && weight_before >= 0))
            return price_exactly(shares, project, ret_price);
        if (level.weight <= 0) { // nobody can pay so much, but all together have enough: begin lower
            weight_before = 0;
            price = shares->least_price[project];
            continue;
        }
        bool is_plain = level.weight >= whole, is_settled = is_plain || level.weight == weight_before;
        // The price is not below this. From above, the tangent may lead below what is known already.
        double next = fmax(price + (cost - level.paid) / level.weight, shares->least_price[project]);
        if (is_plain)
            next = cost / whole;
        double slack = 1e-9 + 1e-11 * cost / (level.weight * next), effective = cost / next;
        struct price found = {next, effective * (1 - slack), effective * (1 + slack), is_plain};
        shares->least_price[project] = next;
        if (found.most < wanted || is_settled) {
            *ret_price = found;
            return found.most < wanted ? PRICE_WORSE : PRICE_FOUND;
        }
        weight_before = level.weight;
        price = next;
    }
}
