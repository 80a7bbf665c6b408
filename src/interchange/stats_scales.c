// stats_scales.c - statistics of scales: before and after, two groups, questions that belong together.
#include "interchange/stats_report.h"

#include <math.h>
#include <string.h>

#include "insight/agreement.h"
#include "insight/difference.h"
#include "interchange/stats_pictures.h"

static void difference_record(struct stats_report *report, const struct difference *difference, const char *const keys[6])
{
    struct record *record = record_new(report, NULL, difference->lack);
    bool has_means = difference->lack == LACK_NOTHING || difference->lack == LACK_SPREAD;
    const struct summary *sides[] = {&difference->one, &difference->other};
    for (size_t i = 0; i < 2; i++) {
        count_add(record, keys[i * 3], sides[i]->n);
        for (size_t j = 1; j < 3; j++) {
            figure_add(record, keys[i * 3 + j], j == 1 ? sides[i]->mean : sides[i]->median);
            record->at[record->n - 1].is_lacking = !has_means;
        }
    }
    figure_add(record, "difference", difference->difference);
    record->at[record->n - 1].is_lacking = !has_means;
    interval_add(record, "difference_low", "difference_high", difference->interval);
    figure_add(record, "t", difference->t);
    figure_add(record, "df", difference->freedom);
    figure_add(record, "p_value", difference->p);
    figure_add(record, "cohens_d", difference->cohen.size);
    interval_add(record, "cohens_d_low", "cohens_d_high", difference->cohen.interval);
    figure_add(record, "hedges_g", difference->hedges.size);
    interval_add(record, "hedges_g_low", "hedges_g_high", difference->hedges.interval);
    figure_add(record, "rank_biserial", difference->rank_biserial);
}

// Where there is enough to say it.
static void sizes_text(struct stats_report *report, const struct difference *difference)
{
    buf_print(&report->text, "\nt = %.3f with %.5g degrees of freedom, p = %.3g\n", difference->t, difference->freedom, difference->p);
    buf_print(&report->text, "Cohen's d           %6.2f  (%.2f to %.2f)\n", difference->cohen.size, difference->cohen.interval.low,
              difference->cohen.interval.high);
    buf_print(&report->text, "Hedges' g           %6.2f  (%.2f to %.2f)\n", difference->hedges.size, difference->hedges.interval.low,
              difference->hedges.interval.high);
    buf_print(&report->text, "Rank-biserial       %6.2f\n", difference->rank_biserial);
    buf_print(&report->text, "(in brackets: 95 %% intervals)\n");
}

enum err paired_fill(struct stats_report *report)
{
    static const char *const keys[] = {"n", "before_mean", "before_median", "after_n", "after_mean", "after_median"};
    const struct csv_table *table = report->table;
    size_t one, other, n = 0;
    TRY(two_columns(report, "before", "after", &one, &other));
    double *before = ARENA_ARRAY(report->arena, double, table->n + 1), *after = ARENA_ARRAY(report->arena, double, table->n + 1);
    for (size_t row = 0; row < table->n; row++) {
        if (is_hole(table, row, one) || is_hole(table, row, other)) {
            report->left_out++;
            continue;
        }
        TRY(csv_real(report->arena, table, row, one, &before[n], &report->why));
        TRY(csv_real(report->arena, table, row, other, &after[n], &report->why));
        n++;
    }
    struct difference change = difference_paired(report->arena, before, after, n);
    difference_record(report, &change, keys);
    paired_picture(report, (const char *const[]){table->columns.at[one], table->columns.at[other]}, before, after, n, &change);
    buf_print(&report->text, "%zu answered both times ('%s' and '%s').\n", n, table->columns.at[one], table->columns.at[other]);
    if (change.lack == LACK_NOTHING || change.lack == LACK_SPREAD)
        buf_print(&report->text, "The mean went from %.2f to %.2f (median from %.2f to %.2f): it changed by %+.2f.\n", change.one.mean,
                  change.other.mean, change.one.median, change.other.median, change.difference);
    if (change.lack != LACK_NOTHING) {
        buf_print(&report->text, "%s\n", lack_sentence(change.lack));
        return OK;
    }
    buf_print(&report->text, "With everybody asked the change would likely be between %+.2f and %+.2f (95 %% interval).\n",
              change.interval.low, change.interval.high);
    buf_print(&report->text, "If nothing had changed, chance alone would show such a change %s groups like this.\n",
              chance_words(report->arena, change.p));
    sizes_text(report, &change);
    return OK;
}

struct sample {
    const char *name;
    double *values;
    size_t n;
};

// Rows of `group` and `value`: the groups in the order in which they come.
static enum err groups_read(struct stats_report *report, struct sample samples[2])
{
    const struct csv_table *table = report->table;
    size_t group, value;
    TRY(csv_column(report->arena, table, "group", &group, &report->why));
    TRY(csv_column(report->arena, table, "value", &value, &report->why));
    for (size_t row = 0; row < table->n; row++) {
        const char *name = table->at[row].at[group];
        size_t at = 0;
        if (is_hole(table, row, group) || is_hole(table, row, value)) {
            report->left_out++;
            continue;
        }
        while (at < 2 && samples[at].name != NULL && strcmp(samples[at].name, name) != 0)
            at++;
        if (at == 2)
            return report_fail(report, row, arena_print(report->arena, "'%.60s' is a third group; two can be compared.", name));
        samples[at].name = name;
        TRY(csv_real(report->arena, table, row, value, &samples[at].values[samples[at].n], &report->why));
        samples[at].n++;
    }
    return OK;
}

