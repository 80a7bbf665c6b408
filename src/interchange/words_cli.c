// words_cli.c - `sempre words FILE.csv`.
#include "interchange/words_cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/format.h"
#include "i18n/word.h"
#include "insight/mentions.h"
#include "interchange/print_parts.h"
#include "interchange/sentence_table.h"

enum { MOST_WORDS = 1000, USUAL_WORDS = 20, DAY_MS = 24 * 60 * 60 * 1000 };

enum per { PER_ALL, PER_YEAR, PER_MONTH, PER_WEEK, PER_DAY };
static const char *const per_names[] = {
    [PER_ALL] = "all", [PER_YEAR] = "year", [PER_MONTH] = "month", [PER_WEEK] = "week", [PER_DAY] = "day"};

struct words_report {
    struct arena *arena;
    struct sentence_table table;
    struct strings periods;      // in their order: "2026-11"
    struct word_list written;
    struct mention *mentions;    // beside `written`
    struct mentioned_list words; // what is told
    size_t people;
};

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

// Sorts texts and leaves each once.
static size_t sort_once(const char **texts, size_t n)
{
    size_t kept = 0;
    if (n > 0)
        qsort(texts, n, sizeof *texts, by_bytes);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(texts[kept - 1], texts[i]) != 0)
            texts[kept++] = texts[i];
    return kept;
}

static size_t place_of(const char *const *sorted, size_t n, const char *text)
{
    const char *const *at = bsearch(&text, sorted, n, sizeof *sorted, by_bytes);
    return (size_t)(at - sorted);
}

// --- reading ---

// When a row was said as the name of its period; a week by its Monday. Time stamps are ms or s since 1970, in UTC.
static enum err period_of(struct arena *arena, const struct csv_table *csv, size_t row, size_t column, enum per per,
                          const char **ret_period, const char **ret_why)
{
    static const int64_t first_ms = INT64_C(100000000000), last = INT64_C(4102444800000); // 1973 in ms, 5138 in s; 2100
    static const size_t signs[] = {[PER_YEAR] = 4, [PER_MONTH] = 7, [PER_WEEK] = 10, [PER_DAY] = 10};
    int64_t at = 0;
    TRY(csv_number(arena, csv, row, column, 0, last, &at, ret_why));
    at = at < first_ms ? at * 1000 : at;
    int64_t day = at / DAY_MS;
    if (per == PER_WEEK)
        day -= (day + 3) % 7; // 1 January 1970 was a Thursday
    *ret_period = arena_copy(arena, format_iso_date(arena, NULL, day * DAY_MS), signs[per]);
    return OK;
}

static enum err periods_read(struct words_report *report, enum per per, const char **ret_names, const char **ret_why)
{
    const struct csv_table *csv = &report->table.csv;
    size_t column = 0;
    if (per != PER_ALL)
        TRY(csv_column(report->arena, csv, "timestamp", &column, ret_why));
    for (size_t i = 0; i < csv->n; i++) {
        ret_names[i] = per_names[PER_ALL];
        if (per != PER_ALL)
            TRY(period_of(report->arena, csv, i, column, per, &ret_names[i], ret_why));
    }
    report->periods.at = ARENA_ARRAY(report->arena, const char *, csv->n + 1);
    memcpy(report->periods.at, ret_names, csv->n * sizeof *ret_names);
    report->periods.n = sort_once(report->periods.at, csv->n);
    return OK;
}

// Who said each row, numbered; where no column says it, everybody spoke once.
static enum err people_read(struct words_report *report, int64_t *ret_people, const char **ret_why)
{
    static const char *const names[] = {"author-id", "person", "participant", NULL};
    const struct csv_table *csv = &report->table.csv;
    const char **people = ARENA_ARRAY(report->arena, const char *, csv->n + 1), *name = csv_known_column(csv, names);
    size_t column = 0;
    for (size_t i = 0; i < csv->n; i++)
        ret_people[i] = (int64_t)i;
    report->people = csv->n;
    if (name == NULL)
        return OK;
    TRY(csv_column(report->arena, csv, name, &column, ret_why));
    for (size_t i = 0; i < csv->n; i++)
        people[i] = csv->at[i].at[column];
    report->people = sort_once(people, csv->n);
    for (size_t i = 0; i < csv->n; i++)
        ret_people[i] = (int64_t)place_of(people, report->people, csv->at[i].at[column]);
    return OK;
}

static enum err words_count(struct words_report *report, enum language language, enum per per, size_t most, const char **ret_why)
{
    const struct csv_table *csv = &report->table.csv;
    const char **names = ARENA_ARRAY(report->arena, const char *, csv->n + 1);
    int64_t *people = ARENA_ARRAY(report->arena, int64_t, csv->n + 1);
    struct { struct mention *at; size_t n, cap; } mentions = {0};
    TRY(periods_read(report, per, names, ret_why));
    TRY(people_read(report, people, ret_why));
    for (size_t i = 0; i < csv->n && !arena_is_full(report->arena); i++) {
        size_t from = report->written.n;
        uint32_t period = (uint32_t)place_of(report->periods.at, report->periods.n, names[i]);
        words_add(report->arena, language, report->table.words[i], &report->written);
        for (size_t w = from; w < report->written.n; w++)
            *VEC_PUSH(report->arena, &mentions) = (struct mention){report->written.at[w].plain, period, people[i]};
    }
    if (arena_is_full(report->arena))
        return ERR_LIMIT;
    return mentions_count(report->arena, mentions.at, mentions.n, report->periods.n, 1, most, &report->words);
}

