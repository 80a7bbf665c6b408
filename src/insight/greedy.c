// greedy.c - projects by votes or by points, each that still fits; and what decides among equals.
#include "insight/equal_shares.h"

#include <stdlib.h>

int tie_order(const struct budget *budget, const uint32_t *votes, uint32_t a, uint32_t b, enum budget_tie_break *ret_why)
{
    enum budget_tie_break why = votes[a] != votes[b]                  ? BUDGET_BY_VOTES
                                : budget->costs[a] != budget->costs[b] ? BUDGET_BY_COST
                                                                       : BUDGET_BY_ORDER;
    if (ret_why != NULL)
        *ret_why = why;
    if (why == BUDGET_BY_VOTES)
        return votes[a] > votes[b] ? -1 : 1;
    if (why == BUDGET_BY_COST)
        return budget->costs[a] < budget->costs[b] ? -1 : 1;
    return a < b ? -1 : a > b;
}

void tie_add(struct arena *arena, const struct budget *budget, const uint32_t *votes, uint32_t chosen, const uint32_t *projects,
             size_t n, struct budget_tie_list *ties)
{
    uint32_t *list = ARENA_ARRAY(arena, uint32_t, n), nearest = UINT32_MAX;
    size_t kept = 0;
    list[kept++] = chosen;
    for (size_t i = 0; i < n; i++) {
        if (projects[i] == chosen)
            continue;
        if (nearest == UINT32_MAX || tie_order(budget, votes, projects[i], nearest, NULL) < 0)
            nearest = projects[i];
        size_t at = kept++;
        for (; at > 1 && list[at - 1] > projects[i]; at--)
            list[at] = list[at - 1];
        list[at] = projects[i];
    }
    struct budget_tie *tie = VEC_PUSH(arena, ties);
    *tie = (struct budget_tie){.projects = list, .n = kept};
    (void)tie_order(budget, votes, chosen, nearest, &tie->decided_by);
}

struct ranked {
    const struct budget *budget;
    const struct tallies *tallies;
    int64_t key;
    uint32_t project;
};

static int rank_order(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->key != y->key)
        return x->key > y->key ? -1 : 1;
    return tie_order(x->budget, x->tallies->votes, x->project, y->project, NULL);
}

static bool is_fitting(const struct ranked *each, const struct budget_outcome *outcome)
{
    return each->budget->costs[each->project] <= each->budget->limit - outcome->cost;
}

// Those of equal rank that fit at the moment when the first of them is chosen.
static void tie_report(struct arena *arena, const struct ranked *ranked, size_t n, size_t first,
                       struct budget_outcome *outcome)
{
    size_t end = first, fitting = 0;
    while (end < n && ranked[end].key == ranked[first].key)
        end++;
    if (end - first < 2)
        return;
    uint32_t *equal = ARENA_ARRAY(arena, uint32_t, end - first);
    for (size_t i = first; i < end; i++)
        if (is_fitting(&ranked[i], outcome))
            equal[fitting++] = ranked[i].project;
    if (fitting > 1)
        tie_add(arena, ranked[first].budget, ranked[first].tallies->votes, equal[0], equal, fitting, &outcome->ties);
}

void greedy_fill(struct arena *arena, const struct budget *budget, const struct tallies *tallies, bool by_score,
                 enum budget_reason reason, struct budget_outcome *outcome)
{
    struct ranked *ranked = ARENA_ARRAY(arena, struct ranked, budget->projects);
    size_t n = 0;
    for (uint32_t project = 0; project < budget->projects; project++) {
        int64_t key = by_score ? tallies->score[project] : tallies->votes[project];
        if (outcome->findings[project].place != 0 || tallies->votes[project] == 0)
            continue;
        if (key > 0)
            ranked[n++] = (struct ranked){budget, tallies, key, project};
        else
            outcome->findings[project].reason = BUDGET_NO_SCORE;
    }
    qsort(ranked, n, sizeof *ranked, rank_order);
    bool is_reported = false;
    for (size_t i = 0; i < n; i++) {
        struct budget_finding *finding = &outcome->findings[ranked[i].project];
        if (i > 0 && ranked[i].key != ranked[i - 1].key)
            is_reported = false;
        if (!is_fitting(&ranked[i], outcome)) {
            finding->reason = BUDGET_DOES_NOT_FIT;
            finding->left = budget->limit - outcome->cost;
            continue;
        }
        if (!is_reported)
            tie_report(arena, ranked, n, i, outcome);
        is_reported = true;
        outcome->cost += budget->costs[ranked[i].project];
        outcome->winners[outcome->winner_count] = ranked[i].project;
        finding->place = ++outcome->winner_count;
        finding->reason = reason;
    }
}
