// vote_matrix.c - votes in order: a counting sort by participant, then each row through a set of bits.
#include "insight/vote_matrix.h"

#include <string.h>

static bool is_vote(const struct vote_matrix *matrix, struct vote vote, size_t participants)
{
    return vote.participant < participants && vote.statement < matrix->statements && vote.value >= -1 && vote.value <= 1;
}

// --- making ---

// A row as it is put in order: which statements were answered, and how.
struct row {
    uint64_t *in, *out; // bits by statement
    uint32_t *last;     // by statement: the cell
    size_t words;
};

static size_t take_bits(uint64_t *bits, const struct row *row, uint32_t *cells, size_t n)
{
    for (size_t word = 0; word < row->words; word++) {
        for (uint64_t left = bits[word]; left != 0; left &= left - 1)
            cells[n++] = row->last[word * 64 + (size_t)__builtin_ctzll(left)];
        bits[word] = 0;
    }
    return n;
}

// Puts one row in order, in place at `to`, which is not behind where it stood; returns its size.
static size_t row_order(struct vote_matrix *matrix, const struct row *row, size_t participant, const uint32_t *cells, size_t n,
                        uint32_t *to)
{
    for (size_t i = 0; i < n; i++) {
        size_t statement = cell_statement(cells[i]);
        uint64_t *bits = matrix->is_out[statement] ? row->out : row->in;
        bits[statement / 64] |= UINT64_C(1) << statement % 64;
        row->last[statement] = cells[i];
    }
    size_t in = take_bits(row->in, row, to, 0);
    matrix->in_counts[participant] = (uint32_t)in;
    size_t all = take_bits(row->out, row, to, in);
    for (size_t i = 0; i < all; i++)
        ++*cell_answer(matrix->answers, to[i]);
    return all;
}

enum err vote_matrix_take(struct arena *arena, uint32_t *cells, size_t cell_cap, size_t *begins, size_t participants,
                          size_t statements, const bool *is_out, struct vote_matrix *ret_matrix)
{
    size_t n = begins[participants], from = 0, to = 0;
    if (statements > VOTE_MATRIX_STATEMENTS)
        return ERR_LIMIT;
    struct vote_matrix matrix = {.participants = participants, .statements = statements, .row_cap = participants,
                                 .begins = begins, .cells = cells, .cell_cap = cell_cap};
    matrix.is_out = ARENA_ARRAY(arena, bool, statements + 1);
    matrix.answers = ARENA_ARRAY(arena, struct answers, statements + 1);
    matrix.in_counts = ARENA_ARRAY(arena, uint32_t, participants + 1);
    struct row row = {.words = statements / 64 + 1};
    row.in = ARENA_ARRAY(arena, uint64_t, row.words);
    row.out = ARENA_ARRAY(arena, uint64_t, row.words);
    row.last = ARENA_ARRAY(arena, uint32_t, statements + 1);
    for (size_t i = 0; i < statements && is_out != NULL; i++) {
        matrix.is_out[i] = is_out[i];
        matrix.out_count += is_out[i];
    }
    for (size_t i = 0; i < n; i++)
        if (cell_statement(cells[i]) >= statements)
            return ERR_INVALID;
    for (size_t i = 0; i < participants; i++) {
        size_t end = begins[i + 1];
        begins[i] = to;
        to += row_order(&matrix, &row, i, cells + from, end - from, cells + to);
        from = end;
    }
    begins[participants] = to;
    *ret_matrix = matrix;
    return OK;
}

