// budget_data.c - an outcome of participatory budgeting as JSON and as CSV, for programs.
#include <csv.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "interchange/budget_report.h"

static const char *const reasons[] = {
    [BUDGET_CHOSEN] = "chosen", [BUDGET_CHOSEN_FREE] = "costs_nothing", [BUDGET_CHOSEN_AFTER] = "chosen_by_completion",
    [BUDGET_NO_VOTES] = "no_votes", [BUDGET_NO_SCORE] = "no_score", [BUDGET_DOES_NOT_FIT] = "does_not_fit",
    [BUDGET_NOT_PAID] = "supporters_have_too_little"};

// Whole where it is whole, so that readers of whole numbers get them.
static json_t *amount(int64_t value, int64_t unit)
{
    return value % unit == 0 ? json_integer(value / unit) : json_real((double)value / (double)unit);
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static json_t *id_json(const struct budget_report *report, uint32_t project)
{
    return json_string(report->pabulib->projects.at[project].id);
}

static json_t *project_json(struct arena *arena, const struct budget_report *report, uint32_t project)
{
    const struct budget_finding *finding = &report->outcome->findings[project];
    const struct pabulib *pabulib = report->pabulib;
    bool is_paid = finding->price > 0, is_short = report->options->rule == BUDGET_EQUAL_SHARES && finding->behind > 0;
    double unit = (double)pabulib->budget.unit;
    json_t *object = json_object();
    put(object, "id", id_json(report, project));
    put(object, "name", json_string(pabulib->projects.at[project].name));
    put(object, "cost", amount(pabulib->budget.costs[project], pabulib->budget.unit));
    put(object, "votes", json_integer(finding->votes));
    put(object, "score", amount(finding->score, pabulib->points_unit));
    put(object, "place", finding->place == 0 ? json_null() : json_integer(finding->place));
    put(object, "reason", json_string(reasons[finding->reason]));
    put(object, "why", json_string(budget_reason_words(arena, report, project)));
    put(object, "most_paid", is_paid ? json_real(finding->price / unit) : json_null());
    put(object, "price_per_vote", is_paid ? json_real(1 / finding->effective_votes) : json_null());
    put(object, "effective_votes", is_paid ? json_real(finding->effective_votes) : json_null());
    put(object, "payers", is_paid ? json_integer(finding->payers) : json_null());
    put(object, "gave_all", is_paid ? json_integer(finding->emptied) : json_null());
    put(object, "supporters_have_left", is_short ? json_real(finding->behind / unit) : json_null());
    put(object, "left_at_its_turn",
        finding->reason == BUDGET_DOES_NOT_FIT ? amount(finding->left, pabulib->budget.unit) : json_null());
    return object;
}

static json_t *ties_json(const struct budget_report *report)
{
    static const char *const names[] = {[BUDGET_BY_VOTES] = "votes", [BUDGET_BY_COST] = "cost", [BUDGET_BY_ORDER] = "order"};
    json_t *ties = json_array();
    for (size_t i = 0; i < report->outcome->ties.n; i++) {
        const struct budget_tie *tie = &report->outcome->ties.at[i];
        json_t *object = json_object(), *projects = json_array();
        for (size_t each = 0; each < tie->n; each++)
            json_array_append_new(projects, id_json(report, tie->projects[each]));
        put(object, "chosen", id_json(report, tie->projects[0]));
        put(object, "projects", projects);
        put(object, "decided_by", json_string(names[tie->decided_by]));
        json_array_append_new(ties, object);
    }
    return ties;
}

enum err budget_report_json(struct arena *arena, const struct budget_report *report, FILE *out)
{
    const struct pabulib *pabulib = report->pabulib;
    const struct budget_outcome *outcome = report->outcome;
    bool is_mes = report->options->rule == BUDGET_EQUAL_SHARES;
    json_t *root = json_object(), *winners = json_array(), *projects = json_array();
    put(root, "rule", json_string(budget_rule_name(report->options->rule)));
    put(root, "completion", json_string(budget_completion_name(report->options->completion)));
    put(root, "exhaustive", json_boolean(report->options->stop_when_exhaustive));
    put(root, "integral", json_boolean(report->options->integral_endowment));
    put(root, "vote_type", json_string(pabulib_vote_type_name(pabulib->vote_type)));
    put(root, "counting", json_string(budget_counting(arena, pabulib, report->options)));
    put(root, "budget", amount(pabulib->budget.limit, pabulib->budget.unit));
    put(root, "voters", json_integer(pabulib->budget.voters));
    put(root, "winners", winners);
    put(root, "cost", amount(outcome->cost, pabulib->budget.unit));
    put(root, "endowment", is_mes ? json_real(outcome->endowment / (double)pabulib->budget.unit) : json_null());
    put(root, "raised", is_mes ? json_integer(outcome->raised) : json_null());
    put(root, "ties", ties_json(report));
    put(root, "projects", projects);
    for (uint32_t i = 0; i < outcome->winner_count; i++)
        json_array_append_new(winners, id_json(report, outcome->winners[i]));
    for (uint32_t project = 0; project < pabulib->budget.projects; project++)
        json_array_append_new(projects, project_json(arena, report, project));
    bool is_written = json_dumpf(root, out, JSON_INDENT(2) | JSON_PRESERVE_ORDER) == 0 && fputc('\n', out) != EOF;
    json_decref(root);
    return is_written ? OK : ERR_STORE;
}

static void field(FILE *out, const char *text, bool is_last)
{
    csv_fwrite(out, text, strlen(text));
    fputs(is_last ? "\r\n" : ",", out);
}

static const char *real(struct arena *arena, double number)
{
    return arena_print(arena, "%.17g", number);
}

enum err budget_report_csv(struct arena *arena, const struct budget_report *report, FILE *out)
{
    static const char *const columns[] = {"project_id", "name", "cost", "votes", "score", "place", "reason", "most_paid",
                                          "price_per_vote", "payers", "gave_all", "why"};
    enum { COLUMNS = sizeof columns / sizeof columns[0] };
    const struct pabulib *pabulib = report->pabulib;
    for (size_t i = 0; i < COLUMNS; i++)
        field(out, columns[i], i + 1 == COLUMNS);
    for (uint32_t project = 0; project < pabulib->budget.projects; project++) {
        const struct budget_finding *finding = &report->outcome->findings[project];
        bool is_paid = finding->price > 0;
        const char *const values[COLUMNS] = {
            pabulib->projects.at[project].id,
            pabulib->projects.at[project].name,
            pabulib_number(arena, pabulib->budget.costs[project], pabulib->budget.unit),
            arena_print(arena, "%" PRIu32, finding->votes),
            pabulib_number(arena, finding->score, pabulib->points_unit),
            finding->place == 0 ? "" : arena_print(arena, "%" PRIu32, finding->place),
            reasons[finding->reason],
            is_paid ? real(arena, finding->price / (double)pabulib->budget.unit) : "",
            is_paid ? real(arena, 1 / finding->effective_votes) : "",
            is_paid ? arena_print(arena, "%" PRIu32, finding->payers) : "",
            is_paid ? arena_print(arena, "%" PRIu32, finding->emptied) : "",
            budget_reason_words(arena, report, project),
        };
        for (size_t i = 0; i < COLUMNS; i++)
            field(out, values[i], i + 1 == COLUMNS);
    }
    return ferror(out) ? ERR_STORE : OK;
}
