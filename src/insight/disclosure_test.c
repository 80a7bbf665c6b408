// disclosure_test.c - hidden counts: what readers can work out is found, what is published cannot be worked out, and little is withheld for it.
#include "insight/disclosure.h"

#include "insight/disclosure_fewest_fixture.h"
#include "support.h"

// --- small tables ---

// Three answers to one statement, and their total, of which a single answer may be nearly all.
enum { AGREE, DISAGREE, UNSURE, ALL, ANSWERS };

static struct disclosure_tables statement_tables(void)
{
    static const uint32_t parts[] = {AGREE, DISAGREE, UNSURE}, whole[] = {ALL, ALL, ALL, DISCLOSURE_NO_WHOLE};
    static const struct cell_sum sum = {ALL, parts, 3};
    return (struct disclosure_tables){.cells = ANSWERS, .sums = &sum, .sum_count = 1, .whole = whole, .k = DISCLOSURE_K, .salt = 7};
}

// rows x columns of counts, then the totals of rows, of columns, and of all.
static struct disclosure_tables grid_tables(uint32_t rows, uint32_t columns)
{
    struct cell_sum *sums = ARENA_ARRAY(test_arena(), struct cell_sum, rows + columns + 2);
    uint32_t body = rows * columns, all = body + rows + columns;
    for (uint32_t s = 0; s < rows + columns + 2; s++) {
        bool is_row = s < rows, is_column = !is_row && s < rows + columns, is_over_rows = s == rows + columns;
        uint32_t n = is_row ? columns : is_column ? rows : is_over_rows ? rows : columns;
        uint32_t *parts = ARENA_ARRAY(test_arena(), uint32_t, n);
        for (uint32_t i = 0; i < n; i++)
            parts[i] = is_row ? s * columns + i : is_column ? i * columns + (s - rows) : is_over_rows ? body + i : body + rows + i;
        sums[s] = (struct cell_sum){is_row || is_column ? body + s : all, parts, n};
    }
    return (struct disclosure_tables){.cells = all + 1, .sums = sums, .sum_count = rows + columns + 2, .k = DISCLOSURE_K, .salt = 7};
}

static void add_up(const struct disclosure_tables *tables, int64_t *counts)
{
    for (size_t s = 0; s < tables->sum_count; s++) {
        counts[tables->sums[s].total] = 0;
        for (size_t i = 0; i < tables->sums[s].n; i++)
            counts[tables->sums[s].total] += counts[tables->sums[s].parts[i]];
    }
}

// Each number as it is, -1 hidden, -2 nearly all of the last cell.
static struct release published(const struct disclosure_tables *tables, const int64_t *counts, const int64_t *figures)
{
    struct cell_figure *shown = ARENA_ARRAY(test_arena(), struct cell_figure, tables->cells);
    for (size_t c = 0; c < tables->cells; c++)
        shown[c] = figures[c] >= 0    ? (struct cell_figure){CELL_NUMBER, figures[c]}
                   : figures[c] == -1 ? (struct cell_figure){CELL_HIDDEN, 0}
                                      : (struct cell_figure){CELL_NEARLY_ALL, figures[tables->cells - 1]};
    return (struct release){counts, shown};
}

static struct disclosure_audit audited(const struct disclosure_tables *tables, const struct release *releases, size_t n)
{
    struct disclosure_audit audit = {0};
    assert_ok(disclosure_audit(test_arena(), tables, releases, n, &audit));
    return audit;
}

static void expect_narrowed(const struct disclosure_audit *audit, size_t i, size_t release, uint32_t cell, int64_t low, int64_t high)
{
    assert_true(i < audit->n);
    assert_int_equal(audit->narrowed[i].release, release);
    assert_int_equal(audit->narrowed[i].cell, cell);
    assert_int_equal(audit->narrowed[i].low, low);
    assert_int_equal(audit->narrowed[i].high, high);
}

static const struct cell_figure *protect(const struct disclosure_tables *tables, struct release *releases, size_t n, const int64_t *counts)
{
    struct protected_release release;
    assert_ok(disclosure_protect(test_arena(), tables, releases, n, counts, &release));
    assert_int_equal(release.refused, 0);
    releases[n] = (struct release){release.counts, release.figures};
    assert_int_equal(audited(tables, releases, n + 1).n, 0);
    return release.figures;
}

static void expect_figure(const struct cell_figure *figures, uint32_t cell, enum cell_display display, int64_t number)
{
    assert_int_equal(figures[cell].display, display);
    assert_int_equal(figures[cell].number, number);
}

// --- the audit ---

