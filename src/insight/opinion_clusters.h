// opinion_clusters.h - groups of participants who answered alike, and which statements tell each group from the rest.
//
// As Polis does it: who voted on fewer than 7 statements is left out; at most 100 base clusters, then k-means on these for k = 2 to 5 and
// the k with the largest silhouette; statements are chosen by tests on proportions (Small et al. 2021, Recerca 26(2); the tests are
// z-tests with one more success and one more trial added, which keeps small groups quiet).
#ifndef SEMPRE_INSIGHT_OPINION_CLUSTERS_H
#define SEMPRE_INSIGHT_OPINION_CLUSTERS_H

#include "insight/opinion_space.h"

enum { OPINION_CLUSTERS_MOST = 5, REPRESENTATIVE_MOST = 5 };
#define NO_CLUSTER UINT32_MAX
#define SILHOUETTE_NONE (-2.0)

// A statement that tells a group from the rest, or that most agree on.
struct representative {
    size_t statement;
    bool is_agree;        // they agree with it; else they disagree
    uint32_t successes, trials; // who did, of those in the group who voted on it
    double p_success;     // (successes + 1) / (trials + 2)
    double p_test;        // z of p_success against one half
    double repness;       // p_success here / p_success among the rest; of majority statements 0
    double repness_test;  // z of the difference to the rest; of majority statements 0
};

struct opinion_cluster {
    size_t size;                    // participants
    double x, y;                    // where its centre stands
    struct answers *answers;        // by statement
    struct representative representative[REPRESENTATIVE_MOST];
    size_t representative_count;
};

struct opinion_clusters {
    size_t k;                       // 0: there are no groups to be told apart
    struct opinion_cluster cluster[OPINION_CLUSTERS_MOST]; // largest first, then the one whose first participant comes first
    uint32_t *cluster_of;           // by participant; NO_CLUSTER: voted on too little, or there are none
    double silhouette;              // of these groups
    double tried[OPINION_CLUSTERS_MOST + 1]; // by how many groups were looked for: the silhouette; SILHOUETTE_NONE: not looked for
    double *consensus;              // by statement: product over the groups of (agree + 1) / (votes + 2)
    double *priority;               // by statement: how much is still to be learned by asking it next
    struct representative agreed[REPRESENTATIVE_MOST], disagreed[REPRESENTATIVE_MOST]; // by most of all participants
    size_t agreed_count, disagreed_count;
};

// `k`: how many groups there shall be, 2 to OPINION_CLUSTERS_MOST, or 0 for as many as part best. O(votes + 100^2); memory is the arena's.
void opinion_clusters_make(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                           struct opinion_clusters *ret_groups);

#endif
