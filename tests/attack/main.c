// main.c - random programmes, published at three dates under protection, and attacked; and the same without protection, which must be seen.
//
// usage: attack [PROGRAMMES [SEED]]   prints TAP; without protection only the first ten
#include <stdio.h>
#include <stdlib.h>

#include "attack.h"
#include "programme.h"

enum guard { PROTECTED, ONLY_SMALL, EACH_ALONE, GUARDS };

struct outcome {
    size_t programmes, narrowed; // programmes with at least one excluded value
    size_t tried, excluded, undecided, refused;
    size_t small, withheld;
};

struct published {
    struct release releases[DATES];
    size_t n;
};

// Without the search: a count below k is hidden, every other shown, whatever was shown before.
static const struct cell_figure *only_small(struct arena *arena, const struct disclosure_tables *tables, const int64_t *counts)
{
    struct cell_figure *figures = ARENA_ARRAY(arena, struct cell_figure, tables->cells);
    for (uint32_t c = 0; c < tables->cells; c++)
        figures[c] = counts[c] == DISCLOSURE_ABSENT ? (struct cell_figure){CELL_ABSENT, 0}
                     : counts[c] < tables->k        ? (struct cell_figure){CELL_HIDDEN, 0}
                                                    : (struct cell_figure){CELL_NUMBER, counts[c]};
    return figures;
}

static enum err publish(struct arena *arena, const struct programme *programme, uint64_t seed, enum guard guard, struct outcome *outcome,
                        struct published *published)
{
    for (size_t t = 0; t < DATES; t++) {
        struct protected_release release = {0};
        struct release *next = &published->releases[published->n];
        next->counts = programme->counts[t];
        if (guard == ONLY_SMALL)
            release.figures = (struct cell_figure *)(uintptr_t)only_small(arena, &programme->tables, next->counts);
        else
            TRY(disclosure_protect(arena, &programme->tables, published->releases, guard == PROTECTED ? published->n : 0, next->counts,
                                   &release));
        outcome->small += release.small;
        outcome->withheld += release.withheld;
        outcome->refused += release.refused;
        if (guard == PROTECTED && release.refused > 0)
            printf("# refused: %zu of %zu blocks of seed %llu, release %zu\n", release.refused, release.blocks, (unsigned long long)seed, t);
        if (guard != ONLY_SMALL)
            next->counts = release.counts;
        next->figures = release.figures;
        published->n++;
    }
    return OK;
}

// Everybody knows it where nothing was counted any more; not of a total of which parts came or went.
static bool is_same(const struct published *published, const struct disclosure_tables *tables, size_t t, uint32_t c)
{
    if (t == 0 || published->releases[t].counts[c] == DISCLOSURE_ABSENT ||
        published->releases[t - 1].counts[c] != published->releases[t].counts[c])
        return false;
    for (size_t s = 0; s < tables->sum_count; s++)
        for (size_t i = 0; tables->sums[s].total == c && i < tables->sums[s].n; i++)
            if ((published->releases[t - 1].counts[tables->sums[s].parts[i]] < 0) !=
                (published->releases[t].counts[tables->sums[s].parts[i]] < 0))
                return false;
    return true;
}

static bool stayed(const struct published *published, size_t t, uint32_t c)
{
    return t > 0 && published->releases[t - 1].figures[c].display == published->releases[t].figures[c].display &&
           published->releases[t - 1].figures[c].number == published->releases[t].figures[c].number;
}

static bool is_current(const struct published *published, const struct disclosure_tables *tables, size_t t, uint32_t c);

static bool is_close(const struct published *published, const struct disclosure_tables *tables, size_t t, uint32_t c)
{
    int64_t off = published->releases[t].counts[c] - published->releases[t].figures[c].number;
    return off > -tables->k && off < tables->k && (!stayed(published, t, c) || is_close(published, tables, t - 1, c));
}

static bool is_nearly_all(const struct published *published, const struct disclosure_tables *tables, size_t t, uint32_t c)
{
    const struct release *release = &published->releases[t];
    uint32_t whole = tables->whole[c];
    int64_t lacking = release->counts[whole] - release->counts[c];
    return release->figures[whole].display == CELL_NUMBER && is_current(published, tables, t, whole) &&
           release->figures[c].number == release->counts[whole] && lacking >= 0 && lacking < tables->k &&
           release->counts[c] >= tables->k && (!stayed(published, t, c) || is_nearly_all(published, tables, t - 1, c));
}

// A number is of this date where it is new, or where it was and nothing changed since.
static bool is_current(const struct published *published, const struct disclosure_tables *tables, size_t t, uint32_t c)
{
    const struct cell_figure *figure = &published->releases[t].figures[c];
    if (figure->display == CELL_NEARLY_ALL)
        return is_nearly_all(published, tables, t, c);
    return figure->display == CELL_NUMBER && figure->number == published->releases[t].counts[c] &&
           (!stayed(published, t, c) || (is_same(published, tables, t, c) && is_current(published, tables, t - 1, c)));
}

