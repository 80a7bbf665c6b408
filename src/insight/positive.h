// positive.h - equations and inverses of symmetric matrices that are positive definite, by Cholesky's factors.
#ifndef SEMPRE_INSIGHT_POSITIVE_H
#define SEMPRE_INSIGHT_POSITIVE_H

#include <stdbool.h>
#include <stddef.h>

// Overwrites the upper half of the n x n matrix `a` (row after row) by U with U' U = a (Golub and Van Loan, "Matrix Computations", 4.2).
// false: `a` is not positive definite. O(n^3 / 3). The inner loops add a row to a row, which compilers turn into vector instructions
// without changing a digit.
bool positive_factor(size_t n, double *a);

// Overwrites `b` by the solution of U' U x = b. O(n^2).
void positive_solve(size_t n, const double *u, double *b);

// The inverse of U' U, both halves. `u` is overwritten. O(2 n^3 / 3).
void positive_invert(size_t n, double *u, double *ret_inverse);

#endif
