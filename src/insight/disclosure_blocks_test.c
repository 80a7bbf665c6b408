// disclosure_blocks_test.c - blocks of a network are protected each by itself: none tells of another, none refuses another.
#include "insight/disclosure.h"

#include "support.h"

// Two answers to two statements with all their totals make a block; the cells of a block lie apart from each other.
enum { PARTS = 4, BLOCK_CELLS = 9, BLOCKS = 6, CELLS = BLOCKS * BLOCK_CELLS };

static const uint32_t block_sums[][3] = {{4, 0, 1}, {5, 2, 3}, {6, 0, 2}, {7, 1, 3}, {8, 4, 5}, {8, 6, 7}}; // the total, then its parts

static uint32_t cell_of(uint32_t block, uint32_t own)
{
    return own * BLOCKS + block;
}

static struct disclosure_tables network_tables(void)
{
    struct cell_sum *sums = ARENA_ARRAY(test_arena(), struct cell_sum, 6 * BLOCKS);
    uint32_t *parts = ARENA_ARRAY(test_arena(), uint32_t, 12 * BLOCKS), *whole = ARENA_ARRAY(test_arena(), uint32_t, CELLS);
    for (uint32_t b = 0; b < BLOCKS; b++) {
        static const uint32_t wholes[] = {4, 4, 5, 5, 8, 8, 8, 8};
        for (uint32_t s = 0; s < 6; s++, parts += 2) {
            parts[0] = cell_of(b, block_sums[s][1]);
            parts[1] = cell_of(b, block_sums[s][2]);
            sums[b * 6 + s] = (struct cell_sum){cell_of(b, block_sums[s][0]), parts, 2};
        }
        for (uint32_t c = 0; c < BLOCK_CELLS; c++)
            whole[cell_of(b, c)] = c < 8 ? cell_of(b, wholes[c]) : DISCLOSURE_NO_WHOLE;
    }
    return (struct disclosure_tables){.cells = CELLS, .sums = sums, .sum_count = 6 * BLOCKS, .whole = whole, .k = DISCLOSURE_K, .salt = 7};
}

static int64_t *draw_counts(const int64_t *before) // `before`: of the release before, or NULL
{
    int64_t *counts = ARENA_ARRAY(test_arena(), int64_t, CELLS);
    for (uint32_t b = 0; b < BLOCKS; b++) {
        for (uint32_t c = 0; c < PARTS; c++) {
            bool is_same = before != NULL && rand_below(test_random(), 2) == 0;
            counts[cell_of(b, c)] = is_same ? before[cell_of(b, c)] : (int64_t)rand_below(test_random(), 9);
        }
        for (uint32_t s = 0; s < 6; s++)
            counts[cell_of(b, block_sums[s][0])] = counts[cell_of(b, block_sums[s][1])] + counts[cell_of(b, block_sums[s][2])];
    }
    return counts;
}

static struct protected_release protect(const struct disclosure_tables *tables, struct release *releases, size_t n, const int64_t *counts)
{
    struct protected_release release;
    struct disclosure_audit audit;
    assert_ok(disclosure_protect(test_arena(), tables, releases, n, counts, &release));
    releases[n] = (struct release){release.counts, release.figures};
    assert_ok(disclosure_audit(test_arena(), tables, releases, n + 1, &audit));
    assert_int_equal(audit.n, 0);
    return release;
}

static bool is_same_figure(const struct cell_figure *one, const struct cell_figure *other)
{
    return one->display == other->display && one->number == other->number;
}

static bool reads_the_same(const struct protected_release *one, const struct protected_release *other, uint32_t block)
{
    bool is_same = true;
    for (uint32_t c = 0; c < BLOCK_CELLS; c++)
        is_same = is_same && is_same_figure(&one->figures[cell_of(block, c)], &other->figures[cell_of(block, c)]);
    return is_same;
}

