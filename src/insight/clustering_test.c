// clustering_test.c - k-means beside the same without any short cut, and silhouettes worked out by hand.
#include "insight/clustering.h"

#include <math.h>

#include "support.h"

static double chance(void)
{
    return (double)rand_below(test_random(), 2000) / 100 - 10;
}

// Lloyd's rounds with every distance looked at. Returns how many clusters are left.
static size_t plain_k_means(const struct point *points, const double *weights, size_t n, size_t k, size_t rounds, struct point *center,
                            uint32_t *cluster)
{
    size_t count = 0;
    for (size_t i = 0; i < n && count < k; i++) {
        bool is_new = true;
        for (size_t j = 0; j < count; j++)
            is_new &= points[i].x != center[j].x || points[i].y != center[j].y;
        if (is_new)
            center[count++] = points[i];
    }
    for (size_t round = 0; round <= rounds; round++) {
        bool is_moving = false;
        double x[CLUSTERS_MOST] = {0}, y[CLUSTERS_MOST] = {0}, w[CLUSTERS_MOST] = {0};
        for (size_t i = 0; i < n; i++) {
            double best = (double)INFINITY;
            for (size_t c = 0; c < count; c++) {
                double d = pow(points[i].x - center[c].x, 2) + pow(points[i].y - center[c].y, 2);
                if (d < best) {
                    best = d;
                    cluster[i] = (uint32_t)c;
                }
            }
            double weight = weights == NULL ? 1 : weights[i];
            x[cluster[i]] += weight * points[i].x;
            y[cluster[i]] += weight * points[i].y;
            w[cluster[i]] += weight;
        }
        size_t kept = 0;
        for (size_t c = 0; c < count; c++) {
            if (w[c] == 0) {
                is_moving = true;
                continue;
            }
            struct point moved = {x[c] / w[c], y[c] / w[c]};
            is_moving |= hypot(moved.x - center[c].x, moved.y - center[c].y) >= 0.01;
            for (size_t i = 0; i < n; i++)
                cluster[i] = cluster[i] == c ? (uint32_t)kept : cluster[i];
            center[kept++] = moved;
        }
        count = kept;
        if (!is_moving)
            break;
    }
    return count;
}

static void short_cuts_change_nothing(void **state)
{
    (void)state;
    for (size_t run = 0; run < 60; run++) {
        size_t n = 1 + rand_below(test_random(), 400), k = 1 + rand_below(test_random(), CLUSTERS_MOST);
        struct point *points = ARENA_ARRAY(test_arena(), struct point, n), center[CLUSTERS_MOST];
        double *weights = ARENA_ARRAY(test_arena(), double, n);
        uint32_t *cluster = ARENA_ARRAY(test_arena(), uint32_t, n);
        for (size_t i = 0; i < n; i++) {
            points[i] = run % 3 == 0 ? (struct point){round(chance()), round(chance())} : (struct point){chance(), chance()};
            weights[i] = 1 + (double)rand_below(test_random(), 9);
        }
        const double *used = run % 2 == 0 ? weights : NULL;
        struct clustering clustering;
        clustering_make(test_arena(), points, used, n, k, 10, NULL, NULL, &clustering);
        assert_int_equal(clustering.k, plain_k_means(points, used, n, k, 10, center, cluster));
        assert_memory_equal(clustering.cluster, cluster, n * sizeof *cluster);
        for (size_t c = 0; c < clustering.k; c++)
            assert_near(clustering.center[c].x, center[c].x, 1e-12);
    }
}

// Points that move a little, or one that moves far, or others: with a trace each time comes out as without.
static void a_trace_changes_nothing(void **state)
{
    (void)state;
    for (size_t run = 0; run < 12; run++) {
        size_t n = 50 + rand_below(test_random(), 900), k = 2 + rand_below(test_random(), CLUSTERS_MOST - 2);
        struct point *points = ARENA_ARRAY(test_arena(), struct point, n + 40);
        struct clustering_trace *trace = ARENA_NEW(test_arena(), struct clustering_trace);
        struct clustering plain, traced;
        for (size_t i = 0; i < n; i++)
            points[i] = (struct point){chance(), chance()};
        for (size_t time = 0; time < 30; time++) {
            double step = pow(10, -(double)(time % 7));
            for (size_t i = 0; i < n; i++)
                points[i] = time % 5 == 4 ? points[i] : (struct point){points[i].x + step * chance(), points[i].y + step * chance()};
            points[rand_below(test_random(), n)] = (struct point){chance(), chance()};
            if (time % 10 == 9)
                points[n++] = (struct point){chance(), chance()};
            clustering_make(test_arena(), points, NULL, n, k, 10, NULL, NULL, &plain);
            clustering_make(test_arena(), points, NULL, n, k, 10, test_arena(), trace, &traced);
            assert_int_equal(traced.k, plain.k);
            assert_memory_equal(traced.cluster, plain.cluster, n * sizeof *plain.cluster);
            assert_memory_equal(traced.center, plain.center, plain.k * sizeof *plain.center);
        }
    }
}

static void a_silhouette_is_as_worked_out_by_hand(void **state)
{
    (void)state;
    // On a line: 0 and 1 together, 10 and 12 together, 30 alone.
    static const struct point points[] = {{0, 0}, {1, 0}, {10, 0}, {12, 0}, {30, 0}};
    uint32_t cluster[] = {0, 0, 1, 1, 2};
    const struct clustering clustering = {.k = 3, .cluster = cluster};
    double by_hand = (10.0 / 11 + 9.0 / 10 + (9.5 - 2) / 9.5 + (11.5 - 2) / 11.5 + 0) / 5;
    double distances[25];
    distances_fill(points, 5, distances);
    assert_near(clustering_silhouette(test_arena(), distances, 5, &clustering), by_hand, 1e-12);
    const struct clustering one = {.k = 1, .cluster = cluster};
    assert_near(clustering_silhouette(test_arena(), distances, 5, &one), 0, 0);
}

static void no_points_and_points_in_one_place_make_no_or_one_cluster(void **state)
{
    (void)state;
    static const struct point points[] = {{2, 3}, {2, 3}, {2, 3}};
    struct clustering clustering;
    clustering_make(test_arena(), points, NULL, 0, 5, 10, NULL, NULL, &clustering);
    assert_int_equal(clustering.k, 0);
    clustering_make(test_arena(), points, NULL, 3, 5, 10, NULL, NULL, &clustering);
    assert_int_equal(clustering.k, 1);
    assert_near(clustering.weight[0], 3, 0);
}

TESTS(clustering, short_cuts_change_nothing, a_trace_changes_nothing, a_silhouette_is_as_worked_out_by_hand,
      no_points_and_points_in_one_place_make_no_or_one_cluster)
