// fuzz_statistics.c - rankings and statistics of any numbers: finite or lacking, within their bounds, the same when asked again.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "insight/agreement.h"
#include "insight/difference.h"
#include "insight/exact_test.h"
#include "insight/proportion.h"
#include "insight/ranking.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool is_around(struct interval interval, double value)
{
    double room = 1e-9 * (1 + fabs(value));
    return isfinite(interval.low) && isfinite(interval.high) && interval.low <= value + room && value - room <= interval.high;
}

static void check_difference(const struct difference *difference)
{
    if (difference->lack != LACK_NOTHING) {
        assert(*lack_sentence(difference->lack) != '\0' && difference->t == 0 && difference->p == 0);
        return;
    }
    assert(isfinite(difference->t) && difference->p >= 0 && difference->p <= 1 && difference->freedom >= STATISTIC_LEAST - 1.001);
    assert(is_around(difference->interval, difference->difference));
    assert(is_around(difference->cohen.interval, difference->cohen.size));
    assert(fabs(difference->hedges.size) <= fabs(difference->cohen.size));
    assert(fabs(difference->rank_biserial) <= 1 + 1e-12);
}

static void check_numbers(struct arena *arena, const double *values, size_t n, size_t split)
{
    size_t half = n / 2, columns = 1 + split % 5;
    struct difference paired = difference_paired(arena, values, values + half, half);
    struct difference welch = difference_welch(arena, values, split % (n + 1), values + split % (n + 1), n - split % (n + 1));
    struct reliability reliability = reliability_make(arena, values, n / columns, columns);
    struct summary summary = summary_make(arena, values, n);
    check_difference(&paired);
    check_difference(&welch);
    assert(reliability.lack != LACK_NOTHING || (reliability.alpha <= 1 + 1e-9 && is_around(reliability.interval, reliability.alpha)));
    assert(summary.lack != LACK_NOTHING || (isfinite(summary.mean) && isfinite(summary.median) && summary.deviation >= 0));
}

static void check_counts(struct arena *arena, const uint32_t counts[4])
{
    struct exact_test test = exact_test_make(arena, counts[0], counts[1], counts[2], counts[3]);
    assert(test.lack != LACK_NOTHING || (test.p >= 0 && test.p <= 1 && test.interval.low <= test.odds_ratio &&
                                         test.odds_ratio <= test.interval.high && test.interval.low >= 0));
    struct proportion proportion = proportion_make(counts[0], counts[1]);
    assert(proportion.lack != LACK_NOTHING ||
           (is_around(proportion.wilson, proportion.share) && is_around(proportion.exact, proportion.share)));
}

static void check_agreement(struct arena *arena, const uint8_t *bytes, size_t n)
{
    uint32_t *judged = ARENA_ARRAY(arena, uint32_t, n + 1), categories = 1 + bytes[0] % 9u;
    for (size_t i = 0; i < n; i++)
        judged[i] = bytes[i] % categories;
    struct agreement agreement = agreement_make(arena, judged, judged + n / 2, n / 2, categories);
    assert(agreement.lack != LACK_NOTHING || (fabs(agreement.kappa) <= 1 + 1e-9 && is_around(agreement.interval, agreement.kappa)));
}

static void check_ranking(struct arena *arena, const uint8_t *bytes, size_t n)
{
    static const double alphas[] = {0, 1e-9, 0.1, 1e6};
    size_t items = 1 + bytes[0] % 24u, count = 0;
    struct comparison *list = ARENA_ARRAY(arena, struct comparison, n), next;
    struct pair_counts counts;
    struct ranking ranking, again;
    for (size_t i = 2; i + 1 < n; i += 2)
        if (bytes[i] % items != bytes[i + 1] % items)
            list[count++] = (struct comparison){(uint32_t)(bytes[i] % items), (uint32_t)(bytes[i + 1] % items)};
    enum err error = pair_counts_make(arena, list, count, items, &counts);
    assert(error == OK);
    error = ranking_make(arena, &counts, alphas[bytes[1] % 4], &ranking);
    assert(error == OK);
    bool is_next = pair_next(arena, &ranking, list, count / 2, bytes[1], &next);
    assert(!is_next || (next.winner < next.loser && next.loser < items));
    if (ranking.score == NULL) {
        assert(ranking.lack != RANKING_ENOUGH && !is_next);
        return;
    }
    error = ranking_make(arena, &counts, alphas[bytes[1] % 4], &again);
    assert(error == OK && memcmp(ranking.score, again.score, items * sizeof *again.score) == 0);
    double sum = 0;
    for (size_t i = 0; i < items; i++) {
        assert(isfinite(ranking.score[i]) && isfinite(ranking.standard_error[i]));
        assert(i == 0 || ranking.score[ranking.order[i - 1]] >= ranking.score[ranking.order[i]]);
        sum += ranking.score[i];
    }
    assert(fabs(sum) < 1e-6);
}

// The first byte says what the rest is: numbers as they lie in memory, small whole numbers, or counts and comparisons.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 20 || n > 2048)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    size_t kind = bytes[0] % 3, count = kind == 0 ? (n - 2) / sizeof(double) : n - 2;
    double *values = ARENA_ARRAY(arena, double, count + 1);
    uint32_t counts[4];
    if (kind == 0)
        memcpy(values, bytes + 2, count * sizeof *values);
    for (size_t i = 0; kind == 1 && i < count; i++)
        values[i] = (double)(bytes[i + 2] % 7) / 3;
    memcpy(counts, bytes + 2, sizeof counts);
    for (size_t i = 0; i < 4; i++)
        counts[i] %= 1u << bytes[1] % 18;
    if (kind < 2) {
        check_numbers(arena, values, count, bytes[1]);
        return 0;
    }
    check_counts(arena, counts);
    check_agreement(arena, bytes + 1, n - 1);
    check_ranking(arena, bytes + 1, n - 1);
    return 0;
}
