// pair_counts.c - counts comparisons, and sees where there are not enough of them.
#include "insight/ranking_parts.h"

#include <string.h>

#define N_(msgid) (msgid) // marks a message for the catalogues, of which this layer knows nothing

enum err pair_counts_make(struct arena *arena, const struct comparison *comparisons, size_t n, size_t items,
                          struct pair_counts *ret_counts)
{
    if (items > RANKING_MOST || n > INT32_MAX)
        return ERR_LIMIT;
    uint32_t *wins = ARENA_ARRAY(arena, uint32_t, items * items + 1);
    for (size_t i = 0; i < n; i++) {
        if (comparisons[i].winner >= items || comparisons[i].loser >= items || comparisons[i].winner == comparisons[i].loser)
            return ERR_INVALID;
        wins[comparisons[i].winner * items + comparisons[i].loser]++;
    }
    *ret_counts = (struct pair_counts){.items = items, .comparisons = n, .wins = wins};
    return OK;
}

const char *ranking_lack_sentence(enum ranking_lack lack)
{
    static const char *const sentences[RANKING_LACK_COUNT] = {
        [RANKING_ENOUGH] = "",
        [RANKING_NO_PAIR] = N_("There must be at least two things to compare."),
        [RANKING_NOT_COMPARED] = N_("Not enough comparisons: some things were never compared, so nobody knows their place."),
        [RANKING_APART] = N_("Not enough comparisons: some things were compared only among themselves, so their places beside the others "
                             "mean nothing."),
        [RANKING_FEW] = N_("Not enough comparisons: some things were compared fewer than five times, so their places may be chance."),
        [RANKING_ENDLESS] = N_("Not enough comparisons: some things always won or always lost against the others. Their places can only "
                               "be worked out with an alpha above 0."),
    };
    return sentences[lack];
}

enum way { WAY_EITHER, WAY_WINS, WAY_LOSSES };

static bool leads(const struct pair_counts *counts, size_t from, size_t to, enum way way)
{
    uint32_t wins = counts->wins[from * counts->items + to], losses = counts->wins[to * counts->items + from];
    return (way != WAY_LOSSES && wins > 0) || (way != WAY_WINS && losses > 0);
}

// The first thing that no chain of comparisons from the first one reaches; `items` where all are.
static size_t unreached(struct arena *arena, const struct pair_counts *counts, enum way way)
{
    size_t *todo = ARENA_ARRAY(arena, size_t, counts->items + 1), n = 1, first = 0;
    bool *is_reached = ARENA_ARRAY(arena, bool, counts->items + 1);
    is_reached[0] = true;
    while (n > 0) {
        size_t from = todo[--n];
        for (size_t to = 0; to < counts->items; to++)
            if (!is_reached[to] && leads(counts, from, to, way)) {
                is_reached[to] = true;
                todo[n++] = to;
            }
    }
    while (first < counts->items && is_reached[first])
        first++;
    return first;
}

static size_t comparisons_of(const struct pair_counts *counts, size_t item)
{
    size_t n = 0;
    for (size_t j = 0; j < counts->items; j++)
        n += (size_t)counts->wins[item * counts->items + j] + counts->wins[j * counts->items + item];
    return n;
}

static size_t first_below(const struct pair_counts *counts, size_t least)
{
    size_t i = 0;
    while (i < counts->items && comparisons_of(counts, i) >= least)
        i++;
    return i;
}

void lack_find(struct arena *arena, const struct pair_counts *counts, struct ranking *ranking)
{
    size_t n = counts->items, which = n;
    enum ranking_lack lack = RANKING_ENOUGH;
    if (n < 2) {
        lack = RANKING_NO_PAIR;
        which = 0;
    } else if ((which = first_below(counts, 1)) < n) {
        lack = RANKING_NOT_COMPARED;
    } else if ((which = unreached(arena, counts, WAY_EITHER)) < n) {
        lack = RANKING_APART;
    } else if ((which = first_below(counts, RANKING_LEAST_EACH)) < n) {
        lack = RANKING_FEW;
    }
    if (n >= 2 && ranking->alpha == 0) { // finite scores: everything beats everything else by some chain (Ford 1957)
        size_t by_wins = unreached(arena, counts, WAY_WINS), by_losses = unreached(arena, counts, WAY_LOSSES);
        if (by_wins < n || by_losses < n) {
            lack = RANKING_ENDLESS;
            which = by_wins < n ? by_wins : by_losses;
        }
    }
    ranking->lack = lack;
    ranking->lacking = (uint32_t)(lack == RANKING_ENOUGH ? 0 : which);
}
