// stats_shares.c - statistics of counts: shares, two who judge, a table of four counts.
#include <string.h>

#include "insight/agreement.h"
#include "insight/exact_test.h"
#include "insight/proportion.h"
#include "interchange/stats_pictures.h"

static const int64_t count_most = 1000000000;

static void share_add(struct stats_report *report, const char *label, size_t successes, size_t n)
{
    struct proportion proportion = proportion_make(successes, n);
    struct record *record = record_new(report, label, proportion.lack);
    share_picture(report, label, &proportion);
    count_add(record, "successes", successes);
    count_add(record, "n", n);
    figure_add(record, "share", proportion.share);
    interval_add(record, "wilson_low", "wilson_high", proportion.wilson);
    interval_add(record, "exact_low", "exact_high", proportion.exact);
    buf_print(&report->text, "%s: %zu of %zu", label, successes, n);
    if (proportion.lack == LACK_NOTHING)
        buf_print(&report->text, " are %.1f %%; of everybody likely %.1f %% to %.1f %% (Wilson; Clopper-Pearson: %.1f %% to %.1f %%).\n",
                  100 * proportion.share, 100 * proportion.wilson.low, 100 * proportion.wilson.high, 100 * proportion.exact.low,
                  100 * proportion.exact.high);
    else
        buf_print(&report->text, ". %s\n", lack_sentence(proportion.lack));
}

static enum err counted_shares(struct stats_report *report)
{
    const struct csv_table *table = report->table;
    size_t of, in, label = SIZE_MAX;
    TRY(csv_column(report->arena, table, "successes", &of, &report->why));
    TRY(csv_column(report->arena, table, "n", &in, &report->why));
    if (csv_has_column(table, "label"))
        TRY(csv_column(report->arena, table, "label", &label, &report->why));
    for (size_t row = 0; row < table->n; row++) {
        int64_t successes, n;
        TRY(csv_number(report->arena, table, row, of, 0, count_most, &successes, &report->why));
        TRY(csv_number(report->arena, table, row, in, 0, count_most, &n, &report->why));
        if (successes > n)
            return report_fail(report, row, lack_sentence(LACK_SENSE));
        share_add(report, label == SIZE_MAX ? arena_print(report->arena, "%zu", row + 1) : table->at[row].at[label], (size_t)successes,
                  (size_t)n);
    }
    return OK;
}

// Columns of 1 and 0: yes and no.
static enum err answered_shares(struct stats_report *report)
{
    const struct csv_table *table = report->table;
    size_t *columns, count;
    TRY(value_columns(report, 1, SIZE_MAX, &columns, &count));
    for (size_t i = 0; i < count; i++) {
        size_t successes = 0, n = 0;
        for (size_t row = 0; row < table->n; row++) {
            int64_t answer = 0;
            if (is_hole(table, row, columns[i]))
                continue;
            TRY(csv_number(report->arena, table, row, columns[i], 0, 1, &answer, &report->why));
            successes += answer == 1;
            n++;
        }
        share_add(report, table->columns.at[columns[i]], successes, n);
    }
    return OK;
}

enum err wilson_fill(struct stats_report *report)
{
    bool is_counted = csv_has_column(report->table, "successes") && csv_has_column(report->table, "n");
    if (report->table->n == 0)
        return report_fail(report, SIZE_MAX, "nothing stands below the names of the columns.");
    return is_counted ? counted_shares(report) : answered_shares(report);
}

struct categories {
    const char *at[100];
    size_t n;
};

// The number of a category, in the order in which they come; ERR_INVALID beyond `most`.
static enum err category_read(struct stats_report *report, struct categories *categories, size_t most, size_t row, size_t column,
                              uint32_t *ret_category)
{
    const char *name = report->table->at[row].at[column];
    size_t at = 0;
    while (at < categories->n && strcmp(categories->at[at], name) != 0)
        at++;
    if (at == most)
        return report_fail(report, row,
                           arena_print(report->arena, "'%.60s' is one category more than the %zu that there may be.", name, most));
    categories->at[at] = name;
    categories->n += at == categories->n;
    *ret_category = (uint32_t)at;
    return OK;
}

