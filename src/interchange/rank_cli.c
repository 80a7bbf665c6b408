// rank_cli.c - `sempre rank PAIRS.csv`.
#include "interchange/rank_cli.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/message.h"
#include "insight/ranking.h"
#include "interchange/pairs_table.h"
#include "interchange/picture_file.h"
#include "interchange/print_parts.h"
#include "interchange/rank_picture.h"

struct rank_report {
    struct arena *arena;
    const struct pairs_table *table;
    const struct pair_counts *counts;
    const struct ranking *ranking;
    const struct comparison *next; // NULL where there is nothing to ask
};

static uint32_t item_at(const struct rank_report *report, size_t place)
{
    return report->ranking->order == NULL ? (uint32_t)place : report->ranking->order[place];
}

static uint64_t wins_of(const struct rank_report *report, uint32_t item)
{
    uint64_t n = 0;
    for (size_t j = 0; j < report->table->item_count; j++)
        n += report->counts->wins[item * report->table->item_count + j];
    return n;
}

static uint64_t comparisons_of(const struct rank_report *report, uint32_t item)
{
    uint64_t n = wins_of(report, item);
    for (size_t j = 0; j < report->table->item_count; j++)
        n += report->counts->wins[j * report->table->item_count + item];
    return n;
}

static double score_of(const struct rank_report *report, uint32_t item)
{
    return report->ranking->score == NULL ? (double)NAN : report->ranking->score[item];
}

static double error_of(const struct rank_report *report, uint32_t item)
{
    return report->ranking->score == NULL ? (double)NAN : report->ranking->standard_error[item];
}

static enum err print_text(const struct rank_report *report, FILE *out)
{
    enum { SIGNS = 60 };
    const struct pairs_table *table = report->table;
    fprintf(out, "%zu things, %zu comparisons", table->item_count, table->n);
    if (table->people > 0)
        fprintf(out, " by %zu people", table->people);
    fprintf(out, "\n");
    if (report->ranking->lack != RANKING_ENOUGH) {
        fprintf(out, "%s", ranking_lack_sentence(report->ranking->lack));
        if (report->ranking->lack != RANKING_NO_PAIR)
            fprintf(out, " The first is: %s", one_line(report->arena, table->items[report->ranking->lacking], SIGNS));
        fprintf(out, "\n");
    }
    if (report->ranking->score == NULL)
        return ferror(out) ? ERR_STORE : OK;
    fputs("\nplace  score   95 % interval     preferred\n", out);
    for (size_t place = 0; place < table->item_count; place++) {
        uint32_t item = item_at(report, place);
        double score = score_of(report, item), half = 1.959963984540054 * error_of(report, item);
        fprintf(out, "%5zu  %5.2f  %6.2f to %6.2f  %5" PRIu64 " of %5" PRIu64 "  %s\n", place + 1, score, score - half, score + half,
                wins_of(report, item), comparisons_of(report, item), one_line(report->arena, table->items[item], SIGNS));
    }
    fputs("\nA thing whose score is higher by 1 is preferred in 73 of 100 comparisons, by 2 in 88. Where intervals overlap widely,\n"
          "the order of two things may be chance.\n", out);
    if (report->next != NULL)
        fprintf(out, "Most would be learned by asking next: %s, or %s?\n",
                one_line(report->arena, table->items[report->next->winner], SIGNS),
                one_line(report->arena, table->items[report->next->loser], SIGNS));
    return ferror(out) ? ERR_STORE : OK;
}

