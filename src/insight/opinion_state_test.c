// opinion_state_test.c - after each vote the findings are those of a fresh start: axes to 1e-6, groups and what stands for them exactly.
#include "insight/opinion_state.h"

#include <math.h>

#include "insight/opinion_basis.h"
#include "insight/opinion_kept.h"
#include "support.h"

static int answer_of(size_t person, size_t statement)
{
    bool is_one = statement % 4 < 2 ? person % 3 == 0 : person % 5 < 2;
    int side = (is_one ? 1 : -1) * (statement % 2 == 0 ? 1 : -1), noise = (int)rand_below(test_random(), 5) - 2;
    return side + noise > 0 ? 1 : side + noise < 0 ? -1 : 0;
}

// Two questions that people are divided on, and some noise; of the answers `holes` per cent are missing; statement 3 is moderated out.
static struct opinion_state *conversation(size_t people, size_t statements, size_t holes, size_t k)
{
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, people * statements + 1);
    bool *is_out = ARENA_ARRAY(test_arena(), bool, statements + 1);
    struct vote_matrix matrix;
    struct opinion_state *state;
    size_t n = 0;
    if (statements > 3)
        is_out[3] = true;
    for (size_t i = 0; i < people; i++)
        for (size_t j = 0; j < statements; j++)
            if (rand_below(test_random(), 100) >= holes)
                votes[n++] = (struct vote){(uint32_t)i, (uint32_t)j, answer_of(i, j)};
    assert_ok(vote_matrix_make(test_arena(), votes, n, people, statements, is_out, &matrix));
    opinion_state_make(test_arena(), &matrix, k, &state);
    return state;
}

static void assert_representative_equal(const struct representative *one, const struct representative *other, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(one[i].statement, other[i].statement);
        assert_int_equal(one[i].is_agree, other[i].is_agree);
        assert_int_equal(one[i].successes, other[i].successes);
        assert_int_equal(one[i].trials, other[i].trials);
        assert_near(one[i].p_test, other[i].p_test, 0);
        assert_near(one[i].repness, other[i].repness, 0);
        assert_near(one[i].repness_test, other[i].repness_test, 0);
    }
}

// The groups are exactly those of a fresh start from the same points.
static void assert_groups_fresh(const struct opinion_state *state)
{
    const struct opinion_clusters *warm = &state->clusters;
    size_t people = state->matrix.participants, statements = state->matrix.statements;
    struct opinion_clusters fresh;
    opinion_clusters_make(test_arena(), &state->matrix, &state->space, state->k, &fresh);
    assert_int_equal(warm->k, fresh.k);
    assert_near(warm->silhouette, fresh.silhouette, 0);
    assert_memory_equal(warm->tried, fresh.tried, sizeof fresh.tried);
    assert_memory_equal(warm->cluster_of, fresh.cluster_of, people * sizeof *fresh.cluster_of);
    assert_memory_equal(warm->consensus, fresh.consensus, statements * sizeof *fresh.consensus);
    assert_memory_equal(warm->priority, fresh.priority, statements * sizeof *fresh.priority);
    for (size_t g = 0; g < fresh.k; g++) {
        const struct opinion_cluster *one = &warm->cluster[g], *other = &fresh.cluster[g];
        assert_int_equal(one->size, other->size);
        assert_near(one->x, other->x, 0);
        assert_memory_equal(one->answers, other->answers, statements * sizeof *one->answers);
        assert_int_equal(one->representative_count, other->representative_count);
        assert_representative_equal(one->representative, other->representative, one->representative_count);
    }
    assert_int_equal(warm->agreed_count, fresh.agreed_count);
    assert_representative_equal(warm->agreed, fresh.agreed, fresh.agreed_count);
    assert_int_equal(warm->disagreed_count, fresh.disagreed_count);
    assert_representative_equal(warm->disagreed, fresh.disagreed, fresh.disagreed_count);
}

static void assert_space_fresh(const struct opinion_state *state)
{
    const struct opinion_space *warm = &state->space;
    struct opinion_space fresh;
    opinion_space_make(test_arena(), &state->matrix, &fresh);
    assert_int_equal(warm->participants, fresh.participants);
    assert_memory_equal(warm->center, fresh.center, fresh.statements * sizeof *fresh.center);
    for (size_t axis = 0; axis < OPINION_AXES; axis++) {
        assert_near(warm->spread[axis], fresh.spread[axis], 1e-9 * fresh.spread[0]);
        for (size_t j = 0; j < fresh.statements; j++)
            assert_near(warm->axes[axis][j], fresh.axes[axis][j], 1e-6);
        for (size_t i = 0; i < fresh.participants; i++)
            assert_near(warm->points[axis][i], fresh.points[axis][i], 1e-4);
    }
}

