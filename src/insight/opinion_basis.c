// opinion_basis.c - dense algebra on blocks of two columns, and what one vote changes of them.
#include "insight/opinion_basis.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { W = BASIS_WIDTH };

static pair both(double number)
{
    return (pair){number, number};
}

// --- memory ---

static void block_grow(struct arena *arena, struct basis_block *block, size_t from, size_t to)
{
    block->rows = arena_grow(arena, block->rows, from * sizeof *block->rows, to * sizeof *block->rows);
}

void basis_grow(struct arena *arena, struct opinion_basis *basis)
{
    size_t participants = basis->pass.matrix->participants, room = participants + participants / 4 + 16;
    basis->participants = participants;
    if (participants <= basis->room)
        return;
    for (size_t k = 0; k < BASIS_MOST; k++)
        block_grow(arena, &basis->block[k], basis->room, room);
    for (size_t k = 0; k < BASIS_KEPT; k++)
        block_grow(arena, &basis->spare[k], basis->room, room);
    basis->room = room;
}

static void columns_take(const double *wide, size_t n, size_t block, pair *ret_columns)
{
    for (size_t i = 0; i < n; i++)
        ret_columns[i] = (pair){wide[i * PASS_WIDE + block * W], wide[i * PASS_WIDE + block * W + 1]};
}

// --- products of blocks ---

// ret[a][b]: column a of one block with column b of the other.
static void blocks_dot(const pair *one, const pair *other, size_t n, pair ret_dot[W])
{
    pair sum[4] = {0}; // two for each column, so that no addition waits for the one before it
    size_t i = 0;
    for (; i + 1 < n; i += 2) {
        sum[0] += both(one[i][0]) * other[i];
        sum[1] += both(one[i][1]) * other[i];
        sum[2] += both(one[i + 1][0]) * other[i + 1];
        sum[3] += both(one[i + 1][1]) * other[i + 1];
    }
    if (i < n) {
        sum[0] += both(one[i][0]) * other[i];
        sum[1] += both(one[i][1]) * other[i];
    }
    ret_dot[0] = sum[0] + sum[2];
    ret_dot[1] = sum[1] + sum[3];
}

// The rows and columns of `square` from block `first` on.
static void square_fill(struct opinion_basis *basis, size_t first)
{
    for (size_t p = first; p < basis->n; p++)
        for (size_t q = 0; q <= p; q++) {
            pair dot[W];
            blocks_dot(basis->block[q].vectors, basis->block[p].products, basis->statements, dot);
            for (size_t a = 0; a < W; a++)
                for (size_t b = 0; b < W; b++)
                    basis->square[p * W + b][q * W + a] = basis->square[q * W + a][p * W + b] = dot[a][b];
        }
}

void basis_begin(struct arena *arena, const struct vote_matrix *matrix, const double *center, struct opinion_basis *ret_basis)
{
    *ret_basis = (struct opinion_basis){.statements = matrix->statements, .pass = vote_pass_new(arena, matrix, center, PASS_NARROW)};
    for (size_t k = 0; k < BASIS_MOST + BASIS_KEPT; k++) {
        struct basis_block *block = k < BASIS_MOST ? &ret_basis->block[k] : &ret_basis->spare[k - BASIS_MOST];
        block->vectors = ARENA_ARRAY(arena, pair, matrix->statements + 1);
        block->products = ARENA_ARRAY(arena, pair, matrix->statements + 1);
    }
    basis_grow(arena, ret_basis);
}

void basis_take(struct opinion_basis *basis, const struct opinion_found *found)
{
    basis->n = BASIS_KEPT;
    for (size_t k = 0; k < BASIS_KEPT; k++) {
        columns_take(found->vectors, basis->statements, k, basis->block[k].vectors);
        columns_take(found->rows, basis->participants, k, basis->block[k].rows);
        columns_take(found->products, basis->statements, k, basis->block[k].products);
    }
}

// --- one vote ---

// X gets d in the column of the statement s: d is by participant, not 0 only for those who answered it. With w = X' d afterwards,
// X V gets d V[s], and X' X V gets w V[s], and in row s (X V before)' d.
void basis_put(struct opinion_basis *basis, struct vote vote, uint32_t old, double old_center)
{
    const struct vote_matrix *matrix = basis->pass.matrix;
    const double *center = basis->pass.center;
    double *weights = basis->pass.sums; // by cell
    size_t s = vote.statement;
    pair moved[BASIS_KEPT] = {0};
    assert(basis->n <= BASIS_KEPT);
    memset(weights, 0, basis->statements * 3 * sizeof *weights);
    for (size_t i = 0; i < matrix->participants; i++) {
        if (vote_matrix_find(matrix, i, s) == SIZE_MAX)
            continue;
        double d = old_center - center[s];
        if (i == vote.participant)
            d = vote.value - center[s] - (old == UINT32_MAX ? 0 : cell_value(old) - old_center);
        const uint32_t *cells = matrix->cells + matrix->begins[i];
        for (size_t at = 0, n = matrix->in_counts[i]; at < n; at++)
            weights[cells[at]] += d;
        for (size_t k = 0; k < basis->n; k++) {
            moved[k] += both(d) * basis->block[k].rows[i];
            basis->block[k].rows[i] += both(d) * basis->block[k].vectors[s];
        }
    }
    for (size_t k = 0; k < basis->n; k++) {
        pair vector = basis->block[k].vectors[s], *products = basis->block[k].products;
        for (size_t j = 0; j < basis->statements; j++) {
            const double *at = weights + 3 * j;
            products[j] += both((-1 - center[j]) * at[0] - center[j] * at[1] + (1 - center[j]) * at[2]) * vector;
        }
        products[s] += moved[k];
    }
    square_fill(basis, 0);
}

