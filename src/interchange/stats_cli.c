// stats_cli.c - `sempre stats KIND FILE.csv`.
#include "interchange/stats_cli.h"

#include <math.h>
#include <string.h>

#include "interchange/picture_file.h"
#include "interchange/print_parts.h"
#include "interchange/stats_report.h"
#include "web_views.h"

static json_t *record_json(const struct record *record)
{
    json_t *object = json_object();
    if (record->label != NULL)
        json_put(object, "label", json_string(record->label));
    for (size_t i = 0; i < record->n; i++) {
        const struct figure *figure = &record->at[i];
        json_put(object, figure->key, figure->is_lacking ? json_null()
                                      : figure->is_count ? json_integer((json_int_t)figure->value)
                                                         : real_json(figure->value));
    }
    json_put(object, "why", record->lack == LACK_NOTHING ? json_null() : json_string(lack_sentence(record->lack)));
    return object;
}

static enum err print_json(const struct stats_report *report, const char *kind, FILE *out)
{
    bool is_list = report->records.n == 0 || report->records.at[0].label != NULL;
    json_t *root = is_list ? json_object() : record_json(&report->records.at[0]), *list = json_array();
    for (size_t i = 0; is_list && i < report->records.n; i++)
        json_array_append_new(list, record_json(&report->records.at[i]));
    if (is_list)
        json_put(root, "rows", list);
    else
        json_decref(list);
    json_put(root, "statistic", json_string(kind));
    json_put(root, "left_out", json_integer((json_int_t)report->left_out));
    return json_print(root, out);
}

static enum err print_csv(const struct stats_report *report, FILE *out)
{
    for (size_t i = 0; i < report->records.n; i++) {
        const struct record *record = &report->records.at[i];
        if (i == 0) {
            fputs(record->label == NULL ? "" : "label,", out);
            for (size_t j = 0; j < record->n; j++)
                fprintf(out, "%s,", record->at[j].key);
            fputs("why\r\n", out);
        }
        if (record->label != NULL) {
            field_print(out, record->label);
            fputc(',', out);
        }
        for (size_t j = 0; j < record->n; j++)
            if (record->at[j].is_lacking)
                fputc(',', out);
            else
                fprintf(out, "%.15g,", record->at[j].value);
        field_print(out, lack_sentence(record->lack));
        fputs("\r\n", out);
    }
    return ferror(out) ? ERR_STORE : OK;
}

static enum err print_text(struct stats_report *report, FILE *out)
{
    fputs(buf_text(&report->text), out);
    if (report->left_out == 1)
        fputs("One row with a gap was left out.\n", out);
    if (report->left_out > 1)
        fprintf(out, "%zu rows with a gap were left out.\n", report->left_out);
    return ferror(out) ? ERR_STORE : OK;
}

static enum err picture_write(struct call *call, struct arguments *arguments, const struct stats_report *report)
{
    if (report->picture == NULL)
        return OK;
    if (report->picture->title == NULL) {
        arguments->why = "There are pictures of paired, welch and wilson only.";
        return ERR_INVALID;
    }
    return picture_file_write(call, arguments, report->picture->title, body_picture_sheet(report->picture));
}

enum err stats_run(struct call *call, struct arguments *arguments)
{
    enum print_format format;
    struct csv_table table;
    const struct statistic_kind *kind = statistic_kinds;
    while (kind->name != NULL && strcmp(kind->name, arguments->at[0]) != 0)
        kind++;
    if (kind->name == NULL) {
        arguments->why = "Write which statistic: sempre stats alpha, paired, welch, wilson, kappa or fisher, then the file.";
        return ERR_INVALID;
    }
    TRY(print_format_read(arguments, &format));
    TRY(csv_read_file(call->arena, NULL, arguments->at[1], &table, &arguments->why));
    struct stats_report report = {.arena = call->arena, .table = &table, .text = buf_make(call->arena, 1024),
                                  .language = call->language};
    if (arguments_option(arguments, "picture") != NULL)
        report.picture = ARENA_NEW(call->arena, struct picture_sheet);
    enum err error = kind->fill(&report);
    if (error != OK) {
        arguments->why = report.why;
        return error;
    }
    if (arena_is_full(call->arena))
        return ERR_LIMIT;
    TRY(picture_write(call, arguments, &report));
    return format == PRINT_JSON ? print_json(&report, kind->name, arguments->out)
           : format == PRINT_CSV ? print_csv(&report, arguments->out)
                                 : print_text(&report, arguments->out);
}

const struct command_option stats_options[] = {
    {"picture", "OUT.html", "also write a page with a picture (paired, welch, wilson), in the language of --language"},
    {"format", "text|json|csv", "text where it is not said"},
    {0},
};
