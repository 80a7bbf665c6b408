// representative.h - which statements stand for a group, and which for all.
#ifndef SEMPRE_INSIGHT_REPRESENTATIVE_H
#define SEMPRE_INSIGHT_REPRESENTATIVE_H

#include "insight/opinion_clusters.h"

// z of `successes` of `trials` against one half, with one more of each.
double proportion_test(double successes, double trials);
// z of the difference between two proportions, pooled, with one more of each; 0 where everything is a success.
double two_proportions_test(double successes_in, double successes_out, double trials_in, double trials_out);

// Fills `representative` of each of the k groups from their answers: first the statement most agreed on, then at most four more by
// repness * repness_test * p_success * p_test; agreement before disagreement. Statements that are out are passed over.
void representative_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups);

// Fills agreed and disagreed: more than half, significant at 90 %, by p_success * p_test.
void majority_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups);

#endif
