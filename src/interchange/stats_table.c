// stats_table.c - which columns of a table hold values, and records of figures.
#include "interchange/stats_report.h"

#include <assert.h>
#include <string.h>

bool is_hole(const struct csv_table *table, size_t row, size_t column)
{
    const char *text = table->at[row].at[column];
    return *text == '\0' || strcmp(text, "NA") == 0;
}

enum err report_fail(struct stats_report *report, size_t row, const char *reason)
{
    size_t line = row == SIZE_MAX ? 1 : report->table->at[row].line;
    report->why = arena_print(report->arena, "%s, line %zu: %s", report->table->file, line, reason);
    return ERR_INVALID;
}

enum err value_columns(struct stats_report *report, size_t least, size_t most, size_t **ret_columns, size_t *ret_n)
{
    static const char *const others[] = {"id", "person", "participant", "label"};
    const struct strings *columns = &report->table->columns;
    size_t *found = ARENA_ARRAY(report->arena, size_t, columns->n + 1), n = 0;
    for (size_t i = 0; i < columns->n; i++) {
        bool is_value = true;
        for (size_t j = 0; j < sizeof others / sizeof others[0]; j++)
            is_value &= strcmp(columns->at[i], others[j]) != 0;
        if (is_value)
            found[n++] = i;
    }
    if (n < least || n > most)
        return report_fail(report, SIZE_MAX,
                           arena_print(report->arena, "there are %zu columns with values where %s%zu %s needed.", n,
                                       least == most ? "" : "at least ", least, least == 1 ? "is" : "are"));
    *ret_columns = found;
    *ret_n = n;
    return OK;
}

enum err two_columns(struct stats_report *report, const char *one, const char *other, size_t *ret_one, size_t *ret_other)
{
    if (csv_has_column(report->table, one) && csv_has_column(report->table, other)) {
        TRY(csv_column(report->arena, report->table, one, ret_one, &report->why));
        return csv_column(report->arena, report->table, other, ret_other, &report->why);
    }
    size_t *columns, n;
    TRY(value_columns(report, 2, 2, &columns, &n));
    *ret_one = columns[0];
    *ret_other = columns[1];
    return OK;
}

static struct figure *added(struct record *record)
{
    assert(record->n < sizeof record->at / sizeof record->at[0]);
    return &record->at[record->n++];
}

void figure_add(struct record *record, const char *key, double value)
{
    *added(record) = (struct figure){.key = key, .value = value, .is_lacking = record->lack != LACK_NOTHING};
}

void count_add(struct record *record, const char *key, size_t count)
{
    *added(record) = (struct figure){.key = key, .value = (double)count, .is_count = true};
}

void interval_add(struct record *record, const char *low_key, const char *high_key, struct interval interval)
{
    figure_add(record, low_key, interval.low);
    figure_add(record, high_key, interval.high);
}

struct record *record_new(struct stats_report *report, const char *label, enum lack lack)
{
    struct record *record = VEC_PUSH(report->arena, &report->records);
    record->label = label;
    record->lack = lack;
    return record;
}

const char *chance_words(struct arena *arena, double p)
{
    if (p < 0.001)
        return "in fewer than 1 of 1,000";
    return p >= 0.9995 ? "in nearly all" : arena_print(arena, "in about %.0f of 1,000", p * 1000);
}

const struct statistic_kind statistic_kinds[] = {
    {"alpha", alpha_fill},   {"paired", paired_fill}, {"welch", welch_fill},
    {"wilson", wilson_fill}, {"kappa", kappa_fill},   {"fisher", fisher_fill}, {0},
};
