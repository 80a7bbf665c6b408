// vote_pass.h - one pass through the votes: what the filled and centred matrix X makes of a few vectors.
//
// X has x = value - center where a vote is, 0 in holes (they are filled with the mean) and in the columns of statements that are out.
#ifndef SEMPRE_INSIGHT_VOTE_PASS_H
#define SEMPRE_INSIGHT_VOTE_PASS_H

#include "insight/vote_matrix.h"

enum { PASS_NARROW = 2, PASS_WIDE = 6 };

// Two columns at once. Blocks are the arena's and of even width, so each of their rows begins where a pair may stand.
typedef double pair __attribute__((vector_size(2 * sizeof(double))));

struct vote_pass {
    const struct vote_matrix *matrix;
    const double *center; // by statement
    size_t width;         // columns of the blocks: PASS_NARROW or PASS_WIDE
    double *adds, *sums;  // by cell, width columns
};

// Memory for passes is the arena's: 48 * width bytes a statement.
struct vote_pass vote_pass_new(struct arena *arena, const struct vote_matrix *matrix, const double *center, size_t width);

// rows := X vectors (participants x width), products := X' X vectors (statements x width); blocks stand row after row. O(votes * width).
void vote_pass_run(struct vote_pass *pass, const double *vectors, double *rows, double *products);

#endif
