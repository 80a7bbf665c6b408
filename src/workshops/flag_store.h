// flag_store.h - the rows that say which contributions were reported.
#ifndef SEMPRE_WORKSHOPS_FLAG_STORE_H
#define SEMPRE_WORKSHOPS_FLAG_STORE_H

#include "workshops/contribution.h"

extern const struct query *const flag_queries[];

// The same visitor again changes nothing, also when the team has looked at it meanwhile.
CHECKED enum err flag_insert(struct call *call, const struct activity *activity, struct contribution_id contribution,
                             const char *visitor_hash);
// The team has looked at all that were waiting.
CHECKED enum err flag_update_seen(struct call *call, struct network_id network, struct contribution_id contribution);

#endif
