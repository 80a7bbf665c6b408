// duplicates_cli.c - `sempre duplicates FILE.csv`.
#include "interchange/duplicates_cli.h"

#include <stdlib.h>

#include "i18n/plain_words.h"
#include "insight/duplicates.h"
#include "interchange/print_parts.h"
#include "interchange/sentence_table.h"

struct duplicates_report {
    struct arena *arena;
    const struct sentence_table *table;
    double least;
    struct duplicate_pairs pairs;
    struct duplicate_groups groups;
};

static size_t grouped(const struct duplicate_groups *groups)
{
    size_t n = 0;
    for (size_t g = 0; g < groups->n; g++)
        n += groups->at[g].n;
    return n;
}

static enum err print_text(const struct duplicates_report *report, FILE *out)
{
    enum { SIGNS = 100 };
    const struct sentence_table *table = report->table;
    fprintf(out, "%zu sentences; %zu of them say nearly the same as others, in %zu group%s (%.0f %% alike or more)\n", table->csv.n,
            grouped(&report->groups), report->groups.n, report->groups.n == 1 ? "" : "s", 100 * report->least);
    for (size_t g = 0; g < report->groups.n; g++) {
        const struct duplicate_group *group = &report->groups.at[g];
        fprintf(out, "\n%zu sentences, %.0f %% alike:\n", group->n, 100 * group->similarity);
        for (size_t m = 0; m < group->n; m++)
            fprintf(out, "  %6s  %s\n", one_line(report->arena, table->id[group->members[m]], SIGNS),
                    one_line(report->arena, table->words[group->members[m]], SIGNS));
    }
    if (report->groups.n > 0)
        fputs("\nThey are alike by their letters. Whether they mean the same, only people can say.\n", out);
    return ferror(out) ? ERR_STORE : OK;
}

static enum err print_json(const struct duplicates_report *report, FILE *out)
{
    const char *const *id = report->table->id;
    json_t *root = json_object(), *pairs = json_array(), *groups = json_array();
    for (size_t p = 0; p < report->pairs.n; p++) {
        json_t *pair = json_object();
        json_put(pair, "one", json_string(id[report->pairs.at[p].one]));
        json_put(pair, "other", json_string(id[report->pairs.at[p].other]));
        json_put(pair, "similarity", json_real(report->pairs.at[p].similarity));
        json_array_append_new(pairs, pair);
    }
    for (size_t g = 0; g < report->groups.n; g++) {
        json_t *group = json_object(), *members = json_array();
        for (size_t m = 0; m < report->groups.at[g].n; m++) {
            json_t *member = json_object();
            json_put(member, "id", json_string(id[report->groups.at[g].members[m]]));
            json_put(member, "text", json_string(report->table->words[report->groups.at[g].members[m]]));
            json_array_append_new(members, member);
        }
        json_put(group, "similarity", json_real(report->groups.at[g].similarity));
        json_put(group, "members", members);
        json_array_append_new(groups, group);
    }
    json_put(root, "sentences", json_integer((json_int_t)report->table->csv.n));
    json_put(root, "least", json_real(report->least));
    json_put(root, "pairs", pairs);
    json_put(root, "groups", groups);
    return json_print(root, out);
}

static enum err print_csv(const struct duplicates_report *report, FILE *out)
{
    fputs("group,id,text,similarity\r\n", out);
    for (size_t g = 0; g < report->groups.n; g++)
        for (size_t m = 0; m < report->groups.at[g].n; m++) {
            fprintf(out, "%zu,", g + 1);
            field_print(out, report->table->id[report->groups.at[g].members[m]]);
            fputc(',', out);
            field_print(out, report->table->words[report->groups.at[g].members[m]]);
            fprintf(out, ",%.15g\r\n", report->groups.at[g].similarity);
        }
    return ferror(out) ? ERR_STORE : OK;
}

static enum err least_read(struct arguments *arguments, double *ret_least)
{
    const char *text = arguments_option(arguments, "least");
    char *end = NULL;
    double least = text == NULL ? DUPLICATES_LEAST : strtod(text, &end);
    if (text == NULL || (*text != '\0' && *end == '\0' && least >= 0.3 && least <= 1)) {
        *ret_least = least;
        return OK;
    }
    arguments->why = "Write --least with a number from 0.3 to 1, such as 0.6.";
    return ERR_INVALID;
}

enum err duplicates_run(struct call *call, struct arguments *arguments)
{
    enum print_format format;
    enum language language;
    struct sentence_table table;
    struct duplicates_report report = {.arena = call->arena, .table = &table};
    TRY(print_format_read(arguments, &format));
    TRY(least_read(arguments, &report.least));
    TRY(sentence_language_read(arguments, &language));
    TRY(sentence_table_read(call->arena, arguments->at[0], arguments_option(arguments, "column"), &table, &arguments->why));
    const char **plain = ARENA_ARRAY(call->arena, const char *, table.csv.n + 1);
    for (size_t i = 0; i < table.csv.n && !arena_is_full(call->arena); i++)
        plain[i] = plain_words(call->arena, language, table.words[i]);
    if (arena_is_full(call->arena))
        return ERR_LIMIT;
    TRY(duplicates_find(call->arena, plain, table.csv.n, report.least, &report.pairs));
    duplicates_group(call->arena, table.csv.n, &report.pairs, NULL, 0, NULL, &report.groups);
    return format == PRINT_JSON ? print_json(&report, arguments->out)
           : format == PRINT_CSV ? print_csv(&report, arguments->out)
                                 : print_text(&report, arguments->out);
}

const struct command_option duplicates_options[] = {
    {"column", "NAME", "the column of the sentences; else comment-body, words, text or sentence, or the only one"},
    {"language", "TAG", "keeps the letters of this language apart (de: o and ö); en where it is not said: accents do not matter"},
    {"least", "SHARE", "how alike sentences are at least, 0.3 to 1; 0.6 where it is not said"},
    {"format", "text|json|csv", "text where it is not said"},
    {0},
};
