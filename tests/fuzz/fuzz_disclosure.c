// fuzz_disclosure.c - any small tables at up to three dates: what protection lets out passes the audit and keeps the rules; any figures are
// audited or refused.
#include <assert.h>

#include "insight/disclosure.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { MOST = 14, DATES = 3 };

struct input {
    const uint8_t *bytes;
    size_t n, at;
};

static uint8_t next(struct input *input)
{
    return input->at < input->n ? input->bytes[input->at++] : 0;
}

// Totals come after their parts; a total may be made up twice, and then mostly does not add up.
static struct disclosure_tables read_tables(struct arena *arena, struct input *input)
{
    size_t cells = 1 + next(input) % MOST, sums_n = next(input) % 8u;
    struct cell_sum *sums = ARENA_ARRAY(arena, struct cell_sum, sums_n + 1);
    uint32_t *whole = ARENA_ARRAY(arena, uint32_t, cells);
    uint16_t *weight = ARENA_ARRAY(arena, uint16_t, cells);
    for (size_t s = 0; s < sums_n; s++) {
        uint32_t total = next(input) % (uint32_t)(cells + 1), *parts = ARENA_ARRAY(arena, uint32_t, MOST + 8);
        uint8_t set = next(input);
        size_t count = 0;
        for (uint32_t bit = 0; bit < 8 && total > 0; bit++)
            if ((set >> bit & 1) != 0)
                parts[count++] = (bit + set % 3u) % total;
        sums[s] = (struct cell_sum){total, parts, count};
    }
    for (size_t c = 0; c < cells; c++) {
        uint8_t byte = next(input);
        whole[c] = byte % 3 == 0 ? DISCLOSURE_NO_WHOLE : byte % (uint32_t)(cells + 1);
        weight[c] = (uint16_t)(1 + byte);
    }
    uint8_t byte = next(input);
    return (struct disclosure_tables){.cells = cells, .sums = sums, .sum_count = sums_n, .whole = byte % 4 == 0 ? NULL : whole,
                                      .weight = byte % 3 == 0 ? NULL : weight, .k = 1 + byte % 6, .is_growing = byte > 127, .salt = byte};
}

// A cell may come later, a total later than its parts; it may also go.
static int64_t read_count(uint8_t byte, bool is_growing, int64_t before)
{
    int64_t change = byte % 4 == 0 ? 0 : byte % 16 - (is_growing ? 0 : 5);
    if (byte > 250)
        return DISCLOSURE_ABSENT;
    if (before == DISCLOSURE_ABSENT)
        return byte % 32;
    return before + change < 0 ? 0 : before + change;
}

static int64_t *read_counts(struct arena *arena, struct input *input, const struct disclosure_tables *tables, const int64_t *before)
{
    int64_t *counts = ARENA_ARRAY(arena, int64_t, tables->cells);
    for (size_t c = 0; c < tables->cells; c++)
        counts[c] = read_count(next(input), tables->is_growing, before == NULL ? DISCLOSURE_ABSENT : before[c]);
    for (size_t s = 0; s < tables->sum_count; s++) {
        const struct cell_sum *sum = &tables->sums[s];
        if (sum->total >= tables->cells || counts[sum->total] == DISCLOSURE_ABSENT)
            continue;
        counts[sum->total] = DISCLOSURE_ABSENT;
        for (size_t i = 0; i < sum->n; i++)
            if (counts[sum->parts[i]] != DISCLOSURE_ABSENT)
                counts[sum->total] = counts[sum->parts[i]] + (counts[sum->total] == DISCLOSURE_ABSENT ? 0 : counts[sum->total]);
    }
    return counts;
}

static void check_figures(const struct disclosure_tables *tables, const struct release *releases, size_t t)
{
    for (size_t c = 0; c < tables->cells; c++) {
        const struct cell_figure *figure = &releases[t].figures[c];
        int64_t count = releases[t].counts[c];
        assert((figure->display == CELL_ABSENT) == (count == DISCLOSURE_ABSENT));
        assert(figure->display != CELL_NUMBER || figure->number >= tables->k);
        for (size_t before = 0; before < t && figure->display == CELL_NUMBER; before++) {
            const struct cell_figure *old = &releases[before].figures[c];
            int64_t change = figure->number - old->number;
            assert(old->display != CELL_NUMBER || change == 0 || change >= tables->k || change <= -tables->k);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 16 || n > 400)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(128 * 1024 * 1024);
    struct input input = {bytes, n, 0};
    struct disclosure_tables tables = read_tables(arena, &input);
    struct release releases[DATES];
    struct disclosure_audit audit;
    size_t published = 0;
    for (size_t t = 0; t < DATES; t++) {
        struct protected_release release;
        const int64_t *counts = read_counts(arena, &input, &tables, published > 0 ? releases[published - 1].counts : NULL);
        enum err error = disclosure_protect(arena, &tables, releases, published, counts, &release);
        assert(error == OK || error == ERR_INVALID);
        if (error != OK)
            continue;
        releases[published] = (struct release){release.counts, release.figures};
        check_figures(&tables, releases, published++);
        error = disclosure_audit(arena, &tables, releases, published, &audit);
        assert(error == OK);
        for (size_t i = 0; i < audit.n; i++) // the audit begins with no table and may not find again what protection had found
            assert(!audit.narrowed[i].is_certain);
    }
    for (size_t t = 0; t < published; t++) { // and now anything is shown
        struct cell_figure *figures = ARENA_ARRAY(arena, struct cell_figure, tables.cells);
        for (size_t c = 0; c < tables.cells; c++)
            figures[c] = (struct cell_figure){(enum cell_display)(next(&input) % 4), next(&input) % 40};
        releases[t].figures = figures;
    }
    enum err error = disclosure_audit(arena, &tables, releases, published, &audit);
    assert(error == OK || error == ERR_INVALID || (error == ERR_LIMIT && published == 0));
    for (size_t i = 0; error == OK && i < audit.n; i++)
        assert(audit.narrowed[i].low <= audit.narrowed[i].high && audit.narrowed[i].low >= 0);
    return 0;
}
