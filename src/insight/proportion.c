// proportion.c - Wilson's and Clopper and Pearson's intervals.
#include "insight/proportion.h"

#include <math.h>

static struct interval wilson_interval(double share, double n)
{
    double z = normal_quantile((1 + STATISTIC_SHARE) / 2), square = z * z;
    double middle = (share + square / (2 * n)) / (1 + square / n);
    double half = z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n);
    // Exactly 0 and 1 at the ends, where the two terms are equal but for their last digits.
    return (struct interval){share > 0 ? middle - half : 0, share < 1 ? middle + half : 1};
}

static struct interval exact_interval(double successes, double n)
{
    double outside = (1 - STATISTIC_SHARE) / 2;
    return (struct interval){successes > 0 ? beta_quantile(outside, successes, n - successes + 1) : 0,
                             successes < n ? beta_quantile(1 - outside, successes + 1, n - successes) : 1};
}

struct proportion proportion_wilson(size_t successes, size_t n)
{
    struct proportion proportion = {.successes = successes, .n = n};
    if (successes > n)
        proportion.lack = LACK_SENSE;
    else if (n < STATISTIC_LEAST)
        proportion.lack = LACK_ANSWERS;
    if (proportion.lack != LACK_NOTHING)
        return proportion;
    proportion.share = (double)successes / (double)n;
    proportion.wilson = wilson_interval(proportion.share, (double)n);
    return proportion;
}

struct proportion proportion_make(size_t successes, size_t n)
{
    struct proportion proportion = proportion_wilson(successes, n);
    if (proportion.lack == LACK_NOTHING)
        proportion.exact = exact_interval((double)successes, (double)n);
    return proportion;
}
