// agreement.c - Cronbach's alpha with Feldt's interval, and Cohen's kappa.
#include "insight/agreement.h"

#include <float.h>
#include <math.h>

struct reliability reliability_make(struct arena *arena, const double *answers, size_t people, size_t questions)
{
    struct reliability result = {.people = people, .questions = questions};
    if (!are_numbers(answers, people * questions))
        result.lack = LACK_NUMBER;
    else if (questions < 2)
        result.lack = LACK_QUESTIONS;
    else if (people < STATISTIC_LEAST)
        result.lack = LACK_PEOPLE;
    if (result.lack != LACK_NOTHING)
        return result;
    double *column = ARENA_ARRAY(arena, double, people), *sums = ARENA_ARRAY(arena, double, people);
    double of_questions = 0, size = 0;
    for (size_t j = 0; j < questions; j++) {
        for (size_t i = 0; i < people; i++) {
            column[i] = answers[i * questions + j];
            sums[i] += column[i];
            size = fmax(size, fabs(column[i]));
        }
        of_questions += squares_of(column, people, mean_of(column, people));
    }
    double of_sums = squares_of(sums, people, mean_of(sums, people)), k = (double)questions, n = (double)people;
    if (sqrt(of_sums / n) <= 10 * DBL_EPSILON * size * k) {
        result.lack = LACK_SPREAD;
        return result;
    }
    double outside = (1 - STATISTIC_SHARE) / 2, freedom = (n - 1) * (k - 1);
    result.alpha = k / (k - 1) * (1 - of_questions / of_sums);
    result.interval = (struct interval){1 - (1 - result.alpha) * f_quantile(1 - outside, n - 1, freedom),
                                        1 - (1 - result.alpha) * f_quantile(outside, n - 1, freedom)};
    return result;
}

// The large-sample variance of kappa. `share`: categories x categories; `rows`, `columns`: its sums; by_chance < 1.
static double kappa_variance(const double *share, const double *rows, const double *columns, size_t categories, double agreed,
                             double by_chance, double n)
{
    double same = 0, apart = 0, left = 1 - by_chance;
    for (size_t i = 0; i < categories; i++)
        for (size_t j = 0; j < categories; j++) {
            double p = share[i * categories + j], root = i == j ? left - (rows[i] + columns[i]) * (1 - agreed) : columns[i] + rows[j];
            if (i == j)
                same += p * root * root;
            else
                apart += p * root * root;
        }
    double rest = agreed * by_chance - 2 * by_chance + agreed;
    double variance = (same + (1 - agreed) * (1 - agreed) * apart - rest * rest) / (n * left * left * left * left);
    return fmax(variance, 0);
}

struct agreement agreement_make(struct arena *arena, const uint32_t *one, const uint32_t *other, size_t n, size_t categories)
{
    struct agreement result = {.n = n};
    if (n < STATISTIC_LEAST) {
        result.lack = LACK_JUDGED;
        return result;
    }
    double *share = ARENA_ARRAY(arena, double, categories * categories);
    double *rows = ARENA_ARRAY(arena, double, categories), *columns = ARENA_ARRAY(arena, double, categories), by_chance = 0;
    size_t same = 0;
    for (size_t i = 0; i < n; i++) {
        share[one[i] * categories + other[i]] += 1 / (double)n;
        rows[one[i]] += 1 / (double)n;
        columns[other[i]] += 1 / (double)n;
        same += one[i] == other[i];
    }
    bool is_one = same == n; // and all in one category
    for (size_t i = 0; i < n; i++)
        is_one &= one[i] == one[0];
    result.agreed = (double)same / (double)n;
    if (is_one) {
        result.lack = LACK_SPREAD;
        return result;
    }
    for (size_t i = 0; i < categories; i++)
        by_chance += rows[i] * columns[i];
    result.kappa = (result.agreed - by_chance) / (1 - by_chance);
    result.standard_error = sqrt(kappa_variance(share, rows, columns, categories, result.agreed, by_chance, (double)n));
    double half = normal_quantile((1 + STATISTIC_SHARE) / 2) * result.standard_error;
    result.interval = (struct interval){fmax(result.kappa - half, -1), fmin(result.kappa + half, 1)};
    return result;
}
