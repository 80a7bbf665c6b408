// clustering.c - k-means in the plane. Centres are kept sorted by x, so that a point looks at few of them.
#include "insight/clustering.h"

#include <assert.h>
#include <math.h>

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

static bool is_before(struct sorted one, struct sorted other)
{
    return one.at.x < other.at.x || (one.at.x <= other.at.x && one.cluster < other.cluster);
}

struct nearest {
    double distance2, next2; // of the nearest and of the next one
    uint32_t cluster;
};

static void look_at(const struct sorted *center, struct point point, struct nearest *nearest)
{
    double d = distance2(center->at, point);
    if (d > nearest->distance2 || (d >= nearest->distance2 && center->cluster > nearest->cluster)) {
        nearest->next2 = d < nearest->next2 ? d : nearest->next2;
        return;
    }
    *nearest = (struct nearest){d, nearest->distance2, center->cluster};
}

// From the centre at `place`, the nearest so far, outwards in x while a centre could still be as near.
static struct nearest nearest_of(const struct sorted *centers, size_t k, struct point point, size_t place)
{
    struct nearest nearest = {distance2(centers[place].at, point), (double)INFINITY, centers[place].cluster};
    size_t right = place + 1, left = place;
    for (; right < k && squared(centers[right].at.x - point.x) <= nearest.distance2; right++)
        look_at(&centers[right], point, &nearest);
    for (; left > 0 && squared(centers[left - 1].at.x - point.x) <= nearest.distance2; left--)
        look_at(&centers[left - 1], point, &nearest);
    // Those not looked at are at least as far as the first of them in x.
    double beyond = right < k ? squared(centers[right].at.x - point.x) : (double)INFINITY;
    double before = left > 0 ? squared(centers[left - 1].at.x - point.x) : (double)INFINITY;
    beyond = before < beyond ? before : beyond;
    nearest.next2 = beyond < nearest.next2 ? beyond : nearest.next2;
    return nearest;
}

// Centres in the order of x.
struct search {
    const struct clustering *clustering;
    struct sorted centers[CLUSTERS_MOST];
    size_t place[CLUSTERS_MOST]; // by centre
    double safe[CLUSTERS_MOST];  // by centre: a quarter of the squared distance to the nearest other one. A point nearer to its centre than
                                 // that is nearest to it
};

static void search_begin(const struct clustering *clustering, struct search *ret_search)
{
    struct sorted *centers = ret_search->centers;
    ret_search->clustering = clustering;
    for (size_t i = 0; i < clustering->k; i++) {
        struct sorted center = {clustering->center[i], (uint32_t)i};
        size_t to = i;
        for (; to > 0 && is_before(center, centers[to - 1]); to--)
            centers[to] = centers[to - 1];
        centers[to] = center;
    }
    for (size_t i = 0; i < clustering->k; i++) {
        double nearest = (double)INFINITY, x = centers[i].at.x;
        for (size_t j = i + 1; j < clustering->k && squared(centers[j].at.x - x) < nearest; j++)
            nearest = fmin(nearest, distance2(centers[i].at, centers[j].at));
        for (size_t j = i; j > 0 && squared(centers[j - 1].at.x - x) < nearest; j--)
            nearest = fmin(nearest, distance2(centers[i].at, centers[j - 1].at));
        ret_search->place[centers[i].cluster] = i;
        ret_search->safe[centers[i].cluster] = nearest / 4;
    }
}

// `own`: of the last round, mostly the nearest still; `own2`: how far that is, squared.
static struct nearest search_nearest(const struct search *search, struct point point, uint32_t own, double own2)
{
    if (own2 < search->safe[own] * (1 - 1e-9)) {
        double next = 2 * sqrt(search->safe[own]) - sqrt(own2);
        return (struct nearest){own2, next * next, own};
    }
    return nearest_of(search->centers, search->clustering->k, point, search->place[own]);
}

static void assign(const struct point *points, size_t n, struct clustering *clustering)
{
    struct search search;
    search_begin(clustering, &search);
    for (size_t i = 0; i < n; i++) {
        uint32_t own = clustering->cluster[i];
        clustering->cluster[i] = search_nearest(&search, points[i], own, distance2(clustering->center[own], points[i])).cluster;
    }
}