static void what_a_block_shows_does_not_follow_from_the_others(void **state)
{
    (void)state;
    struct disclosure_tables tables = network_tables();
    size_t withheld = 0;
    for (size_t i = 0; i < 5; i++) {
        struct release releases[2] = {{0}}, others[2] = {{0}};
        int64_t *counts = draw_counts(NULL), *later = draw_counts(counts);
        int64_t *other = draw_counts(NULL), *other_later = draw_counts(other);
        for (uint32_t c = 0; c < BLOCK_CELLS; c++) {
            other[cell_of(3, c)] = counts[cell_of(3, c)];
            other_later[cell_of(3, c)] = later[cell_of(3, c)];
        }
        struct protected_release first = protect(&tables, releases, 0, counts), first_other = protect(&tables, others, 0, other);
        assert_true(reads_the_same(&first, &first_other, 3));
        struct protected_release second = protect(&tables, releases, 1, later), second_other = protect(&tables, others, 1, other_later);
        assert_true(reads_the_same(&second, &second_other, 3));
        assert_int_equal(second.blocks, BLOCKS);
        withheld += first.withheld + second.withheld;
    }
    assert_true(withheld > 20);
}

// An answer that comes later and that nobody gave: what all others and the totals say makes it 0. Beside it a statement; both may come
// together in a need.
enum { YES, NO, LATER, BOTH, ELSEWHERE, EVERYONE, FIRST_BLOCK, AGREE = FIRST_BLOCK, DISAGREE, UNSURE, ALL, NAMED, LATE_CELLS };

static struct disclosure_tables late_tables(bool has_need)
{
    static const uint32_t both[] = {YES, NO, LATER}, everyone[] = {BOTH, ELSEWHERE}, all[] = {AGREE, DISAGREE, UNSURE}, named[] = {YES, AGREE};
    static const struct cell_sum sums[] = {{BOTH, both, 3}, {EVERYONE, everyone, 2}, {ALL, all, 3}, {NAMED, named, 2}};
    return (struct disclosure_tables){.cells = LATE_CELLS, .sums = sums, .sum_count = has_need ? 4 : 3, .k = DISCLOSURE_K, .salt = 7};
}

static const int64_t before_it_came[] = {11, 9, DISCLOSURE_ABSENT, 20, 30, 50, 30, 20, 10, 60, DISCLOSURE_ABSENT};
static const int64_t when_it_came[] = {11, 9, 0, 20, 30, 50, 40, 20, 10, 70, DISCLOSURE_ABSENT};

static void expect_number(const struct protected_release *release, uint32_t cell, int64_t number)
{
    assert_int_equal(release->figures[cell].display, CELL_NUMBER);
    assert_int_equal(release->figures[cell].number, number);
}

static void a_refused_block_keeps_its_figures_and_refuses_no_other(void **state)
{
    (void)state;
    static const int64_t many[] = {31, 29, 6, 66, 50, 116, 40, 20, 10, 70, DISCLOSURE_ABSENT};
    struct disclosure_tables tables = late_tables(false);
    struct release releases[3] = {{0}};
    protect(&tables, releases, 0, before_it_came);
    struct protected_release second = protect(&tables, releases, 1, when_it_came);
    assert_int_equal(second.blocks, 3); // the need stands for itself
    assert_int_equal(second.refused, 1);
    for (uint32_t c = 0; c < FIRST_BLOCK; c++) {
        assert_true(second.is_refused[c] && second.counts[c] == before_it_came[c]);
        assert_true(is_same_figure(&second.figures[c], &releases[0].figures[c]));
    }
    assert_false(second.is_refused[AGREE]);
    expect_number(&second, AGREE, 40);
    expect_number(&second, ALL, 70);
    struct protected_release third = protect(&tables, releases, 2, many); // it takes part again
    assert_int_equal(third.refused, 0);
    assert_int_equal(third.counts[LATER], 6);
    expect_number(&third, LATER, 6);
    expect_number(&third, EVERYONE, 116);
}

