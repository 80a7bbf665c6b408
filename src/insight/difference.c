// difference.c - the paired and Welch's t-test, Cohen's d, Hedges' g and rank-biserial correlations.
#include "insight/difference.h"

#include <float.h>
#include <math.h>

// Rounding alone makes equal numbers differ by less than this share of their size; R draws the line at the same place.
static bool is_constant(double error, double size)
{
    return error <= 10 * DBL_EPSILON * size;
}

static void test_fill(struct difference *difference, double error, double freedom)
{
    double half = t_quantile((1 + STATISTIC_SHARE) / 2, freedom) * error;
    difference->t = difference->difference / error;
    difference->freedom = freedom;
    difference->p = t_both_sides(difference->t, freedom);
    difference->interval = (struct interval){difference->difference - half, difference->difference + half};
}

static struct effect scaled(struct effect effect, double factor)
{
    return (struct effect){effect.size * factor, {effect.interval.low * factor, effect.interval.high * factor}};
}

// d is the difference over `deviation`; d / unit is distributed as a noncentral t.
static void effect_fill(struct difference *difference, double deviation, double unit, double freedom)
{
    double size = difference->difference / deviation;
    struct interval outer = noncentrality(size / unit, freedom, STATISTIC_SHARE);
    difference->cohen = (struct effect){size, {outer.low * unit, outer.high * unit}};
    difference->hedges = scaled(difference->cohen, hedges_correction(freedom));
}

static double matched_rank_biserial(struct arena *arena, const double *change, size_t n)
{
    double *size = ARENA_ARRAY(arena, double, n), *place = ARENA_ARRAY(arena, double, n), sum = 0;
    size_t changed = 0, at = 0;
    for (size_t i = 0; i < n; i++)
        if (change[i] != 0)
            size[changed++] = fabs(change[i]);
    places_make(arena, size, changed, place);
    for (size_t i = 0; i < n; i++)
        if (change[i] != 0)
            sum += copysign(place[at++], change[i]);
    return changed == 0 ? 0 : sum / ((double)changed * (double)(changed + 1) / 2);
}

struct difference difference_paired(struct arena *arena, const double *before, const double *after, size_t n)
{
    struct difference result = {.one = summary_make(arena, before, n), .other = summary_make(arena, after, n)};
    if (result.one.lack == LACK_NUMBER || result.other.lack == LACK_NUMBER)
        result.lack = LACK_NUMBER;
    else if (n < STATISTIC_LEAST)
        result.lack = LACK_PAIRS;
    if (result.lack != LACK_NOTHING)
        return result;
    double *change = ARENA_ARRAY(arena, double, n);
    for (size_t i = 0; i < n; i++)
        change[i] = after[i] - before[i];
    result.difference = mean_of(change, n);
    double deviation = sqrt(squares_of(change, n, result.difference) / (double)(n - 1)), unit = 1 / sqrt((double)n);
    if (is_constant(deviation * unit, fmax(fabs(result.one.mean), fabs(result.other.mean)))) {
        result.lack = LACK_SPREAD;
        return result;
    }
    test_fill(&result, deviation * unit, (double)(n - 1));
    effect_fill(&result, deviation, unit, (double)(n - 1));
    result.rank_biserial = matched_rank_biserial(arena, change, n);
    return result;
}

static double glass_rank_biserial(struct arena *arena, const double *one, size_t one_n, const double *other, size_t other_n)
{
    double *all = ARENA_ARRAY(arena, double, one_n + other_n), *place = ARENA_ARRAY(arena, double, one_n + other_n), sum = 0;
    for (size_t i = 0; i < one_n + other_n; i++)
        all[i] = i < one_n ? one[i] : other[i - one_n];
    places_make(arena, all, one_n + other_n, place);
    for (size_t i = 0; i < one_n; i++)
        sum += place[i];
    double above = sum - (double)one_n * (double)(one_n + 1) / 2; // Mann and Whitney's U
    return 2 * above / ((double)one_n * (double)other_n) - 1;
}

struct difference difference_welch(struct arena *arena, const double *one, size_t one_n, const double *other, size_t other_n)
{
    struct difference result = {.one = summary_make(arena, one, one_n), .other = summary_make(arena, other, other_n)};
    if (result.one.lack == LACK_NUMBER || result.other.lack == LACK_NUMBER)
        result.lack = LACK_NUMBER;
    else if (one_n < STATISTIC_LEAST || other_n < STATISTIC_LEAST)
        result.lack = LACK_GROUPS;
    if (result.lack != LACK_NOTHING)
        return result;
    double n = (double)one_n, m = (double)other_n;
    double of_one = result.one.deviation * result.one.deviation / n, of_other = result.other.deviation * result.other.deviation / m;
    double error = sqrt(of_one + of_other);
    result.difference = result.one.mean - result.other.mean;
    if (is_constant(error, fmax(fabs(result.one.mean), fabs(result.other.mean)))) {
        result.lack = LACK_SPREAD;
        return result;
    }
    double one_part = of_one / (of_one + of_other), other_part = of_other / (of_one + of_other);
    test_fill(&result, error, 1 / (one_part * one_part / (n - 1) + other_part * other_part / (m - 1)));
    effect_fill(&result, sqrt((of_one * n * (n - 1) + of_other * m * (m - 1)) / (n + m - 2)), sqrt(1 / n + 1 / m), n + m - 2);
    result.rank_biserial = glass_rank_biserial(arena, one, one_n, other, other_n);
    return result;
}
