// picture_test.c - where numbers stand in pictures, and what the views make of them.
#include "web/picture.h"

#include <stdio.h>
#include <stdlib.h>

#include "support.h"
#include "web_views.h"

static const char *drawn(struct body body)
{
    const struct view_env env = {.arena = test_arena(), .language = LANGUAGE_EN};
    struct buf page = buf_make(test_arena(), 4096);
    body.draw(&page, &env, body.data);
    return buf_text(&page);
}

// The places where the pen begins: "M12 34" ... of a path.
static size_t pens_of(const char *path, int x[], int y[], size_t most)
{
    size_t n = 0;
    for (const char *at = path; (at = strchr(at, 'M')) != NULL; at++) {
        assert_true(n < most);
        assert_int_equal(sscanf(at, "M%d %d", &x[n], &y[n]), 2);
        n++;
    }
    return n;
}

static void the_map_keeps_directions_and_distances_and_its_edges(void **state)
{
    (void)state;
    // Twice as far across as up: the width decides, and both directions have one scale.
    const struct picture_place places[] = {{-4, 0, 1, 0}, {4, 0, 1, 0}, {0, 1, 1, 0}, {0, -1, 9, 0}};
    struct picture_map map;
    int x[8], y[8];
    picture_map_make(test_arena(), places, 4, 1, &map);
    assert_int_equal(map.groups.n, 1);
    assert_int_equal(pens_of(map.groups.at[0].path, x, y, 8), 4);
    // A disc of one person has a radius of 7 + 11 / 3, of nine people 18; its pen begins at its left end.
    assert_int_equal(x[0], 34 - 11);
    assert_int_equal(x[1], 640 - 34 - 11);
    assert_int_equal(y[0], 200);
    assert_int_equal(x[2], 320 - 11);
    assert_true(y[2] < 200 && y[3] > 200); // above is above
    assert_in_range(y[3] - y[2], 142, 144); // 2 of 8, of 572
    assert_int_equal(x[3], 320 - 18);
    assert_string_equal(map.groups.at[0].x, "320");
    assert_true(strtol(map.groups.at[0].y, NULL, 10) > 230); // the letter stands where most people are
}

static void places_that_are_one_stand_in_the_middle(void **state)
{
    (void)state;
    const struct picture_place places[] = {{3, 3, 2, 1}, {3, 3, 2, 1}};
    struct picture_map map;
    int x[4], y[4];
    picture_map_make(test_arena(), places, 2, 2, &map);
    assert_string_equal(map.groups.at[0].path, ""); // nobody
    assert_int_equal(pens_of(map.groups.at[1].path, x, y, 4), 2);
    assert_int_equal(x[0], 320);
    picture_map_make(test_arena(), NULL, 0, 0, &map);
    assert_int_equal(map.groups.n, 0);
}

