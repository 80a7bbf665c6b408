// opinion_clusters.c - from points to base clusters to groups, and what each group said.
#include "insight/opinion_clusters.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "insight/clustering.h"
#include "insight/representative.h"

enum { ENOUGH_VOTES = 7, ENOUGH_PEOPLE = 15, BASE_ROUNDS = 10, GROUP_ROUNDS = 20, POINTS_A_GROUP = 12 };

// --- who takes part ---

struct busy {
    size_t votes;
    uint32_t participant;
};

static int busiest_first(const void *one, const void *other)
{
    const struct busy *a = one, *b = other;
    if (a->votes != b->votes)
        return a->votes > b->votes ? -1 : 1;
    return (a->participant > b->participant) - (a->participant < b->participant);
}

static int by_participant(const void *one, const void *other)
{
    const struct busy *a = one, *b = other;
    return (a->participant > b->participant) - (a->participant < b->participant);
}

// Those who voted on enough; where they are fewer than ENOUGH_PEOPLE, the busiest of the others too. In order of participants.
static size_t part_takers(struct arena *arena, const struct vote_matrix *matrix, struct busy **ret_takers)
{
    size_t enough = matrix->statements < ENOUGH_VOTES ? matrix->statements : ENOUGH_VOTES, n = 0, others = 0;
    struct busy *takers = ARENA_ARRAY(arena, struct busy, matrix->participants + 1);
    struct busy *rest = ARENA_ARRAY(arena, struct busy, matrix->participants + 1);
    for (size_t i = 0; i < matrix->participants; i++) {
        struct busy one = {vote_matrix_row_size(matrix, i), (uint32_t)i};
        if (one.votes >= enough && one.votes > 0)
            takers[n++] = one;
        else if (one.votes > 0)
            rest[others++] = one;
    }
    if (n < ENOUGH_PEOPLE) {
        qsort(rest, others, sizeof *rest, busiest_first);
        for (size_t i = 0; i < others && n < ENOUGH_PEOPLE; i++)
            takers[n++] = rest[i];
        qsort(takers, n, sizeof *takers, by_participant);
    }
    *ret_takers = takers;
    return n;
}

// --- groups ---

// The silhouette of each k that is tried goes into `tried`.
static void best_clustering(struct arena *arena, const struct clustering *base, size_t k, double *tried, struct clustering *ret_best,
                            double *ret_silhouette)
{
    size_t most = 2 + base->k / POINTS_A_GROUP, first = k == 0 ? 2 : k, last = k == 0 ? OPINION_CLUSTERS_MOST : k;
    last = k == 0 && most < last ? most : last;
    double best = SILHOUETTE_NONE;
    for (size_t i = first; i <= last; i++) {
        struct clustering clustering;
        clustering_make(arena, base->center, base->weight, base->k, i, GROUP_ROUNDS, &clustering);
        double silhouette = clustering_silhouette(base->center, base->k, &clustering);
        tried[i] = clustering.k == i ? silhouette : SILHOUETTE_NONE; // fewer places than groups: it was another k
        if (silhouette <= best)
            continue;
        best = silhouette;
        *ret_best = clustering;
    }
    *ret_silhouette = best;
}

struct ranked {
    size_t size, first; // first: its first participant
    uint32_t cluster;
};

