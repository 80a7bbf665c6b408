// opinion_clusters_test.c - camps are found, tests of proportions are as worked out by hand, and odd matrices have no groups.
#include "insight/opinion_clusters.h"

#include <math.h>

#include "insight/representative.h"
#include "support.h"

enum { STATEMENTS = 12 };

// `sizes[c]` people in camp c, in turns. Camp 0 agrees with statements 0 to 3 and disagrees with the next four, camp 1 the other way
// round, camp 2 is against all eight; everybody agrees with 8, is unsure of 9, and few voted on 10 and 11.
static struct vote_matrix camps(const size_t *sizes, size_t n_camps, size_t *ret_camp)
{
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, 400 * STATEMENTS);
    size_t n = 0, people = 0;
    for (size_t i = 0; i < 100; i++)
        for (size_t c = 0; c < n_camps; c++) {
            if (i >= sizes[c])
                continue;
            ret_camp[people] = c;
            for (size_t j = 0; j < STATEMENTS; j++) {
                int value = j == 8 ? 1 : j == 9 ? 0 : c == 2 ? -1 : (j < 4) == (c == 0) ? 1 : -1;
                if (j >= 10 ? i == 0 : (people * 7 + j * 3) % 11 != 0)
                    votes[n++] = (struct vote){(uint32_t)people, (uint32_t)j, value};
            }
            people++;
        }
    struct vote_matrix matrix;
    assert_ok(vote_matrix_make(test_arena(), votes, n, people, STATEMENTS, NULL, &matrix));
    return matrix;
}

static struct opinion_clusters groups_of(const struct vote_matrix *matrix, size_t k)
{
    struct opinion_space space;
    struct opinion_clusters groups;
    opinion_space_make(test_arena(), matrix, &space);
    opinion_clusters_make(test_arena(), matrix, &space, k, &groups);
    return groups;
}

static void every_number_of_groups_that_was_tried_is_told(void **state)
{
    (void)state;
    static const size_t sizes[] = {40, 40};
    size_t camp[100];
    struct vote_matrix matrix = camps(sizes, 2, camp);
    struct opinion_clusters groups = groups_of(&matrix, 0);
    assert_int_equal(groups.k, 2);
    assert_near(groups.tried[2], groups.silhouette, 0);
    assert_true(groups.tried[3] >= -1 && groups.tried[3] < groups.silhouette);
    for (size_t k = 3; k <= OPINION_CLUSTERS_MOST; k++)
        assert_true(groups.tried[k] < groups.silhouette);
    assert_near(groups.tried[0], SILHOUETTE_NONE, 0);
    assert_near(groups.tried[1], SILHOUETTE_NONE, 0);
    groups = groups_of(&matrix, 3);
    assert_near(groups.tried[2], SILHOUETTE_NONE, 0);
    assert_near(groups.tried[3], groups.silhouette, 0);
}

static void camps_are_found_largest_first(void **state)
{
    (void)state;
    static const size_t sizes[] = {30, 50, 20};
    size_t camp[100];
    struct vote_matrix matrix = camps(sizes, 3, camp);
    struct opinion_clusters groups = groups_of(&matrix, 3);
    assert_int_equal(groups.k, 3);
    assert_int_equal(groups.cluster[0].size, 50);
    assert_int_equal(groups.cluster[1].size, 30);
    assert_int_equal(groups.cluster[2].size, 20);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(groups.cluster_of[i], camp[i] == 0 ? 1 : camp[i] == 1 ? 0 : 2);
    assert_true(groups.silhouette > 0.8);
    // Answers of a group are its members' answers.
    assert_int_equal(groups.cluster[2].answers[0].agree, 0);
    assert_int_equal(groups.cluster[0].answers[4].disagree, 0);
    assert_true(groups.cluster[0].answers[4].agree > 40);
    double consensus = 1;
    for (size_t g = 0; g < 3; g++) {
        const struct answers *answers = &groups.cluster[g].answers[8];
        consensus *= (answers->agree + 1.0) / (answers->agree + 2.0);
    }
    assert_near(groups.consensus[8], consensus, 1e-12);
    for (size_t j = 0; j < 8; j++)
        assert_true(groups.consensus[8] > groups.consensus[j]);
}

static void what_tells_a_group_from_the_others_comes_first(void **state)
{
    (void)state;
    static const size_t sizes[] = {40, 40};
    size_t camp[100];
    struct vote_matrix matrix = camps(sizes, 2, camp);
    struct opinion_clusters groups = groups_of(&matrix, 0);
    assert_int_equal(groups.k, 2);
    for (size_t g = 0; g < 2; g++) {
        const struct opinion_cluster *group = &groups.cluster[g];
        bool was_disagree = false;
        assert_true(group->representative_count > 1 && group->representative_count <= REPRESENTATIVE_MOST);
        for (size_t i = 0; i < group->representative_count; i++) {
            const struct representative *one = &group->representative[i];
            assert_true(one->statement < 8); // what all think tells nobody apart
            assert_true(one->repness > 1 && one->repness_test > 1.2816 && one->p_test > 1.2816);
            assert_false(was_disagree && one->is_agree);
            was_disagree |= !one->is_agree;
            const struct answers *answers = &group->answers[one->statement];
            assert_int_equal(one->successes, one->is_agree ? answers->agree : answers->disagree);
        }
    }
    assert_true(groups.agreed_count > 0);
    assert_int_equal(groups.agreed[0].statement, 8);
}

