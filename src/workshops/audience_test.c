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
#define PUBLIC(...) SEEN(AUDIENCE_PUBLIC, true, __VA_ARGS__)

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

static void the_public_sees_no_count_below_five_and_none_that_can_be_worked_out(void **state)
{
    (void)state;
    assert_string_equal(PUBLIC(10, 20, 30), "10 20 30 = 60");
    assert_string_equal(PUBLIC(5, 5, 5), "5 5 5 = 15");
    assert_string_equal(PUBLIC(20, 2, 3), "20 - - = 25");
    assert_string_equal(PUBLIC(20, 30, 3), "- 30 - = 53"); // one hidden alone is the rest of the whole
    assert_string_equal(PUBLIC(20, 1, 1), "- - - = 22");   // two hidden that make 2 are 0 and 2, or 1 and 1
    assert_string_equal(PUBLIC(20, 0, 0), "- - - = 20");   // that all agree is not shown either
    assert_string_equal(PUBLIC(20, 4, 4), "- - - = 28");   // 8 could only be 4 and 4
    assert_string_equal(PUBLIC(4, 4, 4), "- - - = -");     // as could 12
    assert_string_equal(PUBLIC(1, 2, 1), "- - - = -");
    assert_string_equal(PUBLIC(1, 2, 2), "- - - = 5");
    assert_string_equal(PUBLIC(0, 0, 0), "- - - = -");
    assert_string_equal(PUBLIC(4), "- = -");
    assert_string_equal(PUBLIC(5), "5 = 5");
    assert_string_equal(PUBLIC(50, 3, 40, 30, 20), "50 - 40 30 - = 143");
}

// What the public sees of some counts, and whether each count differs between the counts that look like this.
struct view {
    const char *line;
    int64_t first[MOST];
    bool varies[MOST];
};
enum { VIEWS = 8192 };

static void note_view(struct view *views, size_t *n_views, const int64_t *people, size_t n)
{
    const char *line = seen(AUDIENCE_PUBLIC, true, n, people);
    size_t at = 0;
    while (at < *n_views && strcmp(views[at].line, line) != 0)
        at++;
    assert_true(at < VIEWS);
    if (at == *n_views) {
        views[(*n_views)++].line = line;
        memcpy(views[at].first, people, n * sizeof(*people));
    }
    for (size_t i = 0; i < n; i++)
        views[at].varies[i] |= views[at].first[i] != people[i];
}

// An outsider knows the rule, what it shows, and that counts are whole numbers. What is hidden must be possible in two
// ways.
static void check_all_counts_below(size_t n, int64_t range)
{
    struct view *views = ARENA_ARRAY(test_arena(), struct view, VIEWS);
    int64_t people[MOST] = {0};
    size_t n_views = 0, place = 0;
    while (place < n) {
        note_view(views, &n_views, people, n);
        for (place = 0; place < n && ++people[place] == range; place++)
            people[place] = 0;
    }
    for (size_t i = 0; i < n_views; i++) {
        struct figure figures[MOST], whole;
        figures_for(AUDIENCE_PUBLIC, true, views[i].first, n, figures, &whole);
        for (size_t j = 0; j < n; j++)
            if (!figures[j].is_shown && !views[i].varies[j])
                fail_msg("%s tells count %zu", views[i].line, j + 1);
    }
}

static void nothing_hidden_from_the_public_can_be_worked_out_from_what_is_shown(void **state)
{
    (void)state;
    check_all_counts_below(1, 40);
    check_all_counts_below(2, 40);
    check_all_counts_below(3, 16);
    check_all_counts_below(4, 9);
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
      the_room_sees_dots_as_they_are_and_opinions_from_five_people_on,
      the_public_sees_no_count_below_five_and_none_that_can_be_worked_out,
      nothing_hidden_from_the_public_can_be_worked_out_from_what_is_shown)
