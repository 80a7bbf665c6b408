// ballot_groups.h - equal ballots put together, and who supports what, as compressed rows both ways.
//
// Voters with the same ballot have the same money at every moment of Equal Shares, so they are one voter who counts several times.
#ifndef SEMPRE_INSIGHT_BALLOT_GROUPS_H
#define SEMPRE_INSIGHT_BALLOT_GROUPS_H

#include "insight/budget.h"

// One supporter of a project: a group and its weight there.
struct supporter {
    uint32_t group, people;
};

struct ballot_groups {
    uint32_t n;                  // groups; voters without a mark that counts are in none
    uint32_t *people;            // [n]
    size_t *at;                  // [n + 1] into the two below
    uint32_t *projects;          // ascending within a group; only marks of more than 0 points
    int64_t *points;             // beside projects; NULL: each counts 1
    uint32_t *of_voter;          // [voters]: the group, or UINT32_MAX
    size_t *supporters_at;       // [projects + 1] into the two below
    struct supporter *supporters; // by group, ascending
    int64_t *supporter_points;   // beside supporters; NULL: each counts 1
    int64_t *weight;             // [projects]: sum over supporters of people x points
};

// Owned by the arena. The budget must be valid. Time O(marks), expected.
void ballot_groups_make(struct arena *arena, const struct budget *budget, struct ballot_groups *ret_groups);

#endif
