// fuzz_opinion.c - opinion groups of any votes: sound sizes, finite numbers, and an update that agrees with a fresh start.
#include <assert.h>
#include <math.h>
#include <string.h>

#include "insight/opinion_clusters.h"

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

// The first bytes give the sizes and what is out, each pair after them a vote; the last one comes as an update.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 5 || n > 4096)
        return 0;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    size_t participants = 1 + bytes[0] % 64, statements = 1 + bytes[1] % 32, k = bytes[2] % 6, count = (n - 5) / 2;
    bool out[32];
    for (size_t i = 0; i < 32; i++)
        out[i] = (bytes[3 + i / 16 % 2] >> (i % 8) & 1) != 0;
    struct vote *votes = ARENA_ARRAY(arena, struct vote, count + 1);
    for (size_t i = 0; i < count; i++)
        votes[i] = (struct vote){bytes[5 + i * 2] % (uint32_t)participants, bytes[6 + i * 2] / 3 % (uint32_t)statements,
                                 bytes[6 + i * 2] % 3 - 1};
    struct vote_matrix matrix;
    struct opinion_space space, updated;
    struct opinion_clusters groups;
    enum err error = vote_matrix_make(arena, votes, count, participants, statements, out, &matrix);
    assert(error == OK);
    opinion_space_make(arena, &matrix, &space);
    opinion_clusters_make(arena, &matrix, &space, k < 2 ? 0 : k, &groups);
    check_groups(&matrix, &groups);
    error = vote_matrix_put(arena, &matrix, (struct vote){(uint32_t)participants, 0, bytes[4] % 3 - 1});
    assert(error == OK);
    opinion_space_update(arena, &matrix, &space, &updated);
    opinion_clusters_make(arena, &matrix, &updated, k < 2 ? 0 : k, &groups);
    check_groups(&matrix, &groups);
    return 0;
}
