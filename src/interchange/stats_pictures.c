// stats_pictures.c - statistics as pictures: means before and after, means of groups, shares.
#include "interchange/stats_pictures.h"

#include <math.h>

#include "i18n/format.h"
#include "i18n/message.h"
#include "interchange/picture_file.h"

static const char *decimal(const struct stats_report *report, double number)
{
    return format_decimal(report->arena, report->language, number, 2);
}

static const char *fill(const struct stats_report *report, const char *msgid, const char *const *args, size_t n)
{
    return tr_fill(report->arena, tr(report->language, msgid), args, n);
}

static void add(const struct stats_report *report, struct strings *list, const char *text)
{
    *VEC_PUSH(report->arena, list) = text;
}

static struct words named(const struct stats_report *report, const char *name)
{
    return (struct words){.text = name == NULL ? "-" : name, .language = report->language};
}

// From the least to the greatest of both.
static struct picture_axis range_of(const double *one, size_t n_one, const double *other, size_t n_other)
{
    struct picture_axis range = {HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < n_one + n_other; i++) {
        double value = i < n_one ? one[i] : other[i - n_one];
        range.low = value < range.low ? value : range.low;
        range.high = value > range.high ? value : range.high;
    }
    return range;
}

static bool has_means(const struct difference *difference)
{
    return difference->lack == LACK_NOTHING || difference->lack == LACK_SPREAD;
}

static void summaries_table(const struct stats_report *report, const char *const names[2], const struct difference *difference,
                            struct picture_table *table)
{
    static const char *const heads[] = {N_("People"), N_("Mean"), N_("Median")};
    const struct summary *sides[] = {&difference->one, &difference->other};
    table->caption = tr(report->language, N_("Means and medians"));
    table->name_head = tr(report->language, N_("Number of answers"));
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        add(report, &table->heads, tr(report->language, heads[i]));
    for (size_t i = 0; i < 2; i++) {
        struct picture_line *line = VEC_PUSH(report->arena, &table->lines);
        line->name = named(report, names[i]);
        add(report, &line->cells, format_number(report->arena, report->language, (int64_t)sides[i]->n));
        add(report, &line->cells, decimal(report, sides[i]->mean));
        add(report, &line->cells, decimal(report, sides[i]->median));
    }
}

// What both begin with: distributions, the ends of the scale, the table; or the sentence why there is nothing to draw.
static bool sheet_begin(struct stats_report *report, const char *const names[2], const double *const values[2], const size_t n[2],
                        const struct difference *difference, struct picture_axis *ret_axis)
{
    struct picture_sheet *sheet = report->picture;
    if (!has_means(difference)) {
        sheet->intro = tr(report->language, lack_sentence(difference->lack));
        return false;
    }
    struct picture_axis range = range_of(values[0], n[0], values[1], n[1]);
    struct picture_axis axis = range.high > range.low ? range : (struct picture_axis){range.low - 1, range.high + 1};
    sheet->before_title = names[0];
    sheet->after_title = names[1];
    picture_values(report->arena, report->language, values[0], n[0], range, &sheet->before);
    picture_values(report->arena, report->language, values[1], n[1], range, &sheet->after);
    sheet->scale.left = decimal(report, axis.low);
    sheet->scale.right = decimal(report, axis.high);
    summaries_table(report, names, difference, &sheet->scale.table);
    *ret_axis = axis;
    return true;
}

void paired_picture(struct stats_report *report, const char *const names[2], const double *before, const double *after, size_t n,
                    const struct difference *change)
{
    struct picture_sheet *sheet = report->picture;
    struct picture_axis axis;
    if (sheet == NULL)
        return;
    sheet->title = tr(report->language, N_("Before and after"));
    if (!sheet_begin(report, names, (const double *const[]){before, after}, (const size_t[]){n, n}, change, &axis))
        return;
    const char *args[] = {decimal(report, change->one.mean), decimal(report, change->other.mean),
                          decimal(report, change->interval.low), decimal(report, change->interval.high)};
    sheet->scale.about = tr(report->language, N_("The empty ring is the mean before, the full disc the mean after."));
    if (change->lack == LACK_NOTHING)
        sheet->intro = fill(report, N_("With everybody asked the mean would likely change by {1} to {2} (95 % interval)."), args + 2, 2);
    *VEC_PUSH(report->arena, &sheet->scale.rows) =
        (struct picture_row){.name = named(report, tr(report->language, N_("Mean"))),
                             .before = picture_at(report->arena, axis, change->one.mean),
                             .at = picture_at(report->arena, axis, change->other.mean),
                             .in_words = fill(report, N_("The mean went from {1} to {2}."), args, 2)};
}

