// fuzz_points.c - clusters, crowds and silhouettes of any points, and algebra on any small matrices: within their bounds where the numbers are
// numbers, and an end of it where they are not.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "insight/clustering.h"
#include "insight/crowds.h"
#include "insight/positive.h"
#include "insight/symmetric.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_clustering(const struct clustering *clustering, const double *weights, size_t n, size_t k)
{
    size_t members[CLUSTERS_MOST] = {0};
    double all = 0;
    assert(clustering->k <= k && (n == 0) == (clustering->k == 0));
    for (size_t i = 0; i < n; i++) {
        assert(clustering->cluster[i] < clustering->k);
        members[clustering->cluster[i]]++;
        all += weights == NULL ? 1 : weights[i];
    }
    for (size_t c = 0; c < clustering->k; c++) {
        assert(members[c] > 0);
        all -= clustering->weight[c];
    }
    assert(fabs(all) <= 1e-9 * (double)(n + 1) * 256);
}

static void check_crowds(struct arena *arena, const struct point *points, size_t n, size_t least)
{
    struct crowds crowds = {.n = 0};
    struct point *turned = ARENA_ARRAY(arena, struct point, n + 1);
    size_t all = 0;
    if (n > 0)
        memcpy(turned, points, n * sizeof *turned);
    crowds_add(arena, turned, n, least, 7, &crowds);
    for (size_t i = 0; i < crowds.n; i++) {
        assert(crowds.at[i].cluster == 7 && (crowds.at[i].size >= least || n < least));
        all += crowds.at[i].size;
    }
    assert(all == n);
}

// With a trace, after some points moved, comes out what comes out without.
static void check_trace(struct arena *arena, struct point *points, size_t n, size_t k, const uint8_t *bytes)
{
    struct clustering_trace *trace = ARENA_NEW(arena, struct clustering_trace);
    for (size_t time = 0; time < 4; time++) {
        struct clustering plain, traced;
        clustering_make(arena, points, NULL, n, k, 10, NULL, NULL, &plain);
        clustering_make(arena, points, NULL, n, k, 10, arena, trace, &traced);
        assert(plain.k == traced.k && memcmp(plain.cluster, traced.cluster, n * sizeof *plain.cluster) == 0);
        for (size_t i = 0; i < n; i++)
            points[i].x += ldexp((double)bytes[i % 8] - 100, -(int)(bytes[8 + time] % 40));
    }
}

static void check_points(struct arena *arena, struct point *points, size_t n, const uint8_t *bytes, bool are_numbers)
{
    size_t k = 1 + bytes[1] % CLUSTERS_MOST;
    double *weights = ARENA_ARRAY(arena, double, n + 1), *distances = ARENA_ARRAY(arena, double, n * n + 1);
    struct clustering clustering;
    for (size_t i = 0; i < n; i++)
        weights[i] = 1 + bytes[i % 16] % 4;
    const double *used = bytes[2] % 2 == 0 ? weights : NULL;
    clustering_make(arena, points, used, n, k, bytes[3] % (CLUSTERING_ROUNDS_MOST + 1), NULL, NULL, &clustering);
    if (n == 0 || !are_numbers)
        return;
    check_clustering(&clustering, used, n, k);
    distances_fill(points, n, distances);
    double silhouette = clustering_silhouette(arena, distances, n, &clustering);
    assert(silhouette >= -1 - 1e-9 && silhouette <= 1 + 1e-9);
    check_crowds(arena, points, n, 1 + bytes[4] % 9);
    check_trace(arena, points, n, k, bytes);
}

// Symmetric where it has to be; of numbers of any size.
static void check_matrix(const double *numbers, size_t n, bool are_numbers)
{
    double matrix[SYMMETRIC_MOST * SYMMETRIC_MOST], kept[SYMMETRIC_MOST * SYMMETRIC_MOST], values[SYMMETRIC_MOST],
        vectors[SYMMETRIC_MOST * SYMMETRIC_MOST], largest = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            matrix[i * n + j] = matrix[j * n + i] = numbers[i * n + j];
            largest = fmax(largest, fabs(numbers[i * n + j]));
        }
    memcpy(kept, matrix, n * n * sizeof *kept);
    symmetric_solve(n, matrix, values, vectors);
    for (size_t i = 0; i < n && are_numbers; i++) {
        assert(i == 0 || values[i - 1] >= values[i]);
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < n; k++)
                sum += kept[j * n + k] * vectors[k * n + i];
            assert(fabs(sum - values[i] * vectors[j * n + i]) <= 1e-9 * largest);
        }
    }
    for (size_t i = 0; i < n; i++) // surely positive definite
        kept[i * n + i] = (double)n * (largest + 1);
    bool is_positive = positive_factor(n, kept);
    assert(is_positive || !are_numbers);
    double solved[SYMMETRIC_MOST] = {1}, inverse[SYMMETRIC_MOST * SYMMETRIC_MOST];
    if (!is_positive)
        return;
    positive_solve(n, kept, solved);
    positive_invert(n, kept, inverse);
    for (size_t i = 0; i < n && are_numbers; i++)
        assert(fabs(inverse[i * n] - solved[i]) <= 1e-9 && inverse[i * n + i] > 0);
}

// The first byte says what the numbers are: as they lie in memory, NaN among them; small whole ones, many of them equal; all the same.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { HEAD = 16 };
    if (n < HEAD || n > 2048)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    size_t kind = bytes[0] % 3, count = kind == 0 ? (n - HEAD) / sizeof(double) : n - HEAD;
    double *numbers = ARENA_ARRAY(arena, double, count + 2);
    bool are_numbers = true;
    if (kind == 0 && count > 0)
        memcpy(numbers, bytes + HEAD, count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = kind == 0 ? numbers[i] : kind == 1 ? (bytes[HEAD + i] - 128) / 4.0 : bytes[0];
        double size = fabs(numbers[i]);
        are_numbers &= isfinite(size) && size < 1e6 && (size > 1e-50 || size <= 0); // between them nothing is lost to rounding alone
    }
    struct point *points = ARENA_ARRAY(arena, struct point, count / 2 + 1);
    for (size_t i = 0; i < count / 2; i++)
        points[i] = (struct point){numbers[2 * i], numbers[2 * i + 1]};
    size_t order = 0;
    while (order < SYMMETRIC_MOST && (order + 1) * (order + 1) <= count)
        order++;
    check_matrix(numbers, order, are_numbers);
    check_points(arena, points, count / 2 < 256 ? count / 2 : 256, bytes, are_numbers);
    return 0;
}
