// opinion_basis.h - the space in which the axes are looked for after a vote: orthonormal vectors V with what the votes make of them.
//
// V, X V and X' X V stand in blocks of BASIS_WIDTH columns. A vote changes one column of X, so what was made of V follows without a pass
// through all votes; a block more costs one.
#ifndef SEMPRE_INSIGHT_OPINION_BASIS_H
#define SEMPRE_INSIGHT_OPINION_BASIS_H

#include "insight/opinion_block.h"
#include "insight/symmetric.h"
#include "insight/vote_pass.h"

enum { BASIS_WIDTH = PASS_NARROW, BASIS_MOST = SYMMETRIC_MOST / BASIS_WIDTH, BASIS_KEPT = PASS_WIDE / BASIS_WIDTH };

struct basis_block {
    pair *vectors;  // by statement
    pair *rows;     // by participant
    pair *products; // by statement
};

struct opinion_basis {
    size_t statements, participants, room; // room: for participants
    size_t n;                              // blocks
    struct basis_block block[BASIS_MOST];
    struct basis_block spare[BASIS_KEPT];  // where the best of the basis is put together
    struct vote_pass pass;
    double square[SYMMETRIC_MOST][SYMMETRIC_MOST]; // V' X' X V
    double values[SYMMETRIC_MOST];                 // its eigenvalues, largest first
    double turn[SYMMETRIC_MOST * SYMMETRIC_MOST];  // and eigenvectors, n * BASIS_WIDTH of each
};

// Without vectors yet. `matrix` and `center`, by statement, must live as long. Memory is the arena's: some 180 bytes a participant, 450 a
// statement.
void basis_begin(struct arena *arena, const struct vote_matrix *matrix, const double *center, struct opinion_basis *ret_basis);

// Takes the vectors of a search.
void basis_take(struct opinion_basis *basis, const struct opinion_found *found);

// Makes room for new participants, who have not voted yet on a statement that is in.
void basis_grow(struct arena *arena, struct opinion_basis *basis);

// After vote_matrix_put of an answer to a statement that is not out: `old` is the cell that was there, UINT32_MAX where none was;
// `old_center` the statement's, pass.center has the new one already. Not after basis_add. O(answers of those who answered the statement).
void basis_put(struct opinion_basis *basis, struct vote vote, uint32_t old, double old_center);

// Fills values and turn.
void basis_solve(struct opinion_basis *basis);

// What is left to be explained of the first BASIS_WIDTH directions: X' X v - value v. Returns the length of each. Not for a full basis.
void basis_residual(struct opinion_basis *basis, pair *ret_residual, double ret_length[BASIS_WIDTH]);

// One block more, which is used up, with a pass through the votes. The basis must not be full.
void basis_add(struct opinion_basis *basis, const pair *block);

// Turns the basis to its eigenvectors and keeps the first BASIS_KEPT blocks of them.
void basis_shrink(struct opinion_basis *basis);

#endif
