// crowds_test.c - everybody is in one crowd, no crowd is too small or twice too large, and near ones are together.
#include "insight/crowds.h"

#include "support.h"

static struct crowds crowds_of(struct point *points, size_t n, size_t least)
{
    struct crowds crowds = {0};
    crowds_add(test_arena(), points, n, least, 3, &crowds);
    return crowds;
}

static void crowds_hold_everybody_and_are_never_too_small(void **state)
{
    (void)state;
    for (size_t n = 0; n < 90; n++)
        for (size_t least = 1; least < 8; least++) {
            struct point *points = ARENA_ARRAY(test_arena(), struct point, n + 1);
            double x = 0, y = 0;
            for (size_t i = 0; i < n; i++) {
                points[i] = (struct point){(double)rand_below(test_random(), 50), (double)rand_below(test_random(), 7)};
                x += points[i].x;
                y += points[i].y;
            }
            struct crowds crowds = crowds_of(points, n, least);
            size_t people = 0;
            for (size_t i = 0; i < crowds.n; i++) {
                const struct crowd *crowd = &crowds.at[i];
                assert_true(crowd->size >= (n < least ? n : least) && crowd->size < 2 * least);
                assert_int_equal(crowd->cluster, 3);
                people += crowd->size;
                x -= crowd->center.x * crowd->size;
                y -= crowd->center.y * crowd->size;
            }
            assert_int_equal(people, n);
            assert_near(x, 0, 1e-9);
            assert_near(y, 0, 1e-9);
        }
}

static void near_points_are_one_crowd(void **state)
{
    (void)state;
    struct point points[12];
    for (size_t i = 0; i < 12; i++)
        points[i] = (struct point){i % 2 == 0 ? 100 : -100, (double)(i / 2)};
    struct crowds crowds = crowds_of(points, 12, 5);
    assert_int_equal(crowds.n, 2);
    assert_near(crowds.at[0].center.x, -100, 1e-9);
    assert_near(crowds.at[1].center.x, 100, 1e-9);
    assert_near(crowds.at[1].center.y, 2.5, 1e-9);
    struct point two[] = {{1, 1}, {2, 5}};
    crowds = crowds_of(two, 2, 5);
    assert_int_equal(crowds.n, 1);
    assert_int_equal(crowds.at[0].size, 2);
}

static void the_order_of_people_does_not_show(void **state)
{
    (void)state;
    struct point one[30], other[30];
    for (size_t i = 0; i < 30; i++)
        one[i] = other[29 - i] = (struct point){(double)rand_below(test_random(), 5), (double)rand_below(test_random(), 5)};
    struct crowds a = crowds_of(one, 30, 4), b = crowds_of(other, 30, 4);
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) {
        assert_near(a.at[i].center.x, b.at[i].center.x, 1e-12);
        assert_near(a.at[i].center.y, b.at[i].center.y, 1e-12);
    }
}

TESTS(crowds, crowds_hold_everybody_and_are_never_too_small, near_points_are_one_crowd, the_order_of_people_does_not_show)
