// opinion_state.h - a conversation whose findings are kept warm: after one more vote they follow from those before it, at a small part of
// the cost of finding them anew.
#ifndef SEMPRE_INSIGHT_OPINION_STATE_H
#define SEMPRE_INSIGHT_OPINION_STATE_H

#include "insight/opinion_clusters.h"

// Findings, and what an update can use again. Only opinion_state_put writes here.
struct opinion_state {
    size_t k;                         // as asked for: 2 to OPINION_CLUSTERS_MOST, or 0
    struct vote_matrix matrix;
    struct opinion_space space;       // passes: of the last search or update
    struct opinion_clusters clusters;
    struct opinion_basis *basis;
    struct opinion_kept *kept;
};

// Everything from the beginning, as opinion_space_make and opinion_clusters_make do it. The matrix, the arena's, becomes the state's, which
// lies in the arena and uses it for as long as it lives: some 400 bytes a participant and 1,500 a statement beside the matrix.
void opinion_state_make(struct arena *arena, const struct vote_matrix *matrix, size_t k, struct opinion_state **ret_state);

// One more vote, or a changed one; the participant may be a new one. Afterwards the axes are those of a fresh start to an angle of 1e-6
// (Rayleigh-Ritz in the space of the directions before the vote and a few Krylov steps from there: Davidson 1975, J. Computational
// Physics 17), and the groups those of a fresh start from these points, from the stated seeds. O(answers of those who answered the
// statement) and mostly two or three passes of two columns. The arena grows only by new participants' rows; where two axes have come too
// near to each other to be told apart so, everything begins anew. Errors, which change nothing: those of vote_matrix_put.
CHECKED enum err opinion_state_put(struct arena *arena, struct opinion_state *state, struct vote vote);

#endif
