// participation_store.h - the rows that count what one participant did in one activity.
#ifndef SEMPRE_WORKSHOPS_PARTICIPATION_STORE_H
#define SEMPRE_WORKSHOPS_PARTICIPATION_STORE_H

#include "workshops/mark.h"
#include "workshops/workshop_store.h"

extern const struct query *const participation_queries[];

// Adds to the numbers of marks and to the total of their values. A total that grows may not exceed `most`: ERR_LIMIT,
// and nothing changed. `ret_marks`: how many contributions they have marked now.
CHECKED enum err participation_mark(struct call *call, const struct activity *activity,
                                    struct participant_id participant, int64_t marks, int64_t total, int64_t most,
                                    int64_t *ret_marks);
// One more thing said, of at most `most`: ERR_LIMIT.
CHECKED enum err participation_say(struct call *call, const struct activity *activity,
                                   struct participant_id participant, int64_t most);
// Gives everybody back (`sign` -1), or takes from them again (1), what they put on one contribution.
CHECKED enum err participation_shift(struct call *call, const struct activity *activity,
                                     struct contribution_id contribution, int sign);
CHECKED enum err participation_insert(struct call *call, const struct activity *activity,
                                      struct participant_id participant, int64_t marks, int64_t total);

#endif
