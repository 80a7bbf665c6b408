// help_store.h - the rows that say who helped whom.
#ifndef SEMPRE_WORKSHOPS_HELP_STORE_H
#define SEMPRE_WORKSHOPS_HELP_STORE_H

#include "workshops/activity.h"

extern const struct query *const help_queries[];

CHECKED enum err help_insert(struct call *call, const struct activity *activity, struct participant_id participant);
// That there was help stays on record, for whom does not.
CHECKED enum err help_forget(struct call *call, struct network_id network, struct participant_id participant);

#endif
