// opinion_clusters.c - from points to base clusters to groups, and what each group said.
#include "insight/opinion_clusters.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "insight/opinion_kept.h"

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

static int by_number(const void *one, const void *other)
{
    const uint32_t *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

// Those who voted on enough; where they are fewer than ENOUGH_PEOPLE, the busiest of the others too. In order of participants.
static size_t part_takers(struct arena *arena, const struct vote_matrix *matrix, uint32_t **ret_takers)
{
    size_t enough = matrix->statements < ENOUGH_VOTES ? matrix->statements : ENOUGH_VOTES, n = 0, others = 0;
    uint32_t *takers = ARENA_ARRAY(arena, uint32_t, matrix->participants + ENOUGH_PEOPLE);
    for (size_t i = 0; i < matrix->participants; i++)
        if (vote_matrix_row_size(matrix, i) >= enough && enough > 0)
            takers[n++] = (uint32_t)i;
    if (n < ENOUGH_PEOPLE) {
        struct busy *rest = ARENA_ARRAY(arena, struct busy, matrix->participants + 1);
        for (size_t i = 0; i < matrix->participants; i++)
            if (vote_matrix_row_size(matrix, i) > 0 && vote_matrix_row_size(matrix, i) < enough)
                rest[others++] = (struct busy){vote_matrix_row_size(matrix, i), (uint32_t)i};
        qsort(rest, others, sizeof *rest, busiest_first);
        for (size_t i = 0; i < others && n < ENOUGH_PEOPLE; i++)
            takers[n++] = rest[i].participant;
        qsort(takers, n, sizeof *takers, by_number);
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
    double best = SILHOUETTE_NONE, *distances = ARENA_ARRAY(arena, double, base->k * base->k + 1);
    last = k == 0 && most < last ? most : last;
    distances_fill(base->center, base->k, distances);
    for (size_t i = first; i <= last; i++) {
        struct clustering clustering;
        clustering_make(arena, base->center, base->weight, base->k, i, GROUP_ROUNDS, NULL, NULL, &clustering);
        double silhouette = clustering_silhouette(arena, distances, base->k, &clustering);
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

// Numbers the clusters as groups and gives each participant theirs. `base`: clusters of the part takers, which `clustering` puts together.
static void groups_number(const uint32_t *takers, size_t n, const struct clustering *base, const struct clustering *clustering,
                          struct opinion_clusters *groups)
{
    struct ranked ranked[OPINION_CLUSTERS_MOST] = {0};
    uint32_t number[OPINION_CLUSTERS_MOST];
    for (size_t i = 0; i < clustering->k; i++)
        ranked[i] = (struct ranked){.first = SIZE_MAX, .cluster = (uint32_t)i};
    for (size_t i = 0; i < n; i++) {
        struct ranked *one = &ranked[clustering->cluster[base->cluster[i]]];
        one->size++;
        one->first = takers[i] < one->first ? takers[i] : one->first;
    }
    qsort(ranked, clustering->k, sizeof *ranked, largest_first);
    groups->k = clustering->k;
    for (size_t g = 0; g < groups->k; g++) {
        struct point center = clustering->center[ranked[g].cluster];
        number[ranked[g].cluster] = (uint32_t)g;
        groups->cluster[g] = (struct opinion_cluster){.size = ranked[g].size, .x = center.x, .y = center.y};
    }
    for (size_t i = 0; i < n; i++)
        groups->cluster_of[takers[i]] = number[clustering->cluster[base->cluster[i]]];
}

// Fills k, silhouette, cluster_of, which has its memory, and of each group all but its answers and what stands for it.
static void groups_find(struct arena *arena, struct arena *scratch, const struct vote_matrix *matrix, const struct opinion_space *space,
                        size_t k, struct clustering_trace *trace, struct opinion_clusters *groups)
{
    uint32_t *takers;
    struct clustering base, clustering = {0};
    size_t n = part_takers(scratch, matrix, &takers);
    struct point *points = ARENA_ARRAY(scratch, struct point, n + 1);
    for (size_t i = 0; i < matrix->participants; i++)
        groups->cluster_of[i] = NO_CLUSTER;
    for (size_t i = 0; i <= OPINION_CLUSTERS_MOST; i++)
        groups->tried[i] = SILHOUETTE_NONE;
    for (size_t i = 0; i < n; i++)
        points[i] = (struct point){space->points[0][takers[i]], space->points[1][takers[i]]};
    clustering_make(scratch, points, NULL, n, CLUSTERS_MOST, BASE_ROUNDS, arena, trace, &base);
    best_clustering(scratch, &base, k, groups->tried, &clustering, &groups->silhouette);
    groups->k = 0;
    if (clustering.k < 2) // everybody stands in one place
        groups->silhouette = 0;
    else
        groups_number(takers, n, &base, &clustering, groups);
}

// --- what each group answered ---

static void row_count(const struct vote_matrix *matrix, size_t participant, struct answers *answers, uint32_t added)
{
    for (size_t at = matrix->begins[participant]; at < matrix->begins[participant + 1]; at++)
        *cell_answer(answers, matrix->cells[at]) += added;
}

static void answers_count(const struct vote_matrix *matrix, struct opinion_kept *kept, struct opinion_clusters *groups)
{
    for (size_t g = 0; g < groups->k; g++) {
        memset(kept->answers[g], 0, matrix->statements * sizeof *kept->answers[g]);
        groups->cluster[g].answers = kept->answers[g];
    }
    for (size_t i = 0; i < matrix->participants; i++)
        if (groups->cluster_of[i] != NO_CLUSTER)
            row_count(matrix, i, groups->cluster[groups->cluster_of[i]].answers, 1);
    for (size_t i = 0; i < matrix->statements; i++)
        kept->is_changed[i] = true;
}

// Which group of before each group mostly is. False: they are other groups, or too many people changed theirs.
static bool groups_match(const struct vote_matrix *matrix, const struct opinion_clusters *before, const struct opinion_clusters *groups,
                         size_t participants, size_t ret_before[OPINION_CLUSTERS_MOST])
{
    size_t both[OPINION_CLUSTERS_MOST + 1][OPINION_CLUSTERS_MOST + 1] = {0}, same = 0; // the last: in none
    bool is_taken[OPINION_CLUSTERS_MOST] = {0};
    if (before->k != groups->k)
        return false;
    for (size_t i = 0; i < participants; i++) {
        uint32_t one = before->cluster_of[i], other = groups->cluster_of[i];
        both[one == NO_CLUSTER ? OPINION_CLUSTERS_MOST : one][other == NO_CLUSTER ? OPINION_CLUSTERS_MOST : other]++;
    }
    for (size_t g = 0; g < groups->k; g++) {
        size_t best = 0;
        for (size_t b = 1; b < groups->k; b++)
            best = both[b][g] > both[best][g] ? b : best;
        if (is_taken[best])
            return false;
        is_taken[best] = true;
        ret_before[g] = best;
        same += both[best][g];
    }
    same += both[OPINION_CLUSTERS_MOST][OPINION_CLUSTERS_MOST];
    return matrix->participants - same <= matrix->participants / 16 + 1;
}

// One participant's vote went from the cell `old` (UINT32_MAX: none was there) to one now, and people changed groups since `before`.
static void answers_update(const struct vote_matrix *matrix, const struct opinion_clusters *before, size_t participants, struct vote vote,
                           uint32_t old, struct opinion_kept *kept, struct opinion_clusters *groups)
{
    size_t match[OPINION_CLUSTERS_MOST], now[OPINION_CLUSTERS_MOST];
    struct answers *answers[OPINION_CLUSTERS_MOST];
    struct telling *tellings[OPINION_CLUSTERS_MOST];
    if (!groups_match(matrix, before, groups, participants, match)) {
        answers_count(matrix, kept, groups);
        return;
    }
    memcpy(answers, kept->answers, sizeof answers);
    memcpy(tellings, kept->tellings, sizeof tellings);
    for (size_t g = 0; g < groups->k; g++) {
        kept->answers[g] = groups->cluster[g].answers = answers[match[g]];
        kept->tellings[g] = tellings[match[g]];
        now[match[g]] = g;
    }
    memset(kept->is_changed, 0, matrix->statements * sizeof *kept->is_changed);
    kept->is_changed[vote.statement] = true;
    if (vote.participant < participants && before->cluster_of[vote.participant] != NO_CLUSTER) {
        struct answers *theirs = kept->answers[now[before->cluster_of[vote.participant]]];
        if (old != UINT32_MAX)
            --*cell_answer(theirs, old);
        ++*cell_answer(theirs, vote_cell(vote));
    }
    for (size_t i = 0; i < matrix->participants; i++) {
        uint32_t was = i < participants ? before->cluster_of[i] : NO_CLUSTER, is = groups->cluster_of[i];
        was = was == NO_CLUSTER ? NO_CLUSTER : (uint32_t)now[was];
        if (was == is)
            continue;
        if (was != NO_CLUSTER)
            row_count(matrix, i, kept->answers[was], UINT32_MAX); // one less
        if (is != NO_CLUSTER)
            row_count(matrix, i, kept->answers[is], 1);
        for (size_t at = matrix->begins[i]; at < matrix->begins[i + 1]; at++)
            kept->is_changed[cell_statement(matrix->cells[at])] = true;
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
static void statements_weigh(const struct vote_matrix *matrix, const struct opinion_space *space, struct opinion_clusters *groups)
{
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

static void statements_choose(const struct vote_matrix *matrix, const struct opinion_space *space, struct opinion_kept *kept,
                              struct opinion_clusters *groups)
{
    for (size_t g = 0; g < groups->k; g++) {
        for (size_t i = 0; i < matrix->statements; i++)
            if (kept->is_changed[i])
                telling_fill(groups, g, i, &kept->tellings[g][i]);
        representative_choose(matrix, groups, g, kept->tellings[g]);
    }
    majority_choose(matrix, groups);
    statements_weigh(matrix, space, groups);
}

// --- the whole ---

static void cluster_of_grow(struct arena *arena, const struct vote_matrix *matrix, struct opinion_kept *kept, struct opinion_clusters *groups)
{
    if (matrix->participants <= kept->room)
        return;
    kept->room = matrix->row_cap > matrix->participants ? matrix->row_cap : matrix->participants;
    uint32_t *grown = ARENA_ARRAY(arena, uint32_t, kept->room + 1);
    if (kept->participants > 0)
        memcpy(grown, groups->cluster_of, kept->participants * sizeof *grown);
    groups->cluster_of = grown;
    kept->other_cluster_of = ARENA_ARRAY(arena, uint32_t, kept->room + 1);
}

void opinion_clusters_begin(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                            struct clustering_trace *trace, struct opinion_kept *ret_kept, struct opinion_clusters *ret_groups)
{
    assert(k == 0 || (k >= 2 && k <= OPINION_CLUSTERS_MOST));
    assert(space->participants == matrix->participants && space->statements == matrix->statements);
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_clusters groups = {.k = 0};
    struct opinion_kept kept = {.trace = trace};
    for (size_t g = 0; g < OPINION_CLUSTERS_MOST; g++) {
        kept.answers[g] = ARENA_ARRAY(arena, struct answers, matrix->statements + 1);
        kept.tellings[g] = ARENA_ARRAY(arena, struct telling, matrix->statements + 1);
    }
    kept.is_changed = ARENA_ARRAY(arena, bool, matrix->statements + 1);
    groups.consensus = ARENA_ARRAY(arena, double, matrix->statements + 1);
    groups.priority = ARENA_ARRAY(arena, double, matrix->statements + 1);
    cluster_of_grow(arena, matrix, &kept, &groups);
    groups_find(arena, scratch, matrix, space, k, trace, &groups);
    kept.participants = matrix->participants;
    answers_count(matrix, &kept, &groups);
    statements_choose(matrix, space, &kept, &groups);
    *ret_kept = kept;
    *ret_groups = groups;
}

void opinion_clusters_put(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                          struct vote vote, uint32_t old, struct opinion_kept *kept, struct opinion_clusters *groups)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    cluster_of_grow(arena, matrix, kept, groups);
    struct opinion_clusters before = *groups;
    groups->cluster_of = kept->other_cluster_of;
    kept->other_cluster_of = before.cluster_of;
    groups_find(arena, scratch, matrix, space, k, kept->trace, groups);
    answers_update(matrix, &before, kept->participants, vote, old, kept, groups);
    kept->participants = matrix->participants;
    statements_choose(matrix, space, kept, groups);
}

void opinion_clusters_make(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t k,
                           struct opinion_clusters *ret_groups)
{
    struct opinion_kept kept;
    opinion_clusters_begin(arena, matrix, space, k, NULL, &kept, ret_groups);
}
