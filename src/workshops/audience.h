// audience.h - who sees which figure. One function decides.
//
// Room (console, screen, phones joined to the running workshop): true counts of dots and hands; opinions as bars
// without numbers until 5 people have answered. Team (VIEW_NETWORK): true counts. Public: what a release shows, and
// nothing live (releases/release.h).
#ifndef SEMPRE_WORKSHOPS_AUDIENCE_H
#define SEMPRE_WORKSHOPS_AUDIENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum audience { AUDIENCE_PUBLIC, AUDIENCE_ROOM, AUDIENCE_TEAM };
enum { SMALLEST_PUBLIC_COUNT = 5 };

struct figure {
    int64_t people;    // 0 where not shown
    bool is_shown;     // the number may be written
    bool has_bar;      // a bar may be drawn (its length tells the share)
    bool is_nearly_all; // of the whole; no number is shown
    bool is_least;     // `people` or more
};

// Decides for live counts of one contribution that add up to a known whole (agree, disagree, unsure), for room and team.
// `opinions`: whether they are opinions (for the room). Writes n figures. `ret_whole`: the sum, or not shown.
void figures_for(enum audience audience, bool opinions, const int64_t *people, size_t n, struct figure *ret_figures,
                 struct figure *ret_whole);

// Groups of opinion: from LEAST_PEOPLE_FOR_GROUPS who voted on, and where each has SMALLEST_PUBLIC_COUNT. The map shows where people stand,
// and who knows how somebody answered can find their place on it; so the public sees no place of fewer than SMALLEST_PUBLIC_COUNT people,
// and no count within a group, from which counts of the others could be worked out.
enum { LEAST_PEOPLE_FOR_GROUPS = 50 };
enum groups_shown {
    GROUPS_TOO_FEW_PEOPLE, // no groups: fewer people
    GROUPS_TOO_SMALL,      // no groups: one of them is too small
    GROUPS_NOT_FOUND,      // no groups: k is 0
    GROUPS_AS_CROWDS,      // a sign of the map is at least SMALLEST_PUBLIC_COUNT people; statements in words
    GROUPS_AS_PEOPLE,      // a sign may be one person; true counts
};
enum groups_shown groups_for(enum audience audience, int64_t people, const int64_t *sizes, size_t k);

#endif
