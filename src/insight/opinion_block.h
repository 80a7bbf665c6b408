// opinion_block.h - tall blocks of a few columns, row after row, as the search for principal components needs them.
#ifndef SEMPRE_INSIGHT_OPINION_BLOCK_H
#define SEMPRE_INSIGHT_OPINION_BLOCK_H

#include "insight/opinion_space.h"

// block := block * turn, for n rows of `width` columns; turn: width x width.
void block_turn(double *block, size_t n, size_t width, const double *turn);

// Gram-Schmidt, twice for the sake of rounding. A column that is nothing but the ones before it becomes 0.
void block_orthonormalise(double *block, size_t n, size_t width);

// Product of a column of one block and a column of another.
double block_dot(const double *one, size_t a, const double *other, size_t b, size_t n, size_t width);

// Means of the statements.
double *opinion_center(struct arena *arena, const struct vote_matrix *matrix);

// Fills axes, points and extremity from the block of eigenvectors and the rows X * block. Of `space`, all but these is filled.
void opinion_space_fill(struct arena *arena, const struct vote_matrix *matrix, const double *vectors, const double *rows, size_t width,
                        struct opinion_space *space);

// Whether an axis with this residual is right to the angle `tolerance`: the angle is at most about residual / distance to the other
// eigenvalues (Davis and Kahan 1970). values: eigenvalues, largest first, one more than axes.
bool axis_is_found(const double *values, size_t axis, double residual, double tolerance);

#endif