// --- the space ---

void basis_solve(struct opinion_basis *basis)
{
    size_t width = basis->n * W;
    double square[SYMMETRIC_MOST * SYMMETRIC_MOST];
    for (size_t p = 0; p < width; p++)
        memcpy(square + p * width, basis->square[p], width * sizeof *square);
    symmetric_solve(width, square, basis->values, basis->turn);
}

// The part of `turn` that block k has in the directions from `first` on: ret[a] is of its column a.
static void turn_take(const struct opinion_basis *basis, size_t k, size_t first, pair ret_turn[W])
{
    for (size_t a = 0; a < W; a++) {
        const double *at = basis->turn + (k * W + a) * basis->n * W + first;
        ret_turn[a] = (pair){at[0], at[1]};
    }
}

void basis_residual(struct opinion_basis *basis, pair *ret_residual, double ret_length[BASIS_WIDTH])
{
    pair values = {basis->values[0], basis->values[1]}, sum = {0};
    memset(ret_residual, 0, basis->statements * sizeof *ret_residual);
    for (size_t k = 0; k < basis->n; k++) {
        const pair *vectors = basis->block[k].vectors, *products = basis->block[k].products;
        pair turn[W];
        turn_take(basis, k, 0, turn);
        for (size_t i = 0; i < basis->statements; i++)
            ret_residual[i] += (both(products[i][0]) - values * both(vectors[i][0])) * turn[0] +
                               (both(products[i][1]) - values * both(vectors[i][1])) * turn[1];
    }
    for (size_t i = 0; i < basis->statements; i++)
        sum += ret_residual[i] * ret_residual[i];
    for (size_t a = 0; a < W; a++)
        ret_length[a] = sqrt(sum[a]);
}

void basis_add(struct opinion_basis *basis, const pair *added)
{
    assert(basis->n < BASIS_MOST);
    struct basis_block *block = &basis->block[basis->n];
    memcpy(block->vectors, added, basis->statements * sizeof *added);
    for (int twice = 0; twice < 2; twice++)
        for (size_t k = 0; k < basis->n; k++) {
            const pair *other = basis->block[k].vectors;
            pair dot[W];
            blocks_dot(other, block->vectors, basis->statements, dot);
            for (size_t i = 0; i < basis->statements; i++)
                block->vectors[i] -= both(other[i][0]) * dot[0] + both(other[i][1]) * dot[1];
        }
    block_orthonormalise((double *)block->vectors, basis->statements, W);
    vote_pass_run(&basis->pass, (const double *)block->vectors, (double *)block->rows, (double *)block->products);
    basis->n++;
    square_fill(basis, basis->n - 1);
}

// ret := sum over the blocks of their `n` rows * turn, of the directions from `first` on.
static void directions_take(const struct opinion_basis *basis, pair *const *blocks, size_t n, size_t first, pair *ret_taken)
{
    memset(ret_taken, 0, n * sizeof *ret_taken);
    for (size_t k = 0; k < basis->n; k++) {
        const pair *block = blocks[k];
        pair turn[W];
        turn_take(basis, k, first, turn);
        for (size_t i = 0; i < n; i++)
            ret_taken[i] += both(block[i][0]) * turn[0] + both(block[i][1]) * turn[1];
    }
}

void basis_shrink(struct opinion_basis *basis)
{
    pair *vectors[BASIS_MOST], *rows[BASIS_MOST], *products[BASIS_MOST];
    for (size_t k = 0; k < basis->n; k++) {
        vectors[k] = basis->block[k].vectors;
        rows[k] = basis->block[k].rows;
        products[k] = basis->block[k].products;
    }
    for (size_t k = 0; k < BASIS_KEPT; k++) {
        struct basis_block *spare = &basis->spare[k];
        directions_take(basis, vectors, basis->statements, k * W, spare->vectors);
        directions_take(basis, rows, basis->participants, k * W, spare->rows);
        directions_take(basis, products, basis->statements, k * W, spare->products);
    }
    for (size_t k = 0; k < BASIS_KEPT; k++) {
        struct basis_block held = basis->block[k];
        basis->block[k] = basis->spare[k];
        basis->spare[k] = held;
    }
    basis->n = BASIS_KEPT;
    memset(basis->square, 0, sizeof basis->square);
    for (size_t p = 0; p < BASIS_KEPT * W; p++)
        basis->square[p][p] = basis->values[p];
}
