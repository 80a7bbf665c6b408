// common_ground.h - what the answers to one statement say of everybody: agreed on, refused, seen differently, unsure, or not clear yet.
#ifndef SEMPRE_INSIGHT_COMMON_GROUND_H
#define SEMPRE_INSIGHT_COMMON_GROUND_H

#include "insight/proportion.h"
#include "insight/vote_matrix.h"

enum ground {
    GROUND_AGREED,  // more than half agree, and not by chance: the lower end of Wilson's interval is above one half
    GROUND_REFUSED, // the same of those who disagree
    GROUND_UNSURE,  // at least a third are unsure
    GROUND_DIVIDED, // of those who took a side at least a quarter stand on either
    GROUND_OPEN,    // none of these, or fewer than STATISTIC_LEAST answers
};

struct common_ground {
    enum ground ground;      // the first that fits
    // Of those who agree, disagree (GROUND_REFUSED) or are unsure (GROUND_UNSURE) among all who answered.
    struct proportion share;
};

// O(1).
struct common_ground common_ground_make(const struct answers *answers);

#endif
