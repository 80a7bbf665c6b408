// disclosure_brute_test.c - the audit and the protection beside every table there is: all whole numbers are tried at two dates.
#include "insight/disclosure.h"

#include <stdlib.h>

#include "support.h"

// Two answers to two statements, the total of each statement and of each answer, and of all, at two dates.
enum { PARTS = 4, BRUTE_CELLS = 9, GREATEST = 18 };

static const uint32_t brute_sums[][3] = {{4, 0, 1}, {5, 2, 3}, {6, 0, 2}, {7, 1, 3}, {8, 4, 5}, {8, 6, 7}}; // the total, then its parts

static struct disclosure_tables brute_tables(void)
{
    static const uint32_t whole[] = {4, 4, 5, 5, 8, 8, 8, 8, DISCLOSURE_NO_WHOLE};
    struct cell_sum *sums = ARENA_ARRAY(test_arena(), struct cell_sum, 6);
    for (size_t s = 0; s < 6; s++)
        sums[s] = (struct cell_sum){brute_sums[s][0], &brute_sums[s][1], 2};
    return (struct disclosure_tables){.cells = BRUTE_CELLS, .sums = sums, .sum_count = 6, .whole = whole, .k = DISCLOSURE_K};
}

static void brute_add_up(int64_t *counts)
{
    for (size_t s = 0; s < 6; s++)
        counts[brute_sums[s][0]] = counts[brute_sums[s][1]] + counts[brute_sums[s][2]];
}

static bool is_current(const struct release *releases, size_t t, uint32_t c)
{
    if (releases[t].figures[c].display != CELL_NUMBER || releases[t].figures[c].number != releases[t].counts[c])
        return false;
    bool stayed = t > 0 && releases[0].figures[c].display == CELL_NUMBER && releases[0].figures[c].number == releases[1].figures[c].number;
    return !stayed || (releases[0].counts[c] == releases[1].counts[c] && is_current(releases, 0, c));
}

// Whether this could be the table of a date, by all that is known of that date alone; the header says what that is.
static bool could_be(const struct disclosure_tables *tables, const struct release *releases, const bool *current, size_t t,
                     const uint8_t *values)
{
    for (uint32_t c = 0; c < BRUTE_CELLS; c++) {
        const struct cell_figure *figure = &releases[t].figures[c];
        int64_t count = releases[t].counts[c], value = values[c];
        bool has_whole = tables->whole[c] < BRUTE_CELLS && current[tables->whole[c]];
        int64_t all = has_whole ? releases[t].counts[tables->whole[c]] : 0;
        bool was_shown = t > 0 && releases[0].figures[c].display != CELL_HIDDEN;
        if (current[c] && value != count)
            return false;
        if (figure->display == CELL_NUMBER && llabs(count - figure->number) < 5 && llabs(value - figure->number) >= 5)
            return false;
        if (figure->display == CELL_NEARLY_ALL && all == figure->number && count >= 5 && all >= count && all - count < 5 &&
            (value < 5 || value > all || all - value >= 5))
            return false;
        if (figure->display == CELL_HIDDEN && all >= 9 && all - count >= 5 && all - value < 5)
            return false;
        if (figure->display == CELL_HIDDEN && was_shown && count < 5 && value >= 5)
            return false;
    }
    return true;
}

struct brute_list {
    uint8_t (*at)[BRUTE_CELLS];
    size_t n;
};

static struct brute_list brute_list(const struct disclosure_tables *tables, const struct release *releases, size_t t)
{
    struct brute_list list = {.at = arena_alloc(test_arena(), sizeof(*list.at) * (GREATEST * GREATEST * GREATEST * GREATEST + 1))};
    bool current[BRUTE_CELLS];
    for (uint32_t c = 0; c < BRUTE_CELLS; c++)
        current[c] = is_current(releases, t, c);
    for (size_t code = 0; code < (size_t)GREATEST * GREATEST * GREATEST * GREATEST; code++) {
        uint8_t *values = list.at[list.n];
        for (size_t c = 0, rest = code; c < PARTS; c++, rest /= GREATEST)
            values[c] = (uint8_t)(rest % GREATEST);
        for (size_t s = 0; s < 6; s++)
            values[brute_sums[s][0]] = (uint8_t)(values[brute_sums[s][1]] + values[brute_sums[s][2]]);
        list.n += could_be(tables, releases, current, t, values);
    }
    return list;
}

// Of the second date only what did not change binds the first: a sign for each such table.
static uint64_t bound_part(const struct release *releases, const uint8_t *values)
{
    uint64_t sign = 0;
    for (uint32_t c = 0; c < BRUTE_CELLS; c++)
        sign = sign * 128 + (releases[0].counts[c] == releases[1].counts[c] ? values[c] + 1u : 0);
    return sign;
}

static int by_sign(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return a < b ? -1 : a > b;
}

