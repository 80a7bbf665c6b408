// map_project_test.c - tests of where places and their names lie on the map.
#include "networks/map_project.h"

#include <math.h>

#include "support.h"

static void the_middle_of_the_projection_lies_where_the_map_has_it(void **state)
{
    (void)state;
    int x = -1, y = -1;
    assert_true(map_project(60, 20, &x, &y));
    assert_int_equal(x, 300);
    assert_int_equal(y, 372);
}

// Equal-area: along the middle meridian the distance is 2 R sin(degrees / 2).
static void ten_degrees_to_the_north_are_as_long_as_the_formula_says(void **state)
{
    (void)state;
    int x = -1, y = -1;
    assert_true(map_project(70, 20, &x, &y));
    assert_int_equal(x, 300);
    assert_int_equal(y, 372 - (int)lround(2 * 1765 * sin(5 * M_PI / 180)));
}

static void places_west_lie_left_and_places_south_lie_below(void **state)
{
    (void)state;
    int liepaja_x, liepaja_y, lulea_x, lulea_y, meldorf_x, meldorf_y;
    assert_true(map_project(56.505, 21.011, &liepaja_x, &liepaja_y));
    assert_true(map_project(65.585, 22.154, &lulea_x, &lulea_y));
    assert_true(map_project(54.090, 9.069, &meldorf_x, &meldorf_y));
    assert_true(meldorf_x < liepaja_x && liepaja_x < lulea_x);
    assert_true(lulea_y < liepaja_y && liepaja_y < meldorf_y);
}

static void a_place_outside_of_the_map_is_not_on_it(void **state)
{
    (void)state;
    int x = -1, y = -1;
    assert_false(map_project(40.4, -3.7, &x, &y));
    assert_false(map_project(-60, -160, &x, &y)); // the other side of the earth
    assert_false(map_project((double)NAN, 20, &x, &y));
    assert_false(map_project(91, 20, &x, &y));
    assert_int_equal(x, -1);
    assert_int_equal(y, -1);
}

static void names_of_near_places_do_not_overlap_and_stay_on_the_map(void **state)
{
    (void)state;
    struct map_mark marks[] = {{104, 535, 0, 0}, {105, 526, 0, 1}, {123, 534, 0, 2}, {327, 200, 0, 3}, {242, 715, 0, 4},
                               {250, 714, 0, 5}, {300, 2, 0, 6}};
    enum { N = sizeof(marks) / sizeof(marks[0]) };
    map_place_names(marks, N);
    assert_int_equal(marks[0].index, 6);
    assert_int_equal(marks[1].index, 3);
    assert_int_equal(marks[1].name_y, 200); // nothing near: beside its place
    assert_true(marks[0].name_y >= MAP_NAME_ROW / 2);
    assert_true(marks[N - 1].name_y <= MAP_HEIGHT - MAP_NAME_ROW / 2);
    for (size_t i = 1; i < N; i++)
        assert_true(marks[i].name_y - marks[i - 1].name_y >= MAP_NAME_ROW);
}

static void more_names_than_rows_move_closer_together(void **state)
{
    (void)state;
    struct map_mark marks[30];
    for (size_t i = 0; i < 30; i++)
        marks[i] = (struct map_mark){.x = 300, .y = 360, .index = i};
    map_place_names(marks, 30);
    for (size_t i = 1; i < 30; i++)
        assert_true(marks[i].name_y - marks[i - 1].name_y >= MAP_HEIGHT / 30);
    assert_true(marks[0].name_y >= 0 && marks[29].name_y <= MAP_HEIGHT);
    map_place_names(marks, 0);
}

TESTS(map_project, the_middle_of_the_projection_lies_where_the_map_has_it,
      ten_degrees_to_the_north_are_as_long_as_the_formula_says, places_west_lie_left_and_places_south_lie_below,
      a_place_outside_of_the_map_is_not_on_it, names_of_near_places_do_not_overlap_and_stay_on_the_map,
      more_names_than_rows_move_closer_together)
