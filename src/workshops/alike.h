// alike.h - contributions of an activity that say nearly the same: proposed to the facilitator for one theme, never put together by the
// program. What people told apart is not proposed again.
#ifndef SEMPRE_WORKSHOPS_ALIKE_H
#define SEMPRE_WORKSHOPS_ALIKE_H

#include "workshops/contribution.h"

enum { MOST_ALIKE = 50 };       // in one proposal; what is left over is proposed once these are grouped
enum { MOST_COMPARED = 1000 };  // the newest contributions that are shown

struct alike {
    struct contribution_list said; // in the order in which they were said: id, words for the reader, theme; at least one is under no theme
    const char *shortest;          // of them, in the words as said: a heading to begin with
    struct theme_id theme;         // of those that are under one; v 0: none is
};
struct alike_list {
    struct alike *at;
    size_t n, cap;
};

// What is proposed now, in the order of what was said first: at most `most`, and `ret_all` how many there are. Two contributions are
// proposed together where they are alike by their letters (insight/duplicates.h) in the language in which they were said; never two under
// different themes. Nothing for kinds in which people say nothing of their own. VIEW_NETWORK.
CHECKED enum err alike_list_of(struct call *call, const struct activity *activity, size_t most, struct alike_list *ret_list,
                               size_t *ret_all);

// Puts contributions of the activity that are shown under one theme: under the one that some of them have, else under a new one with this
// title. RUN_WORKSHOP. ERR_CONFLICT: one is no longer shown, or they are under different themes; ERR_NOT_FOUND: one is not of the activity;
// ERR_INVALID: fewer than two, or no title where one is needed; ERR_LIMIT: more than MOST_ALIKE, or the title is too long.
CHECKED enum err alike_group(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n,
                             const char *title);

// They do not say the same: no two of them are proposed together again. RUN_WORKSHOP. Errors as above.
CHECKED enum err alike_tell_apart(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n);

#endif
