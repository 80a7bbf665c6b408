// representative.c - z-tests of proportions, and the choice among the statements.
#include "insight/representative.h"

#include <math.h>
#include <stdlib.h>

static const double significant = 1.2816; // z at 90 %, one-sided

double proportion_test(double successes, double trials)
{
    return 2 * sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5);
}

double two_proportions_test(double successes_in, double successes_out, double trials_in, double trials_out)
{
    double s1 = successes_in + 1, s2 = successes_out + 1, n1 = trials_in + 1, n2 = trials_out + 1;
    double pooled = (s1 + s2) / (n1 + n2);
    if (pooled >= 1)
        return 0;
    return (s1 / n1 - s2 / n2) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
}

static uint32_t votes_of(const struct answers *answers)
{
    return answers->disagree + answers->unsure + answers->agree;
}

// Of one side - those who agree, or those who disagree - in a group beside the rest.
static struct representative side(size_t statement, bool is_agree, const struct answers *in, const struct answers *out)
{
    uint32_t successes = is_agree ? in->agree : in->disagree, trials = votes_of(in);
    double others = is_agree ? out->agree : out->disagree, others_trials = votes_of(out);
    double p = (successes + 1.0) / (trials + 2.0);
    return (struct representative){
        .statement = statement,
        .is_agree = is_agree,
        .successes = successes,
        .trials = trials,
        .p_success = p,
        .p_test = proportion_test(successes, trials),
        .repness = p / ((others + 1) / (others_trials + 2)),
        .repness_test = two_proportions_test(successes, others, trials, others_trials),
    };
}

static bool is_sufficient(const struct representative *side)
{
    return side->repness_test > significant && side->p_test > significant;
}

static double weight(const struct representative *side)
{
    return side->repness * side->repness_test * side->p_success * side->p_test;
}

// Is the statement more agreed on than the best so far? Among those more agreed on here than elsewhere the difference counts too.
static bool is_better_agreed(const struct representative *agree, const struct answers *in, const struct representative *best)
{
    if (in->agree == 0 && in->disagree == 0)
        return false;
    if (best != NULL && best->repness > 1)
        return weight(agree) > weight(best);
    if (best != NULL)
        return agree->p_success * agree->p_test > best->p_success * best->p_test;
    return agree->p_test > significant || (agree->repness > 1 && agree->p_success > 0.5);
}

static void list_add(struct representative *list, size_t *n, size_t most, const struct representative *added,
                     double (*weight_of)(const struct representative *))
{
    size_t at = *n;
    while (at > 0 && weight_of(&list[at - 1]) < weight_of(added))
        at--;
    if (at >= most)
        return;
    *n += *n < most;
    for (size_t i = *n - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = *added;
}

// The answers of the other groups. Who is in no group is not the rest.
static struct answers rest_of(const struct opinion_clusters *groups, const struct opinion_cluster *group, size_t statement)
{
    struct answers rest = {0};
    for (size_t g = 0; g < groups->k; g++) {
        const struct answers *answers = &groups->cluster[g].answers[statement];
        bool is_other = &groups->cluster[g] != group;
        rest.disagree += is_other ? answers->disagree : 0;
        rest.unsure += is_other ? answers->unsure : 0;
        rest.agree += is_other ? answers->agree : 0;
    }
    return rest;
}

static void group_choose(const struct vote_matrix *matrix, const struct opinion_clusters *groups, struct opinion_cluster *group)
{
    // One more than is taken: the statement most agreed on may be among them, and stands first then.
    struct representative list[REPRESENTATIVE_MOST + 1], best = {0}, agreed = {0};
    size_t n = 0, kept = 0;
    bool has_best = false, has_agreed = false;
    for (size_t i = 0; i < matrix->statements; i++) {
        if (matrix->is_out[i])
            continue;
        const struct answers *in = &group->answers[i], out = rest_of(groups, group, i);
        struct representative agree = side(i, true, in, &out), disagree = side(i, false, in, &out);
        struct representative chosen = agree.repness_test > disagree.repness_test ? agree : disagree;
        if (is_sufficient(&agree) || is_sufficient(&disagree))
            list_add(list, &n, REPRESENTATIVE_MOST + 1, &chosen, weight);
        if (n == 0 && (!has_best || chosen.repness_test > best.repness_test)) {
            best = chosen;
            has_best = true;
        }
        if (is_better_agreed(&agree, in, has_agreed ? &agreed : NULL)) {
            agreed = agree;
            has_agreed = true;
        }
    }
    struct representative chosen[REPRESENTATIVE_MOST];
    if (has_agreed)
        chosen[kept++] = agreed;
    else if (n == 0 && has_best)
        chosen[kept++] = best;
    for (size_t i = 0; i < n && kept < REPRESENTATIVE_MOST; i++)
        if (!has_agreed || list[i].statement != agreed.statement)
            chosen[kept++] = list[i];
    group->representative_count = 0;
    for (int agree = 1; agree >= 0; agree--)
        for (size_t i = 0; i < kept; i++)
            if (chosen[i].is_agree == (agree == 1))
                group->representative[group->representative_count++] = chosen[i];
}

void representative_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups)
{
    for (size_t g = 0; g < groups->k; g++)
        group_choose(matrix, groups, &groups->cluster[g]);
}

static double majority_weight(const struct representative *side)
{
    return side->p_success * side->p_test;
}

void majority_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups)
{
    for (size_t i = 0; i < matrix->statements; i++) {
        const struct answers nobody = {0};
        for (int agree = 0; agree < 2 && !matrix->is_out[i]; agree++) {
            struct representative one = side(i, agree == 1, &matrix->answers[i], &nobody);
            one.repness = one.repness_test = 0;
            if (one.p_success <= 0.5 || one.p_test <= significant)
                continue;
            if (agree == 1)
                list_add(groups->agreed, &groups->agreed_count, REPRESENTATIVE_MOST, &one, majority_weight);
            else
                list_add(groups->disagreed, &groups->disagreed_count, REPRESENTATIVE_MOST, &one, majority_weight);
        }
    }
}
