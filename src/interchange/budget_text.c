// budget_text.c - an outcome of participatory budgeting in lines and sentences.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "i18n/format.h"
#include "interchange/budget_report.h"
#include "interchange/print_parts.h"

const char *budget_rule_name(enum budget_rule rule)
{
    static const char *const names[] = {
        [BUDGET_GREEDY_VOTES] = "greedy-votes", [BUDGET_GREEDY_SCORE] = "greedy-score", [BUDGET_EQUAL_SHARES] = "mes"};
    return names[rule];
}

const char *budget_completion_name(enum budget_completion completion)
{
    static const char *const names[] = {[BUDGET_NONE] = "none", [BUDGET_UTILITARIAN] = "utilitarian", [BUDGET_ADD1] = "add1",
                                        [BUDGET_ADD1U] = "add1u"};
    return names[completion];
}

const char *budget_counting(struct arena *arena, const struct pabulib *pabulib, const struct budget_options *options)
{
    if (options->rule == BUDGET_GREEDY_VOTES || pabulib->budget.ballot_points == NULL)
        return "every vote counts 1";
    if (pabulib->vote_type != PABULIB_ORDINAL)
        return "points of the ballot";
    const char *most = pabulib_meta(pabulib, "max_length");
    return arena_print(arena, "Borda points: %s for the first, then one fewer each",
                       most == NULL || *most == '\0' ? arena_print(arena, "%zu", pabulib->projects.n) : most);
}

const char *budget_money(struct arena *arena, const struct budget_report *report, int64_t units)
{
    int64_t unit = report->pabulib->budget.unit;
    int digits = 0;
    for (int64_t each = unit; each > 1; each /= 10)
        digits++;
    return units % unit == 0 ? format_number(arena, report->language, units / unit)
                             : format_decimal(arena, report->language, (double)units / (double)unit, digits);
}

static const char *part(struct arena *arena, const struct budget_report *report, double units)
{
    return format_decimal(arena, report->language, units / (double)report->pabulib->budget.unit, 2);
}

static const char *number(struct arena *arena, const struct budget_report *report, int64_t n)
{
    return format_number(arena, report->language, n);
}

// What its supporters paid. With points the price is per point.
static const char *paid_words(struct arena *arena, const struct budget_report *report, uint32_t project)
{
    const struct budget_finding *finding = &report->outcome->findings[project];
    bool has_points = report->pabulib->budget.ballot_points != NULL;
    const char *words = arena_print(arena, "%s people paid for it, at most %s %s: price per %s %.6g, as if %s %s paid in full.",
                                    number(arena, report, finding->payers), part(arena, report, finding->price),
                                    has_points ? "a point" : "each", has_points ? "point" : "vote", 1 / finding->effective_votes,
                                    format_decimal(arena, report->language, finding->effective_votes, 1),
                                    has_points ? "points" : "votes");
    if (finding->emptied == 0)
        return words;
    return arena_print(arena, "%s %s of them gave all they had left, which was less.", words,
                       number(arena, report, finding->emptied));
}

static const char *refused_words(struct arena *arena, const struct budget_report *report, uint32_t project)
{
    const struct budget_finding *finding = &report->outcome->findings[project];
    const char *cost = budget_money(arena, report, report->pabulib->budget.costs[project]);
    const char *behind = arena_print(arena, "The %s people who voted for it have %s left together; it costs %s.",
                                     number(arena, report, finding->votes), part(arena, report, finding->behind), cost);
    if (finding->reason == BUDGET_NOT_PAID)
        return behind;
    const char *turn = arena_print(arena, "At its turn by %s %s was left.",
                                   report->pabulib->budget.ballot_points == NULL ? "votes" : "points",
                                   budget_money(arena, report, finding->left));
    if (report->options->rule == BUDGET_EQUAL_SHARES)
        return arena_print(arena, "%s %s", behind, turn);
    return arena_print(arena, "It costs %s; at its turn %s was left.", cost, budget_money(arena, report, finding->left));
}

const char *budget_reason_words(struct arena *arena, const struct budget_report *report, uint32_t project)
{
    const struct budget_finding *finding = &report->outcome->findings[project];
    switch (finding->reason) {
    case BUDGET_CHOSEN:
        if (report->options->rule == BUDGET_EQUAL_SHARES)
            return paid_words(arena, report, project);
        return report->options->rule == BUDGET_GREEDY_SCORE
                   ? "It has the most points of those that still fitted."
                   : "It has the most votes of those that still fitted.";
    case BUDGET_CHOSEN_FREE: return "It costs nothing and somebody voted for it.";
    case BUDGET_CHOSEN_AFTER:
        return report->pabulib->budget.ballot_points == NULL
                   ? "From the money left over: it has the most votes of those that still fitted."
                   : "From the money left over: it has the most points of those that still fitted.";
    case BUDGET_NO_VOTES: return "Nobody voted for it.";
    case BUDGET_NO_SCORE: return "The points against it outweigh those for it.";
    case BUDGET_DOES_NOT_FIT:
    case BUDGET_NOT_PAID: break;
    }
    return refused_words(arena, report, project);
}

static const char *plain(struct arena *arena, const char *name)
{
    return one_line(arena, name, SIZE_MAX);
}

static int width(const char *text)
{
    return (int)utf8_length(text, strlen(text));
}

struct widths {
    int id, cost, votes;
};

