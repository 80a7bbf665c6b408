// clustering.h - points of a plane in clusters: k-means, and the silhouette that says how well they part.
#ifndef SEMPRE_INSIGHT_CLUSTERING_H
#define SEMPRE_INSIGHT_CLUSTERING_H

#include <stdint.h>

#include "base/arena.h"

struct point {
    double x, y;
};

enum { CLUSTERS_MOST = 100 };

struct clustering {
    size_t k;               // clusters, none of them empty
    uint32_t *cluster;      // by point
    struct point center[CLUSTERS_MOST];
    double weight[CLUSTERS_MOST];
};

// k-means (Lloyd 1982) as Polis runs it: begins from the first `k` points that differ, ends after `rounds` rounds or when no centre
// moves by 0.01; a cluster that loses all its points is gone; of two centres equally near the first counts. `weights` (by point) may
// be NULL. k is at most CLUSTERS_MOST. O(rounds * n * sqrt(k)) for points that are spread; memory is the arena's.
void clustering_make(struct arena *arena, const struct point *points, const double *weights, size_t n, size_t k, size_t rounds,
                     struct clustering *ret_clustering);

// Mean over all points of (b - a) / max(a, b): a, the mean distance to the others of its cluster; b, the least mean distance to another
// cluster; 0 for a point alone in its cluster (Rousseeuw 1987). From -1 to 1; 0 for fewer than two clusters. O(n^2).
double clustering_silhouette(const struct point *points, size_t n, const struct clustering *clustering);

#endif
