// common_ground.c - which of the lists a statement belongs to.
#include "insight/common_ground.h"

static bool is_most(const struct proportion *share)
{
    return share->lack == LACK_NOTHING && share->wilson.low > 0.5;
}

struct common_ground common_ground_make(const struct answers *answers)
{
    size_t agree = answers->agree, disagree = answers->disagree, unsure = answers->unsure, n = agree + disagree + unsure;
    size_t smaller = agree < disagree ? agree : disagree;
    struct common_ground ground = {.ground = GROUND_OPEN, .share = proportion_make(agree, n)};
    struct proportion refused = proportion_make(disagree, n);
    if (ground.share.lack != LACK_NOTHING)
        return ground;
    if (is_most(&ground.share))
        ground.ground = GROUND_AGREED;
    else if (is_most(&refused))
        ground = (struct common_ground){GROUND_REFUSED, refused};
    else if (3 * unsure >= n)
        ground = (struct common_ground){GROUND_UNSURE, proportion_make(unsure, n)};
    else if (4 * smaller >= agree + disagree)
        ground.ground = GROUND_DIVIDED;
    return ground;
}