static void one_hidden_count_is_what_its_total_lacks(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {11, 7, 2, 20}, one[] = {11, 7, -1, 20}, two[] = {11, -1, -1, 20};
    struct release release = published(&tables, counts, one);
    struct disclosure_audit audit = audited(&tables, &release, 1);
    assert_int_equal(audit.n, 1);
    assert_int_equal(audit.checked, 1);
    expect_narrowed(&audit, 0, 0, UNSURE, 2, 2);
    release = published(&tables, counts, two);
    audit = audited(&tables, &release, 1);
    assert_int_equal(audit.n, 0);
    assert_int_equal(audit.checked, 2);
}

static void hidden_counts_that_make_less_than_four_are_narrowed(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {17, 2, 1, 20}, figures[] = {17, -1, -1, 20}, nearly[] = {-2, -1, -1, 20};
    struct release release = published(&tables, counts, figures);
    struct disclosure_audit audit = audited(&tables, &release, 1);
    assert_int_equal(audit.n, 2);
    expect_narrowed(&audit, 0, 0, DISAGREE, 0, 3);
    expect_narrowed(&audit, 1, 0, UNSURE, 0, 3);
    release = published(&tables, counts, nearly); // "nearly all of 20" leaves 0 to 4 for both
    assert_int_equal(audited(&tables, &release, 1).n, 0);
}

static void a_total_that_is_hidden_but_has_a_shown_part_is_narrowed(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {11, 7, 2, 20}, figures[] = {11, 7, -1, -1};
    struct release release = published(&tables, counts, figures);
    struct disclosure_audit audit = audited(&tables, &release, 1);
    assert_int_equal(audit.n, 1);
    expect_narrowed(&audit, 0, 0, ALL, 18, DISCLOSURE_ENDLESS);
}

// Alone each release passes; who lays them beside each other knows.
static void two_releases_tell_what_one_does_not(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {11, 7, 2, 20}, first[] = {11, -1, -1, 20}, second[] = {-1, 7, -1, 20};
    struct release releases[] = {published(&tables, counts, first), published(&tables, counts, second)};
    assert_int_equal(audited(&tables, releases, 1).n, 0);
    assert_int_equal(audited(&tables, releases + 1, 1).n, 0);
    struct disclosure_audit audit = audited(&tables, releases, 2);
    assert_int_equal(audit.n, 3);
    expect_narrowed(&audit, 0, 0, DISAGREE, 7, 7);
    expect_narrowed(&audit, 1, 0, UNSURE, 2, 2);
    expect_narrowed(&audit, 2, 1, AGREE, 11, 11);
}

// Both answers kept their old numbers, so each changed by at most 4; together by 8.
static void changes_that_were_kept_back_are_not_told_by_their_sum(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t before[] = {10, 10, 10, 30}, after[] = {14, 14, 10, 38}, figures[] = {10, 10, 10, 38};
    struct release releases[] = {published(&tables, before, before), published(&tables, after, figures)};
    struct disclosure_audit audit = audited(&tables, releases, 2);
    assert_int_equal(audit.n, 2);
    expect_narrowed(&audit, 0, 1, AGREE, 14, 14);
    const struct cell_figure *mended = protect(&tables, releases, 1, after);
    expect_figure(mended, ALL, CELL_NUMBER, 30);
    expect_figure(mended, AGREE, CELL_NUMBER, 10);
}

static void who_knows_that_counts_only_grow_knows_more(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t before[] = {3, 11, 12, 26}, after[] = {3, 14, 19, 36}, hidden[] = {-1, -1, 12, 26}, later[] = {-1, 14, 19, 36};
    static const int64_t growing[] = {2, 12, 3, 17}, grown[] = {2, 12, 8, 22}, one[] = {-1, 12, -1, 17}, other[] = {-1, 12, 8, 22};
    struct release releases[] = {published(&tables, growing, one), published(&tables, grown, other)};
    struct disclosure_audit audit = audited(&tables, releases, 2);
    assert_int_equal(audit.n, 2); // 22 - 12 - 8
    expect_narrowed(&audit, 0, 0, AGREE, 2, 2);
    expect_narrowed(&audit, 1, 0, UNSURE, 3, 3);
    releases[0] = published(&tables, before, hidden);
    releases[1] = published(&tables, after, later);
    audit = audited(&tables, releases, 2);
    assert_int_equal(audit.n, 2); // unchanged: 36 - 14 - 19, then 26 - 12 - 3
    tables.is_growing = true;
    static const int64_t small[] = {1, 11, 12, 24}, same[] = {4, 30, 19, 53}, open[] = {-1, -1, 12, 24}, shut[] = {-1, -1, 19, 53};
    releases[0] = published(&tables, small, open);
    releases[1] = published(&tables, same, shut);
    assert_int_equal(audited(&tables, releases, 2).n, 0);
    releases[1].counts = before; // a count fell from 12 to 12, the total rose by 2, and then it is said to be 26: not what is shown
    assert_err(disclosure_audit(test_arena(), &tables, (struct release[]){releases[1], releases[0]}, 2, &audit), ERR_INVALID);
}