static void tests_of_proportions_are_as_worked_out_by_hand(void **state)
{
    (void)state;
    assert_near(proportion_test(8, 10), 2 * sqrt(11) * (9.0 / 11 - 0.5), 1e-12);
    assert_near(proportion_test(0, 0), 1, 1e-12);
    double pooled = (9.0 + 3) / (11 + 21);
    assert_near(two_proportions_test(8, 2, 10, 20),
                       (9.0 / 11 - 3.0 / 21) / sqrt(pooled * (1 - pooled) * (1.0 / 11 + 1.0 / 21)), 1e-12);
    assert_near(two_proportions_test(5, 7, 5, 7), 0, 0);
}

static void who_voted_on_little_is_in_no_group(void **state)
{
    (void)state;
    static const size_t sizes[] = {20, 20};
    size_t camp[100];
    struct vote_matrix matrix = camps(sizes, 2, camp);
    for (uint32_t j = 0; j < 6; j++)
        assert_ok(vote_matrix_put(test_arena(), &matrix, (struct vote){40, j, 1}));
    struct opinion_clusters groups = groups_of(&matrix, 0);
    assert_int_equal(groups.cluster_of[40], NO_CLUSTER);
    assert_ok(vote_matrix_put(test_arena(), &matrix, (struct vote){40, 6, 1}));
    groups = groups_of(&matrix, 0);
    assert_true(groups.cluster_of[40] < groups.k);
}

static void few_people_are_topped_up_with_the_busiest(void **state)
{
    (void)state;
    // 4 voted on all of 10 statements, 20 on two to five: the 11 busiest of these join.
    struct vote *votes = ARENA_ARRAY(test_arena(), struct vote, 400);
    size_t n = 0;
    for (uint32_t i = 0; i < 24; i++)
        for (uint32_t j = 0; j < (i < 4 ? 10 : 2 + i % 4); j++)
            votes[n++] = (struct vote){i, j, (i + j) % 2 == 0 ? 1 : -1};
    struct vote_matrix matrix;
    assert_ok(vote_matrix_make(test_arena(), votes, n, 24, 10, NULL, &matrix));
    struct opinion_clusters groups = groups_of(&matrix, 2);
    size_t grouped = 0;
    for (uint32_t i = 0; i < 24; i++) {
        grouped += groups.cluster_of[i] != NO_CLUSTER;
        if (i >= 4 && groups.cluster_of[i] != NO_CLUSTER)
            assert_true(i % 4 >= 2 || (i % 4 == 1 && i < 8)); // 5 with five, 5 with four, the first with three
    }
    assert_int_equal(grouped, 15);
}

static void odd_matrices_have_no_groups_or_sound_ones(void **state)
{
    (void)state;
    for (size_t run = 0; run < 300; run++) {
        size_t people = rand_below(test_random(), 30), statements = rand_below(test_random(), 9), n = 0;
        struct vote votes[200];
        int same = (int)rand_below(test_random(), 3) - 1;
        for (size_t i = 0; people > 0 && statements > 0 && i < rand_below(test_random(), 200); i++)
            votes[n++] = (struct vote){(uint32_t)rand_below(test_random(), people), (uint32_t)rand_below(test_random(), statements),
                                       run % 4 == 0 ? same : (int32_t)rand_below(test_random(), 3) - 1};
        struct vote_matrix matrix;
        assert_ok(vote_matrix_make(test_arena(), votes, n, people, statements, NULL, &matrix));
        struct opinion_clusters groups = groups_of(&matrix, run % 5 < 2 ? 0 : run % 5);
        size_t sizes = 0, grouped = 0;
        assert_true(groups.k != 1 && groups.k <= OPINION_CLUSTERS_MOST);
        for (size_t g = 0; g < groups.k; g++) {
            sizes += groups.cluster[g].size;
            assert_true(groups.cluster[g].size > 0 && (g == 0 || groups.cluster[g].size <= groups.cluster[g - 1].size));
        }
        for (size_t i = 0; i < people; i++)
            grouped += groups.cluster_of[i] != NO_CLUSTER;
        assert_int_equal(sizes, grouped);
        for (size_t j = 0; j < statements; j++)
            assert_true(isfinite(groups.consensus[j]) && isfinite(groups.priority[j]));
    }
}

TESTS(opinion_clusters, every_number_of_groups_that_was_tried_is_told, camps_are_found_largest_first,
      what_tells_a_group_from_the_others_comes_first,
      tests_of_proportions_are_as_worked_out_by_hand, who_voted_on_little_is_in_no_group, few_people_are_topped_up_with_the_busiest,
      odd_matrices_have_no_groups_or_sound_ones)
