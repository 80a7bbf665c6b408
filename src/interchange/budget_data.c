// budget_data.c - an outcome of participatory budgeting as JSON and as CSV, for programs.
#include <inttypes.h>

#include "interchange/budget_report.h"
#include "interchange/print_parts.h"

static const char *const reasons[] = {
    [BUDGET_CHOSEN] = "chosen", [BUDGET_CHOSEN_FREE] = "costs_nothing", [BUDGET_CHOSEN_AFTER] = "chosen_by_completion",
    [BUDGET_NO_VOTES] = "no_votes", [BUDGET_NO_SCORE] = "no_score", [BUDGET_DOES_NOT_FIT] = "does_not_fit",
    [BUDGET_NOT_PAID] = "supporters_have_too_little"};

// Whole where it is whole, so that readers of whole numbers get them.
static json_t *amount(int64_t value, int64_t unit)
{
    return value % unit == 0 ? json_integer(value / unit) : real_json((double)value / (double)unit);
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
    json_put(object, "id", id_json(report, project));
    json_put(object, "name", json_string(pabulib->projects.at[project].name));
    json_put(object, "cost", amount(pabulib->budget.costs[project], pabulib->budget.unit));
    json_put(object, "votes", json_integer(finding->votes));
    json_put(object, "score", amount(finding->score, pabulib->points_unit));
    json_put(object, "place", finding->place == 0 ? json_null() : json_integer(finding->place));
    json_put(object, "reason", json_string(reasons[finding->reason]));
    json_put(object, "why", json_string(budget_reason_words(arena, report, project)));
    json_put(object, "most_paid", is_paid ? real_json(finding->price / unit) : json_null());
    json_put(object, "price_per_vote", is_paid ? real_json(1 / finding->effective_votes) : json_null());
    json_put(object, "effective_votes", is_paid ? real_json(finding->effective_votes) : json_null());
    json_put(object, "payers", is_paid ? json_integer(finding->payers) : json_null());
    json_put(object, "gave_all", is_paid ? json_integer(finding->emptied) : json_null());
    json_put(object, "supporters_have_left", is_short ? real_json(finding->behind / unit) : json_null());
    json_put(object, "left_at_its_turn",
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
        json_put(object, "chosen", id_json(report, tie->projects[0]));
        json_put(object, "projects", projects);
        json_put(object, "decided_by", json_string(names[tie->decided_by]));
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
    json_put(root, "rule", json_string(budget_rule_name(report->options->rule)));
    json_put(root, "completion", json_string(budget_completion_name(report->options->completion)));
    json_put(root, "exhaustive", json_boolean(report->options->stop_when_exhaustive));
    json_put(root, "integral", json_boolean(report->options->integral_endowment));
    json_put(root, "vote_type", json_string(pabulib_vote_type_name(pabulib->vote_type)));
    json_put(root, "counting", json_string(budget_counting(arena, pabulib, report->options)));
    json_put(root, "budget", amount(pabulib->budget.limit, pabulib->budget.unit));
    json_put(root, "voters", json_integer(pabulib->budget.voters));
    json_put(root, "winners", winners);
    json_put(root, "cost", amount(outcome->cost, pabulib->budget.unit));
    json_put(root, "endowment", is_mes ? real_json(outcome->endowment / (double)pabulib->budget.unit) : json_null());
    json_put(root, "raised", is_mes ? json_integer(outcome->raised) : json_null());
    json_put(root, "ties", ties_json(report));
    json_put(root, "projects", projects);
    for (uint32_t i = 0; i < outcome->winner_count; i++)
        json_array_append_new(winners, id_json(report, outcome->winners[i]));
    for (uint32_t project = 0; project < pabulib->budget.projects; project++)
        json_array_append_new(projects, project_json(arena, report, project));
    return json_print(root, out);
}

static void field(FILE *out, const char *text, bool is_last)
{
    field_print(out, text);
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
