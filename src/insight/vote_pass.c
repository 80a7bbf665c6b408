// vote_pass.c - X V and X' X V in one pass. A cell takes three values a statement only, so tables hold what each cell adds, and the
// inner loops are additions.
#include "insight/vote_pass.h"

#include <assert.h>
#include <string.h>

struct vote_pass vote_pass_new(struct arena *arena, const struct vote_matrix *matrix, const double *center, size_t width)
{
    assert(width == PASS_NARROW || width == PASS_WIDE);
    size_t size = matrix->statements * 3 * width + 1;
    return (struct vote_pass){
        .matrix = matrix,
        .center = center,
        .width = width,
        .adds = ARENA_ARRAY(arena, double, size),
        .sums = ARENA_ARRAY(arena, double, size),
    };
}

// The width is a constant wherever this is inlined, so that a cell's columns stay in registers.
static inline __attribute__((always_inline)) void run(struct vote_pass *pass, const double *vectors, double *rows, double *products,
                                                      const size_t width)
{
    const struct vote_matrix *matrix = pass->matrix;
    double *restrict adds = pass->adds, *restrict sums = pass->sums;
    for (size_t i = 0; i < matrix->statements; i++)
        for (size_t b = 0; b < width; b++) {
            double vector = matrix->is_out[i] ? 0 : vectors[i * width + b];
            for (int value = -1; value <= 1; value++)
                adds[(i * 3 + (size_t)(value + 1)) * width + b] = (value - pass->center[i]) * vector;
        }
    memset(sums, 0, matrix->statements * 3 * width * sizeof *sums);
    for (size_t i = 0; i < matrix->participants; i++) {
        const uint32_t *cells = matrix->cells + matrix->begins[i];
        size_t n = matrix->in_counts[i], at = 0;
        double sum[PASS_WIDE] = {0}, other[PASS_WIDE] = {0}; // two, so that no addition waits for the one before it
        for (; at + 1 < n; at += 2)
            for (size_t b = 0; b < width; b++) {
                sum[b] += adds[cells[at] * width + b];
                other[b] += adds[cells[at + 1] * width + b];
            }
        for (size_t b = 0; b < width; b++)
            sum[b] += other[b] + (at < n ? adds[cells[at] * width + b] : 0);
        for (at = 0; at < n; at++)
            for (size_t b = 0; b < width; b++)
                sums[cells[at] * width + b] += sum[b];
        memcpy(rows + i * width, sum, width * sizeof *sum);
    }
    for (size_t i = 0; i < matrix->statements; i++)
        for (size_t b = 0; b < width; b++) {
            const double *at = sums + i * 3 * width + b, x = pass->center[i];
            products[i * width + b] = (-1 - x) * at[0] - x * at[width] + (1 - x) * at[2 * width];
        }
}

void vote_pass_run(struct vote_pass *pass, const double *vectors, double *rows, double *products)
{
    if (pass->width == PASS_NARROW)
        run(pass, vectors, rows, products, PASS_NARROW);
    else
        run(pass, vectors, rows, products, PASS_WIDE);
}
