// opinions.c - how long opinion groups take in the library itself: reading, everything from the votes on, and the same after one more vote.
// After each vote of a round the axes and the groups are compared with those of a fresh start; what is timed is not the comparison.
// usage: opinions PATH ROUNDS VOTES   prints numbers by name, seconds of processor time (medians of the rounds)
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "insight/opinion_state.h"
#include "interchange/opinion_table.h"

enum { ROUNDS_MOST = 100 };

struct figures {
    double whole[ROUNDS_MOST], update[ROUNDS_MOST], ratio[ROUNDS_MOST]; // update: mean of the votes of a round
    double worst, error;                                                // of one vote; of an entry of an axis
    size_t passes, updates, update_passes, other_groups;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int number_order(const void *one, const void *other)
{
    const double *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

static double median(double *numbers, size_t n)
{
    qsort(numbers, n, sizeof *numbers, number_order);
    return n % 2 == 1 ? numbers[n / 2] : (numbers[n / 2 - 1] + numbers[n / 2]) / 2;
}

static uint32_t chance(uint64_t *state, size_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

static void compare(const struct opinion_state *state, struct figures *figures)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_space space;
    struct opinion_clusters groups;
    opinion_space_make(arena, &state->matrix, &space);
    opinion_clusters_make(arena, &state->matrix, &space, 0, &groups);
    for (size_t axis = 0; axis < OPINION_AXES; axis++)
        for (size_t i = 0; i < space.statements; i++)
            figures->error = fmax(figures->error, fabs(space.axes[axis][i] - state->space.axes[axis][i]));
    bool is_same = groups.k == state->clusters.k &&
                   memcmp(groups.cluster_of, state->clusters.cluster_of, space.participants * sizeof *groups.cluster_of) == 0;
    figures->other_groups += !is_same;
}

// The votes as they come, not yet in rows.
static struct vote *votes_of(struct arena *arena, const struct vote_matrix *matrix)
{
    struct vote *votes = ARENA_ARRAY(arena, struct vote, matrix->begins[matrix->participants] + 1);
    for (size_t i = 0; i < matrix->participants; i++)
        for (size_t at = matrix->begins[i]; at < matrix->begins[i + 1]; at++)
            votes[at] = (struct vote){(uint32_t)i, (uint32_t)cell_statement(matrix->cells[at]), cell_value(matrix->cells[at])};
    return votes;
}

static bool measure(const struct vote_matrix *read, const struct vote *votes, size_t round, size_t one_by_one, struct figures *figures)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(SIZE_MAX), *kept CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct vote_matrix matrix;
    struct opinion_space space;
    struct opinion_clusters groups;
    struct opinion_state *state;
    size_t n = read->begins[read->participants];
    double began = now(), updated = 0;
    if (vote_matrix_make(arena, votes, n, read->participants, read->statements, read->is_out, &matrix) != OK)
        return false;
    opinion_space_make(arena, &matrix, &space);
    opinion_clusters_make(arena, &matrix, &space, 0, &groups);
    figures->whole[round] = now() - began;
    figures->passes = space.passes;
    if (one_by_one == 0)
        return true;
    if (vote_matrix_make(kept, votes, n, read->participants, read->statements, read->is_out, &matrix) != OK)
        return false;
    opinion_state_make(kept, &matrix, 0, &state);
    uint64_t random = round;
    for (size_t i = 0; i < one_by_one; i++) {
        struct vote vote = {chance(&random, read->participants), chance(&random, read->statements), (int32_t)chance(&random, 3) - 1};
        while (read->is_out[vote.statement]) // of these nothing would follow
            vote.statement = chance(&random, read->statements);
        began = now();
        if (opinion_state_put(kept, state, vote) != OK)
            return false;
        double took = now() - began;
        updated += took;
        figures->worst = fmax(figures->worst, took);
        figures->update_passes += state->space.passes;
        figures->updates++;
        compare(state, figures);
    }
    figures->update[round] = updated / (double)one_by_one;
    figures->ratio[round] = figures->update[round] / figures->whole[round];
    return true;
}

int main(int argc, char **argv)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_table table;
    struct figures figures = {.worst = 0};
    const char *why = NULL;
    size_t rounds = argc == 4 ? strtoul(argv[2], NULL, 10) : 0, one_by_one = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
    if (rounds == 0 || rounds > ROUNDS_MOST) {
        fputs("usage: opinions PATH ROUNDS VOTES\n", stderr);
        return 2;
    }
    double began = now();
    if (opinion_table_read(arena, argv[1], NULL, &table, &why) != OK) {
        fprintf(stderr, "%s\n", why == NULL ? "This is too much." : why);
        return 1;
    }
    double read = now() - began;
    const struct vote *votes = votes_of(arena, &table.matrix);
    for (size_t round = 0; round < rounds; round++)
        if (!measure(&table.matrix, votes, round, one_by_one, &figures))
            return 1;
    printf("people=%zu statements=%zu votes=%zu read=%.6f passes=%zu", table.matrix.participants, table.matrix.statements,
           table.matrix.begins[table.matrix.participants], read, figures.passes);
    printf(" whole=%.6f update=%.6f ratio=%.4f worst=%.6f", median(figures.whole, rounds), median(figures.update, rounds),
           median(figures.ratio, rounds), figures.worst);
    printf(" updates=%zu update_passes=%zu error=%.2e other_groups=%zu\n", figures.updates, figures.update_passes, figures.error,
           figures.other_groups);
    return 0;
}