static void every_group_has_a_shape_of_its_own(void **state)
{
    (void)state;
    struct picture_map map;
    picture_map_make(test_arena(), NULL, 0, PICTURE_GROUPS, &map);
    for (size_t i = 0; i < PICTURE_GROUPS; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(map.groups.at[i].sign, map.groups.at[j].sign);
    assert_string_equal(map.groups.at[4].letter, "E");
}

static void the_map_is_drawn_with_title_description_and_table(void **state)
{
    (void)state;
    const struct picture_place places[] = {{0, 0, 1, 0}, {1, 0, 1, 1}};
    struct picture_map map;
    picture_map_make(test_arena(), places, 2, 2, &map);
    map.title = "Map <1>";
    map.about = "Two people.";
    for (size_t i = 0; i < 2; i++) {
        map.groups.at[i].name = i == 0 ? "Group A" : "Group B";
        map.groups.at[i].people = "1";
    }
    assert_string_equal(
        drawn(body_picture_map(&map)),
        "<svg class=\"plot\" viewBox=\"0 0 640 400\" role=\"img\"><title>Map &lt;1&gt;</title><desc>Two people.</desc>\n"
        "<path class=\"g1\" d=\"M24 200a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z\" fill=\"currentColor\" fill-opacity=\".7\" "
        "stroke-width=\"1\" stroke=\"currentColor\"/><path class=\"g2\" d=\"M606 189l11 20h-22z\" fill=\"none\" stroke-width=\"3\" "
        "stroke=\"currentColor\"/>\n"
        "<text x=\"34\" y=\"200\">A</text><text x=\"606\" y=\"200\">B</text></svg>\n"
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Map &lt;1&gt;\">"
        "<table><caption class=\"sr\">Map &lt;1&gt;</caption>\n"
        "<thead><tr><th scope=\"col\">Group</th><th scope=\"col\" class=\"num\">People</th></tr></thead>\n"
        "<tbody><tr><th scope=\"row\"><svg class=\"sign\" width=\"24\" height=\"24\" viewBox=\"-12 -12 24 24\" aria-hidden=\"true\" "
        "focusable=\"false\"><path class=\"g1\" d=\"M-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0z\" fill=\"currentColor\" stroke=\"currentColor\" "
        "stroke-width=\"2\"/></svg> Group A</th><td class=\"num\">1</td></tr><tr><th scope=\"row\"><svg class=\"sign\" "
        "width=\"24\" height=\"24\" "
        "viewBox=\"-12 -12 24 24\" aria-hidden=\"true\" focusable=\"false\"><path class=\"g2\" d=\"M0 -10l10 18h-20z\" fill=\"none\" "
        "stroke=\"currentColor\" stroke-width=\"2\"/></svg> Group B</th><td class=\"num\">1</td></tr>\n</tbody></table></div>");
}

static void values_stand_on_their_axis(void **state)
{
    (void)state;
    const double values[] = {3, -1, 1};
    struct picture_axis axis = picture_axis_over(values, 3);
    assert_near(axis.low, -1.2, 1e-12);
    assert_near(axis.high, 3.2, 1e-12);
    assert_string_equal(picture_at(test_arena(), (struct picture_axis){0, 4}, 1), "25.0%");
    assert_string_equal(picture_at(test_arena(), (struct picture_axis){0, 4}, -1), "0.0%");
    assert_string_equal(picture_at(test_arena(), (struct picture_axis){0, 4}, 9), "100.0%");
    axis = picture_axis_over(values, 1);
    assert_string_equal(picture_at(test_arena(), axis, 3), "50.0%");
    axis = picture_axis_over(NULL, 0);
    assert_true(axis.low < axis.high);
}

static void rows_are_drawn_with_interval_or_with_before_and_after(void **state)
{
    (void)state;
    struct picture_scale scale = {.about = "What it means.", .left = "little", .right = "much", .zero = "50.0%",
                                  .table = {.caption = "Numbers", .name_head = "What"}};
    const struct words name = {.text = "A & B", .language = LANGUAGE_EN};
    *VEC_PUSH(test_arena(), &scale.rows) =
        (struct picture_row){.name = name, .low = "10.0%", .high = "30.0%", .at = "20.0%", .in_words = "It is 20."};
    *VEC_PUSH(test_arena(), &scale.rows) = (struct picture_row){.name = name, .before = "40.0%", .at = "60.0%", .in_words = "It rose."};
    *VEC_PUSH(test_arena(), &scale.table.heads) = "Value";
    struct picture_line *line = VEC_PUSH(test_arena(), &scale.table.lines);
    line->name = name;
    *VEC_PUSH(test_arena(), &line->cells) = "20";
    const char *html = drawn(body_picture_scale(&scale));
    assert_non_null(strstr(html, "<svg class=\"bar\" role=\"img\"><title>A &amp; B</title><desc>It is 20.</desc>"
                                 "<line x1=\"50.0%\" x2=\"50.0%\" y1=\"0\" y2=\"100%\" stroke=\"currentColor\" stroke-dasharray=\"3 3\"/>"
                                 "<line x1=\"10.0%\" x2=\"30.0%\""));
    assert_non_null(strstr(html, "<line x1=\"40.0%\" x2=\"60.0%\" y1=\"50%\" y2=\"50%\" stroke=\"currentColor\" stroke-width=\"3\"/>"
                                 "<circle class=\"o\" cx=\"40.0%\" cy=\"50%\" r=\"9\"/><circle cx=\"60.0%\" cy=\"50%\" r=\"9\""));
    assert_non_null(strstr(html, "<p>It rose.</p>"));
    assert_non_null(strstr(html, "<caption>Numbers</caption>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\" class=\"num\">Value</th>"
                                 "</tr></thead>\n<tbody>\n<tr><th scope=\"row\">A &amp; B</th><td class=\"num\">20</td></tr>"));
}

static void columns_are_as_tall_as_their_counts_and_hide_what_is_hidden(void **state)
{
    (void)state;
    const struct picture_count counts[] = {{"1", 5, true, true}, {"2", 10, true, true}, {"3", 0, false, false}, {"4", 1, false, true}};
    struct picture_distribution columns = {.in_words = "1: 5, 2: 10", .about = "Columns."};
    picture_distribution_make(test_arena(), LANGUAGE_EN, counts, 4, &columns);
    assert_string_equal(columns.columns.at[0].height, "30.0%");
    assert_string_equal(columns.columns.at[1].height, "60.0%");
    assert_string_equal(columns.columns.at[1].y, "20.0%");
    assert_string_equal(columns.columns.at[1].x, "28.8%");
    assert_string_equal(columns.columns.at[0].number, "5");
    assert_string_equal(columns.columns.at[2].number, "?");
    assert_string_equal(columns.columns.at[2].height, "0.0%");
    assert_string_equal(columns.columns.at[3].number, "");
    assert_string_equal(columns.columns.at[3].height, "6.0%");
    const char *html = drawn(body_picture_distribution(&columns));
    assert_non_null(strstr(html, "<svg class=\"bar tall\" role=\"img\"><title>1: 5, 2: 10</title><desc>Columns.</desc>"
                                 "<rect class=\"d\" x=\"3.8%\""));
}

static void a_page_for_a_file_needs_nothing_else(void **state)
{
    (void)state;
    struct picture_sheet sheet = {.title = "Before & after", .intro = "", .before_title = "before"};
    const struct picture_count counts[] = {{"1", 5, true, true}};
    picture_distribution_make(test_arena(), LANGUAGE_EN, counts, 1, &sheet.before);
    sheet.before.in_words = "1: 5";
    sheet.before.about = "Columns.";
    const struct picture_page page = {.language = "de", .title = "Before & after", .body = body_picture_sheet(&sheet)};
    const char *html = drawn(body_picture_page(&page));
    assert_non_null(strstr(html, "<!DOCTYPE html>\n<html lang=\"de\">"));
    assert_non_null(strstr(html, "<title>Before &amp; after</title>"));
    assert_non_null(strstr(html, "<style>"));
    assert_null(strstr(html, "href="));
    assert_null(strstr(html, "src="));
    assert_non_null(strstr(html, "<h2>before</h2>"));
}

TESTS(picture, the_map_keeps_directions_and_distances_and_its_edges, places_that_are_one_stand_in_the_middle,
      every_group_has_a_shape_of_its_own, the_map_is_drawn_with_title_description_and_table, values_stand_on_their_axis,
      rows_are_drawn_with_interval_or_with_before_and_after, columns_are_as_tall_as_their_counts_and_hide_what_is_hidden,
      a_page_for_a_file_needs_nothing_else)
