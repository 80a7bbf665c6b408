// opinion_space.c - principal components of a sparse matrix of votes by power iteration on a block of vectors.
#include "insight/opinion_space.h"

#include <math.h>
#include <string.h>

#include "insight/opinion_block.h"
#include "insight/symmetric.h"
#include "insight/vote_pass.h"

enum { B = PASS_WIDE, PASSES = 400 };

static const double tolerance = 1e-10; // of the angle of each axis

// splitmix64 (Steele, Lea and Flood 2014) of a place's number, as a number from -1 to 1: the stated seed of the first vectors.
static double seed(uint64_t place)
{
    uint64_t z = (place + 1) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (double)((z ^ z >> 31) >> 11) * 0x1p-52 - 1;
}

static double *vectors_begin(struct arena *arena, const struct vote_matrix *matrix)
{
    double *vectors = ARENA_ARRAY(arena, double, matrix->statements * B + 1);
    for (size_t i = 0; i < matrix->statements; i++)
        for (size_t b = 0; b < B && !matrix->is_out[i]; b++)
            vectors[i * B + b] = seed(i * B + b);
    block_orthonormalise(vectors, matrix->statements, B);
    return vectors;
}

// (X V)' (X V), whose eigenvectors turn V towards those of X' X.
static void square_fill(const double *rows, size_t n, double *square)
{
    memset(square, 0, B * B * sizeof *square);
    for (size_t i = 0; i < n; i++)
        for (size_t a = 0; a < B; a++)
            for (size_t b = 0; b < B; b++)
                square[a * B + b] += rows[i * B + a] * rows[i * B + b];
}

static bool axes_are_found(const double *vectors, const double *products, size_t n, const double *values)
{
    for (size_t axis = 0; axis < OPINION_AXES; axis++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++) {
            double off = products[i * B + axis] - values[axis] * vectors[i * B + axis];
            sum += off * off;
        }
        if (!axis_is_found(values, axis, sqrt(sum), tolerance))
            return false;
    }
    return true;
}

static void space_begin(struct arena *arena, const struct vote_matrix *matrix, struct opinion_space *ret_space)
{
    size_t n = matrix->statements;
    struct opinion_space space = {.statements = n, .participants = matrix->participants};
    space.center = ARENA_ARRAY(arena, double, n + 1);
    space.extremity = ARENA_ARRAY(arena, double, n + 1);
    for (size_t axis = 0; axis < OPINION_AXES; axis++)
        space.axes[axis] = ARENA_ARRAY(arena, double, n + 1);
    opinion_space_grow(arena, 0, matrix->participants + 1, &space);
    for (size_t i = 0; i < n; i++)
        space.center[i] = opinion_center_of(matrix, i);
    *ret_space = space;
}

void opinion_space_find(struct arena *arena, struct arena *scratch, const struct vote_matrix *matrix, struct opinion_space *ret_space,
                        struct opinion_found *ret_found)
{
    size_t n = matrix->statements;
    struct opinion_space space;
    space_begin(arena, matrix, &space);
    struct vote_pass pass = vote_pass_new(scratch, matrix, space.center, B);
    double *vectors = vectors_begin(scratch, matrix), *products = ARENA_ARRAY(scratch, double, n * B + 1);
    double *rows = ARENA_ARRAY(scratch, double, matrix->participants * B + 1);
    double square[B * B], turn[B * B], values[B];
    for (;;) {
        vote_pass_run(&pass, vectors, rows, products);
        square_fill(rows, matrix->participants, square);
        symmetric_solve(B, square, values, turn);
        block_turn(vectors, n, B, turn);
        block_turn(products, n, B, turn);
        if (++space.passes == PASSES || axes_are_found(vectors, products, n, values))
            break;
        memcpy(vectors, products, n * B * sizeof *vectors);
        block_orthonormalise(vectors, n, B);
    }
    block_turn(rows, matrix->participants, B, turn);
    memcpy(space.spread, values, sizeof space.spread);
    opinion_space_fill(matrix, vectors, rows, B, &space);
    *ret_space = space;
    *ret_found = (struct opinion_found){vectors, rows, products};
}

void opinion_space_make(struct arena *arena, const struct vote_matrix *matrix, struct opinion_space *ret_space)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_found found;
    opinion_space_find(arena, scratch, matrix, ret_space, &found);
}
