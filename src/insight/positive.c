// positive.c - Cholesky's factors, row by row.
#include "insight/positive.h"

#include <math.h>

static void row_subtract(double *row, const double *other, double factor, size_t from, size_t n)
{
    for (size_t j = from; j < n; j++)
        row[j] -= factor * other[j];
}

bool positive_factor(size_t n, double *a)
{
    for (size_t k = 0; k < n; k++) {
        double *row = a + k * n, root = sqrt(row[k]);
        if (!(row[k] > 0) || !isfinite(root))
            return false;
        for (size_t j = k; j < n; j++)
            row[j] /= root;
        for (size_t i = k + 1; i < n; i++)
            row_subtract(a + i * n, row, row[i], i, n);
    }
    return true;
}

void positive_solve(size_t n, const double *u, double *b)
{
    for (size_t k = 0; k < n; k++) {
        b[k] /= u[k * n + k];
        row_subtract(b, u + k * n, b[k], k + 1, n);
    }
    for (size_t k = n; k-- > 0;) {
        for (size_t j = k + 1; j < n; j++)
            b[k] -= u[k * n + j] * b[j];
        b[k] /= u[k * n + k];
    }
}

void positive_invert(size_t n, double *u, double *ret_inverse)
{
    // First V, the inverse of U, into the upper half of u, from the last row upwards.
    for (size_t i = n; i-- > 0;) {
        double *row = u + i * n, *made = ret_inverse + i * n; // made: room for the new row
        for (size_t j = 0; j < n; j++)
            made[j] = j == i ? 1 : 0;
        for (size_t k = i + 1; k < n; k++)
            row_subtract(made, u + k * n, row[k], k, n);
        double root = row[i];
        for (size_t j = i; j < n; j++)
            row[j] = made[j] / root;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i; j < n; j++) {
            double sum = 0;
            for (size_t k = j; k < n; k++)
                sum += u[i * n + k] * u[j * n + k];
            ret_inverse[i * n + j] = ret_inverse[j * n + i] = sum;
        }
}
