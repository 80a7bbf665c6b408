// finding.c - what all votes of an activity say together: from a matrix of votes to the lists and dots that pages show.
#include "workshops/finding.h"

#include <assert.h>

#include "insight/opinion_share.h"
#include "jobs/queue.h"
#include "workshops/activity.h"
#include "workshops/audience.h"
#include "workshops/contribution_store.h"
#include "workshops/finding_store.h"

static uint32_t votes_of(const struct answers *answers)
{
    return answers->disagree + answers->unsure + answers->agree;
}

// As for consensus: one more answer of either kind, so that two answers are no certainty.
static double agreeing(const struct answers *answers)
{
    return (answers->agree + 1.0) / (votes_of(answers) + 2.0);
}

// --- lists of statements ---

struct weighed {
    size_t statement;
    double weight;
};

// Keeps the heaviest, of equals the first.
static void weigh(struct weighed *list, size_t *n, size_t statement, double weight)
{
    size_t at = *n;
    while (at > 0 && list[at - 1].weight < weight)
        at--;
    if (at == FINDING_STATEMENTS)
        return;
    *n += *n < FINDING_STATEMENTS;
    for (size_t i = *n - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = (struct weighed){statement, weight};
}

// In each group enough answered; more than half of each agree.
static bool is_agreed_by_all(const struct opinion_clusters *groups, size_t statement)
{
    for (size_t g = 0; g < groups->k; g++) {
        const struct answers *answers = &groups->cluster[g].answers[statement];
        if (votes_of(answers) < SMALLEST_PUBLIC_COUNT || 2 * answers->agree <= votes_of(answers))
            return false;
    }
    return true;
}

// How far apart the groups are in which enough answered; 0 where more than half agree in all of these, or in none.
static double division_of(const struct opinion_clusters *groups, size_t statement)
{
    double least = 1, most = 0;
    for (size_t g = 0; g < groups->k; g++) {
        const struct answers *answers = &groups->cluster[g].answers[statement];
        double share = agreeing(answers);
        if (votes_of(answers) < SMALLEST_PUBLIC_COUNT)
            continue;
        least = share < least ? share : least;
        most = share > most ? share : most;
    }
    return least < 0.5 && most > 0.5 ? most - least : 0;
}

static size_t statements_take(const struct opinion_clusters *groups, const struct contribution_id *ids, const struct weighed *list,
                              size_t n, struct finding_statement *ret_list)
{
    for (size_t i = 0; i < n; i++) {
        ret_list[i] = (struct finding_statement){.contribution = ids[list[i].statement]};
        for (size_t g = 0; g < groups->k; g++)
            ret_list[i].answers[g] = groups->cluster[g].answers[list[i].statement];
    }
    return n;
}

static void lists_make(const struct vote_matrix *matrix, const struct opinion_clusters *groups, const struct contribution_id *ids,
                       struct finding *finding)
{
    struct weighed agreed[FINDING_STATEMENTS + 1], divided[FINDING_STATEMENTS + 1];
    size_t n_agreed = 0, n_divided = 0;
    for (size_t i = 0; i < matrix->statements; i++) {
        double division = matrix->is_out[i] ? 0 : division_of(groups, i);
        if (!matrix->is_out[i] && is_agreed_by_all(groups, i))
            weigh(agreed, &n_agreed, i, groups->consensus[i]);
        if (division > 0)
            weigh(divided, &n_divided, i, division);
    }
    finding->agreed_count = statements_take(groups, ids, agreed, n_agreed, finding->agreed);
    finding->divided_count = statements_take(groups, ids, divided, n_divided, finding->divided);
}

// --- groups ---

static void group_make(const struct opinion_clusters *groups, size_t g, const struct contribution_id *ids, struct finding_group *group)
{
    const struct opinion_cluster *cluster = &groups->cluster[g];
    group->size = (uint32_t)cluster->size;
    for (size_t i = 0; i < cluster->representative_count; i++) {
        const struct representative *one = &cluster->representative[i];
        struct finding_sign *sign = &group->signs[group->sign_count++];
        *sign = (struct finding_sign){.contribution = ids[one->statement], .is_agree = one->is_agree,
                                      .successes = one->successes, .trials = one->trials};
        for (size_t other = 0; other < groups->k; other++) {
            const struct answers *answers = &groups->cluster[other].answers[one->statement];
            if (other == g)
                continue;
            sign->other_successes += one->is_agree ? answers->agree : answers->disagree;
            sign->other_trials += votes_of(answers);
        }
    }
}

// --- dots ---

static size_t least_of(size_t people, size_t least)
{
    size_t fitting = (people + FINDING_DOTS - 1) / FINDING_DOTS;
    return fitting > least ? fitting : least;
}

// Those of one group; who is in none has no dot.
static void dots_add(struct arena *arena, const struct opinion_space *space, const struct opinion_clusters *groups, uint32_t group,
                     struct point *points, size_t people, struct finding *finding)
{
    size_t n = 0;
    for (size_t i = 0; i < space->participants; i++)
        if (groups->cluster_of[i] == group)
            points[n++] = (struct point){space->points[0][i], space->points[1][i]};
    crowds_add(arena, points, n, least_of(people, 1), group, &finding->people_dots);
    crowds_add(arena, points, n, least_of(people, SMALLEST_PUBLIC_COUNT), group, &finding->crowd_dots);
}

enum err finding_make(struct arena *arena, const struct vote_matrix *matrix, const struct contribution_id *ids, struct finding *ret_finding)
{
    struct opinion_space space;
    struct opinion_clusters groups;
    struct finding finding = {.statements = (int64_t)(matrix->statements - matrix->out_count)};
    opinion_space_make(arena, matrix, &space);
    opinion_clusters_make(arena, matrix, &space, 0, &groups);
    opinion_share_make(matrix, &space, finding.shares);
    for (size_t i = 0; i < matrix->participants; i++) {
        finding.people += vote_matrix_row_size(matrix, i) > 0;
        finding.votes += matrix->in_counts[i];
    }
    for (size_t i = 0; i <= OPINION_CLUSTERS_MOST; i++)
        finding.tried[i] = groups.tried[i];
    finding.k = groups.k;
    struct point *points = ARENA_ARRAY(arena, struct point, matrix->participants + 1);
    for (size_t g = 0; g < groups.k; g++) {
        group_make(&groups, g, ids, &finding.groups[g]);
        dots_add(arena, &space, &groups, (uint32_t)g, points, matrix->participants, &finding);
    }
    if (groups.k > 0)
        lists_make(matrix, &groups, ids, &finding);
    *ret_finding = finding;
    return arena_is_full(arena) ? ERR_LIMIT : OK;
}

// --- kept ones ---

int64_t finding_hash(const struct shown_list *shown, const struct tally_list *tallies)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    size_t at = 0;
    for (size_t i = 0; i < shown->n; i++) {
        while (at < tallies->n && tallies->at[at].contribution.v < shown->at[i].id.v)
            at++;
        hash = (hash ^ (uint64_t)shown->at[i].id.v) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
        for (; at < tallies->n && tallies->at[at].contribution.v == shown->at[i].id.v; at++) {
            hash = (hash ^ (uint64_t)(tallies->at[at].people * 16 + tallies->at[at].value + 8)) * UINT64_C(0x9E3779B97F4A7C15);
            hash ^= hash >> 29;
        }
    }
    return (int64_t)(hash >> 1);
}

enum err finding_find(struct call *call, const struct activity *activity, struct finding *ret_finding)
{
    return finding_read(call, activity, ret_finding);
}

static enum err queue(struct call *call, struct activity_id activity, int64_t wait)
{
    const char *payload = arena_print(call->arena, "%lld", (long long)activity.v);
    return job_add_once(call->db, call_id(call), FINDING_JOB, payload, call->now + wait);
}

enum err finding_due(struct call *call, const struct activity *activity, int64_t wait)
{
    assert(db_in_transaction(call->db));
    return activity->kind->finds_groups ? queue(call, activity->id, wait) : OK;
}

enum err finding_forget(struct call *call, struct network_id network, struct participant_id participant)
{
    struct activity_ids activities;
    TRY(finding_delete_of(call, network, participant, &activities));
    for (size_t i = 0; i < activities.n; i++)
        TRY(queue(call, activities.at[i], 0));
    return OK;
}