void welch_picture(struct stats_report *report, const char *const names[2], const double *const values[2], const size_t n[2],
                   const struct difference *difference)
{
    struct picture_sheet *sheet = report->picture;
    struct picture_axis axis;
    if (sheet == NULL)
        return;
    sheet->title = tr(report->language, N_("Two groups"));
    if (!sheet_begin(report, names, values, n, difference, &axis))
        return;
    const struct summary *sides[] = {&difference->one, &difference->other};
    const char *args[] = {decimal(report, difference->interval.low), decimal(report, difference->interval.high)};
    sheet->scale.about = tr(report->language, N_("The disc is the mean of the group."));
    if (difference->lack == LACK_NOTHING)
        sheet->intro = fill(report, N_("With everybody asked the means would likely differ by {1} to {2} (95 % interval)."), args, 2);
    for (size_t i = 0; i < 2; i++) {
        const char *mean = decimal(report, sides[i]->mean);
        *VEC_PUSH(report->arena, &sheet->scale.rows) =
            (struct picture_row){.name = named(report, names[i]), .at = picture_at(report->arena, axis, sides[i]->mean),
                                 .in_words = fill(report, N_("The mean is {1}."), &mean, 1)};
    }
}

static const char *share(const struct stats_report *report, double part)
{
    return format_percent(report->arena, report->language, llround(part * 1000), 1000);
}

void share_picture(struct stats_report *report, const char *label, const struct proportion *proportion)
{
    static const struct picture_axis axis = {0, 1};
    static const char *const heads[] = {N_("Count"), N_("People"), N_("Share"), N_("From"), N_("To")};
    struct picture_sheet *sheet = report->picture;
    if (sheet == NULL)
        return;
    struct picture_table *table = &sheet->scale.table;
    if (table->lines.n == 0) {
        sheet->title = tr(report->language, N_("Shares"));
        sheet->scale.about = tr(report->language, N_("The disc is the share; the line says how far it may be off (95 % interval)."));
        sheet->scale.left = share(report, 0);
        sheet->scale.right = share(report, 1);
        table->caption = tr(report->language, N_("Shares with their intervals"));
        table->name_head = tr(report->language, N_("What was counted"));
        for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
            add(report, &table->heads, tr(report->language, heads[i]));
    }
    struct picture_line *line = VEC_PUSH(report->arena, &table->lines);
    bool is_known = proportion->lack == LACK_NOTHING;
    line->name = named(report, label);
    add(report, &line->cells, format_number(report->arena, report->language, (int64_t)proportion->successes));
    add(report, &line->cells, format_number(report->arena, report->language, (int64_t)proportion->n));
    const double parts[] = {proportion->share, proportion->wilson.low, proportion->wilson.high};
    const char *words[3];
    for (size_t i = 0; i < 3; i++) {
        words[i] = is_known ? share(report, parts[i]) : "-";
        add(report, &line->cells, words[i]);
    }
    if (is_known)
        *VEC_PUSH(report->arena, &sheet->scale.rows) =
            (struct picture_row){.name = line->name, .low = picture_at(report->arena, axis, parts[1]),
                                 .high = picture_at(report->arena, axis, parts[2]), .at = picture_at(report->arena, axis, parts[0]),
                                 .in_words = fill(report, N_("{1}; of everybody probably {2} to {3}."), words, 3)};
    else
        sheet->intro = arena_print(report->arena, "%s%s%s: %s", sheet->intro == NULL ? "" : sheet->intro, sheet->intro == NULL ? "" : " ",
                                   label, tr(report->language, lack_sentence(proportion->lack)));
}