static void project_line(struct arena *arena, const struct budget_report *report, uint32_t project, const struct widths *widths,
                         FILE *out)
{
    const struct budget_finding *finding = &report->outcome->findings[project];
    const struct pabulib_project *about = &report->pabulib->projects.at[project];
    const char *cost = budget_money(arena, report, report->pabulib->budget.costs[project]);
    const char *votes = number(arena, report, finding->votes), *id = plain(arena, about->id);
    const char *place = finding->place == 0 ? "-" : number(arena, report, finding->place);
    fprintf(out, "%5s  %s%*s  %*s%s  %*s%s  %s\n", place, id, widths->id - width(id), "", widths->cost - width(cost), "", cost,
            widths->votes - width(votes), "", votes, plain(arena, about->name));
    if (report->explains)
        fprintf(out, "       %s\n", budget_reason_words(arena, report, project));
}

static void lines_write(struct arena *arena, const struct budget_report *report, const uint32_t *projects, size_t n, FILE *out)
{
    struct widths widths = {.id = width("project"), .cost = width("cost"), .votes = width("votes")};
    for (size_t i = 0; i < n; i++) {
        int id = width(plain(arena, report->pabulib->projects.at[projects[i]].id));
        int cost = width(budget_money(arena, report, report->pabulib->budget.costs[projects[i]]));
        int votes = width(number(arena, report, report->outcome->findings[projects[i]].votes));
        widths.id = id > widths.id ? id : widths.id;
        widths.cost = cost > widths.cost ? cost : widths.cost;
        widths.votes = votes > widths.votes ? votes : widths.votes;
    }
    fprintf(out, "%5s  %-*s  %*s  %*s  %s\n", "", widths.id, "project", widths.cost, "cost", widths.votes, "votes", "name");
    for (size_t i = 0; i < n; i++)
        project_line(arena, report, projects[i], &widths, out);
}

static void heading_write(struct arena *arena, const struct budget_report *report, FILE *out)
{
    const struct pabulib *pabulib = report->pabulib;
    const struct budget_outcome *outcome = report->outcome;
    const char *about = pabulib_meta(pabulib, "description"), *currency = pabulib_meta(pabulib, "currency");
    static const char *const rules[] = {[BUDGET_GREEDY_VOTES] = "Greedy by votes", [BUDGET_GREEDY_SCORE] = "Greedy by score",
                                        [BUDGET_EQUAL_SHARES] = "Method of Equal Shares, cost satisfaction"};
    static const char *const completions[] = {
        [BUDGET_NONE] = "none", [BUDGET_UTILITARIAN] = "", [BUDGET_ADD1] = "add1", [BUDGET_ADD1U] = "add1, then "};
    bool fills = report->options->completion == BUDGET_UTILITARIAN || report->options->completion == BUDGET_ADD1U;
    const char *unit = arena_print(arena, "%s%s", currency == NULL ? "" : " ", currency == NULL ? "" : plain(arena, currency));
    fprintf(out, "%s\n", plain(arena, about == NULL || *about == '\0' ? pabulib->file : about));
    fprintf(out, "Ballots: %s (%s); projects: %s; money: %s%s\n", number(arena, report, pabulib->budget.voters),
            pabulib_vote_type_name(pabulib->vote_type), number(arena, report, pabulib->budget.projects),
            budget_money(arena, report, pabulib->budget.limit), unit);
    fprintf(out, "Rule: %s; %s\n", rules[report->options->rule], budget_counting(arena, pabulib, report->options));
    if (report->options->rule == BUDGET_EQUAL_SHARES) {
        fprintf(out, "Completion: %s%s", completions[report->options->completion],
                !fills ? "" : pabulib->budget.ballot_points == NULL ? "by votes" : "by points");
        fprintf(out, "; each person has %s%s", part(arena, report, outcome->endowment), unit);
        fprintf(out, outcome->raised == 0 ? "\n" : ", raised %s times\n", number(arena, report, outcome->raised));
    }
    fprintf(out, "Projects chosen: %s, for %s%s; left over: %s%s\n\n", number(arena, report, outcome->winner_count),
            budget_money(arena, report, outcome->cost), unit, budget_money(arena, report, pabulib->budget.limit - outcome->cost), unit);
}

static void ties_write(struct arena *arena, const struct budget_report *report, FILE *out)
{
    static const char *const decided[] = {[BUDGET_BY_VOTES] = "it has more votes", [BUDGET_BY_COST] = "it costs less",
                                          [BUDGET_BY_ORDER] = "it stands earlier in the file"};
    if (report->outcome->ties.n > 0)
        fprintf(out, "\nTies\n");
    for (size_t i = 0; i < report->outcome->ties.n; i++) {
        const struct budget_tie *tie = &report->outcome->ties.at[i];
        fprintf(out, "       %s before", plain(arena, report->pabulib->projects.at[tie->projects[0]].id));
        for (size_t each = 1; each < tie->n; each++)
            fprintf(out, "%s %s", each == 1 ? "" : ",", plain(arena, report->pabulib->projects.at[tie->projects[each]].id));
        fprintf(out, ": %s\n", decided[tie->decided_by]);
    }
}

enum err budget_report_text(struct arena *arena, const struct budget_report *report, FILE *out)
{
    const struct budget_outcome *outcome = report->outcome;
    uint32_t n = report->pabulib->budget.projects, others = 0, *rest = ARENA_ARRAY(arena, uint32_t, n);
    for (uint32_t project = 0; project < n; project++)
        if (outcome->findings[project].place == 0)
            rest[others++] = project;
    heading_write(arena, report, out);
    if (outcome->winner_count > 0)
        lines_write(arena, report, outcome->winners, outcome->winner_count, out);
    if (report->explains && others > 0) {
        fprintf(out, "\nNot chosen\n");
        lines_write(arena, report, rest, others, out);
    }
    ties_write(arena, report, out);
    return ferror(out) ? ERR_STORE : OK;
}