// --- with what is known from the time before ---

// The trace gets room for the points and knows how far they moved. It is empty where it is of other points.
static void trace_begin(struct arena *arena, const struct point *points, size_t n, struct clustering_trace *trace)
{
    if (n > trace->room) {
        trace->room = n + n / 4 + 16;
        trace->points = ARENA_ARRAY(arena, struct point, trace->room);
        trace->moved = ARENA_ARRAY(arena, float, trace->room);
        for (size_t round = 0; round <= CLUSTERING_ROUNDS_MOST; round++)
            trace->round[round].cluster = NULL; // made where it comes to that round
        trace->n = 0;
    }
    if (trace->n != n)
        trace->rounds = 0;
    for (size_t i = 0; i < n && trace->rounds > 0; i++)
        trace->moved[i] = (float)sqrt(distance2(points[i], trace->points[i]));
    for (size_t i = 0; i < n; i++)
        trace->points[i] = points[i];
    trace->n = n;
}

enum { FAR_MOST = 12, PLAIN_SEARCHES = 48 };

// How far the centres are from where they were in this round the time before.
struct drift {
    float most, most_of_others; // of others: than the far ones
    size_t far_count;
    uint32_t far[FAR_MOST];     // centres that moved further than most
};

static void drift_find(const struct clustering *clustering, const struct clustering_round *round, struct drift *ret_drift)
{
    double moved2[CLUSTERS_MOST], most2 = 0, others2 = 0;
    *ret_drift = (struct drift){.far_count = 0};
    for (size_t i = 0; i < clustering->k; i++) {
        moved2[i] = distance2(clustering->center[i], round->center[i]);
        most2 = moved2[i] > most2 ? moved2[i] : most2;
    }
    for (size_t i = 0; i < clustering->k; i++)
        if (moved2[i] > most2 / 256 && ret_drift->far_count < FAR_MOST)
            ret_drift->far[ret_drift->far_count++] = (uint32_t)i;
        else
            others2 = moved2[i] > others2 ? moved2[i] : others2;
    ret_drift->most = (float)sqrt(most2) * (1 + 1e-6f);
    ret_drift->most_of_others = (float)sqrt(others2) * (1 + 1e-6f);
}

// Is a point, `own2` from its centre, nearer to it than to any far one, and than `next` is? Then `next` is how far the next one is, at least.
static bool is_still_nearest(const struct clustering *clustering, const struct drift *drift, struct point point, uint32_t own, double own2,
                             float *next)
{
    double far2 = (double)INFINITY;
    if (*next <= 0 || own2 >= (double)*next * (double)*next)
        return false;
    for (size_t i = 0; i < drift->far_count; i++) {
        double d = distance2(clustering->center[drift->far[i]], point);
        far2 = d < far2 && drift->far[i] != own ? d : far2;
    }
    if (far2 <= own2)
        return false;
    if (far2 < (double)*next * (double)*next)
        *next = (float)sqrt(far2);
    return true;
}

static struct nearest plain_nearest(const struct clustering *clustering, struct point point)
{
    struct nearest nearest = {(double)INFINITY, (double)INFINITY, 0};
    for (size_t i = 0; i < clustering->k; i++) {
        const struct sorted center = {clustering->center[i], (uint32_t)i};
        look_at(&center, point, &nearest);
    }
    return nearest;
}