static struct page_cell page_cell(const struct published *published, const struct disclosure_tables *tables, size_t t, uint32_t c)
{
    const struct release *release = &published->releases[t];
    const struct cell_figure *figure = &release->figures[c];
    static const enum sight sights[] = {[CELL_ABSENT] = NOT_THERE, [CELL_NUMBER] = SEEN, [CELL_HIDDEN] = BLANK, [CELL_NEARLY_ALL] = ALMOST};
    return (struct page_cell){
        .sight = sights[figure->display],
        .seen = figure->number,
        .is_current = is_current(published, tables, t, c),
        .is_close = is_close(published, tables, t, c),
        .is_same = is_same(published, tables, t, c),
    };
}

static struct attack attack_published(struct arena *arena, const struct disclosure_tables *tables,
                                      const struct published *published, bool keeps_rules)
{
    struct page_cell *cells = ARENA_ARRAY(arena, struct page_cell, published->n * tables->cells + 1);
    struct attacked_sum *sums = ARENA_ARRAY(arena, struct attacked_sum, tables->sum_count);
    for (size_t t = 0; t < published->n; t++)
        for (uint32_t c = 0; c < tables->cells; c++)
            cells[t * tables->cells + c] = page_cell(published, tables, t, c);
    for (size_t s = 0; s < tables->sum_count; s++)
        sums[s] = (struct attacked_sum){tables->sums[s].total, tables->sums[s].parts, tables->sums[s].n};
    struct pages pages = {.cells = tables->cells, .n = published->n, .cell = cells, .sums = sums, .sums_n = tables->sum_count,
                          .whole = tables->whole, .small = tables->k, .only_grows = tables->is_growing,
                          .keeps_rules = keeps_rules};
    return attack_pages(arena, &pages);
}

static enum err run(struct arena *arena, uint64_t seed, enum guard guard, struct outcome *outcome)
{
    struct rand random = rand_seeded(seed);
    struct published published = {0};
    struct programme programme = programme_make(arena, &random, seed % 2 == 1);
    TRY(publish(arena, &programme, seed, guard, outcome, &published));
    struct attack attack = attack_published(arena, &programme.tables, &published, guard == PROTECTED);
    outcome->programmes++;
    outcome->tried += attack.tried;
    outcome->excluded += attack.excluded;
    outcome->undecided += attack.undecided;
    outcome->narrowed += attack.excluded > 0;
    if (guard == PROTECTED && attack.excluded + attack.undecided > 0)
        printf("# seed %llu: release %zu, cell %u: %lld is %s\n", (unsigned long long)seed, attack.page, (unsigned)attack.first_cell,
               (long long)attack.first_value, attack.excluded > 0 ? "impossible" : "neither found nor excluded");
    return OK;
}

static bool run_many(size_t programmes, uint64_t seed, enum guard guard, struct outcome *outcome)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024 * 1024);
    for (size_t i = 0; i < programmes; i++) {
        if (run(arena, seed + i, guard, outcome) != OK)
            return false;
        arena_reset(arena);
    }
    static const char *const names[] = {"protected", "only small ones hidden", "each alone"};
    printf("# %s: %zu programmes: %zu values tried, %zu excluded in %zu programmes, %zu undecided; %zu cells small, %zu withheld beside them, "
           "%zu blocks refused\n", names[guard], outcome->programmes, outcome->tried, outcome->excluded, outcome->narrowed,
           outcome->undecided, outcome->small, outcome->withheld, outcome->refused);
    return true;
}

int main(int argc, char **argv)
{
    size_t programmes = argc > 1 ? strtoul(argv[1], NULL, 10) : 200, few = programmes < 10 ? programmes : 10, failed = 0;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    struct outcome outcome[GUARDS] = {0};
    printf("1..%d\n", GUARDS);
    for (enum guard guard = PROTECTED; guard < GUARDS; guard++) {
        static const char *const names[] = {
            "attack: no hidden cell of the random programmes is narrowed",
            "attack: where only small counts are hidden, cells are narrowed in every programme",
            "attack: where each release is protected without the earlier ones, cells are narrowed in most programmes",
        };
        bool is_run = run_many(guard == PROTECTED ? programmes : few, seed, guard, &outcome[guard]);
        const struct outcome *found = &outcome[guard];
        bool is_good = guard == PROTECTED    ? found->excluded + found->undecided == 0 && found->tried > 0
                       : guard == ONLY_SMALL ? found->narrowed == few
                                             : found->narrowed * 2 > few;
        failed += !(is_run && is_good);
        printf("%sok %d - %s\n", is_run && is_good ? "" : "not ", (int)guard + 1, names[guard]);
        fflush(stdout);
    }
    return failed == 0 ? 0 : 1;
}
