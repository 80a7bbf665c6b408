// opinion_space.h - where participants stand to each other: the first two principal components of their votes.
//
// As Polis does it: holes are filled with the mean of their statement, statements that are out are columns of zeros, every participant
// with at least one vote takes part, and who voted on little is pushed out from the centre in proportion (Small et al. 2021, "Polis:
// Scaling Deliberation by Mapping High Dimensional Opinion Spaces", Recerca 26(2)).
#ifndef SEMPRE_INSIGHT_OPINION_SPACE_H
#define SEMPRE_INSIGHT_OPINION_SPACE_H

#include "insight/vote_matrix.h"

enum { OPINION_AXES = 2 };

struct opinion_space {
    size_t statements, participants;
    double *center;               // by statement: mean of its votes, -1..1; 0 where there are none and where it is out
    double *axes[OPINION_AXES];   // by statement; length 1, and the entry largest in size (the first of equals) is positive. All 0
                                  // where the votes spread in fewer directions
    double *points[OPINION_AXES]; // by participant
    double *extremity;            // by statement: how far from the centre somebody stands who only agrees with it
    double spread[OPINION_AXES + 1]; // squared singular values of the filled and centred matrix; the last one roughly
    size_t passes;                // through the votes
};

// Power iteration on a block of vectors with a Rayleigh-Ritz step a pass (Rutishauser 1970, "Simultaneous iteration method for symmetric
// matrices", Numerische Mathematik 16), from stated seeds: same votes, same result on every machine. The axes are right to an angle of
// about 1e-10. O(votes) a pass; as many passes as the axes need to part from the other directions, at most 400. Memory is the arena's:
// some 100 bytes a participant, 500 a statement.
void opinion_space_make(struct arena *arena, const struct vote_matrix *matrix, struct opinion_space *ret_space);

#endif
