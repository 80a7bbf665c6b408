// finding_store.h - the rows behind findings, and the votes they are made of.
#ifndef SEMPRE_WORKSHOPS_FINDING_STORE_H
#define SEMPRE_WORKSHOPS_FINDING_STORE_H

#include "workshops/activity.h"
#include "workshops/finding.h"

extern const struct query *const finding_queries[];

CHECKED enum err finding_write(struct call *call, const struct activity *activity, const struct finding *finding);
// ERR_NOT_FOUND.
CHECKED enum err finding_read(struct call *call, const struct activity *activity, struct finding *ret_finding);
// Of all steps of the workshop at once: `ret_findings` has a NULL for each. `is_public`: those of releases, without a hash of votes.
CHECKED enum err finding_read_steps(struct call *call, const struct activity_list *steps, bool is_public,
                                    const struct finding **ret_findings);

// The one that the public sees, of a release.
CHECKED enum err finding_write_released(struct call *call, const struct activity *activity, const struct finding *finding);
// ERR_NOT_FOUND.
CHECKED enum err finding_read_released(struct call *call, const struct activity *activity, struct finding *ret_finding);

struct activity_ids {
    struct activity_id *at;
    size_t n, cap;
};
// Deletes those in which the participant has a place, and says of which activities they were. Before their marks go.
CHECKED enum err finding_delete_of(struct call *call, struct network_id network, struct participant_id participant,
                                   struct activity_ids *ret_activities);

// Rows for vote_matrix_take, with room for so many votes and people.
struct vote_rows {
    uint32_t *cells;
    size_t *begins;             // people_most + 2
    size_t n, most, people, people_most;
};
// Every vote of the activity by participant; statements are numbered by their place in `ids`, which ascend. ERR_LIMIT: there are more votes
// or people than there is room for.
CHECKED enum err finding_read_all_votes(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n,
                                        struct vote_rows *rows);

#endif
