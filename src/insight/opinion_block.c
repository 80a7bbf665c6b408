// opinion_block.c - dense algebra on tall blocks, and what becomes of the vectors once they are found.
#include "insight/opinion_block.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "insight/vote_pass.h"

void block_turn(double *block, size_t n, size_t width, const double *turn)
{
    assert(width <= PASS_WIDE);
    for (size_t i = 0; i < n; i++) {
        double row[PASS_WIDE] = {0}, *at = block + i * width;
        for (size_t a = 0; a < width; a++)
            for (size_t b = 0; b < width; b++)
                row[b] += at[a] * turn[a * width + b];
        memcpy(at, row, width * sizeof *row);
    }
}

static double block_dot(const double *one, size_t a, const double *other, size_t b, size_t n, size_t width)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += one[i * width + a] * other[i * width + b];
    return sum;
}

void block_orthonormalise(double *block, size_t n, size_t width)
{
    for (size_t b = 0; b < width; b++) {
        double before = sqrt(block_dot(block, b, block, b, n, width));
        for (int twice = 0; twice < 2; twice++)
            for (size_t a = 0; a < b; a++) {
                double part = block_dot(block, a, block, b, n, width);
                for (size_t i = 0; i < n; i++)
                    block[i * width + b] -= part * block[i * width + a];
            }
        double after = sqrt(block_dot(block, b, block, b, n, width));
        double scale = after > 1e-13 * before && after > 0 ? 1 / after : 0;
        for (size_t i = 0; i < n; i++)
            block[i * width + b] *= scale;
    }
}

bool axis_is_found(const double *values, size_t axis, double residual, double tolerance)
{
    double gap = values[axis] - values[axis + 1];
    if (axis > 0 && values[axis - 1] - values[axis] < gap)
        gap = values[axis - 1] - values[axis];
    return residual <= tolerance * gap || residual <= 1e-14 * values[0];
}

double opinion_center_of(const struct vote_matrix *matrix, size_t statement)
{
    const struct answers *answers = &matrix->answers[statement];
    double votes = (double)answers->disagree + answers->unsure + answers->agree;
    return votes > 0 && !matrix->is_out[statement] ? ((double)answers->agree - answers->disagree) / votes : 0;
}

// --- what comes out ---

void opinion_space_grow(struct arena *arena, size_t from, size_t to, struct opinion_space *space)
{
    for (size_t axis = 0; axis < OPINION_AXES; axis++)
        space->points[axis] =
            arena_grow(arena, space->points[axis], from * sizeof *space->points[axis], to * sizeof *space->points[axis]);
}

static double sign_of(const double *block, size_t n, size_t width, size_t axis)
{
    double largest = 0, sign = 1;
    for (size_t i = 0; i < n; i++)
        if (fabs(block[i * width + axis]) > largest) {
            largest = fabs(block[i * width + axis]);
            sign = block[i * width + axis] < 0 ? -1 : 1;
        }
    return sign;
}

void opinion_space_fill(const struct vote_matrix *matrix, const double *vectors, const double *rows, size_t width,
                        struct opinion_space *space)
{
    double sign[OPINION_AXES], statements = (double)matrix->statements, root = sqrt(statements);
    for (size_t axis = 0; axis < OPINION_AXES; axis++) {
        bool is_there = space->spread[axis] > 1e-12 * space->spread[0] && space->spread[axis] > 0;
        sign[axis] = is_there ? sign_of(vectors, matrix->statements, width, axis) : 0;
        space->spread[axis] = is_there ? space->spread[axis] : 0;
        for (size_t i = 0; i < matrix->statements; i++)
            space->axes[axis][i] = is_there ? sign[axis] * vectors[i * width + axis] : 0;
    }
    for (size_t i = 0; i < matrix->participants; i++) {
        size_t voted = matrix->in_counts[i] + matrix->out_count; // zeros count as votes, as in Polis
        double scale = voted == 0 ? 0 : sqrt(statements / (double)voted);
        for (size_t axis = 0; axis < OPINION_AXES; axis++)
            space->points[axis][i] = space->spread[axis] > 0 ? sign[axis] * scale * rows[i * width + axis] : 0;
    }
    for (size_t i = 0; i < matrix->statements; i++) {
        double x = space->axes[0][i], y = space->axes[1][i];
        space->extremity[i] = root * (1 - space->center[i]) * sqrt(x * x + y * y);
    }
}
