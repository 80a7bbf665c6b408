// audience_test.c - tests of who sees which figure.
#include "workshops/audience.h"

#include "support.h"

enum { MOST = 12 };

// Counts as an audience sees them, "-" where hidden, "~" where only a bar is drawn: "20 - - = 22".
static const char *seen(enum audience audience, bool opinions, size_t n, const int64_t *people)
{
    struct figure figures[MOST], whole;
    const char *line = "";
    figures_for(audience, opinions, people, n, figures, &whole);
    for (size_t i = 0; i <= n; i++) {
        const struct figure *figure = i < n ? &figures[i] : &whole;
        assert_true(figure->is_shown || figure->people == 0);
        assert_true(!figure->is_shown || figure->has_bar);
        const char *shown = figure->is_shown ? arena_print(test_arena(), "%lld", (long long)figure->people)
                            : figure->has_bar ? "~" : "-";
        line = arena_print(test_arena(), "%s%s%s", line, i == 0 ? "" : i == n ? " = " : " ", shown);
    }
    return line;
}

#define SEEN(audience, opinions, ...)                                                                     \
    seen((audience), (opinions), sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t), (int64_t[]){__VA_ARGS__})

static void the_team_sees_every_count(void **state)
{
    (void)state;
    assert_string_equal(SEEN(AUDIENCE_TEAM, true, 1, 0, 2), "1 0 2 = 3");
    assert_string_equal(SEEN(AUDIENCE_TEAM, false, 3), "3 = 3");
}

static void the_room_sees_dots_as_they_are_and_opinions_from_five_people_on(void **state)
{
    (void)state;
    assert_string_equal(SEEN(AUDIENCE_ROOM, false, 1, 0, 2), "1 0 2 = 3");
    assert_string_equal(SEEN(AUDIENCE_ROOM, true, 1, 1, 2), "~ ~ ~ = ~");
    assert_string_equal(SEEN(AUDIENCE_ROOM, true, 1, 2, 2), "1 2 2 = 5");
    assert_string_equal(SEEN(AUDIENCE_ROOM, true, 0, 0, 0), "~ ~ ~ = ~");
}

static void groups_need_fifty_people_and_five_in_each(void **state)
{
    (void)state;
    static const int64_t large[] = {40, 5}, small[] = {45, 4};
    for (int audience = AUDIENCE_PUBLIC; audience <= AUDIENCE_TEAM; audience++) {
        enum audience who = (enum audience)audience;
        assert_int_equal(groups_for(who, 49, large, 2), GROUPS_TOO_FEW_PEOPLE);
        assert_int_equal(groups_for(who, 50, small, 2), GROUPS_TOO_SMALL);
        assert_int_equal(groups_for(who, 50, small, 0), GROUPS_NOT_FOUND);
        assert_int_equal(groups_for(who, 50, large, 2), who == AUDIENCE_PUBLIC ? GROUPS_AS_CROWDS : GROUPS_AS_PEOPLE);
    }
}

TESTS(audience, groups_need_fifty_people_and_five_in_each, the_team_sees_every_count,
      the_room_sees_dots_as_they_are_and_opinions_from_five_people_on)
