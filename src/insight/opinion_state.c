// opinion_state.c - the axes, then the groups, after one more vote.
#include "insight/opinion_state.h"

#include <string.h>

#include "insight/opinion_basis.h"
#include "insight/opinion_kept.h"

enum { PASSES = 24 };

static const double tolerance = 1e-6; // of the angle of each axis

static void points_fill(struct opinion_state *state)
{
    const struct basis_block *axes = &state->basis->block[0];
    opinion_space_fill(&state->matrix, (const double *)axes->vectors, (const double *)axes->rows, BASIS_WIDTH, &state->space);
}

// Where the axes do not follow from those before.
static void search_again(struct opinion_state *state)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_space found;
    struct opinion_found block;
    opinion_space_find(scratch, scratch, &state->matrix, &found, &block);
    basis_take(state->basis, &block);
    memcpy(state->space.spread, found.spread, sizeof found.spread);
    state->space.passes = found.passes;
    points_fill(state);
}

void opinion_state_make(struct arena *arena, const struct vote_matrix *matrix, size_t k, struct opinion_state **ret_state)
{
    struct opinion_state *state = ARENA_NEW(arena, struct opinion_state);
    state->k = k;
    state->matrix = *matrix;
    state->basis = ARENA_NEW(arena, struct opinion_basis);
    state->kept = ARENA_NEW(arena, struct opinion_kept);
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_found found;
    opinion_space_find(arena, scratch, &state->matrix, &state->space, &found);
    basis_begin(arena, &state->matrix, state->space.center, state->basis);
    basis_take(state->basis, &found);
    opinion_space_grow(arena, matrix->participants + 1, state->basis->room + 1, &state->space);
    opinion_clusters_begin(arena, &state->matrix, &state->space, k, ARENA_NEW(arena, struct clustering_trace), state->kept,
                           &state->clusters);
    *ret_state = state;
}

// False where the axes are not found in a few passes.
static bool axes_follow(struct opinion_state *state, pair *residual)
{
    struct opinion_basis *basis = state->basis;
    double length[OPINION_AXES];
    for (state->space.passes = 0;; state->space.passes++) {
        basis_solve(basis);
        basis_residual(basis, residual, length);
        bool is_found = true;
        for (size_t axis = 0; axis < OPINION_AXES; axis++)
            is_found &= axis_is_found(basis->values, axis, length[axis], tolerance);
        if (is_found)
            return true;
        if (state->space.passes == PASSES)
            return false;
        if (basis->n == BASIS_MOST)
            basis_shrink(basis);
        basis_add(basis, residual);
    }
}

static void space_follow(struct opinion_state *state, struct vote vote, uint32_t old)
{
    struct opinion_basis *basis = state->basis;
    struct opinion_space *space = &state->space;
    double center = space->center[vote.statement];
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    space->center[vote.statement] = opinion_center_of(&state->matrix, vote.statement);
    basis_put(basis, vote, old, center);
    if (space->spread[1] <= 0 || !axes_follow(state, ARENA_ARRAY(scratch, pair, space->statements + 1))) {
        search_again(state);
        return;
    }
    basis_shrink(basis);
    for (size_t i = 0; i <= OPINION_AXES; i++)
        space->spread[i] = basis->values[i];
    points_fill(state);
}

static void participants_follow(struct arena *arena, struct opinion_state *state)
{
    size_t room = state->basis->room;
    basis_grow(arena, state->basis);
    state->space.participants = state->matrix.participants;
    if (state->basis->room > room)
        opinion_space_grow(arena, room + 1, state->basis->room + 1, &state->space);
}

enum err opinion_state_put(struct arena *arena, struct opinion_state *state, struct vote vote)
{
    struct vote_matrix *matrix = &state->matrix;
    bool is_there = vote.participant < matrix->participants && vote.statement < matrix->statements;
    size_t at = is_there ? vote_matrix_find(matrix, vote.participant, vote.statement) : SIZE_MAX;
    uint32_t old = at == SIZE_MAX ? UINT32_MAX : matrix->cells[at];
    TRY(vote_matrix_put(arena, matrix, vote));
    if (old == vote_cell(vote))
        return OK;
    participants_follow(arena, state);
    if (!matrix->is_out[vote.statement])
        space_follow(state, vote, old);
    opinion_clusters_put(arena, matrix, &state->space, state->k, vote, old, state->kept, &state->clusters);
    return OK;
}