enum err kappa_fill(struct stats_report *report)
{
    const struct csv_table *table = report->table;
    struct categories categories = {0};
    size_t first, second, n = 0;
    TRY(two_columns(report, "one", "other", &first, &second));
    uint32_t *one = ARENA_ARRAY(report->arena, uint32_t, table->n + 1), *other = ARENA_ARRAY(report->arena, uint32_t, table->n + 1);
    for (size_t row = 0; row < table->n; row++) {
        if (is_hole(table, row, first) || is_hole(table, row, second)) {
            report->left_out++;
            continue;
        }
        TRY(category_read(report, &categories, sizeof categories.at / sizeof categories.at[0], row, first, &one[n]));
        TRY(category_read(report, &categories, sizeof categories.at / sizeof categories.at[0], row, second, &other[n]));
        n++;
    }
    struct agreement agreement = agreement_make(report->arena, one, other, n, categories.n);
    struct record *record = record_new(report, NULL, agreement.lack);
    count_add(record, "n", n);
    count_add(record, "categories", categories.n);
    figure_add(record, "agreed", agreement.agreed);
    figure_add(record, "kappa", agreement.kappa);
    figure_add(record, "standard_error", agreement.standard_error);
    interval_add(record, "kappa_low", "kappa_high", agreement.interval);
    buf_print(&report->text, "%zu cases were judged by both, in %zu categories.\n", n, categories.n);
    if (agreement.lack != LACK_NOTHING) {
        buf_print(&report->text, "%s\n", lack_sentence(agreement.lack));
        return OK;
    }
    buf_print(&report->text, "They agreed on %.0f %% of them.\n", 100 * agreement.agreed);
    buf_print(&report->text, "Cohen's kappa is %.2f (95 %% interval %.2f to %.2f): 1 is full agreement, 0 what chance alone would give.\n",
              agreement.kappa, agreement.interval.low, agreement.interval.high);
    return OK;
}

// Two rows of two counts, perhaps behind a column with names.
static enum err four_counts(struct stats_report *report, size_t cells[2][2])
{
    const struct csv_table *table = report->table;
    size_t columns = table->columns.n;
    if (columns != 2 && columns != 3)
        return report_fail(report, SIZE_MAX, "two rows must hold two counts each, perhaps with a name in front.");
    for (size_t row = 0; row < 2; row++)
        for (size_t j = 0; j < 2; j++) {
            int64_t count;
            TRY(csv_number(report->arena, table, row, columns - 2 + j, 0, count_most, &count, &report->why));
            cells[row][j] = (size_t)count;
        }
    return OK;
}

// A row a case, with the answers to two questions of two answers each, numbered in the order in which they come.
static enum err cases_count(struct stats_report *report, size_t cells[2][2])
{
    const struct csv_table *table = report->table;
    struct categories firsts = {0}, seconds = {0};
    size_t *columns, n;
    TRY(value_columns(report, 2, 2, &columns, &n));
    for (size_t row = 0; row < table->n; row++) {
        uint32_t first = 0, second = 0;
        if (is_hole(table, row, columns[0]) || is_hole(table, row, columns[1])) {
            report->left_out++;
            continue;
        }
        TRY(category_read(report, &firsts, 2, row, columns[0], &first));
        TRY(category_read(report, &seconds, 2, row, columns[1], &second));
        cells[first][second]++;
    }
    return OK;
}

enum err fisher_fill(struct stats_report *report)
{
    size_t cells[2][2] = {0};
    TRY(report->table->n == 2 ? four_counts(report, cells) : cases_count(report, cells));
    struct exact_test test = exact_test_make(report->arena, cells[0][0], cells[0][1], cells[1][0], cells[1][1]);
    struct record *record = record_new(report, NULL, test.lack);
    count_add(record, "a", cells[0][0]);
    count_add(record, "b", cells[0][1]);
    count_add(record, "c", cells[1][0]);
    count_add(record, "d", cells[1][1]);
    figure_add(record, "p_value", test.p);
    figure_add(record, "odds_ratio", test.odds_ratio);
    interval_add(record, "odds_ratio_low", "odds_ratio_high", test.interval);
    buf_print(&report->text, "%zu and %zu beside %zu and %zu.\n", cells[0][0], cells[0][1], cells[1][0], cells[1][1]);
    if (test.lack != LACK_NOTHING) {
        buf_print(&report->text, "%s\n", lack_sentence(test.lack));
        return OK;
    }
    buf_print(&report->text, "If rows and columns had nothing to do with each other, tables as uneven as this would come %s by chance.\n",
              chance_words(report->arena, test.p));
    buf_print(&report->text, "\nFisher's exact test: p = %.3g; odds ratio %.3g (95 %% interval %.3g to %.3g)\n", test.p, test.odds_ratio,
              test.interval.low, test.interval.high);
    return OK;
}
