// opinion_update.c - the axes after a few more votes, from the axes before them.
#include <math.h>
#include <string.h>

#include "insight/opinion_block.h"
#include "insight/symmetric.h"
#include "insight/vote_pass.h"

enum { W = PASS_NARROW, BLOCKS = SYMMETRIC_MOST / W, KEPT = 3, PASSES = 40 };
_Static_assert((int)W == (int)OPINION_AXES, "a block has a column for each axis");

static const double tolerance = 5e-7; // of the angle of each axis

// A growing orthonormal basis, W columns a block, with what X makes of it.
struct basis {
    size_t statements, participants, n; // n: blocks
    double *vectors[BLOCKS], *rows[BLOCKS], *products[BLOCKS];
    double values[SYMMETRIC_MOST], turn[SYMMETRIC_MOST * SYMMETRIC_MOST];
};

// Orthonormal to the blocks before it, and in itself.
static void block_fit(struct basis *basis, double *block)
{
    for (int twice = 0; twice < 2; twice++)
        for (size_t k = 0; k < basis->n; k++)
            for (size_t a = 0; a < W; a++)
                for (size_t b = 0; b < W; b++) {
                    double part = block_dot(basis->vectors[k], a, block, b, basis->statements, W);
                    for (size_t i = 0; i < basis->statements; i++)
                        block[i * W + b] -= part * basis->vectors[k][i * W + a];
                }
    block_orthonormalise(block, basis->statements, W);
}

static void basis_add(struct arena *arena, struct vote_pass *pass, struct basis *basis, double *block)
{
    block_fit(basis, block);
    size_t k = basis->n++;
    basis->vectors[k] = block;
    basis->rows[k] = ARENA_ARRAY(arena, double, basis->participants * W + 1);
    basis->products[k] = ARENA_ARRAY(arena, double, basis->statements * W + 1);
    vote_pass_run(pass, block, basis->rows[k], basis->products[k]);
}

// Eigenvalues and eigenvectors of X' X within the basis.
static void basis_solve(struct basis *basis)
{
    size_t width = basis->n * W;
    double square[SYMMETRIC_MOST * SYMMETRIC_MOST];
    for (size_t p = 0; p < width; p++)
        for (size_t q = 0; q <= p; q++) {
            double dot = block_dot(basis->vectors[q / W], q % W, basis->products[p / W], p % W, basis->statements, W);
            square[p * width + q] = square[q * width + p] = dot;
        }
    symmetric_solve(width, square, basis->values, basis->turn);
}

// W eigenvectors from the one numbered `first`, or what was made of them: blocks * turn.
static double *basis_take(struct arena *arena, const struct basis *basis, double *const *blocks, size_t n, size_t first)
{
    size_t width = basis->n * W;
    double *taken = ARENA_ARRAY(arena, double, n * W + 1);
    for (size_t k = 0; k < basis->n; k++)
        for (size_t i = 0; i < n; i++)
            for (size_t a = 0; a < W; a++)
                for (size_t b = 0; b < W; b++)
                    taken[i * W + b] += blocks[k][i * W + a] * basis->turn[(k * W + a) * width + first + b];
    return taken;
}

// Where the basis is full, keeps the best of it.
static void basis_shrink(struct arena *arena, struct basis *basis)
{
    struct basis kept = *basis;
    for (size_t k = 0; k < KEPT; k++) {
        kept.vectors[k] = basis_take(arena, basis, basis->vectors, basis->statements, k * W);
        kept.rows[k] = basis_take(arena, basis, basis->rows, basis->participants, k * W);
        kept.products[k] = basis_take(arena, basis, basis->products, basis->statements, k * W);
    }
    kept.n = KEPT;
    *basis = kept;
}

// products := products - vectors * values: what is left to be explained. True where it is next to nothing. `next_value`: of the third
// direction, as it was.
static bool residual_is_small(const struct basis *basis, const double *vectors, double *products, double next_value)
{
    double values[OPINION_AXES + 1] = {basis->values[0], basis->values[1], next_value};
    if (basis->n > 1 && basis->values[W] > next_value)
        values[W] = basis->values[W];
    bool is_small = true;
    for (size_t axis = 0; axis < W; axis++) {
        double sum = 0;
        for (size_t i = 0; i < basis->statements; i++) {
            double *off = &products[i * W + axis];
            *off -= values[axis] * vectors[i * W + axis];
            sum += *off * *off;
        }
        is_small &= axis_is_found(values, axis, sqrt(sum), tolerance);
    }
    return is_small;
}

static double *block_begin(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *previous)
{
    double *block = ARENA_ARRAY(arena, double, matrix->statements * W + 1);
    for (size_t i = 0; i < matrix->statements && i < previous->statements; i++)
        for (size_t b = 0; b < W; b++)
            block[i * W + b] = matrix->is_out[i] ? 0 : previous->axes[b][i];
    return block;
}

void opinion_space_update(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *previous,
                          struct opinion_space *ret_space)
{
    struct opinion_space space = {
        .statements = matrix->statements, .participants = matrix->participants, .center = opinion_center(arena, matrix)};
    struct vote_pass pass = vote_pass_new(arena, matrix, space.center, W);
    struct basis basis = {.statements = matrix->statements, .participants = matrix->participants};
    double *next = block_begin(arena, matrix, previous);
    while (space.passes < PASSES && previous->spread[1] > 0) {
        if (basis.n == BLOCKS)
            basis_shrink(arena, &basis);
        basis_add(arena, &pass, &basis, next);
        space.passes++;
        basis_solve(&basis);
        double *vectors = basis_take(arena, &basis, basis.vectors, basis.statements, 0);
        next = basis_take(arena, &basis, basis.products, basis.statements, 0);
        if (residual_is_small(&basis, vectors, next, previous->spread[OPINION_AXES])) {
            double *rows = basis_take(arena, &basis, basis.rows, basis.participants, 0);
            memcpy(space.spread, basis.values, OPINION_AXES * sizeof *space.spread);
            space.spread[OPINION_AXES] = previous->spread[OPINION_AXES];
            opinion_space_fill(arena, matrix, vectors, rows, W, &space);
            *ret_space = space;
            return;
        }
    }
    opinion_space_make(arena, matrix, ret_space);
}
