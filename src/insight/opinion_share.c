// opinion_share.c - what an axis holds, beside what all of them hold.
#include "insight/opinion_share.h"

void opinion_share_make(const struct vote_matrix *matrix, const struct opinion_space *space, double ret_shares[OPINION_AXES])
{
    double all = 0;
    for (size_t i = 0; i < matrix->statements; i++) {
        const struct answers *answers = &matrix->answers[i];
        double sided = (double)answers->agree + answers->disagree, votes = sided + answers->unsure;
        if (!matrix->is_out[i])
            all += sided - votes * space->center[i] * space->center[i];
    }
    for (size_t axis = 0; axis < OPINION_AXES; axis++) {
        double share = all > 0 ? space->spread[axis] / all : 0;
        ret_shares[axis] = share > 1 ? 1 : share;
    }
}
