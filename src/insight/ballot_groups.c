// ballot_groups.c - equal ballots are found by hashing, then turned around into lists of supporters.
#include "insight/ballot_groups.h"

#include <string.h>

// A ballot's marks that count, ascending by project.
struct marks {
    uint32_t *projects;
    int64_t *points;
    size_t n;
};

static void marks_take(const struct budget *budget, uint32_t voter, struct marks *marks)
{
    marks->n = 0;
    for (size_t i = budget->ballot_at[voter]; i < budget->ballot_at[voter + 1]; i++) {
        int64_t points = budget->ballot_points == NULL ? 1 : budget->ballot_points[i];
        if (points <= 0)
            continue;
        size_t at = marks->n++;
        for (; at > 0 && marks->projects[at - 1] > budget->ballot_projects[i]; at--) {
            marks->projects[at] = marks->projects[at - 1];
            marks->points[at] = marks->points[at - 1];
        }
        marks->projects[at] = budget->ballot_projects[i];
        marks->points[at] = points;
    }
}

static uint64_t marks_hash(const struct marks *marks, bool has_points)
{
    uint64_t hash = marks->n;
    for (size_t i = 0; i < marks->n; i++) {
        hash = (hash ^ marks->projects[i]) * UINT64_C(0x9E3779B97F4A7C15);
        if (has_points)
            hash = (hash ^ (uint64_t)marks->points[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return hash;
}

static bool marks_are(const struct marks *marks, const struct ballot_groups *groups, uint32_t group)
{
    size_t from = groups->at[group], n = groups->at[group + 1] - from;
    return n == marks->n && memcmp(groups->projects + from, marks->projects, n * sizeof *marks->projects) == 0 &&
           (groups->points == NULL || memcmp(groups->points + from, marks->points, n * sizeof *marks->points) == 0);
}

static void group_add(struct ballot_groups *groups, const struct marks *marks)
{
    size_t from = groups->at[groups->n];
    memcpy(groups->projects + from, marks->projects, marks->n * sizeof *marks->projects);
    if (groups->points != NULL)
        memcpy(groups->points + from, marks->points, marks->n * sizeof *marks->points);
    groups->at[++groups->n] = from + marks->n;
}

static void groups_find(const struct budget *budget, struct arena *scratch, struct ballot_groups *groups)
{
    size_t longest = 0, slots = 16;
    for (uint32_t voter = 0; voter < budget->voters; voter++) {
        size_t n = budget->ballot_at[voter + 1] - budget->ballot_at[voter];
        longest = n > longest ? n : longest;
    }
    while (slots < 2 * (size_t)budget->voters)
        slots *= 2;
    struct marks marks = {.projects = ARENA_ARRAY(scratch, uint32_t, longest), .points = ARENA_ARRAY(scratch, int64_t, longest)};
    uint32_t *table = ARENA_ARRAY(scratch, uint32_t, slots); // group + 1, 0 where empty
    for (uint32_t voter = 0; voter < budget->voters; voter++) {
        marks_take(budget, voter, &marks);
        groups->of_voter[voter] = UINT32_MAX;
        if (marks.n == 0)
            continue;
        size_t slot = marks_hash(&marks, groups->points != NULL) >> 20 & (slots - 1);
        while (table[slot] != 0 && !marks_are(&marks, groups, table[slot] - 1))
            slot = (slot + 1) & (slots - 1);
        if (table[slot] == 0) {
            group_add(groups, &marks);
            table[slot] = groups->n;
        }
        groups->of_voter[voter] = table[slot] - 1;
        groups->people[table[slot] - 1]++;
    }
}

static void supporters_list(struct arena *arena, const struct budget *budget, struct ballot_groups *groups)
{
    size_t marks = groups->at[groups->n];
    groups->supporters_at = ARENA_ARRAY(arena, size_t, (size_t)budget->projects + 2);
    groups->supporters = ARENA_ARRAY(arena, struct supporter, marks);
    groups->supporter_points = groups->points == NULL ? NULL : ARENA_ARRAY(arena, int64_t, marks);
    groups->weight = ARENA_ARRAY(arena, int64_t, budget->projects);
    size_t *next = groups->supporters_at + 1; // ends one further on once all are placed
    for (size_t i = 0; i < marks; i++)
        next[groups->projects[i] + 1]++;
    for (uint32_t project = 1; project <= budget->projects; project++)
        next[project] += next[project - 1];
    for (uint32_t group = 0; group < groups->n; group++)
        for (size_t i = groups->at[group]; i < groups->at[group + 1]; i++) {
            size_t to = next[groups->projects[i]]++;
            int64_t points = groups->points == NULL ? 1 : groups->points[i];
            groups->supporters[to] = (struct supporter){group, groups->people[group]};
            if (groups->supporter_points != NULL)
                groups->supporter_points[to] = points;
            groups->weight[groups->projects[i]] += points * groups->people[group];
        }
}

void ballot_groups_make(struct arena *arena, const struct budget *budget, struct ballot_groups *ret_groups)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    size_t marks = budget->voters == 0 ? 0 : budget->ballot_at[budget->voters];
    struct ballot_groups groups = {
        .people = ARENA_ARRAY(arena, uint32_t, budget->voters),
        .at = ARENA_ARRAY(arena, size_t, (size_t)budget->voters + 1),
        .projects = ARENA_ARRAY(arena, uint32_t, marks),
        .points = budget->ballot_points == NULL ? NULL : ARENA_ARRAY(arena, int64_t, marks),
        .of_voter = ARENA_ARRAY(arena, uint32_t, budget->voters),
    };
    groups_find(budget, scratch, &groups);
    supporters_list(arena, budget, &groups);
    *ret_groups = groups;
}
