// common_ground.c - which of the lists a statement belongs to.
#include "insight/common_ground.h"

struct common_ground common_ground_make(const struct answers *answers)
{
    size_t agree = answers->agree, disagree = answers->disagree, unsure = answers->unsure, n = agree + disagree + unsure;
    size_t smaller = agree < disagree ? agree : disagree;
    bool is_refused = 2 * disagree > n;
    struct common_ground ground = {.ground = GROUND_OPEN, .share = proportion_wilson(is_refused ? disagree : agree, n)};
    if (ground.share.lack != LACK_NOTHING)
        return ground;
    if (ground.share.wilson.low > 0.5)
        ground.ground = is_refused ? GROUND_REFUSED : GROUND_AGREED;
    else if (3 * unsure >= n)
        ground = (struct common_ground){GROUND_UNSURE, proportion_wilson(unsure, n)};
    else if (4 * smaller >= agree + disagree)
        ground.ground = GROUND_DIVIDED;
    if (ground.ground >= GROUND_DIVIDED && is_refused) // of those who agree, as the words say
        ground.share = proportion_wilson(agree, n);
    return ground;
}
