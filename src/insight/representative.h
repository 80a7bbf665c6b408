// representative.h - which statements stand for a group, and which for all.
#ifndef SEMPRE_INSIGHT_REPRESENTATIVE_H
#define SEMPRE_INSIGHT_REPRESENTATIVE_H

#include "insight/opinion_clusters.h"

// z of `successes` of `trials` against one half, with one more of each.
double proportion_test(double successes, double trials);
// z of the difference between two proportions, pooled, with one more of each; 0 where everything is a success.
double two_proportions_test(double successes_in, double successes_out, double trials_in, double trials_out);

// What the choice looks at of a statement in a group.
struct telling {
    double weight, test;              // of the side that tells the group from the rest
    double agree_weight, agree_product; // of those who agree
    bool is_sufficient, is_agree;     // that side
    bool is_agreed, is_agreed_more;   // most agree, more than among the rest
    bool is_silent;                   // nobody agreed or disagreed
};

// Fills the telling of a statement in a group of `groups`.
void telling_fill(const struct opinion_clusters *groups, size_t group, size_t statement, struct telling *ret_telling);

// Fills `representative` of a group from its answers and `tellings` (by statement): first the statement most agreed on, then at most four
// more by repness * repness_test * p_success * p_test; agreement before disagreement. Statements that are out are passed over.
void representative_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups, size_t group,
                           const struct telling *tellings);

// Fills agreed and disagreed: more than half, significant at 90 %, by p_success * p_test.
void majority_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups);

#endif