static void a_need_may_join_blocks_of_which_one_was_refused(void **state)
{
    (void)state;
    static const int64_t named[] = {11, 9, 0, 20, 30, 50, 40, 20, 10, 70, 51}, more[] = {18, 9, 7, 34, 30, 64, 40, 20, 10, 70, 58};
    static const int64_t wrong[] = {18, 9, 7, 34, 30, 64, 40, 20, 10, 70, 59};
    struct disclosure_tables tables = late_tables(false), joined = late_tables(true);
    struct release releases[4] = {{0}};
    protect(&tables, releases, 0, before_it_came);
    protect(&tables, releases, 1, when_it_came);
    struct protected_release third = protect(&joined, releases, 2, named); // still nobody gave it
    assert_int_equal(third.blocks, 1);
    assert_int_equal(third.refused, 1);
    assert_int_equal(third.figures[NAMED].display, CELL_ABSENT);
    struct protected_release fourth = protect(&joined, releases, 3, more);
    assert_int_equal(fourth.refused, 0);
    expect_number(&fourth, NAMED, 58);
    expect_number(&fourth, LATER, 7);
    assert_err(disclosure_protect(test_arena(), &joined, releases, 3, wrong, &fourth), ERR_INVALID);
}

// Of two shown numbers and a need that was named only later everybody knows the sum, then and now.
static void a_need_named_later_was_hidden_from_nobody(void **state)
{
    (void)state;
    static const uint32_t parts[] = {0, 1};
    static const struct cell_sum sum = {2, parts, 2};
    struct disclosure_tables tables = {.cells = 3, .sums = &sum, .sum_count = 1, .k = DISCLOSURE_K};
    static const int64_t first[] = {10, 12, DISCLOSURE_ABSENT}, second[] = {10, 12, 22}, small[] = {10, 2, 12};
    struct release releases[2] = {{0}};
    protect(&tables, releases, 0, first);
    struct protected_release named = protect(&tables, releases, 1, second);
    assert_int_equal(named.figures[2].display, CELL_NUMBER);
    struct protected_release beside = protect(&tables, releases, 0, small); // of the need or of the other part one goes
    assert_int_equal(beside.withheld, 1);
}

static void a_whole_joins_a_cell_that_is_in_no_sum(void **state)
{
    (void)state;
    static const uint32_t whole[] = {DISCLOSURE_NO_WHOLE, 2, DISCLOSURE_NO_WHOLE};
    static const int64_t counts[] = {30, 18, 20};
    struct disclosure_tables tables = {.cells = 3, .whole = whole, .k = DISCLOSURE_K};
    struct release release;
    struct protected_release first = protect(&tables, &release, 0, counts);
    assert_int_equal(first.blocks, 2);
    assert_int_equal(first.figures[1].display, CELL_NEARLY_ALL);
    assert_int_equal(first.figures[1].number, 20);
}

static void a_block_in_which_nothing_changed_reads_as_it_did(void **state)
{
    (void)state;
    struct disclosure_tables tables = network_tables();
    struct release releases[6] = {{0}};
    int64_t *counts = draw_counts(NULL);
    struct protected_release before = protect(&tables, releases, 0, counts);
    for (size_t t = 1; t < 6; t++) {
        int64_t *next = draw_counts(releases[t - 1].counts);
        for (uint32_t c = 0; c < BLOCK_CELLS; c++)
            next[cell_of(2, c)] = counts[cell_of(2, c)];
        struct protected_release now = protect(&tables, releases, t, next);
        assert_true(reads_the_same(&before, &now, 2));
    }
}

TESTS(disclosure_blocks, what_a_block_shows_does_not_follow_from_the_others, a_refused_block_keeps_its_figures_and_refuses_no_other,
      a_need_may_join_blocks_of_which_one_was_refused, a_need_named_later_was_hidden_from_nobody,
      a_whole_joins_a_cell_that_is_in_no_sum, a_block_in_which_nothing_changed_reads_as_it_did)
