// symmetric.h - eigenvalues of small symmetric matrices.
#ifndef SEMPRE_INSIGHT_SYMMETRIC_H
#define SEMPRE_INSIGHT_SYMMETRIC_H

#include <stddef.h>

enum { SYMMETRIC_MOST = 16 };

// Eigenvalues, largest first, and eigenvectors of the symmetric n x n matrix `matrix` (row after row, n <= SYMMETRIC_MOST) by cyclic
// Jacobi rotations (Golub and Van Loan, "Matrix Computations", 8.5). `ret_vectors`: n x n, vector k in column k. `matrix` is used up.
// O(n^3).
void symmetric_solve(size_t n, double *matrix, double *ret_values, double *ret_vectors);

#endif
