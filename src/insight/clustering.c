// clustering.c - k-means in the plane. Centres are kept sorted by x, so that a point looks at few of them.
#include "insight/clustering.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const double still = 0.01; // a centre that moves less than this does not move

static double squared(double x)
{
    return x * x;
}

static double distance2(struct point a, struct point b)
{
    return squared(a.x - b.x) + squared(a.y - b.y);
}

static bool is_same(struct point a, struct point b)
{
    return distance2(a, b) <= 0;
}

// --- assignment ---

struct sorted {
    struct point at;
    uint32_t cluster;
};

static int by_x(const void *one, const void *other)
{
    const struct sorted *a = one, *b = other;
    if (a->at.x < b->at.x || a->at.x > b->at.x)
        return a->at.x < b->at.x ? -1 : 1;
    return (a->cluster > b->cluster) - (a->cluster < b->cluster);
}

struct nearest {
    double distance2;
    uint32_t cluster;
};

static void look_at(const struct sorted *center, struct point point, struct nearest *nearest)
{
    double d = distance2(center->at, point);
    if (d > nearest->distance2 || (d >= nearest->distance2 && center->cluster > nearest->cluster))
        return;
    *nearest = (struct nearest){d, center->cluster};
}

// From the centre at `place`, the nearest so far, outwards in x while a centre could still be as near.
static uint32_t nearest_of(const struct sorted *centers, size_t k, struct point point, size_t place)
{
    struct nearest nearest = {distance2(centers[place].at, point), centers[place].cluster};
    for (size_t i = place + 1; i < k && squared(centers[i].at.x - point.x) <= nearest.distance2; i++)
        look_at(&centers[i], point, &nearest);
    for (size_t i = place; i > 0 && squared(centers[i - 1].at.x - point.x) <= nearest.distance2; i--)
        look_at(&centers[i - 1], point, &nearest);
    return nearest.cluster;
}

// By centre: a quarter of the squared distance to the nearest other one. A point nearer to its centre than that is nearest to it.
static void safe_fill(const struct clustering *clustering, double *safe)
{
    for (size_t i = 0; i < clustering->k; i++)
        safe[i] = (double)INFINITY;
    for (size_t i = 0; i < clustering->k; i++)
        for (size_t j = 0; j < i; j++) {
            double quarter = distance2(clustering->center[i], clustering->center[j]) / 4;
            safe[i] = quarter < safe[i] ? quarter : safe[i];
            safe[j] = quarter < safe[j] ? quarter : safe[j];
        }
}

static void assign(const struct point *points, size_t n, struct clustering *clustering)
{
    struct sorted centers[CLUSTERS_MOST];
    double safe[CLUSTERS_MOST];
    size_t place[CLUSTERS_MOST];
    for (size_t i = 0; i < clustering->k; i++)
        centers[i] = (struct sorted){clustering->center[i], (uint32_t)i};
    qsort(centers, clustering->k, sizeof *centers, by_x);
    for (size_t i = 0; i < clustering->k; i++)
        place[centers[i].cluster] = i;
    safe_fill(clustering, safe);
    for (size_t i = 0; i < n; i++) {
        uint32_t own = clustering->cluster[i]; // of the last round: mostly the nearest still
        if (distance2(clustering->center[own], points[i]) >= safe[own] * (1 - 1e-9))
            clustering->cluster[i] = nearest_of(centers, clustering->k, points[i], place[own]);
    }
}

// --- rounds ---

// Moves each centre to the mean of its points and drops those without any; true while one moves or goes.
static bool move_centers(const struct point *points, const double *weights, size_t n, struct clustering *clustering)
{
    struct point sum[CLUSTERS_MOST] = {0};
    double weight[CLUSTERS_MOST] = {0};
    uint32_t place[CLUSTERS_MOST];
    for (size_t i = 0; i < n; i++) {
        double w = weights == NULL ? 1 : weights[i];
        uint32_t cluster = clustering->cluster[i];
        sum[cluster].x += w * points[i].x;
        sum[cluster].y += w * points[i].y;
        weight[cluster] += w;
    }
    bool is_moving = false;
    size_t kept = 0;
    for (size_t i = 0; i < clustering->k; i++) {
        if (weight[i] <= 0) {
            is_moving = true;
            continue;
        }
        struct point center = {sum[i].x / weight[i], sum[i].y / weight[i]};
        is_moving |= distance2(center, clustering->center[i]) >= still * still;
        clustering->center[kept] = center;
        clustering->weight[kept] = weight[i];
        place[i] = (uint32_t)kept++;
    }
    if (kept < clustering->k)
        for (size_t i = 0; i < n; i++)
            clustering->cluster[i] = place[clustering->cluster[i]];
    clustering->k = kept;
    return is_moving;
}

void clustering_make(struct arena *arena, const struct point *points, const double *weights, size_t n, size_t k, size_t rounds,
                     struct clustering *ret_clustering)
{
    assert(k <= CLUSTERS_MOST);
    struct clustering clustering = {.cluster = ARENA_ARRAY(arena, uint32_t, n + 1)};
    for (size_t i = 0; i < n && clustering.k < k; i++) {
        bool is_new = true;
        for (size_t j = 0; j < clustering.k && is_new; j++)
            is_new = !is_same(points[i], clustering.center[j]);
        if (is_new)
            clustering.center[clustering.k++] = points[i];
    }
    bool is_moving = clustering.k > 0;
    for (size_t round = 0; is_moving && round <= rounds; round++) {
        assign(points, n, &clustering);
        is_moving = move_centers(points, weights, n, &clustering);
    }
    *ret_clustering = clustering;
}

double clustering_silhouette(const struct point *points, size_t n, const struct clustering *clustering)
{
    size_t members[CLUSTERS_MOST] = {0};
    double all = 0;
    if (clustering->k < 2)
        return 0;
    for (size_t i = 0; i < n; i++)
        members[clustering->cluster[i]]++;
    for (size_t i = 0; i < n; i++) {
        double sum[CLUSTERS_MOST] = {0};
        size_t own = clustering->cluster[i];
        for (size_t j = 0; j < n; j++)
            sum[clustering->cluster[j]] += sqrt(distance2(points[i], points[j]));
        if (members[own] < 2)
            continue;
        double a = sum[own] / (double)(members[own] - 1), b = (double)INFINITY;
        for (size_t c = 0; c < clustering->k; c++)
            if (c != own && sum[c] / (double)members[c] < b)
                b = sum[c] / (double)members[c];
        double larger = a > b ? a : b;
        all += larger > 0 ? (b - a) / larger : 0;
    }
    return all / (double)n;
}
