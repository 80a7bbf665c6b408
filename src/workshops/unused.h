// unused.h - participants of whom there is nothing to keep, or who are known longer than the installation wishes.
#ifndef SEMPRE_WORKSHOPS_UNUSED_H
#define SEMPRE_WORKSHOPS_UNUSED_H

#include "cards/participant.h"

struct participant_ids {
    struct participant_id *at;
    size_t n, cap;
};

// Joined before `before`, have no card, and never said or marked anything: at most `most`. From a snapshot.
CHECKED enum err unused_find(struct call *call, int64_t before, size_t most, struct participant_ids *ret_ids);
// They go, where that still holds. `ret_n`: how many.
CHECKED enum err unused_remove(struct call *call, int64_t before, const struct participant_ids *ids, int64_t *ret_n);

// Have no card, and all meetings they were in were over before `before`: at most `most`. From a snapshot.
CHECKED enum err tied_find(struct call *call, int64_t before, size_t most, struct participant_ids *ret_ids);
// No browser is known to be theirs any more; what they said stays as somebody's.
CHECKED enum err tied_cut(struct call *call, const struct participant_ids *ids, int64_t *ret_n);

#endif