// As assign, but a point stays where it was in that round the time before where centres and point moved too little to change that.
static void assign_again(struct arena *arena, const struct point *points, size_t n, struct clustering_trace *trace, size_t at,
                         struct clustering *clustering)
{
    struct clustering_round *round = &trace->round[at];
    struct search search = {.clustering = NULL};
    struct drift drift = {.far_count = 0};
    size_t searches = 0;
    if (round->cluster == NULL) {
        round->cluster = ARENA_ARRAY(arena, uint8_t, trace->room);
        round->next = ARENA_ARRAY(arena, float, trace->room);
    }
    if (at < trace->rounds && round->k != clustering->k)
        trace->rounds = at;
    bool is_known = at < trace->rounds;
    if (is_known)
        drift_find(clustering, round, &drift);
    for (size_t i = 0; i < n; i++) {
        uint32_t own = is_known ? round->cluster[i] : clustering->cluster[i];
        double own2 = distance2(clustering->center[own], points[i]);
        float known = is_known ? round->next[i] * (1 - 1e-6f) - trace->moved[i] * (1 + 1e-6f) : 0, next = known - drift.most;
        if (!is_known || !(next > 0 && own2 < (double)next * (double)next)) {
            next = known - drift.most_of_others;
            if (!is_known || !is_still_nearest(clustering, &drift, points[i], own, own2, &next)) {
                if (search.clustering == NULL && (!is_known || ++searches > PLAIN_SEARCHES))
                    search_begin(clustering, &search);
                struct nearest nearest = search.clustering == NULL ? plain_nearest(clustering, points[i])
                                                                   : search_nearest(&search, points[i], own, own2);
                own = nearest.cluster;
                next = (float)sqrt(nearest.next2) * (1 - 1e-6f) - 1e-9f;
            }
        }
        round->next[i] = next;
        round->cluster[i] = (uint8_t)own;
        clustering->cluster[i] = own;
    }
    round->k = clustering->k;
    for (size_t i = 0; i < clustering->k; i++)
        round->center[i] = clustering->center[i];
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
                     struct arena *trace_arena, struct clustering_trace *trace, struct clustering *ret_clustering)
{
    assert(k <= CLUSTERS_MOST && rounds <= CLUSTERING_ROUNDS_MOST);
    struct clustering clustering = {.cluster = ARENA_ARRAY(arena, uint32_t, n + 1)};
    for (size_t i = 0; i < n && clustering.k < k; i++) {
        bool is_new = true;
        for (size_t j = 0; j < clustering.k && is_new; j++)
            is_new = !is_same(points[i], clustering.center[j]);
        if (is_new)
            clustering.center[clustering.k++] = points[i];
    }
    if (trace != NULL)
        trace_begin(trace_arena, points, n, trace);
    bool is_moving = clustering.k > 0;
    size_t round = 0;
    for (; is_moving && round <= rounds; round++) {
        if (trace != NULL)
            assign_again(trace_arena, points, n, trace, round, &clustering);
        else
            assign(points, n, &clustering);
        is_moving = move_centers(points, weights, n, &clustering);
    }
    if (trace != NULL)
        trace->rounds = round; // those behind it are of other times
    *ret_clustering = clustering;
}

void distances_fill(const struct point *points, size_t n, double *ret_distances)
{
    for (size_t i = 0; i < n; i++) {
        ret_distances[i * n + i] = 0;
        for (size_t j = 0; j < i; j++)
            ret_distances[i * n + j] = ret_distances[j * n + i] = sqrt(distance2(points[i], points[j]));
    }
}

double clustering_silhouette(struct arena *arena, const double *distances, size_t n, const struct clustering *clustering)
{
    size_t members[CLUSTERS_MOST] = {0};
    double all = 0, *sums = ARENA_ARRAY(arena, double, n * clustering->k + 1); // by cluster, by point
    if (clustering->k < 2)
        return 0;
    for (size_t j = 0; j < n; j++) {
        double *sum = sums + clustering->cluster[j] * n;
        members[clustering->cluster[j]]++;
        for (size_t i = 0; i < n; i++)
            sum[i] += distances[j * n + i];
    }
    for (size_t i = 0; i < n; i++) {
        size_t own = clustering->cluster[i];
        if (members[own] < 2)
            continue;
        double a = sums[own * n + i] / (double)(members[own] - 1), b = (double)INFINITY;
        for (size_t c = 0; c < clustering->k; c++)
            if (c != own && sums[c * n + i] / (double)members[c] < b)
                b = sums[c * n + i] / (double)members[c];
        double larger = a > b ? a : b;
        all += larger > 0 ? (b - a) / larger : 0;
    }
    return all / (double)n;
}
