// opinion_share.h - how much of the differences between people a picture of two directions shows.
#ifndef SEMPRE_INSIGHT_OPINION_SHARE_H
#define SEMPRE_INSIGHT_OPINION_SHARE_H

#include "insight/opinion_space.h"

// By axis: its squared singular value, of the sum of all (the squared entries of the filled and centred matrix, where holes are 0). From 0
// to 1; 0 where all votes on each statement are the same. O(statements).
void opinion_share_make(const struct vote_matrix *matrix, const struct opinion_space *space, double ret_shares[OPINION_AXES]);

#endif
