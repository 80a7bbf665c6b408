// stats_report.h - what a statistic of a table says: figures by name, and the same in words.
#ifndef SEMPRE_INTERCHANGE_STATS_REPORT_H
#define SEMPRE_INTERCHANGE_STATS_REPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "insight/statistics.h"
#include "i18n/language.h"
#include "interchange/csv.h"
#include "web/picture.h"

struct figure {
    const char *key;
    double value;
    bool is_count, is_lacking; // lacking: there are too few answers for it
};

struct record {
    const char *label; // NULL where there is one record only
    enum lack lack;
    struct figure at[24];
    size_t n;
};

struct records {
    struct record *at;
    size_t n, cap;
};

struct stats_report {
    struct arena *arena;
    const struct csv_table *table;
    struct records records;
    size_t left_out; // rows with a hole
    struct buf text;
    struct picture_sheet *picture; // to be filled by the statistics that have one; NULL: nobody asks
    enum language language;        // of the picture
    const char *why; // set with an error: file, line and reason
};

// One function a statistic: reads the columns it needs, adds records, writes the text. ERR_INVALID with report->why.
struct statistic_kind {
    const char *name;
    CHECKED enum err (*fill)(struct stats_report *report);
};
extern const struct statistic_kind statistic_kinds[]; // ended by {0}

CHECKED enum err paired_fill(struct stats_report *report);
CHECKED enum err welch_fill(struct stats_report *report);
CHECKED enum err alpha_fill(struct stats_report *report);
CHECKED enum err wilson_fill(struct stats_report *report);
CHECKED enum err kappa_fill(struct stats_report *report);
CHECKED enum err fisher_fill(struct stats_report *report);

// --- columns: those called id, person, participant or label are no values ---

// The columns with values into ret_columns; ERR_INVALID where there are not from `least` to `most` of them.
CHECKED enum err value_columns(struct stats_report *report, size_t least, size_t most, size_t **ret_columns, size_t *ret_n);

// The columns of these names, or else the only two with values.
CHECKED enum err two_columns(struct stats_report *report, const char *one, const char *other, size_t *ret_one, size_t *ret_other);

// Empty, or NA.
bool is_hole(const struct csv_table *table, size_t row, size_t column);

// "about 25 of 1,000", "fewer than 1 of 1,000": how often chance alone does it.
const char *chance_words(struct arena *arena, double p);

// A new record at the end of the report, with what it lacks.
struct record *record_new(struct stats_report *report, const char *label, enum lack lack);

CHECKED enum err report_fail(struct stats_report *report, size_t row, const char *reason);
void figure_add(struct record *record, const char *key, double value);
void interval_add(struct record *record, const char *low_key, const char *high_key, struct interval interval);
void count_add(struct record *record, const char *key, size_t count); // also where something is lacking

#endif