// A new answer or a changed one, now and then by somebody new, now and then to the statement that is out.
static struct vote some_vote(const struct opinion_state *state)
{
    uint32_t people = (uint32_t)state->matrix.participants, statements = (uint32_t)state->matrix.statements;
    bool is_new = people == 0 || rand_below(test_random(), 6) == 0, is_to_out = rand_below(test_random(), 8) == 0 && statements > 3;
    return (struct vote){is_new ? people : (uint32_t)rand_below(test_random(), people),
                         is_to_out ? 3 : (uint32_t)rand_below(test_random(), statements), (int32_t)rand_below(test_random(), 3) - 1};
}

static void each_vote_leads_to_what_a_fresh_start_finds(void **state)
{
    (void)state;
    struct opinion_state *conversation_now = conversation(900, 80, 70, 0);
    size_t passes = 0, followed = 0;
    assert_groups_fresh(conversation_now);
    for (size_t i = 0; i < 60; i++) {
        struct vote vote = some_vote(conversation_now);
        conversation_now->space.passes = 0;
        assert_ok(opinion_state_put(test_arena(), conversation_now, vote));
        passes += conversation_now->space.passes;
        followed += !conversation_now->matrix.is_out[vote.statement];
        assert_space_fresh(conversation_now);
        assert_groups_fresh(conversation_now);
    }
    assert_true(passes > 0 && passes <= 4 * followed); // a fresh start takes some twenty
}

static void votes_that_move_many_people_are_followed(void **state)
{
    (void)state;
    for (size_t run = 0; run < 4; run++) {
        struct opinion_state *small = conversation(60, 12, 30, run < 2 ? 0 : run);
        for (size_t i = 0; i < 120; i++) {
            assert_ok(opinion_state_put(test_arena(), small, some_vote(small)));
            assert_groups_fresh(small);
        }
        assert_space_fresh(small);
    }
}

static void the_first_votes_of_all_are_followed(void **state)
{
    (void)state;
    for (size_t run = 0; run < 40; run++) {
        struct opinion_state *tiny = conversation(rand_below(test_random(), 3), 1 + rand_below(test_random(), 7), 60, 0);
        for (size_t i = 0; i < 40; i++) {
            assert_ok(opinion_state_put(test_arena(), tiny, some_vote(tiny)));
            assert_groups_fresh(tiny);
            assert_near(tiny->space.spread[0], tiny->space.spread[0], 0); // a number
        }
    }
}

static void votes_that_are_none_change_nothing(void **state)
{
    (void)state;
    struct opinion_state *small = conversation(60, 12, 30, 0);
    size_t votes = small->matrix.begins[60];
    assert_int_equal(opinion_state_put(test_arena(), small, (struct vote){62, 0, 1}), ERR_INVALID);
    assert_int_equal(opinion_state_put(test_arena(), small, (struct vote){0, 12, 1}), ERR_INVALID);
    assert_int_equal(opinion_state_put(test_arena(), small, (struct vote){0, 0, 2}), ERR_INVALID);
    assert_int_equal(small->matrix.begins[60], votes);
    assert_groups_fresh(small);
}

// However many votes come, memory is needed for people only.
static void a_long_life_needs_little_memory(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    struct opinion_state *small;
    struct vote_matrix matrix;
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, 60 * 12);
    for (size_t i = 0; i < 60 * 12; i++)
        votes[i] = (struct vote){(uint32_t)(i / 12), (uint32_t)(i % 12), answer_of(i / 12, i % 12)};
    assert_ok(vote_matrix_make(arena, votes, 60 * 12, 60, 12, NULL, &matrix));
    opinion_state_make(arena, &matrix, 0, &small);
    for (size_t i = 0; i < 200; i++)
        assert_ok(opinion_state_put(arena, small, (struct vote){(uint32_t)(i % 60), (uint32_t)(i % 12), answer_of(i, i % 7)}));
    size_t before = arena_used(arena);
    for (size_t i = 0; i < 2000; i++)
        assert_ok(opinion_state_put(arena, small, (struct vote){(uint32_t)(i % 60), (uint32_t)(i * 7 % 12), answer_of(i, i % 5)}));
    assert_true(arena_used(arena) - before < 16 * 1024);
    assert_space_fresh(small);
    assert_groups_fresh(small);
}

TESTS(opinion_state, each_vote_leads_to_what_a_fresh_start_finds, votes_that_move_many_people_are_followed,
      the_first_votes_of_all_are_followed, votes_that_are_none_change_nothing, a_long_life_needs_little_memory)
