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

void telling_fill(const struct opinion_clusters *groups, size_t group, size_t statement, struct telling *ret_telling)
{
    const struct answers *in = &groups->cluster[group].answers[statement], out = rest_of(groups, &groups->cluster[group], statement);
    struct representative agree = side(statement, true, in, &out), disagree = side(statement, false, in, &out);
    const struct representative *chosen = agree.repness_test > disagree.repness_test ? &agree : &disagree;
    *ret_telling = (struct telling){
        .weight = weight(chosen),
        .test = chosen->repness_test,
        .agree_weight = weight(&agree),
        .agree_product = agree.p_success * agree.p_test,
        .is_sufficient = is_sufficient(&agree) || is_sufficient(&disagree),
        .is_agree = chosen->is_agree,
        .is_agreed = agree.p_test > significant || (agree.repness > 1 && agree.p_success > 0.5),
        .is_agreed_more = agree.repness > 1,
        .is_silent = in->agree == 0 && in->disagree == 0,
    };
}

// Is the statement more agreed on than the best so far? Among those more agreed on here than elsewhere the difference counts too.
static bool is_better_agreed(const struct telling *telling, const struct telling *best)
{
    if (telling->is_silent)
        return false;
    if (best != NULL && best->is_agreed_more)
        return telling->agree_weight > best->agree_weight;
    if (best != NULL)
        return telling->agree_product > best->agree_product;
    return telling->is_agreed;
}

// The statements of a group, largest weight first; of equal ones the first.
struct choice {
    size_t n, statement[REPRESENTATIVE_MOST + 1]; // one more than is taken: the statement most agreed on may be among them
};

static void choice_add(struct choice *choice, const struct telling *tellings, size_t statement)
{
    size_t at = choice->n;
    while (at > 0 && tellings[choice->statement[at - 1]].weight < tellings[statement].weight)
        at--;
    if (at > REPRESENTATIVE_MOST)
        return;
    choice->n += choice->n <= REPRESENTATIVE_MOST;
    for (size_t i = choice->n - 1; i > at; i--)
        choice->statement[i] = choice->statement[i - 1];
    choice->statement[at] = statement;
}

void representative_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups, size_t group,
                           const struct telling *tellings)
{
    struct choice choice = {.n = 0};
    size_t best = SIZE_MAX, agreed = SIZE_MAX, kept = 0; // statements
    for (size_t i = 0; i < matrix->statements; i++) {
        const struct telling *telling = &tellings[i];
        if (matrix->is_out[i])
            continue;
        if (telling->is_sufficient)
            choice_add(&choice, tellings, i);
        if (choice.n == 0 && (best == SIZE_MAX || telling->test > tellings[best].test))
            best = i;
        if (is_better_agreed(telling, agreed == SIZE_MAX ? NULL : &tellings[agreed]))
            agreed = i;
    }
    size_t taken[REPRESENTATIVE_MOST];
    if (agreed != SIZE_MAX)
        taken[kept++] = agreed;
    else if (choice.n == 0 && best != SIZE_MAX)
        taken[kept++] = best;
    for (size_t i = 0; i < choice.n && kept < REPRESENTATIVE_MOST; i++)
        if (choice.statement[i] != agreed)
            taken[kept++] = choice.statement[i];
    struct opinion_cluster *cluster = &groups->cluster[group];
    cluster->representative_count = 0;
    for (int agree = 1; agree >= 0; agree--)
        for (size_t i = 0; i < kept; i++) {
            bool is_agree = taken[i] == agreed || tellings[taken[i]].is_agree;
            const struct answers out = rest_of(groups, cluster, taken[i]);
            if (is_agree == (agree == 1))
                cluster->representative[cluster->representative_count++] = side(taken[i], is_agree, &cluster->answers[taken[i]], &out);
        }
}

static double majority_weight(const struct representative *side)
{
    return side->p_success * side->p_test;
}

// Largest weight first; of equal ones the first.
static void majority_add(struct representative *list, size_t *n, const struct representative *added)
{
    size_t at = *n;
    while (at > 0 && majority_weight(&list[at - 1]) < majority_weight(added))
        at--;
    if (at >= REPRESENTATIVE_MOST)
        return;
    *n += *n < REPRESENTATIVE_MOST;
    for (size_t i = *n - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = *added;
}

void majority_choose(const struct vote_matrix *matrix, struct opinion_clusters *groups)
{
    groups->agreed_count = groups->disagreed_count = 0;
    for (size_t i = 0; i < matrix->statements; i++) {
        const struct answers nobody = {0};
        for (int agree = 0; agree < 2 && !matrix->is_out[i]; agree++) {
            uint32_t successes = agree == 1 ? matrix->answers[i].agree : matrix->answers[i].disagree;
            if (2.0 * successes <= votes_of(&matrix->answers[i]))
                continue; // not more than half
            struct representative one = side(i, agree == 1, &matrix->answers[i], &nobody);
            one.repness = one.repness_test = 0;
            if (one.p_test <= significant)
                continue;
            if (agree == 1)
                majority_add(groups->agreed, &groups->agreed_count, &one);
            else
                majority_add(groups->disagreed, &groups->disagreed_count, &one);
        }
    }
}
