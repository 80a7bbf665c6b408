// opinion_share_test.c - shares of two directions, where they are known.
#include "insight/opinion_share.h"

#include "support.h"

static void shares_of(const struct vote *votes, size_t n, size_t people, size_t statements, const bool *is_out, double *ret_shares)
{
    struct vote_matrix matrix;
    struct opinion_space space;
    assert_ok(vote_matrix_make(test_arena(), votes, n, people, statements, is_out, &matrix));
    opinion_space_make(test_arena(), &matrix, &space);
    opinion_share_make(&matrix, &space, ret_shares);
}

static void one_difference_is_all_of_it(void **state)
{
    (void)state;
    struct vote votes[40];
    double shares[OPINION_AXES];
    for (uint32_t i = 0; i < 40; i++)
        votes[i] = (struct vote){i / 2, i % 2, (i / 2) % 2 == 0 ? 1 : -1};
    shares_of(votes, 40, 20, 2, NULL, shares);
    assert_near(shares[0], 1, 1e-9);
    assert_near(shares[1], 0, 1e-9);
}

// Two statements that have nothing to do with each other, one of them answered with half the contrast: 4/5 and 1/5. A third one, which is
// out, counts for nothing.
static void independent_differences_share_by_their_squares(void **state)
{
    (void)state;
    struct vote votes[120];
    static const bool is_out[3] = {false, false, true};
    double shares[OPINION_AXES];
    for (uint32_t i = 0; i < 40; i++) {
        votes[3 * i] = (struct vote){i, 0, i % 2 == 0 ? 1 : -1};
        votes[3 * i + 1] = (struct vote){i, 1, (i / 2) % 2 == 0 ? 1 : 0};
        votes[3 * i + 2] = (struct vote){i, 2, i % 3 == 0 ? 1 : -1};
    }
    shares_of(votes, 120, 40, 3, is_out, shares);
    assert_near(shares[0], 0.8, 1e-9);
    assert_near(shares[1], 0.2, 1e-9);
}

static void where_nobody_differs_nothing_is_shown(void **state)
{
    (void)state;
    struct vote votes[10];
    double shares[OPINION_AXES];
    for (uint32_t i = 0; i < 10; i++)
        votes[i] = (struct vote){i, 0, 1};
    shares_of(votes, 10, 10, 1, NULL, shares);
    assert_near(shares[0], 0, 1e-12);
    assert_near(shares[1], 0, 1e-12);
}

TESTS(opinion_share, one_difference_is_all_of_it, independent_differences_share_by_their_squares, where_nobody_differs_nothing_is_shown)