// Figures that somebody wrote by hand: where counts only grow none may be shown larger than it is, and one that is tells nothing.
static void a_number_larger_than_its_count_is_no_knowledge(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {6, 20, 30, 56}, figures[] = {8, 20, 30, 56};
    struct release release = published(&tables, counts, figures);
    tables.is_growing = true;
    struct disclosure_audit audit = audited(&tables, &release, 1);
    assert_int_equal(audit.n, 1);
    expect_narrowed(&audit, 0, 0, AGREE, 6, 6);
}

// --- the rules ---

static void a_number_is_replaced_only_by_one_that_is_far(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t first[] = {20, 30, 40, 90}, second[] = {24, 35, 40, 99}, third[] = {26, 31, 50, 107};
    struct release releases[3] = {{0}};
    const struct cell_figure *figures = protect(&tables, releases, 0, first);
    expect_figure(figures, AGREE, CELL_NUMBER, 20);
    figures = protect(&tables, releases, 1, second);
    expect_figure(figures, AGREE, CELL_NUMBER, 20); // by 4
    expect_figure(figures, UNSURE, CELL_NUMBER, 40);
    figures = protect(&tables, releases, 2, third);
    expect_figure(figures, DISAGREE, CELL_NUMBER, releases[1].figures[DISAGREE].number); // 31 is near to 30, which everybody saw
}

static void a_small_count_hides_only_where_that_does_not_say_how_small(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t first[] = {8, 30, 40, 78}, second[] = {2, 30, 40, 72}, large[] = {9, 30, 40, 79}, fewer[] = {2, 30, 40, 72};
    struct release releases[2] = {{0}};
    protect(&tables, releases, 0, first);
    expect_figure(protect(&tables, releases, 1, second), AGREE, CELL_NUMBER, 8);
    protect(&tables, releases, 0, large);
    expect_figure(protect(&tables, releases, 1, fewer), ALL, CELL_NUMBER, 79); // it would tell that 7 went
}

static void nearly_all_is_said_where_less_than_five_lack(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t most[] = {18, 1, 1, 20}, few[] = {7, 0, 1, 8}, same[] = {18, 1, 1, 20};
    struct release releases[2] = {{0}};
    const struct cell_figure *figures = protect(&tables, releases, 0, most);
    expect_figure(figures, AGREE, CELL_NEARLY_ALL, 20);
    expect_figure(figures, DISAGREE, CELL_HIDDEN, 0);
    expect_figure(figures, ALL, CELL_NUMBER, 20);
    figures = protect(&tables, releases, 1, same);
    expect_figure(figures, AGREE, CELL_NEARLY_ALL, 20);
    figures = protect(&tables, releases, 0, few); // of 8: "nearly all" would mean 5 to 8, not 4
    expect_figure(figures, AGREE, CELL_HIDDEN, 0);
}

static void what_was_hidden_and_did_not_change_stays_hidden(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {11, 7, 2, 20}, more[] = {11, 7, 40, 58};
    struct release releases[2] = {{0}};
    protect(&tables, releases, 0, counts);
    uint32_t withheld = releases[0].figures[AGREE].display == CELL_HIDDEN ? AGREE : DISAGREE;
    expect_figure(releases[0].figures, withheld, CELL_HIDDEN, 0);
    expect_figure(protect(&tables, releases, 1, more), withheld, CELL_HIDDEN, 0);
}

// A total that did not change though a part came says nothing of the part.
static void parts_may_come_and_go(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t before[] = {11, 9, DISCLOSURE_ABSENT, 20}, after[] = {11, 9, 0, 20}, none[] = {-1, -1, -1, -1};
    struct release releases[2] = {{0}};
    expect_figure(protect(&tables, releases, 0, before), UNSURE, CELL_ABSENT, 0);
    struct protected_release release;
    assert_ok(disclosure_protect(test_arena(), &tables, releases, 1, after, &release));
    assert_int_equal(release.figures[UNSURE].display, CELL_HIDDEN);
    static const int64_t alone[] = {1, -1, -1, 2};
    assert_err(disclosure_protect(test_arena(), &tables, releases, 0, none, &release), OK); // nothing is there at all
    assert_err(disclosure_protect(test_arena(), &tables, releases, 0, alone, &release), ERR_INVALID);
}

