// exact_test.c - Fisher's exact test by the (noncentral) hypergeometric distribution.
#include "insight/exact_test.h"

#include <math.h>

// All tables with these sums: `least + i` in the first cell has the logarithm log[i] of its probability where nothing is the case.
struct tables {
    const double *log;
    size_t n, here; // how many, and which is ours
};

// Where the odds are e^odds: the mean of i, and how likely i <= here and i >= here are.
struct tilted {
    double mean, below, above;
};

static struct tilted tables_tilt(const struct tables *tables, double odds)
{
    double most = -HUGE_VAL, sum = 0;
    struct tilted tilted = {0};
    for (size_t i = 0; i < tables->n; i++)
        most = fmax(most, tables->log[i] + odds * (double)i);
    for (size_t i = 0; i < tables->n; i++) {
        double p = exp(tables->log[i] + odds * (double)i - most);
        sum += p;
        tilted.mean += p * (double)i;
        tilted.below += i <= tables->here ? p : 0;
        tilted.above += i >= tables->here ? p : 0;
    }
    return (struct tilted){tilted.mean / sum, tilted.below / sum, tilted.above / sum};
}

enum wanted { WANTED_MEAN, WANTED_ABOVE, WANTED_BELOW };

static bool is_too_high(const struct tables *tables, double odds, enum wanted wanted)
{
    double outside = (1 - STATISTIC_SHARE) / 2;
    struct tilted tilted = tables_tilt(tables, odds);
    if (wanted == WANTED_MEAN)
        return tilted.mean > (double)tables->here;
    return wanted == WANTED_ABOVE ? tilted.above > outside : tilted.below < outside;
}

// Halves an interval of the odds' logarithm; each of the three grows or falls with it throughout.
static double odds_find(const struct tables *tables, enum wanted wanted)
{
    double low = -64, high = 64;
    for (size_t i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (is_too_high(tables, middle, wanted))
            high = middle;
        else
            low = middle;
    }
    return exp((low + high) / 2);
}

struct exact_test exact_test_make(struct arena *arena, size_t a, size_t b, size_t c, size_t d)
{
    struct exact_test result = {0};
    size_t counts[] = {a, b, c, d};
    for (size_t i = 0; i < 4; i++) {
        if (counts[i] > EXACT_TEST_MOST)
            result.lack = LACK_ROOM;
        result.n += counts[i] > EXACT_TEST_MOST ? EXACT_TEST_MOST + 1 : counts[i];
    }
    if (result.n > EXACT_TEST_MOST)
        result.lack = LACK_ROOM;
    else if (result.n < STATISTIC_LEAST)
        result.lack = LACK_ANSWERS;
    else if (a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0)
        result.lack = LACK_MARGIN;
    if (result.lack != LACK_NOTHING)
        return result;
    size_t least = a > d ? a - d : 0, most = a + b < a + c ? a + b : a + c;
    double *log_p = ARENA_ARRAY(arena, double, most - least + 1);
    for (size_t i = 0; i <= most - least; i++)
        log_p[i] = hypergeometric_log(least + i, a + c, b + d, a + b);
    const struct tables tables = {log_p, most - least + 1, a - least};
    double line = log_p[tables.here] + log1p(1e-7); // equally likely tables count, whatever their last digits
    for (size_t i = 0; i < tables.n; i++)
        result.p += log_p[i] <= line ? exp(log_p[i]) : 0;
    result.p = fmin(result.p, 1);
    bool is_least = tables.here == 0, is_most = tables.here == tables.n - 1;
    result.odds_ratio = is_least ? 0 : is_most ? HUGE_VAL : odds_find(&tables, WANTED_MEAN);
    result.interval = (struct interval){is_least ? 0 : odds_find(&tables, WANTED_ABOVE),
                                        is_most ? HUGE_VAL : odds_find(&tables, WANTED_BELOW)};
    return result;
}