static enum err print_json(const struct rank_report *report, FILE *out)
{
    const struct ranking *ranking = report->ranking;
    json_t *root = json_object(), *list = json_array(), *next = json_array();
    bool is_enough = ranking->lack == RANKING_ENOUGH;
    for (size_t place = 0; place < report->table->item_count; place++) {
        uint32_t item = item_at(report, place);
        json_t *one = json_object();
        json_put(one, "item", json_string(report->table->items[item]));
        json_put(one, "score", real_json(score_of(report, item)));
        json_put(one, "standard_error", real_json(error_of(report, item)));
        json_put(one, "wins", json_integer((json_int_t)wins_of(report, item)));
        json_put(one, "comparisons", json_integer((json_int_t)comparisons_of(report, item)));
        json_array_append_new(list, one);
    }
    if (report->next != NULL) {
        json_array_append_new(next, json_string(report->table->items[report->next->winner]));
        json_array_append_new(next, json_string(report->table->items[report->next->loser]));
    }
    json_put(root, "alpha", json_real(ranking->alpha));
    json_put(root, "comparisons", json_integer((json_int_t)report->table->n));
    json_put(root, "people", report->table->people == 0 ? json_null() : json_integer((json_int_t)report->table->people));
    json_put(root, "enough", json_boolean(is_enough));
    json_put(root, "why", is_enough ? json_null() : json_string(ranking_lack_sentence(ranking->lack)));
    json_put(root, "ranking", list);
    json_put(root, "next", next);
    return json_print(root, out);
}

static enum err print_csv(const struct rank_report *report, FILE *out)
{
    fputs("item,score,standard_error,wins,comparisons\r\n", out);
    for (size_t place = 0; place < report->table->item_count; place++) {
        uint32_t item = item_at(report, place);
        field_print(out, report->table->items[item]);
        if (report->ranking->score == NULL)
            fputs(",,", out);
        else
            fprintf(out, ",%.15g,%.15g", score_of(report, item), error_of(report, item));
        fprintf(out, ",%" PRIu64 ",%" PRIu64 "\r\n", wins_of(report, item), comparisons_of(report, item));
    }
    return ferror(out) ? ERR_STORE : OK;
}

static enum err alpha_read(struct arguments *arguments, double *ret_alpha)
{
    const char *text = arguments_option(arguments, "alpha");
    char *end = NULL;
    double alpha = text == NULL ? RANKING_ALPHA : strtod(text, &end);
    if (text == NULL || (*text != '\0' && *end == '\0' && (alpha == 0 || (alpha >= 1e-9 && alpha <= 1e6)))) {
        *ret_alpha = alpha;
        return OK;
    }
    arguments->why = "Write --alpha with 0, or a number from 0.000000001 to 1000000, such as 0.1.";
    return ERR_INVALID;
}

static enum err picture_write(struct call *call, struct arguments *arguments, const struct rank_report *report)
{
    if (arguments_option(arguments, "picture") == NULL)
        return OK;
    if (report->ranking->score == NULL) {
        arguments->why = arena_print(call->arena, "There is nothing to draw. %s", ranking_lack_sentence(report->ranking->lack));
        return ERR_INVALID;
    }
    return picture_file_write(call, arguments, tr(call->language, N_("What people prefer")),
                              rank_picture(call->arena, call->language, report->table, report->counts, report->ranking));
}

enum err rank_run(struct call *call, struct arguments *arguments)
{
    enum print_format format;
    struct pairs_table table;
    struct pair_counts counts;
    struct ranking ranking;
    struct comparison next;
    double alpha;
    TRY(print_format_read(arguments, &format));
    TRY(alpha_read(arguments, &alpha));
    TRY(pairs_table_read(call->arena, arguments->at[0], &table, &arguments->why));
    TRY(pair_counts_make(call->arena, table.comparisons, table.n, table.item_count, &counts));
    TRY(ranking_make(call->arena, &counts, alpha, &ranking));
    bool is_next = pair_next(call->arena, &ranking, NULL, 0, 0, &next);
    const struct rank_report report = {call->arena, &table, &counts, &ranking, is_next ? &next : NULL};
    TRY(picture_write(call, arguments, &report));
    return format == PRINT_JSON ? print_json(&report, arguments->out)
           : format == PRINT_CSV ? print_csv(&report, arguments->out)
                                 : print_text(&report, arguments->out);
}

const struct command_option rank_options[] = {
    {"alpha", "A", "how strongly scores are drawn together: A times the sum of their squares is taken off; 0.1 where it is not said"},
    {"picture", "OUT.html", "also write a page that shows the scores with their intervals, in the language of --language"},
    {"format", "text|json|csv", "text where it is not said"},
    {0},
};
