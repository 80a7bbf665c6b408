// opinion_kept.h - what the search for groups leaves behind for the next one, after a vote more.
#ifndef SEMPRE_INSIGHT_OPINION_KEPT_H
#define SEMPRE_INSIGHT_OPINION_KEPT_H

#include "insight/clustering.h"
#include "insight/representative.h"

struct opinion_kept {
    struct clustering_trace *trace;  // of the base clusters; NULL where there will be no next time
    size_t participants, room;       // of that time; room in cluster_of
    uint32_t *other_cluster_of;      // changes places with cluster_of
    struct answers *answers[OPINION_CLUSTERS_MOST];   // by group, by statement
    struct telling *tellings[OPINION_CLUSTERS_MOST];
    bool *is_changed;                // by statement: a group's answers, so its telling too
};

// opinion_clusters_make, with what the next time can use.
void opinion_clusters_begin(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                            struct clustering_trace *trace, struct opinion_kept *ret_kept, struct opinion_clusters *ret_groups);

// The same after `vote`, in place: matrix and space know of it already; `old` is the cell that was there, UINT32_MAX where none was. What
// comes out is what opinion_clusters_make would find. O(participants * rounds + statements) while few people change their group.
void opinion_clusters_put(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                          struct vote vote, uint32_t old, struct opinion_kept *kept, struct opinion_clusters *groups);

#endif
