// fuzz_budget.c - any ballots with any points for any prices, by every rule: no more is spent than there is, all is explained, what cannot be
// is refused, and the same comes out when asked again.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "insight/budget.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { PROJECTS_MOST = 12, VOTERS_MOST = 40, STEPS_MOST = 2000 };

static void check_outcome(const struct budget *budget, const struct budget_options *options, const struct budget_outcome *outcome)
{
    int64_t cost = 0;
    uint32_t chosen = 0;
    for (uint32_t i = 0; i < outcome->winner_count; i++) {
        const struct budget_finding *finding = &outcome->findings[outcome->winners[i]];
        cost += budget->costs[outcome->winners[i]];
        assert(finding->place == i + 1 && finding->votes > 0 && finding->reason <= BUDGET_CHOSEN_AFTER);
    }
    assert(cost == outcome->cost && cost <= budget->limit);
    for (uint32_t project = 0; project < budget->projects; project++) {
        const struct budget_finding *finding = &outcome->findings[project];
        chosen += finding->place > 0;
        assert((finding->place > 0) == (finding->reason <= BUDGET_CHOSEN_AFTER) && finding->votes <= budget->voters);
        assert(finding->place > 0 || finding->votes == 0 || budget->costs[project] > 0 || finding->reason == BUDGET_NO_SCORE);
        assert(isfinite(finding->price) && isfinite(finding->behind) && finding->emptied <= finding->payers);
        assert(finding->reason != BUDGET_CHOSEN || options->rule != BUDGET_EQUAL_SHARES || finding->payers > 0);
    }
    assert(chosen == outcome->winner_count);
    for (size_t i = 0; i < outcome->ties.n; i++)
        assert(outcome->ties.at[i].n >= 2 && outcome->findings[outcome->ties.at[i].projects[0]].place > 0);
    for (uint32_t voter = 0; outcome->left != NULL && voter < budget->voters; voter++)
        assert(outcome->left[voter] >= 0 && outcome->left[voter] <= outcome->endowment);
}

static void check_rules(struct arena *arena, const struct budget *budget, bool is_valid, uint8_t flags)
{
    static const struct { enum budget_rule rule; enum budget_completion completion; } rules[] = {
        {BUDGET_GREEDY_VOTES, BUDGET_NONE}, {BUDGET_GREEDY_SCORE, BUDGET_NONE}, {BUDGET_EQUAL_SHARES, BUDGET_NONE},
        {BUDGET_EQUAL_SHARES, BUDGET_UTILITARIAN}, {BUDGET_EQUAL_SHARES, BUDGET_ADD1}, {BUDGET_EQUAL_SHARES, BUDGET_ADD1U}};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        const struct budget_options options = {.rule = rules[i].rule, .completion = rules[i].completion,
                                               .stop_when_exhaustive = flags % 2 == 1, .integral_endowment = flags / 2 % 2 == 1};
        struct budget_outcome outcome, again;
        bool raises = rules[i].completion == BUDGET_ADD1 || rules[i].completion == BUDGET_ADD1U;
        if (raises && is_valid && budget->voters > 0 && budget->limit / budget->unit / budget->voters > STEPS_MOST)
            continue; // where a tie lasts, add1 takes each step by itself
        enum err error = budget_decide(arena, budget, &options, &outcome);
        assert(is_valid ? error == OK : error == ERR_INVALID || error == ERR_LIMIT);
        if (error != OK)
            continue;
        check_outcome(budget, &options, &outcome);
        error = budget_decide(arena, budget, &options, &again);
        assert(error == OK && again.winner_count == outcome.winner_count && again.ties.n == outcome.ties.n);
        assert(memcmp(again.winners, outcome.winners, outcome.winner_count * sizeof *again.winners) == 0);
    }
}

// A head, then a price a project, then the ballots: a byte a mark, and with points one more; 255 ends a ballot, 254 names a project that does
// not exist.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { HEAD = 4 };
    if (n < HEAD + PROJECTS_MOST || n > 512)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    uint32_t projects = 1 + bytes[0] % PROJECTS_MOST, voters = 0, *marks = ARENA_ARRAY(arena, uint32_t, n);
    bool has_points = bytes[1] % 2 == 1, is_large = bytes[1] / 2 % 8 == 0, is_sound = true;
    int64_t costs[PROJECTS_MOST], *points = ARENA_ARRAY(arena, int64_t, n);
    int64_t money = is_large ? BUDGET_MOST_MONEY / 255 : 1, weight = is_large ? BUDGET_MOST_POINTS / 128 : 1;
    size_t ballot_at[VOTERS_MOST + 1] = {0}, count = 0;
    for (uint32_t i = 0; i < projects; i++)
        costs[i] = bytes[HEAD + i] * (i % 2 == 0 ? money : 1);
    costs[0] += bytes[3] == 255 ? BUDGET_MOST_MONEY + 1 : 0;
    struct budget budget = {.limit = bytes[3] == 254 ? -1 : bytes[2] * money, .unit = bytes[3] == 253 ? 0 : bytes[1] / 16 % 2 == 0 ? 1 : 100,
                            .projects = projects, .costs = costs, .ballot_at = ballot_at, .ballot_projects = marks,
                            .ballot_points = has_points ? points : NULL};
    bool is_valid = bytes[3] < 253;
    for (size_t at = HEAD + PROJECTS_MOST; at < n && voters < VOTERS_MOST; at++) {
        if (bytes[at] == 255) {
            is_valid &= is_sound;
            is_sound = true;
            ballot_at[++voters] = count;
            continue;
        }
        marks[count] = bytes[at] == 254 ? projects : bytes[at] % projects;
        is_sound &= marks[count] < projects;
        for (size_t i = ballot_at[voters]; i < count; i++)
            is_sound &= marks[i] != marks[count];
        points[count++] = has_points && at + 1 < n ? (int8_t)bytes[++at] * weight : 1;
    }
    budget.voters = voters;
    check_rules(arena, &budget, is_valid, bytes[3]);
    return 0;
}
