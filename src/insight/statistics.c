// statistics.c - sentences about what is lacking, means, medians and places.
#include "insight/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_(msgid) (msgid) // marks a message for the catalogues, of which this layer knows nothing

const char *lack_sentence(enum lack lack)
{
    static const char *const sentences[LACK_COUNT] = {
        [LACK_NOTHING] = "",
        [LACK_ANSWERS] = N_("Fewer than five answers: too few to say anything about everybody."),
        [LACK_PAIRS] = N_("Fewer than five people answered both times: too few to tell a change from chance."),
        [LACK_GROUPS] = N_("One of the two groups has fewer than five answers: too few to compare them."),
        [LACK_PEOPLE] = N_("Fewer than five people answered every question: too few to say how well the questions belong together."),
        [LACK_JUDGED] = N_("Fewer than five cases were judged by both: too few to say how well the two agree."),
        [LACK_QUESTIONS] = N_("There must be at least two questions to say how well they belong together."),
        [LACK_SPREAD] = N_("All values are the same, so nothing can be told from chance."),
        [LACK_MARGIN] = N_("A row or a column of the table is empty, so there is nothing to compare."),
        [LACK_NUMBER] = N_("A value is not a number that can be calculated with."),
        [LACK_SENSE] = N_("There cannot be more of a kind than there are in all."),
        [LACK_ROOM] = N_("These are too many cases for an exact test. Compare the shares and their intervals instead."),
    };
    return sentences[lack];
}

double mean_of(const double *values, size_t n)
{
    double sum = 0, rest = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    if (n == 0)
        return 0;
    for (size_t i = 0; i < n; i++)
        rest += values[i] - sum / (double)n;
    return sum / (double)n + rest / (double)n;
}

double squares_of(const double *values, size_t n, double mean)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum;
}

bool are_numbers(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabs(values[i]) < 1e100))
            return false;
    return true;
}

static int double_order(const void *one, const void *other)
{
    const double *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

struct summary summary_make(struct arena *arena, const double *values, size_t n)
{
    struct summary summary = {.n = n};
    if (!are_numbers(values, n))
        summary.lack = LACK_NUMBER;
    else if (n < STATISTIC_LEAST)
        summary.lack = LACK_ANSWERS;
    if (summary.lack != LACK_NOTHING)
        return summary;
    double *sorted = ARENA_ARRAY(arena, double, n);
    memcpy(sorted, values, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, double_order);
    summary.mean = mean_of(values, n);
    summary.median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    summary.deviation = sqrt(squares_of(values, n, summary.mean) / (double)(n - 1));
    return summary;
}

struct placed {
    double value;
    size_t at;
};

static int placed_order(const void *one, const void *other)
{
    const struct placed *a = one, *b = other;
    return (a->value > b->value) - (a->value < b->value);
}

void places_make(struct arena *arena, const double *values, size_t n, double *ret_places)
{
    struct placed *placed = ARENA_ARRAY(arena, struct placed, n + 1);
    for (size_t i = 0; i < n; i++)
        placed[i] = (struct placed){values[i], i};
    qsort(placed, n, sizeof *placed, placed_order);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && placed[to].value == placed[from].value; to++)
            ;
        for (size_t i = from; i < to; i++)
            ret_places[placed[i].at] = (double)(from + 1 + to) / 2;
    }
}