// --- telling ---

static const char *written_of(const struct words_report *report, size_t word)
{
    return report->written.at[word_most_written(&report->written, report->words.at[word].what)].written;
}

static enum err print_text(const struct words_report *report, FILE *out)
{
    enum { COLUMNS = 8, SIGNS = 40 };
    size_t first = report->periods.n > COLUMNS ? report->periods.n - COLUMNS : 0;
    fprintf(out, "%zu sentences by %zu people. How many people used a word:\n\n", report->table.csv.n, report->people);
    if (first > 0)
        fprintf(out, "The last %d of %zu periods; --format csv gives all.\n\n", COLUMNS, report->periods.n);
    fputs("   all", out);
    for (size_t period = first; report->periods.n > 1 && period < report->periods.n; period++)
        fprintf(out, "  %10s", report->periods.at[period]);
    fputs("  word\n", out);
    for (size_t i = 0; i < report->words.n; i++) {
        fprintf(out, "%6" PRId64, report->words.at[i].people);
        for (size_t period = first; report->periods.n > 1 && period < report->periods.n; period++)
            fprintf(out, "  %10" PRId64, report->words.at[i].by_period[period]);
        fprintf(out, "  %s\n", one_line(report->arena, written_of(report, i), SIGNS));
    }
    return ferror(out) ? ERR_STORE : OK;
}

static enum err print_json(const struct words_report *report, FILE *out)
{
    json_t *root = json_object(), *periods = json_array(), *words = json_array();
    for (size_t period = 0; period < report->periods.n; period++)
        json_array_append_new(periods, json_string(report->periods.at[period]));
    for (size_t i = 0; i < report->words.n; i++) {
        json_t *word = json_object(), *by_period = json_array();
        for (size_t period = 0; period < report->periods.n; period++)
            json_array_append_new(by_period, json_integer(report->words.at[i].by_period[period]));
        json_put(word, "word", json_string(written_of(report, i)));
        json_put(word, "people", json_integer(report->words.at[i].people));
        json_put(word, "by_period", by_period);
        json_array_append_new(words, word);
    }
    json_put(root, "sentences", json_integer((json_int_t)report->table.csv.n));
    json_put(root, "people", json_integer((json_int_t)report->people));
    json_put(root, "periods", periods);
    json_put(root, "words", words);
    return json_print(root, out);
}

static enum err print_csv(const struct words_report *report, FILE *out)
{
    fputs("word,people", out);
    for (size_t period = 0; report->periods.n > 1 && period < report->periods.n; period++)
        fprintf(out, ",%s", report->periods.at[period]);
    fputs("\r\n", out);
    for (size_t i = 0; i < report->words.n; i++) {
        field_print(out, written_of(report, i));
        fprintf(out, ",%" PRId64, report->words.at[i].people);
        for (size_t period = 0; report->periods.n > 1 && period < report->periods.n; period++)
            fprintf(out, ",%" PRId64, report->words.at[i].by_period[period]);
        fputs("\r\n", out);
    }
    return ferror(out) ? ERR_STORE : OK;
}

// --- the command ---

static enum err per_read(struct arguments *arguments, enum per *ret_per)
{
    const char *name = arguments_option(arguments, "per");
    *ret_per = PER_ALL;
    if (name == NULL)
        return OK;
    for (enum per per = PER_YEAR; per <= PER_DAY; per++)
        if (strcmp(name, per_names[per]) == 0) {
            *ret_per = per;
            return OK;
        }
    arguments->why = "Write --per year, month, week or day.";
    return ERR_INVALID;
}

static enum err most_read(struct arguments *arguments, size_t *ret_most)
{
    const char *text = arguments_option(arguments, "most");
    char *end = NULL;
    long most = text == NULL ? USUAL_WORDS : strtol(text, &end, 10);
    if (text == NULL || (*text != '\0' && *end == '\0' && most >= 1 && most <= MOST_WORDS)) {
        *ret_most = (size_t)most;
        return OK;
    }
    arguments->why = "Write --most with a number from 1 to 1000.";
    return ERR_INVALID;
}

enum err words_run(struct call *call, struct arguments *arguments)
{
    enum print_format format;
    enum language language;
    enum per per;
    size_t most;
    struct words_report report = {.arena = call->arena};
    TRY(print_format_read(arguments, &format));
    TRY(sentence_language_read(arguments, &language));
    TRY(per_read(arguments, &per));
    TRY(most_read(arguments, &most));
    TRY(sentence_table_read(call->arena, arguments->at[0], arguments_option(arguments, "column"), &report.table, &arguments->why));
    TRY(words_count(&report, language, per, most, &arguments->why));
    return format == PRINT_JSON ? print_json(&report, arguments->out)
           : format == PRINT_CSV ? print_csv(&report, arguments->out)
                                 : print_text(&report, arguments->out);
}

const struct command_option words_options[] = {
    {"column", "NAME", "the column of the sentences; else comment-body, words, text or sentence, or the only one"},
    {"language", "TAG", "the language of the sentences: how they fall into words, and which of these say nothing; en where it is not said"},
    {"per", "year|month|week|day", "counts each apart, by the column timestamp (ms or s since 1970, UTC)"},
    {"most", "N", "so many words; 20 where it is not said"},
    {"format", "text|json|csv", "text where it is not said"},
    {0},
};
