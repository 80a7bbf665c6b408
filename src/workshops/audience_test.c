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

// Everything an outsider knows: the rule itself, what it shows of the counts, and the whole. What is hidden must be possible in
// at least two ways.
static void nothing_hidden_from_the_public_can_be_worked_out_from_what_is_shown(void **state)
{
    (void)state;
    enum { N = 3, RANGE = 14, PATTERNS = 4096 };
    struct pattern {
        const char *line;
        int64_t first[N];
        bool varies[N];
    } *patterns = ARENA_ARRAY(test_arena(), struct pattern, PATTERNS);
    size_t n = 0;
    for (int64_t a = 0; a < RANGE; a++)
        for (int64_t b = 0; b < RANGE; b++)
            for (int64_t c = 0; c < RANGE; c++) {
                int64_t people[N] = {a, b, c};
                const char *line = seen(AUDIENCE_PUBLIC, true, N, people);
                size_t i = 0;
                while (i < n && strcmp(patterns[i].line, line) != 0)
                    i++;
                assert_true(i < PATTERNS);
                if (i == n)
                    patterns[n++] = (struct pattern){.line = line, .first = {a, b, c}};
                for (int j = 0; j < N; j++)
                    patterns[i].varies[j] |= patterns[i].first[j] != people[j];
            }
    for (size_t i = 0; i < n; i++) {
        struct figure figures[N], whole;
        figures_for(AUDIENCE_PUBLIC, true, patterns[i].first, N, figures, &whole);
        for (int j = 0; j < N; j++)
            if (!figures[j].is_shown && !patterns[i].varies[j])
                fail_msg("%s tells count %d", patterns[i].line, j + 1);
    }
}

TESTS(audience, the_team_sees_every_count, the_room_sees_dots_as_they_are_and_opinions_from_five_people_on,
      the_public_sees_no_count_below_five_and_none_that_can_be_worked_out,
      nothing_hidden_from_the_public_can_be_worked_out_from_what_is_shown)
