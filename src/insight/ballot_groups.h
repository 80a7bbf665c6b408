// ballot_groups.h - equal ballots put together, and who supports what, as compressed rows both ways.
//
// Voters with the same ballot have the same money at every moment of Equal Shares, so they are one voter who counts several times.
#ifndef SEMPRE_INSIGHT_BALLOT_GROUPS_H
#define SEMPRE_INSIGHT_BALLOT_GROUPS_H

#include "insight/budget.h"

struct ballot_groups {
    uint32_t n;                  // groups; voters without a mark that counts are in none
    uint32_t *people;            // [n]
    uint32_t *voter;             // [n]: the first of them, whose ballot it is; only marks of more than 0 points count
    uint32_t *of_voter;          // [voters]: the group, or UINT32_MAX
    size_t *supporters_at;       // [projects + 1] into the two below
    uint32_t *supporters;        // groups, ascending
    int64_t *supporter_points;   // beside supporters; NULL: each counts 1
    int64_t *weight;             // [projects]: sum over supporters of people x points
};

// Owned by the arena; the ballots stay where they are. The budget must be valid. Time O(marks), expected. Memory: 4 bytes a mark and 12 a
// voter, with points 12 a mark.
void ballot_groups_make(struct arena *arena, const struct budget *budget, struct ballot_groups *ret_groups);

#endif
