// forget_store.h - taking out of every count what one participant gave, and what was given to one contribution.
#ifndef SEMPRE_WORKSHOPS_FORGET_STORE_H
#define SEMPRE_WORKSHOPS_FORGET_STORE_H

#include "workshops/contribution.h"

extern const struct query *const forget_queries[];

// All marks of a participant in a network, their tallies and what is kept of their taking part.
CHECKED enum err forget_marks_of(struct call *call, struct network_id network, struct participant_id participant);

// All marks and hands on one contribution, their tallies, and their share of what others did. Their totals are for the caller:
// participation_shift comes before.
CHECKED enum err forget_marks_on(struct call *call, const struct activity *activity, struct contribution_id contribution);

CHECKED enum err forget_attendance(struct call *call, struct network_id network, struct participant_id participant);

#endif
