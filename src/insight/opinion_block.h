// opinion_block.h - tall blocks of a few columns, row after row, as the search for principal components needs them.
#ifndef SEMPRE_INSIGHT_OPINION_BLOCK_H
#define SEMPRE_INSIGHT_OPINION_BLOCK_H

#include "insight/opinion_space.h"

// A block of vectors V of PASS_WIDE columns, the first two of them the axes, and what the votes make of it.
struct opinion_found {
    double *vectors;  // V: by statement
    double *rows;     // X V: by participant
    double *products; // X' X V: by statement
};

// opinion_space_make, and what an update begins with; that is scratch's.
void opinion_space_find(struct arena *arena, struct arena *scratch, const struct vote_matrix *matrix, struct opinion_space *ret_space,
                        struct opinion_found *ret_found);

// block := block * turn, for n rows of `width` columns; turn: width x width.
void block_turn(double *block, size_t n, size_t width, const double *turn);

// Gram-Schmidt, twice for the sake of rounding. A column that is nothing but the ones before it becomes 0.
void block_orthonormalise(double *block, size_t n, size_t width);

// Mean of the answers to a statement; 0 where there are none and where it is out.
double opinion_center_of(const struct vote_matrix *matrix, size_t statement);

// Makes the lists of `space` that are by participant longer, from `from` to `to` of them; new ones are 0.
void opinion_space_grow(struct arena *arena, size_t from, size_t to, struct opinion_space *space);

// Fills axes, points and extremity, whose memory is there, from the block of eigenvectors and the rows X * block.
void opinion_space_fill(const struct vote_matrix *matrix, const double *vectors, const double *rows, size_t width,
                        struct opinion_space *space);

// Whether an axis with this residual is right to the angle `tolerance`: the angle is at most about residual / distance to the other
// eigenvalues (Davis and Kahan 1970). values: eigenvalues, largest first, one more than axes.
bool axis_is_found(const double *values, size_t axis, double residual, double tolerance);

#endif
