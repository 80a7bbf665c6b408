// fuzz_opinion.c - opinion groups of any votes: sound sizes, finite numbers, and after each vote the same as a fresh start.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "insight/common_ground.h"
#include "insight/crowds.h"
#include "insight/opinion_share.h"
#include "insight/opinion_state.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_groups(const struct vote_matrix *matrix, const struct opinion_clusters *groups)
{
    size_t grouped = 0;
    assert(groups->k != 1 && groups->k <= OPINION_CLUSTERS_MOST);
    for (size_t i = 0; i < matrix->participants; i++) {
        assert(groups->cluster_of[i] == NO_CLUSTER || groups->cluster_of[i] < groups->k);
        grouped += groups->cluster_of[i] != NO_CLUSTER;
    }
    for (size_t g = 0; g < groups->k; g++) {
        grouped -= groups->cluster[g].size;
        for (size_t i = 0; i < groups->cluster[g].representative_count; i++) {
            const struct representative *one = &groups->cluster[g].representative[i];
            assert(one->statement < matrix->statements && !matrix->is_out[one->statement] && one->successes <= one->trials);
            assert(isfinite(one->repness) && isfinite(one->repness_test) && isfinite(one->p_test));
        }
    }
    assert(grouped == 0);
    for (size_t i = 0; i < matrix->statements; i++)
        assert(isfinite(groups->consensus[i]) && groups->consensus[i] > 0 && isfinite(groups->priority[i]));
}

static void check_space(const struct opinion_space *space)
{
    for (size_t axis = 0; axis < OPINION_AXES; axis++) {
        assert(isfinite(space->spread[axis]));
        for (size_t i = 0; i < space->participants; i++)
            assert(isfinite(space->points[axis][i]));
        for (size_t i = 0; i < space->statements; i++)
            assert(fabs(space->axes[axis][i]) <= 1 + 1e-9);
    }
}

// What pictures and lists are made of.
static void check_shown(struct arena *arena, const struct vote_matrix *matrix, const struct opinion_space *space, size_t least)
{
    double shares[OPINION_AXES];
    struct point *points = ARENA_ARRAY(arena, struct point, matrix->participants + 1);
    struct crowds crowds = {0};
    size_t people = 0;
    opinion_share_make(matrix, space, shares);
    assert(shares[0] >= 0 && shares[1] >= 0 && shares[0] + shares[1] <= 1 + 1e-6);
    for (size_t i = 0; i < matrix->participants; i++)
        points[i] = (struct point){space->points[0][i], space->points[1][i]};
    crowds_add(arena, points, matrix->participants, least, 0, &crowds);
    for (size_t i = 0; i < crowds.n; i++) {
        assert(crowds.at[i].size < 2 * least && (crowds.at[i].size >= least || crowds.n == 1));
        assert(isfinite(crowds.at[i].center.x) && isfinite(crowds.at[i].center.y));
        people += crowds.at[i].size;
    }
    assert(people == matrix->participants);
    for (size_t i = 0; i < matrix->statements; i++) {
        struct common_ground ground = common_ground_make(&matrix->answers[i]);
        assert(ground.ground <= GROUND_OPEN && ground.share.wilson.low <= ground.share.share && ground.share.share <= ground.share.wilson.high);
    }
}

// The first bytes give the sizes and what is out, each pair after them a vote; the last ones come one by one.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 5 || n > 4096)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    size_t participants = bytes[0] % 64, statements = bytes[1] % 32, k = bytes[2] % 6, count = (n - 5) / 2;
    size_t one_by_one = participants == 0 || statements == 0 ? 0 : count < bytes[4] % 16u ? count : bytes[4] % 16u;
    bool out[32];
    for (size_t i = 0; i < 32; i++)
        out[i] = (bytes[3 + i / 16 % 2] >> (i % 8) & 1) != 0;
    struct vote *votes = ARENA_ARRAY(arena, struct vote, count + 1);
    count = participants == 0 || statements == 0 ? 0 : count;
    for (size_t i = 0; i < count; i++)
        votes[i] = (struct vote){bytes[5 + i * 2] % (uint32_t)participants, bytes[6 + i * 2] / 3 % (uint32_t)statements,
                                 bytes[6 + i * 2] % 3 - 1};
    struct vote_matrix matrix;
    struct opinion_state *state;
    struct opinion_clusters fresh;
    static const struct vote none[] = {{64, 0, 0}, {0, 32, 1}, {0, 0, 2}, {0, 0, -2}};
    enum err error = vote_matrix_make(arena, &none[n % 4], 1, participants, statements, out, &matrix);
    assert(error == ERR_INVALID);
    error = vote_matrix_make(arena, votes, count - one_by_one, participants, statements, out, &matrix);
    assert(error == OK);
    opinion_state_make(arena, &matrix, k < 2 ? 0 : k, &state);
    check_space(&state->space);
    check_groups(&state->matrix, &state->clusters);
    check_shown(arena, &state->matrix, &state->space, 1 + bytes[4] % 7u);
    for (size_t i = count - one_by_one; i < count; i++) {
        if (i % 5 == 4) // somebody new
            votes[i].participant = (uint32_t)state->matrix.participants;
        error = opinion_state_put(arena, state, votes[i]);
        assert(error == OK);
        check_space(&state->space);
        check_groups(&state->matrix, &state->clusters);
        opinion_clusters_make(arena, &state->matrix, &state->space, state->k, &fresh);
        assert(fresh.k == state->clusters.k);
        assert(memcmp(fresh.cluster_of, state->clusters.cluster_of, state->matrix.participants * sizeof *fresh.cluster_of) == 0);
        assert(memcmp(fresh.consensus, state->clusters.consensus, statements * sizeof *fresh.consensus) == 0);
    }
    return 0;
}