static void what_contradicts_itself_is_refused(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables(), wrong = tables;
    static const int64_t counts[] = {11, 7, 2, 20}, off[] = {11, 7, 2, 21}, huge[] = {INT64_C(1) << 31, 0, 0, INT64_C(1) << 31};
    static const int64_t nearly[] = {-1, -1, -1, -2};
    static const uint32_t twice[] = {AGREE, AGREE}, outside[] = {99}, circle[] = {DISAGREE, AGREE, ALL, ALL};
    static const struct cell_sum sums[] = {{ALL, twice, 2}, {ALL, outside, 1}};
    static const uint16_t weight[] = {1, 0, 1, 1};
    struct protected_release release;
    struct disclosure_audit audit;
    struct release bad = published(&tables, counts, nearly); // the total has no whole
    assert_err(disclosure_audit(test_arena(), &tables, &bad, 1, &audit), ERR_INVALID);
    assert_err(disclosure_audit(test_arena(), &tables, NULL, 0, &audit), ERR_LIMIT);
    assert_err(disclosure_protect(test_arena(), &tables, NULL, 0, off, &release), ERR_INVALID);
    assert_err(disclosure_protect(test_arena(), &tables, NULL, 0, huge, &release), ERR_LIMIT);
    for (size_t s = 0; s < 2; s++) {
        wrong.sums = &sums[s];
        assert_err(disclosure_protect(test_arena(), &wrong, NULL, 0, counts, &release), ERR_INVALID);
    }
    wrong = tables, wrong.whole = circle;
    assert_err(disclosure_protect(test_arena(), &wrong, NULL, 0, counts, &release), ERR_INVALID);
    wrong = tables, wrong.weight = weight;
    assert_err(disclosure_protect(test_arena(), &wrong, NULL, 0, counts, &release), ERR_INVALID);
    wrong = tables, wrong.k = 1;
    assert_err(disclosure_protect(test_arena(), &wrong, NULL, 0, counts, &release), ERR_INVALID);
}

// --- how much is withheld ---

static void fill_grid(const struct disclosure_tables *tables, size_t body, int64_t *counts)
{
    for (size_t c = 0; c < body; c++)
        counts[c] = (int64_t)(rand_below(test_random(), 3) == 0 ? rand_below(test_random(), 5) : 5 + rand_below(test_random(), 20));
    add_up(tables, counts);
}

static void little_more_is_withheld_than_must_be(void **state)
{
    (void)state;
    struct disclosure_tables tables = grid_tables(2, 3);
    int withheld = 0, fewest = 0, worst = 0;
    for (size_t i = 0; i < 40; i++) {
        int64_t *counts = ARENA_ARRAY(test_arena(), int64_t, tables.cells);
        struct protected_release release;
        fill_grid(&tables, 6, counts);
        tables.salt = i;
        assert_ok(disclosure_protect(test_arena(), &tables, NULL, 0, counts, &release));
        assert_int_equal(release.refused, 0);
        int best = fewest_withheld(test_arena(), &tables, counts);
        assert_true(best >= 0 && (int)release.withheld >= best);
        withheld += (int)release.withheld;
        fewest += best;
        worst = (int)release.withheld - best > worst ? (int)release.withheld - best : worst;
    }
    print_message("# withheld beside the small counts: %d, the fewest possible %d; at worst %d more\n", withheld, fewest, worst);
    assert_true(fewest > 40 && withheld * 10 <= fewest * 11);
}

static void the_salt_decides_among_equals_and_nothing_else_does(void **state)
{
    (void)state;
    struct disclosure_tables tables = statement_tables();
    static const int64_t counts[] = {10, 10, 2, 22};
    size_t agree = 0;
    for (size_t i = 0; i < 40; i++) {
        struct protected_release release, again;
        tables.salt = i;
        assert_ok(disclosure_protect(test_arena(), &tables, NULL, 0, counts, &release));
        assert_ok(disclosure_protect(test_arena(), &tables, NULL, 0, counts, &again));
        assert_int_equal(release.withheld, 1);
        for (size_t c = 0; c < ANSWERS; c++)
            assert_int_equal(release.figures[c].display, again.figures[c].display);
        agree += release.figures[AGREE].display == CELL_HIDDEN;
    }
    assert_true(agree > 5 && agree < 35);
}

TESTS(disclosure, one_hidden_count_is_what_its_total_lacks, hidden_counts_that_make_less_than_four_are_narrowed,
      a_total_that_is_hidden_but_has_a_shown_part_is_narrowed, two_releases_tell_what_one_does_not,
      changes_that_were_kept_back_are_not_told_by_their_sum, who_knows_that_counts_only_grow_knows_more,
      a_number_larger_than_its_count_is_no_knowledge, a_number_is_replaced_only_by_one_that_is_far,
      a_small_count_hides_only_where_that_does_not_say_how_small, nearly_all_is_said_where_less_than_five_lack,
      what_was_hidden_and_did_not_change_stays_hidden, parts_may_come_and_go,
      what_contradicts_itself_is_refused, little_more_is_withheld_than_must_be, the_salt_decides_among_equals_and_nothing_else_does)