enum err vote_matrix_make(struct arena *arena, const struct vote *votes, size_t n, size_t participants, size_t statements,
                          const bool *is_out, struct vote_matrix *ret_matrix)
{
    const struct vote_matrix shape = {.statements = statements};
    if (statements > VOTE_MATRIX_STATEMENTS)
        return ERR_LIMIT;
    size_t *begins = ARENA_ARRAY(arena, size_t, participants + 2), *next = begins + 1;
    uint32_t *cells = ARENA_ARRAY(arena, uint32_t, vote_matrix_room(n));
    for (size_t i = 0; i < n; i++) {
        if (!is_vote(&shape, votes[i], participants))
            return ERR_INVALID;
        next[votes[i].participant + 1]++;
    }
    for (size_t i = 1; i <= participants; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < n; i++) // next[p] becomes the end of row p
        cells[next[votes[i].participant]++] = vote_cell(votes[i]);
    return vote_matrix_take(arena, cells, vote_matrix_room(n), begins, participants, statements, is_out, ret_matrix);
}

// --- one more ---

// The first of the cells that is of this statement or one behind it.
static size_t cell_place(const uint32_t *cells, size_t n, size_t statement)
{
    size_t at = 0;
    while (n > 0) {
        size_t half = n / 2;
        bool is_behind = cells[at + half] < statement * 3;
        at = is_behind ? at + half + 1 : at;
        n = is_behind ? n - half - 1 : half;
    }
    return at;
}

// The part of a row that statements like this one are in.
static size_t row_part(const struct vote_matrix *matrix, size_t participant, bool is_out, size_t *ret_n)
{
    size_t in = matrix->in_counts[participant];
    *ret_n = is_out ? vote_matrix_row_size(matrix, participant) - in : in;
    return matrix->begins[participant] + (is_out ? in : 0);
}

size_t vote_matrix_find(const struct vote_matrix *matrix, size_t participant, size_t statement)
{
    size_t n, from = row_part(matrix, participant, matrix->is_out[statement], &n);
    size_t at = cell_place(matrix->cells + from, n, statement);
    return at < n && cell_statement(matrix->cells[from + at]) == statement ? from + at : SIZE_MAX;
}

static void make_room(struct arena *arena, struct vote_matrix *matrix)
{
    size_t cells = matrix->begins[matrix->participants];
    if (cells == matrix->cell_cap) {
        size_t cap = cells + cells / 4 + 16;
        matrix->cells = arena_grow(arena, matrix->cells, matrix->cell_cap * sizeof *matrix->cells, cap * sizeof *matrix->cells);
        matrix->cell_cap = cap;
    }
    if (matrix->participants == matrix->row_cap) {
        size_t old = matrix->row_cap, cap = old + old / 4 + 16;
        matrix->begins = arena_grow(arena, matrix->begins, (old + 2) * sizeof *matrix->begins, (cap + 2) * sizeof *matrix->begins);
        matrix->in_counts =
            arena_grow(arena, matrix->in_counts, (old + 1) * sizeof *matrix->in_counts, (cap + 1) * sizeof *matrix->in_counts);
        matrix->row_cap = cap;
    }
}

enum err vote_matrix_put(struct arena *arena, struct vote_matrix *matrix, struct vote vote)
{
    if (!is_vote(matrix, vote, matrix->participants + 1))
        return ERR_INVALID;
    make_room(arena, matrix);
    if (vote.participant == matrix->participants) {
        matrix->participants++;
        matrix->begins[matrix->participants] = matrix->begins[matrix->participants - 1];
        matrix->in_counts[vote.participant] = 0;
    }
    bool is_out = matrix->is_out[vote.statement];
    size_t n, from = row_part(matrix, vote.participant, is_out, &n);
    size_t at = from + cell_place(matrix->cells + from, n, vote.statement);
    if (at < from + n && cell_statement(matrix->cells[at]) == vote.statement) {
        --*cell_answer(matrix->answers, matrix->cells[at]);
    } else {
        size_t all = matrix->begins[matrix->participants];
        memmove(matrix->cells + at + 1, matrix->cells + at, (all - at) * sizeof *matrix->cells);
        for (size_t i = vote.participant + 1; i <= matrix->participants; i++)
            matrix->begins[i]++;
        matrix->in_counts[vote.participant] += !is_out;
    }
    matrix->cells[at] = vote_cell(vote);
    ++*cell_answer(matrix->answers, matrix->cells[at]);
    return OK;
}
