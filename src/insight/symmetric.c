// symmetric.c - cyclic Jacobi rotations: short, and exact to the last digits for the few vectors of a block.
#include "insight/symmetric.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

static void columns_rotate(size_t n, double *matrix, size_t p, size_t q, double c, double s)
{
    for (size_t k = 0; k < n; k++) {
        double a = matrix[k * n + p], b = matrix[k * n + q];
        matrix[k * n + p] = c * a - s * b;
        matrix[k * n + q] = s * a + c * b;
    }
}

static void rows_rotate(size_t n, double *matrix, size_t p, size_t q, double c, double s)
{
    for (size_t k = 0; k < n; k++) {
        double a = matrix[p * n + k], b = matrix[q * n + k];
        matrix[p * n + k] = c * a - s * b;
        matrix[q * n + k] = s * a + c * b;
    }
}

// Makes matrix[p][q] zero; false where it is as good as zero already.
static bool rotate(size_t n, double *matrix, double *vectors, size_t p, size_t q)
{
    double off = matrix[p * n + q], a = matrix[p * n + p], b = matrix[q * n + q];
    if (fabs(off) <= 1e-17 * (fabs(a) + fabs(b)))
        return false;
    double theta = (b - a) / (2 * off);
    double t = (theta >= 0 ? 1 : -1) / (fabs(theta) + sqrt(theta * theta + 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    columns_rotate(n, matrix, p, q, c, s);
    rows_rotate(n, matrix, p, q, c, s);
    columns_rotate(n, vectors, p, q, c, s);
    return true;
}

static void columns_swap(size_t n, double *matrix, size_t p, size_t q)
{
    for (size_t k = 0; k < n; k++) {
        double held = matrix[k * n + p];
        matrix[k * n + p] = matrix[k * n + q];
        matrix[k * n + q] = held;
    }
}

void symmetric_solve(size_t n, double *matrix, double *ret_values, double *ret_vectors)
{
    enum { SWEEPS = 60 };
    assert(n <= SYMMETRIC_MOST);
    for (size_t i = 0; i < n * n; i++)
        ret_vectors[i] = i % (n + 1) == 0;
    bool is_changed = true;
    for (int sweep = 0; is_changed && sweep < SWEEPS; sweep++) {
        is_changed = false;
        for (size_t p = 0; p < n; p++)
            for (size_t q = p + 1; q < n; q++)
                is_changed |= rotate(n, matrix, ret_vectors, p, q);
    }
    for (size_t i = 0; i < n; i++)
        ret_values[i] = matrix[i * n + i];
    for (size_t i = 0; i < n; i++) {
        size_t best = i;
        for (size_t j = i + 1; j < n; j++)
            best = ret_values[j] > ret_values[best] ? j : best;
        double held = ret_values[i];
        ret_values[i] = ret_values[best];
        ret_values[best] = held;
        if (best != i)
            columns_swap(n, ret_vectors, i, best);
    }
}
