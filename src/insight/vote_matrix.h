// vote_matrix.h - who answered which statement, and how: a sparse matrix with a row a participant, a column a statement.
#ifndef SEMPRE_INSIGHT_VOTE_MATRIX_H
#define SEMPRE_INSIGHT_VOTE_MATRIX_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct vote {
    uint32_t participant, statement; // from 0
    int32_t value;                   // 1 agree, 0 unsure, -1 disagree
};

// How a statement was answered. In the order of cells, so that an array of them is a table of cells.
struct answers {
    uint32_t disagree, unsure, agree;
};
_Static_assert(sizeof(struct answers) == 3 * sizeof(uint32_t), "an array of answers is a table of cells");

// A cell holds statement * 3 + value + 1, so it is at once the answer and a place in tables with three rows a statement.
// The cells of a row ascend; those of statements that are out follow behind those that are in.
struct vote_matrix {
    size_t participants, statements;
    size_t out_count;         // of statements
    bool *is_out;             // by statement: moderated out; in the mathematics a column of zeros
    struct answers *answers;  // by statement, of all participants, those of statements that are out too
    size_t *begins;           // participants + 1: where each row begins in cells
    uint32_t *in_counts;      // by participant: cells of statements that are in
    uint32_t *cells;
    size_t row_cap, cell_cap; // room for rows and cells
};

enum { VOTE_MATRIX_STATEMENTS = 1 << 24 }; // at most

// Puts `n` votes in order; of several by one participant on one statement the last counts. `is_out` (by statement) may be NULL.
// All memory is the arena's: 4 bytes a vote and some 40 a participant and statement. O(n + participants * statements / 64).
// ERR_INVALID: a number or value out of range; ERR_LIMIT: more than VOTE_MATRIX_STATEMENTS statements.
CHECKED enum err vote_matrix_make(struct arena *arena, const struct vote *votes, size_t n, size_t participants, size_t statements,
                                  const bool *is_out, struct vote_matrix *ret_matrix);

// The same from rows that stand one behind the other already: participant p's cells are from begins[p] to before begins[p + 1], in any
// order; of several on one statement the last counts. `cells`, with room for `cell_cap`, and `begins`, for participants + 2, both the arena's,
// become the matrix's, so many votes need 4 bytes each and no more. ERR_INVALID: a cell of a statement that does not exist.
CHECKED enum err vote_matrix_take(struct arena *arena, uint32_t *cells, size_t cell_cap, size_t *begins, size_t participants,
                                  size_t statements, const bool *is_out, struct vote_matrix *ret_matrix);

// Room for the cells of n votes and a few more to come.
static inline size_t vote_matrix_room(size_t n)
{
    return n + n / 64 + 16;
}

// One more vote, or a changed one. The participant may be a new one: number `participants`. O(votes) to move the rows behind it, a
// memmove. Errors as above.
CHECKED enum err vote_matrix_put(struct arena *arena, struct vote_matrix *matrix, struct vote vote);

// Where in cells a participant's answer to a statement is; SIZE_MAX where there is none. O(log of the row).
size_t vote_matrix_find(const struct vote_matrix *matrix, size_t participant, size_t statement);

static inline size_t vote_matrix_row_size(const struct vote_matrix *matrix, size_t participant)
{
    return matrix->begins[participant + 1] - matrix->begins[participant];
}

static inline uint32_t vote_cell(struct vote vote)
{
    return vote.statement * 3 + (uint32_t)(vote.value + 1);
}

static inline size_t cell_statement(uint32_t cell)
{
    return cell / 3;
}

static inline int cell_value(uint32_t cell)
{
    return (int)(cell % 3) - 1;
}

// The count of this cell's answer to its statement.
static inline uint32_t *cell_answer(struct answers *answers, uint32_t cell)
{
    return (uint32_t *)answers + cell;
}

#endif