// A column a group, as long as each may be.
static enum err samples_read(struct stats_report *report, struct sample samples[2])
{
    const struct csv_table *table = report->table;
    size_t *columns, n;
    TRY(value_columns(report, 2, 2, &columns, &n));
    for (size_t i = 0; i < 2; i++) {
        samples[i].name = table->columns.at[columns[i]];
        for (size_t row = 0; row < table->n; row++) {
            if (is_hole(table, row, columns[i]))
                continue;
            TRY(csv_real(report->arena, table, row, columns[i], &samples[i].values[samples[i].n], &report->why));
            samples[i].n++;
        }
    }
    return OK;
}

enum err welch_fill(struct stats_report *report)
{
    static const char *const keys[] = {"one_n", "one_mean", "one_median", "other_n", "other_mean", "other_median"};
    struct sample samples[2] = {{.values = ARENA_ARRAY(report->arena, double, report->table->n + 1)},
                                {.values = ARENA_ARRAY(report->arena, double, report->table->n + 1)}};
    bool is_long = csv_has_column(report->table, "group") && csv_has_column(report->table, "value");
    TRY(is_long ? groups_read(report, samples) : samples_read(report, samples));
    struct difference difference = difference_welch(report->arena, samples[0].values, samples[0].n, samples[1].values, samples[1].n);
    difference_record(report, &difference, keys);
    welch_picture(report, (const char *const[]){samples[0].name, samples[1].name},
                  (const double *const[]){samples[0].values, samples[1].values}, (const size_t[]){samples[0].n, samples[1].n}, &difference);
    bool has_means = difference.lack == LACK_NOTHING || difference.lack == LACK_SPREAD;
    const struct summary *sides[] = {&difference.one, &difference.other};
    for (size_t i = 0; i < 2; i++) {
        buf_print(&report->text, "%s: %zu answers", samples[i].name == NULL ? "(no group)" : samples[i].name, samples[i].n);
        if (has_means)
            buf_print(&report->text, ", mean %.2f, median %.2f", sides[i]->mean, sides[i]->median);
        buf_add_char(&report->text, '\n');
    }
    if (has_means)
        buf_print(&report->text, "The first mean is %s by %.2f.\n", difference.difference < 0 ? "lower" : "higher",
                  fabs(difference.difference));
    if (difference.lack != LACK_NOTHING) {
        buf_print(&report->text, "%s\n", lack_sentence(difference.lack));
        return OK;
    }
    buf_print(&report->text, "With everybody asked the difference would likely be between %+.2f and %+.2f (95 %% interval).\n",
              difference.interval.low, difference.interval.high);
    buf_print(&report->text, "If the groups did not differ, chance alone would show such a difference %s pairs of groups like these.\n",
              chance_words(report->arena, difference.p));
    sizes_text(report, &difference);
    return OK;
}

enum err alpha_fill(struct stats_report *report)
{
    static const double enough = 0.7; // the usual line for comparing groups (Nunnally 1978)
    const struct csv_table *table = report->table;
    size_t *columns, questions, people = 0;
    TRY(value_columns(report, 1, SIZE_MAX, &columns, &questions));
    double *answers = ARENA_ARRAY(report->arena, double, table->n * questions + 1);
    for (size_t row = 0; row < table->n; row++) {
        bool is_whole = true;
        for (size_t j = 0; j < questions; j++)
            if (is_hole(table, row, columns[j]))
                is_whole = false;
            else
                TRY(csv_real(report->arena, table, row, columns[j], &answers[people * questions + j], &report->why));
        people += is_whole;
        report->left_out += !is_whole;
    }
    struct reliability reliability = reliability_make(report->arena, answers, people, questions);
    struct record *record = record_new(report, NULL, reliability.lack);
    count_add(record, "people", people);
    count_add(record, "questions", questions);
    figure_add(record, "alpha", reliability.alpha);
    interval_add(record, "alpha_low", "alpha_high", reliability.interval);
    buf_print(&report->text, "%zu people answered all %zu questions.\n", people, questions);
    if (reliability.lack != LACK_NOTHING) {
        buf_print(&report->text, "%s\n", lack_sentence(reliability.lack));
        return OK;
    }
    buf_print(&report->text, "Cronbach's alpha is %.2f (95 %% interval %.2f to %.2f).\n", reliability.alpha, reliability.interval.low,
              reliability.interval.high);
    buf_add_text(&report->text, reliability.alpha >= enough
                                    ? "The questions belong together well enough to be added up to one figure.\n"
                                    : "The questions do not belong together well enough to be added up to one figure.\n");
    return OK;
}
