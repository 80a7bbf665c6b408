// vote_matrix_test.c - votes in any order become the same matrix, the last vote counts, and one more vote is as if it had been there.
#include "insight/vote_matrix.h"

#include "support.h"

enum { PEOPLE = 70, STATEMENTS = 130, VOTES = 3000 };

static struct vote random_vote(void)
{
    return (struct vote){.participant = (uint32_t)rand_below(test_random(), PEOPLE),
                         .statement = (uint32_t)rand_below(test_random(), STATEMENTS),
                         .value = (int32_t)rand_below(test_random(), 3) - 1};
}

static bool *some_out(void)
{
    bool *out = ARENA_ARRAY(test_arena(), bool, STATEMENTS);
    for (size_t i = 0; i < STATEMENTS; i += 7)
        out[i] = true;
    return out;
}

static void assert_same(const struct vote_matrix *one, const struct vote_matrix *other)
{
    assert_int_equal(one->participants, other->participants);
    for (size_t i = 0; i < one->participants; i++) {
        size_t n = vote_matrix_row_size(one, i);
        assert_int_equal(n, vote_matrix_row_size(other, i));
        assert_int_equal(one->in_counts[i], other->in_counts[i]);
        assert_memory_equal(one->cells + one->begins[i], other->cells + other->begins[i], n * sizeof *one->cells);
    }
    assert_memory_equal(one->answers, other->answers, STATEMENTS * sizeof *one->answers);
}

static void the_last_vote_counts_and_rows_are_in_order(void **state)
{
    (void)state;
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, VOTES);
    int last[PEOPLE][STATEMENTS];
    memset(last, 9, sizeof last);
    for (size_t i = 0; i < VOTES; i++) {
        votes[i] = random_vote();
        last[votes[i].participant][votes[i].statement] = votes[i].value;
    }
    struct vote_matrix matrix;
    const bool *out = some_out();
    assert_ok(vote_matrix_make(test_arena(), votes, VOTES, PEOPLE, STATEMENTS, out, &matrix));
    struct answers *answers = ARENA_ARRAY(test_arena(), struct answers, STATEMENTS);
    for (size_t i = 0; i < PEOPLE; i++) {
        size_t at = matrix.begins[i];
        for (int part = 0; part < 2; part++) // those that are in come first
            for (size_t j = 0; j < STATEMENTS; j++) {
                if (out[j] != (part == 1) || last[i][j] < -1 || last[i][j] > 1)
                    continue;
                assert_int_equal(matrix.cells[at], j * 3 + (size_t)(last[i][j] + 1));
                ++*cell_answer(answers, matrix.cells[at]);
                at++;
            }
        assert_int_equal(at, matrix.begins[i + 1]);
    }
    assert_memory_equal(answers, matrix.answers, STATEMENTS * sizeof *answers);
}

static void one_more_vote_is_as_if_it_had_been_there(void **state)
{
    (void)state;
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, VOTES);
    struct vote_matrix grown, whole;
    const bool *out = some_out();
    for (size_t i = 0; i < VOTES; i++) {
        votes[i] = random_vote();
        votes[i].participant = i == 0 ? 0 : votes[i].participant % 30;
        if (i % 100 == 99) // somebody new, who comes after all the others
            votes[i].participant = 30 + (uint32_t)i / 100;
    }
    assert_ok(vote_matrix_make(test_arena(), votes, 20, 30, STATEMENTS, out, &grown));
    for (size_t i = 20; i < VOTES; i++)
        assert_ok(vote_matrix_put(test_arena(), &grown, votes[i]));
    assert_ok(vote_matrix_make(test_arena(), votes, VOTES, 30 + VOTES / 100, STATEMENTS, out, &whole));
    assert_same(&grown, &whole);
}

static void votes_out_of_range_are_refused(void **state)
{
    (void)state;
    static const struct vote wrong[] = {{2, 0, 1}, {0, 3, 1}, {0, 0, 2}, {0, 0, -2}, {UINT32_MAX, UINT32_MAX, INT32_MAX}};
    struct vote_matrix matrix;
    assert_ok(vote_matrix_make(test_arena(), NULL, 0, 2, 3, NULL, &matrix));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct vote_matrix refused;
        assert_err(vote_matrix_make(test_arena(), &wrong[i], 1, 2, 3, NULL, &refused), ERR_INVALID);
    }
    assert_err(vote_matrix_put(test_arena(), &matrix, (struct vote){3, 0, 1}), ERR_INVALID);
    assert_err(vote_matrix_make(test_arena(), NULL, 0, 0, VOTE_MATRIX_STATEMENTS + 1, NULL, &matrix), ERR_LIMIT);
}

TESTS(vote_matrix, the_last_vote_counts_and_rows_are_in_order, one_more_vote_is_as_if_it_had_been_there,
      votes_out_of_range_are_refused)