// Leaves the tables of date t that fit at least one of the other date.
static struct brute_list fitting(const struct release *releases, const struct brute_list lists[2], size_t t)
{
    const struct brute_list *here = &lists[t], *there = &lists[1 - t];
    uint64_t *signs = ARENA_ARRAY(test_arena(), uint64_t, there->n + 1);
    struct brute_list left = {.at = arena_alloc(test_arena(), sizeof(*left.at) * (here->n + 1))};
    for (size_t i = 0; i < there->n; i++)
        signs[i] = bound_part(releases, there->at[i]);
    qsort(signs, there->n, sizeof *signs, by_sign);
    for (size_t i = 0; i < here->n; i++) {
        uint64_t sign = bound_part(releases, here->at[i]);
        if (bsearch(&sign, signs, there->n, sizeof *signs, by_sign) != NULL)
            memcpy(left.at[left.n++], here->at[i], sizeof *left.at);
    }
    return left;
}

static bool has(const struct brute_list *list, uint32_t cell, int64_t value)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i][cell] == value)
            return true;
    return false;
}

static bool is_narrowed(const struct release *releases, const struct brute_list *list, size_t t, uint32_t c)
{
    const struct cell_figure *figure = &releases[t].figures[c];
    if (figure->display == CELL_HIDDEN)
        return !has(list, c, 0) || !has(list, c, 4);
    if (figure->display == CELL_NEARLY_ALL)
        return !has(list, c, figure->number) || !has(list, c, figure->number - 4);
    return !is_current(releases, t, c) &&
           (!has(list, c, figure->number) || (!has(list, c, figure->number - 4) && !has(list, c, figure->number + 4)));
}

// The audit says of the same cells that they are narrowed, each for the first date in which it read so. Returns how many.
static size_t compare_audit(const struct disclosure_tables *tables, const struct release *releases)
{
    struct brute_list lists[2] = {brute_list(tables, releases, 0), brute_list(tables, releases, 1)};
    struct disclosure_audit audit;
    size_t found = 0;
    assert_ok(disclosure_audit(test_arena(), tables, releases, 2, &audit));
    for (size_t t = 0; t < 2; t++) {
        struct brute_list list = fitting(releases, lists, t);
        for (uint32_t c = 0; c < BRUTE_CELLS; c++) {
            bool is_again = t == 1 && releases[0].counts[c] == releases[1].counts[c] &&
                            releases[0].figures[c].display == releases[1].figures[c].display &&
                            releases[0].figures[c].number == releases[1].figures[c].number;
            bool is_said = found < audit.n && audit.narrowed[found].release == t && audit.narrowed[found].cell == c;
            if (!is_again)
                assert_int_equal(is_said, is_narrowed(releases, &list, t, c));
            found += is_said;
        }
    }
    assert_int_equal(found, audit.n);
    return found;
}

static void begin_counts(int64_t *counts)
{
    for (size_t c = 0; c < PARTS; c++)
        counts[c] = (int64_t)rand_below(test_random(), rand_below(test_random(), 2) == 0 ? 5 : 9);
    brute_add_up(counts);
}

static void change_counts(const int64_t *before, int64_t *counts)
{
    for (size_t c = 0; c < PARTS; c++)
        counts[c] = rand_below(test_random(), 2) == 0 ? before[c] : (int64_t)rand_below(test_random(), 9);
    brute_add_up(counts);
}

// Protected releases; half of the time one hidden cell is shown nevertheless, and what that tells must be found.
static void what_can_be_worked_out_is_what_all_tables_say(void **state)
{
    (void)state;
    size_t narrowed = 0, passed = 0;
    for (size_t i = 0; i < 25; i++) {
        arena_reset(test_arena());
        struct disclosure_tables tables = brute_tables();
        int64_t counts[2][BRUTE_CELLS];
        struct release releases[2] = {{0}};
        struct protected_release release;
        begin_counts(counts[0]);
        change_counts(counts[0], counts[1]);
        tables.salt = i;
        for (size_t t = 0; t < 2; t++) {
            assert_ok(disclosure_protect(test_arena(), &tables, releases, t, counts[t], &release));
            releases[t] = (struct release){release.counts, release.figures};
        }
        if (release.refused == 0) {
            assert_int_equal(compare_audit(&tables, releases), 0);
            passed++;
        }
        for (uint32_t c = 0; c < BRUTE_CELLS; c++)
            if (release.figures[c].display == CELL_HIDDEN && counts[1][c] >= 5) {
                release.figures[c] = (struct cell_figure){CELL_NUMBER, counts[1][c]};
                narrowed += compare_audit(&tables, releases) > 0;
                break;
            }
    }
    assert_true(passed > 20 && narrowed > 10);
}

TESTS(disclosure_brute, what_can_be_worked_out_is_what_all_tables_say)
