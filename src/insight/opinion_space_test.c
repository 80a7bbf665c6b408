// opinion_space_test.c - components beside those of the whole matrix written out, and updates beside a fresh start.
#include "insight/opinion_space.h"

#include <math.h>

#include "support.h"

enum { PEOPLE = 60, STATEMENTS = 14 };

// Two camps and some noise, with holes; statement 3 is moderated out.
static struct vote_matrix camps(size_t people, size_t statements, double holes)
{
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, people * statements);
    bool *out = ARENA_ARRAY(test_arena(), bool, statements);
    size_t n = 0;
    out[3] = true;
    for (size_t i = 0; i < people; i++)
        for (size_t j = 0; j < statements; j++) {
            if ((double)rand_below(test_random(), 1000) / 1000 < holes)
                continue;
            int side = (i % 3 == 0 ? 1 : -1) * (j % 2 == 0 ? 1 : -1), noise = (int)rand_below(test_random(), 5) - 2;
            int value = side + noise > 0 ? 1 : side + noise < 0 ? -1 : 0;
            votes[n++] = (struct vote){(uint32_t)i, (uint32_t)j, value};
        }
    struct vote_matrix matrix;
    assert_ok(vote_matrix_make(test_arena(), votes, n, people, statements, out, &matrix));
    return matrix;
}

// X written out: holes filled with means, centred.
static void write_out(const struct vote_matrix *matrix, double filled[PEOPLE][STATEMENTS], double mean[STATEMENTS])
{
    double sum[STATEMENTS] = {0}, n[STATEMENTS] = {0};
    bool has[PEOPLE][STATEMENTS] = {0};
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t at = matrix->begins[i]; at < matrix->begins[i + 1]; at++) {
            size_t j = matrix->cells[at] / 3;
            filled[i][j] = matrix->is_out[j] ? 0 : (int)(matrix->cells[at] % 3) - 1;
            has[i][j] = true;
            sum[j] += filled[i][j];
            n[j]++;
        }
    for (size_t j = 0; j < STATEMENTS; j++) {
        mean[j] = n[j] > 0 ? sum[j] / n[j] : 0;
        for (size_t i = 0; i < PEOPLE; i++)
            filled[i][j] = has[i][j] ? filled[i][j] - mean[j] : 0;
    }
}

// The largest eigenvector of X'X by plain powers; X loses what lies in its direction.
static double take_axis(double filled[PEOPLE][STATEMENTS], double axis[STATEMENTS])
{
    double length = 0;
    for (size_t j = 0; j < STATEMENTS; j++)
        axis[j] = 1 + (double)j / 7;
    for (int round = 0; round < 20000; round++) {
        double next[STATEMENTS] = {0};
        for (size_t i = 0; i < PEOPLE; i++) {
            double dot = 0;
            for (size_t j = 0; j < STATEMENTS; j++)
                dot += filled[i][j] * axis[j];
            for (size_t j = 0; j < STATEMENTS; j++)
                next[j] += dot * filled[i][j];
        }
        length = 0;
        for (size_t j = 0; j < STATEMENTS; j++)
            length += next[j] * next[j];
        length = sqrt(length);
        for (size_t j = 0; j < STATEMENTS; j++)
            axis[j] = next[j] / length;
    }
    for (size_t i = 0; i < PEOPLE; i++) {
        double dot = 0;
        for (size_t j = 0; j < STATEMENTS; j++)
            dot += filled[i][j] * axis[j];
        for (size_t j = 0; j < STATEMENTS; j++)
            filled[i][j] -= dot * axis[j];
    }
    return length;
}

static void axes_are_those_of_the_matrix_written_out(void **state)
{
    (void)state;
    struct vote_matrix matrix = camps(PEOPLE, STATEMENTS, 0.3);
    double filled[PEOPLE][STATEMENTS] = {0}, left[PEOPLE][STATEMENTS], mean[STATEMENTS];
    struct opinion_space space;
    write_out(&matrix, filled, mean);
    memcpy(left, filled, sizeof left);
    opinion_space_make(test_arena(), &matrix, &space);
    for (size_t axis = 0; axis < OPINION_AXES; axis++) {
        double plain[STATEMENTS];
        double spread = take_axis(left, plain), sign = 0, largest = 0;
        for (size_t j = 0; j < STATEMENTS; j++)
            sign += plain[j] * space.axes[axis][j];
        sign = sign > 0 ? 1 : -1;
        assert_near(space.spread[axis], spread, spread * 1e-9);
        for (size_t j = 0; j < STATEMENTS; j++) {
            assert_near(space.axes[axis][j], sign * plain[j], 1e-8);
            assert_near(space.center[j], mean[j], 1e-12);
            largest = fabs(space.axes[axis][j]) > fabs(largest) ? space.axes[axis][j] : largest;
        }
        assert_true(largest > 0);
        for (size_t i = 0; i < PEOPLE; i++) {
            double x = 0;
            for (size_t j = 0; j < STATEMENTS; j++)
                x += filled[i][j] * space.axes[axis][j];
            double voted = matrix.in_counts[i] + 1.0; // the statement that is out counts as voted on
            assert_near(space.points[axis][i], x * sqrt(STATEMENTS / voted), 1e-8);
        }
    }
    double x = space.axes[0][5], y = space.axes[1][5];
    assert_near(space.extremity[5], sqrt(STATEMENTS) * (1 - mean[5]) * hypot(x, y), 1e-8);
}

// Nothing to be found must be found quickly, and nothing may be a number that is none.
static void odd_matrices_give_finite_results(void **state)
{
    (void)state;
    for (size_t run = 0; run < 300; run++) {
        size_t people = rand_below(test_random(), 5), statements = rand_below(test_random(), 9), n = 0;
        struct vote votes[40];
        bool out[9] = {0};
        int same = (int)rand_below(test_random(), 3) - 1;
        for (size_t i = 0; people > 0 && statements > 0 && i < rand_below(test_random(), 40); i++)
            votes[n++] = (struct vote){(uint32_t)rand_below(test_random(), people), (uint32_t)rand_below(test_random(), statements),
                                       run % 4 == 0 ? same : (int32_t)rand_below(test_random(), 3) - 1};
        for (size_t i = 0; i < statements; i++)
            out[i] = rand_below(test_random(), 4) == 0;
        struct vote_matrix matrix;
        struct opinion_space space;
        assert_ok(vote_matrix_make(test_arena(), votes, n, people, statements, out, &matrix));
        opinion_space_make(test_arena(), &matrix, &space);
        for (size_t axis = 0; axis < OPINION_AXES; axis++) {
            double length = 0;
            for (size_t j = 0; j < statements; j++)
                length += space.axes[axis][j] * space.axes[axis][j];
            assert_true(fabs(length) < 1e-9 || fabs(length - 1) < 1e-9);
            for (size_t i = 0; i < people; i++)
                assert_true(isfinite(space.points[axis][i]));
        }
    }
}

TESTS(opinion_space, axes_are_those_of_the_matrix_written_out, odd_matrices_give_finite_results)
