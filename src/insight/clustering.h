// clustering.h - points of a plane in clusters: k-means, and the silhouette that says how well they part.
#ifndef SEMPRE_INSIGHT_CLUSTERING_H
#define SEMPRE_INSIGHT_CLUSTERING_H

#include <stdint.h>

#include "base/arena.h"

struct point {
    double x, y;
};

enum { CLUSTERS_MOST = 100, CLUSTERING_ROUNDS_MOST = 20 };

struct clustering {
    size_t k;               // clusters, none of them empty
    uint32_t *cluster;      // by point
    struct point center[CLUSTERS_MOST];
    double weight[CLUSTERS_MOST];
};

// How a clustering went, round by round. When the points have moved a little, most of them are known without looking to be nearest to
// the same centre in the same round again (by the triangle inequality, as in Elkan 2003, "Using the triangle inequality to accelerate
// k-means"), so k-means from the stated seeds costs little. Begins as zeros; an empty one is filled.
struct clustering_trace {
    size_t n, room;         // points
    struct point *points;   // where they stood
    float *moved;           // how far they moved since
    size_t rounds;
    struct clustering_round {
        size_t k;
        struct point center[CLUSTERS_MOST]; // before the round
        uint8_t *cluster;   // by point: the nearest centre
        float *next;        // how far the next one is, at least
    } round[CLUSTERING_ROUNDS_MOST + 1];
};

// k-means (Lloyd 1982) as Polis runs it: begins from the first `k` points that differ, ends after `rounds` rounds or when no centre
// moves by 0.01; a cluster that loses all its points is gone; of two centres equally near the first counts. `weights` (by point) may
// be NULL. k is at most CLUSTERS_MOST, rounds at most CLUSTERING_ROUNDS_MOST. `trace` (may be NULL): of the time before, of these points
// as they stood then; it becomes that of this time and changes nothing but the cost. O(rounds * n * sqrt(k)) for points that are
// spread, O(rounds * n) with a trace of points that moved little; memory is the arena's, that of the trace `trace_arena`'s: some 60 bytes
// a point.
void clustering_make(struct arena *arena, const struct point *points, const double *weights, size_t n, size_t k, size_t rounds,
                     struct arena *trace_arena, struct clustering_trace *trace, struct clustering *ret_clustering);

// n x n distances between points, row after row. O(n^2).
void distances_fill(const struct point *points, size_t n, double *ret_distances);

// Mean over all points of (b - a) / max(a, b): a, the mean distance to the others of its cluster; b, the least mean distance to another
// cluster; 0 for a point alone in its cluster (Rousseeuw 1987). From -1 to 1; 0 for fewer than two clusters. O(n^2); the arena is for scratch.
double clustering_silhouette(struct arena *arena, const double *distances, size_t n, const struct clustering *clustering);

#endif
