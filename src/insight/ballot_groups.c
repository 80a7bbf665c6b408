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

static bool marks_are(const struct marks *one, const struct marks *other, bool has_points)
{
    return one->n == other->n && memcmp(one->projects, other->projects, one->n * sizeof *one->projects) == 0 &&
           (!has_points || memcmp(one->points, other->points, one->n * sizeof *one->points) == 0);
}

static struct marks marks_new(struct arena *arena, const struct budget *budget)
{
    size_t longest = 0;
    for (uint32_t voter = 0; voter < budget->voters; voter++) {
        size_t n = budget->ballot_at[voter + 1] - budget->ballot_at[voter];
        longest = n > longest ? n : longest;
    }
    return (struct marks){.projects = ARENA_ARRAY(arena, uint32_t, longest), .points = ARENA_ARRAY(arena, int64_t, longest)};
}

static void groups_find(const struct budget *budget, struct ballot_groups *groups)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    size_t slots = 16;
    while (slots < 2 * (size_t)budget->voters)
        slots *= 2;
    struct marks marks = marks_new(scratch, budget), others = marks_new(scratch, budget);
    struct slot {
        uint32_t group, hash; // group + 1, 0 where empty; and the rest of the hash, so that other ballots are rarely looked at
    } *table = ARENA_ARRAY(scratch, struct slot, slots);
    bool has_points = budget->ballot_points != NULL;
    for (uint32_t voter = 0; voter < budget->voters; voter++) {
        marks_take(budget, voter, &marks);
        groups->of_voter[voter] = UINT32_MAX;
        if (marks.n == 0)
            continue;
        uint64_t hash = marks_hash(&marks, has_points);
        size_t at = hash >> 20 & (slots - 1);
        for (; table[at].group != 0; at = (at + 1) & (slots - 1)) {
            if (table[at].hash != (uint32_t)hash)
                continue;
            marks_take(budget, groups->voter[table[at].group - 1], &others);
            if (marks_are(&marks, &others, has_points))
                break;
        }
        if (table[at].group == 0) {
            groups->voter[groups->n++] = voter;
            table[at] = (struct slot){groups->n, (uint32_t)hash};
        }
        groups->of_voter[voter] = table[at].group - 1;
        groups->people[table[at].group - 1]++;
    }
}

static void supporters_list(struct arena *arena, const struct budget *budget, struct ballot_groups *groups)
{
    size_t *next = ARENA_ARRAY(arena, size_t, (size_t)budget->projects + 2);
    groups->supporters_at = next++; // ends one further on once all are placed
    groups->weight = ARENA_ARRAY(arena, int64_t, budget->projects);
    for (uint32_t group = 0; group < groups->n; group++)
        for (size_t i = budget->ballot_at[groups->voter[group]]; i < budget->ballot_at[groups->voter[group] + 1]; i++)
            next[budget->ballot_projects[i] + 1] += budget->ballot_points == NULL || budget->ballot_points[i] > 0;
    for (uint32_t project = 1; project <= budget->projects; project++)
        next[project] += next[project - 1];
    groups->supporters = ARENA_ARRAY(arena, uint32_t, next[budget->projects]);
    groups->supporter_points = budget->ballot_points == NULL ? NULL : ARENA_ARRAY(arena, int64_t, next[budget->projects]);
    for (uint32_t group = 0; group < groups->n; group++)
        for (size_t i = budget->ballot_at[groups->voter[group]]; i < budget->ballot_at[groups->voter[group] + 1]; i++) {
            int64_t points = budget->ballot_points == NULL ? 1 : budget->ballot_points[i];
            if (points <= 0)
                continue;
            size_t to = next[budget->ballot_projects[i]]++;
            groups->supporters[to] = group;
            if (groups->supporter_points != NULL)
                groups->supporter_points[to] = points;
            groups->weight[budget->ballot_projects[i]] += points * groups->people[group];
        }
}

void ballot_groups_make(struct arena *arena, const struct budget *budget, struct ballot_groups *ret_groups)
{
    struct ballot_groups groups = {
        .people = ARENA_ARRAY(arena, uint32_t, budget->voters),
        .voter = ARENA_ARRAY(arena, uint32_t, budget->voters),
        .of_voter = ARENA_ARRAY(arena, uint32_t, budget->voters),
    };
    groups_find(budget, &groups);
    supporters_list(arena, budget, &groups);
    *ret_groups = groups;
}
