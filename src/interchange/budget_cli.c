// budget_cli.c - `sempre budget`: which projects a .pb file's votes choose, by which rule, and why.
#include "interchange/budget_cli.h"

#include <stdio.h>
#include <string.h>

#include "interchange/budget_picture.h"

const struct command_option budget_command_options[] = {
    {"rule", "greedy-votes|greedy-score|mes", "mes, the Method of Equal Shares, where it is not said; greedy means greedy-votes"},
    {"completion", "none|utilitarian|add1|add1u", "what mes does with money left over; add1u where it is not said"},
    {"exhaustive", NULL, "add1 stops as soon as no project fits into what is left"},
    {"integral", NULL, "mes begins with a whole sum for each person"},
    {"explain", NULL, "say for each project who paid and what, or why it was not chosen"},
    {"write", "OUT.pb", "also write the file again, with the outcome in its column 'selected'"},
    {"picture", "OUT.html", "also write a page that shows the shares of the money, in the language of --language"},
    {"format", "text|json|csv", "text where it is not said"},
    {0},
};

// The place of the option's value among `names`; 0 where the option is not given.
static enum err choice_read(struct call *call, struct arguments *arguments, const char *option, const char *const *names,
                            size_t n, size_t *ret_choice)
{
    const char *value = arguments_option(arguments, option), *all = "";
    *ret_choice = 0;
    for (size_t i = 0; i < n; i++) {
        if (value == NULL || strcmp(value, names[i]) == 0) {
            *ret_choice = value == NULL ? 0 : i;
            return OK;
        }
        all = arena_print(call->arena, "%s%s%s", all, i == 0 ? "" : i + 1 == n ? " or " : ", ", names[i]);
    }
    arguments->why = arena_print(call->arena, "Write --%s with one of %s.", option, all);
    return ERR_INVALID;
}

static enum err options_read(struct call *call, struct arguments *arguments, struct budget_options *ret_options)
{
    static const char *const rules[] = {"mes", "greedy", "greedy-votes", "greedy-score"};
    static const enum budget_rule rule_of[] = {BUDGET_EQUAL_SHARES, BUDGET_GREEDY_VOTES, BUDGET_GREEDY_VOTES, BUDGET_GREEDY_SCORE};
    static const char *const completions[] = {"add1u", "none", "utilitarian", "add1"};
    static const enum budget_completion completion_of[] = {BUDGET_ADD1U, BUDGET_NONE, BUDGET_UTILITARIAN, BUDGET_ADD1};
    size_t rule = 0, completion = 0;
    TRY(choice_read(call, arguments, "rule", rules, sizeof rules / sizeof rules[0], &rule));
    TRY(choice_read(call, arguments, "completion", completions, sizeof completions / sizeof completions[0], &completion));
    struct budget_options options = {
        .rule = rule_of[rule], .completion = completion_of[completion],
        .stop_when_exhaustive = arguments_option(arguments, "exhaustive") != NULL,
        .integral_endowment = arguments_option(arguments, "integral") != NULL,
    };
    bool is_mes = options.rule == BUDGET_EQUAL_SHARES;
    bool is_said = arguments_option(arguments, "completion") != NULL && options.completion != BUDGET_NONE;
    if (!is_mes && (is_said || options.stop_when_exhaustive || options.integral_endowment)) {
        arguments->why = "--completion, --exhaustive and --integral belong to --rule mes: a greedy rule leaves nothing to complete.";
        return ERR_INVALID;
    }
    if (!is_mes)
        options.completion = BUDGET_NONE;
    *ret_options = options;
    return OK;
}

// A new file, so that nothing is lost by a slip of the keyboard. ERR_STORE with arguments->why.
static enum err file_write(struct call *call, struct arguments *arguments, const char *option, const struct budget_report *report,
                           enum err (*write)(struct arena *, const struct budget_report *, FILE *))
{
    const char *path = arguments_option(arguments, option);
    if (path == NULL)
        return OK;
    FILE *out = fopen(path, "wxe");
    enum err error = out == NULL ? ERR_STORE : write(call->arena, report, out);
    if (out != NULL && fclose(out) != 0)
        error = ERR_STORE;
    if (error != OK)
        arguments->why = arena_print(call->arena, "%s cannot be written; it must not exist yet.", path);
    return error;
}

static enum err selected_write(struct arena *arena, const struct budget_report *report, FILE *out)
{
    bool *selected = ARENA_ARRAY(arena, bool, report->pabulib->budget.projects);
    for (uint32_t i = 0; i < report->outcome->winner_count; i++)
        selected[report->outcome->winners[i]] = true;
    return pabulib_write(report->pabulib, selected, out);
}

enum err budget_run(struct call *call, struct arguments *arguments)
{
    static const char *const formats[] = {"text", "json", "csv"};
    struct pabulib pabulib;
    struct budget_options options;
    struct budget_outcome outcome;
    size_t format = 0;
    TRY(options_read(call, arguments, &options));
    TRY(choice_read(call, arguments, "format", formats, sizeof formats / sizeof formats[0], &format));
    TRY(pabulib_read_file(call->arena, arguments->at[0], &pabulib, &arguments->why));
    TRY(budget_decide(call->arena, &pabulib.budget, &options, &outcome));
    struct budget_report report = {.pabulib = &pabulib, .options = &options, .outcome = &outcome,
                                   .explains = arguments_option(arguments, "explain") != NULL, .language = call->language};
    TRY(file_write(call, arguments, "write", &report, selected_write));
    TRY(file_write(call, arguments, "picture", &report, budget_picture_write));
    if (format == 1)
        return budget_report_json(call->arena, &report, arguments->out);
    return format == 2 ? budget_report_csv(call->arena, &report, arguments->out)
                       : budget_report_text(call->arena, &report, arguments->out);
}
