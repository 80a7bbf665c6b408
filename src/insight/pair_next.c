// pair_next.c - which two things to show next.
#include "insight/ranking.h"

#include <math.h>

// What a comparison of the two would add to the logarithm of the information's determinant.
static double gain(const struct ranking *ranking, size_t i, size_t j)
{
    const double *covariance = ranking->covariance;
    size_t n = ranking->items;
    double ahead = ranking->score[i] - ranking->score[j], p = 1 / (1 + exp(ahead)), q = 1 / (1 + exp(-ahead));
    return log1p(p * q * fmax(covariance[i * n + i] + covariance[j * n + j] - 2 * covariance[i * n + j], 0));
}

// An even spread of the numbers of pairs, another for each salt (splitmix64, Steele et al. 2014).
static uint64_t scatter(uint64_t salt, uint64_t pair)
{
    uint64_t z = (salt ^ (pair * 0xd1342543de82ef95ULL)) + 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

bool pair_next(struct arena *arena, const struct ranking *ranking, const struct comparison *seen, size_t n, uint64_t salt,
               struct comparison *ret_pair)
{
    size_t items = ranking->items;
    if (ranking->covariance == NULL)
        return false;
    bool *is_seen = ARENA_ARRAY(arena, bool, items * items), is_found = false;
    size_t *shown = ARENA_ARRAY(arena, size_t, items);
    for (size_t i = 0; i < n; i++)
        if (seen[i].winner < items && seen[i].loser < items) {
            is_seen[seen[i].winner * items + seen[i].loser] = is_seen[seen[i].loser * items + seen[i].winner] = true;
            shown[seen[i].winner]++;
            shown[seen[i].loser]++;
        }
    double best = -1;
    struct comparison pair = {0};
    for (size_t i = 0; i < items; i++)
        for (size_t j = i + 1; j < items; j++) {
            if (is_seen[i * items + j])
                continue;
            double worth = gain(ranking, i, j) / (double)(1 + shown[i] + shown[j]), margin = 1e-9 * best;
            bool is_equal = is_found && fabs(worth - best) <= margin;
            bool is_drawn = is_equal && scatter(salt, i * items + j) < scatter(salt, (uint64_t)pair.winner * items + pair.loser);
            if (is_drawn || (!is_equal && worth > best)) {
                best = worth;
                pair = (struct comparison){(uint32_t)i, (uint32_t)j};
                is_found = true;
            }
        }
    if (is_found)
        *ret_pair = pair;
    return is_found;
}
