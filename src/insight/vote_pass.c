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

static inline __attribute__((always_inline)) void tables_begin(struct vote_pass *pass, const double *vectors, const size_t width)
{
    const struct vote_matrix *matrix = pass->matrix;
    double *adds = pass->adds;
    for (size_t i = 0; i < matrix->statements; i++, adds += 3 * width)
        for (size_t b = 0; b < width; b++) {
            double vector = matrix->is_out[i] ? 0 : vectors[i * width + b], center = pass->center[i];
            adds[b] = (-1 - center) * vector;
            adds[width + b] = (0 - center) * vector;
            adds[2 * width + b] = (1 - center) * vector;
        }
    memset(pass->sums, 0, matrix->statements * 3 * width * sizeof *pass->sums);
}

// The number of pairs is a constant wherever this is inlined, so that a cell's columns stay in registers.
static inline __attribute__((always_inline)) void run(struct vote_pass *pass, const double *vectors, double *rows, double *products,
                                                      const size_t pairs)
{
    const struct vote_matrix *matrix = pass->matrix;
    const size_t width = 2 * pairs;
    const pair *adds = (const pair *)pass->adds;
    pair *sums = (pair *)pass->sums;
    tables_begin(pass, vectors, width);
    for (size_t i = 0; i < matrix->participants; i++) {
        const uint32_t *cells = matrix->cells + matrix->begins[i];
        size_t n = matrix->in_counts[i], at = 0;
        pair sum[PASS_WIDE / 2] = {0}, other[PASS_WIDE / 2] = {0}; // two, so that no addition waits for the one before it
        for (; at + 1 < n; at += 2) {
            const pair *one = adds + cells[at] * pairs, *next = adds + cells[at + 1] * pairs;
            for (size_t b = 0; b < pairs; b++) {
                sum[b] += one[b];
                other[b] += next[b];
            }
        }
        for (size_t b = 0; b < pairs; b++)
            sum[b] += at < n ? other[b] + adds[cells[at] * pairs + b] : other[b];
        for (at = 0; at + 1 < n; at += 2) {
            pair *one = sums + cells[at] * pairs, *next = sums + cells[at + 1] * pairs;
            for (size_t b = 0; b < pairs; b++)
                one[b] += sum[b];
            for (size_t b = 0; b < pairs; b++)
                next[b] += sum[b];
        }
        for (size_t b = 0; b < pairs && at < n; b++)
            sums[cells[at] * pairs + b] += sum[b];
        memcpy(rows + i * width, sum, width * sizeof *rows);
    }
    for (size_t i = 0; i < matrix->statements; i++)
        for (size_t b = 0; b < width; b++) {
            const double *at = pass->sums + i * 3 * width + b, x = pass->center[i];
            products[i * width + b] = (-1 - x) * at[0] - x * at[width] + (1 - x) * at[2 * width];
        }
}

void vote_pass_run(struct vote_pass *pass, const double *vectors, double *rows, double *products)
{
    if (pass->width == PASS_NARROW)
        run(pass, vectors, rows, products, PASS_NARROW / 2);
    else
        run(pass, vectors, rows, products, PASS_WIDE / 2);
}