static int largest_first(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

// Numbers the clusters as groups and gives each participant theirs. `cluster`: by part taker.
static void groups_number(struct arena *arena, const struct vote_matrix *matrix, const struct busy *takers, size_t n,
                          const uint32_t *cluster, const struct clustering *clustering, struct opinion_clusters *groups)
{
    struct ranked ranked[OPINION_CLUSTERS_MOST] = {0};
    uint32_t number[OPINION_CLUSTERS_MOST];
    for (size_t i = 0; i < clustering->k; i++)
        ranked[i] = (struct ranked){.first = SIZE_MAX, .cluster = (uint32_t)i};
    for (size_t i = 0; i < n; i++) {
        struct ranked *one = &ranked[cluster[i]];
        one->size++;
        one->first = takers[i].participant < one->first ? takers[i].participant : one->first;
    }
    qsort(ranked, clustering->k, sizeof *ranked, largest_first);
    groups->k = clustering->k;
    for (size_t g = 0; g < groups->k; g++) {
        struct point center = clustering->center[ranked[g].cluster];
        number[ranked[g].cluster] = (uint32_t)g;
        groups->cluster[g] = (struct opinion_cluster){.size = ranked[g].size, .x = center.x, .y = center.y};
        groups->cluster[g].answers = ARENA_ARRAY(arena, struct answers, matrix->statements + 1);
    }
    for (size_t i = 0; i < n; i++)
        groups->cluster_of[takers[i].participant] = number[cluster[i]];
}

static void groups_find(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                        struct opinion_clusters *groups)
{
    struct busy *takers;
    struct clustering base, clustering = {0};
    size_t n = part_takers(arena, matrix, &takers);
    struct point *points = ARENA_ARRAY(arena, struct point, n + 1);
    for (size_t i = 0; i < n; i++)
        points[i] = (struct point){space->points[0][takers[i].participant], space->points[1][takers[i].participant]};
    clustering_make(arena, points, NULL, n, CLUSTERS_MOST, BASE_ROUNDS, &base);
    best_clustering(arena, &base, k, groups->tried, &clustering, &groups->silhouette);
    if (clustering.k < 2) { // everybody stands in one place
        groups->silhouette = 0;
        return;
    }
    uint32_t *cluster = ARENA_ARRAY(arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        cluster[i] = clustering.cluster[base.cluster[i]];
    groups_number(arena, matrix, takers, n, cluster, &clustering, groups);
}

static void answers_count(const struct vote_matrix *matrix, struct opinion_clusters *groups)
{
    for (size_t i = 0; i < matrix->participants; i++) {
        if (groups->cluster_of[i] == NO_CLUSTER)
            continue;
        struct answers *answers = groups->cluster[groups->cluster_of[i]].answers;
        for (size_t at = matrix->begins[i]; at < matrix->begins[i + 1]; at++)
            ++*cell_answer(answers, matrix->cells[at]);
    }
}

// --- figures of statements ---

static double consensus_of(const struct answers *answers)
{
    return (answers->agree + 1.0) / (answers->disagree + answers->unsure + answers->agree + 2.0);
}

// Squared: agreed on, not passed over, far from the centre; and eight times as much while nobody has voted on it.
static double priority_of(const struct answers *answers, double extremity)
{
    double votes = (double)answers->disagree + answers->unsure + answers->agree;
    double passed = (answers->unsure + 1) / (votes + 2), agreed = (answers->agree + 1) / (votes + 2);
    double priority = (1 - passed) * (extremity + 1) * agreed * (1 + 8 * exp2(-votes / 5));
    return priority * priority;
}

// Without groups everybody counts as one.
static void statements_weigh(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space,
                             struct opinion_clusters *groups)
{
    groups->consensus = ARENA_ARRAY(arena, double, matrix->statements + 1);
    groups->priority = ARENA_ARRAY(arena, double, matrix->statements + 1);
    for (size_t i = 0; i < matrix->statements; i++) {
        struct answers all = {0};
        double consensus = 1;
        for (size_t g = 0; g < groups->k; g++) {
            const struct answers *one = &groups->cluster[g].answers[i];
            consensus *= consensus_of(one);
            all = (struct answers){all.disagree + one->disagree, all.unsure + one->unsure, all.agree + one->agree};
        }
        if (groups->k == 0) {
            all = matrix->answers[i];
            consensus = consensus_of(&all);
        }
        groups->consensus[i] = consensus;
        groups->priority[i] = priority_of(&all, space->extremity[i]);
    }
}

void opinion_clusters_make(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                         struct opinion_clusters *ret_groups)
{
    assert(k == 0 || (k >= 2 && k <= OPINION_CLUSTERS_MOST));
    assert(space->participants == matrix->participants && space->statements == matrix->statements);
    struct opinion_clusters groups = {.cluster_of = ARENA_ARRAY(arena, uint32_t, matrix->participants + 1)};
    for (size_t i = 0; i < matrix->participants; i++)
        groups.cluster_of[i] = NO_CLUSTER;
    for (size_t i = 0; i <= OPINION_CLUSTERS_MOST; i++)
        groups.tried[i] = SILHOUETTE_NONE;
    groups_find(arena, matrix, space, k, &groups);
    answers_count(matrix, &groups);
    representative_choose(matrix, &groups);
    majority_choose(matrix, &groups);
    statements_weigh(arena, matrix, space, &groups);
    *ret_groups = groups;
}
