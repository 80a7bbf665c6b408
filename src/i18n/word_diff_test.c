// word_diff_test.c - what changed between two texts is marked by as few words as can be, and nothing of either is lost.
#include "i18n/word_diff.h"

#include "base/buf.h"
#include "i18n/word.h"
#include "support.h"

// "The [red|green] car": what went before the bar, what came behind it.
static const char *marked(enum language language, const char *before, const char *after)
{
    struct diff_list list = word_diff(test_arena(), language, before, after);
    struct buf text = buf_make(test_arena(), 64);
    for (size_t i = 0; i < list.n; i++) {
        bool follows = list.at[i].kind == DIFF_IN && i > 0 && list.at[i - 1].kind == DIFF_OUT;
        bool is_followed = list.at[i].kind == DIFF_OUT && i + 1 < list.n && list.at[i + 1].kind == DIFF_IN;
        if (list.at[i].kind == DIFF_SAME)
            buf_add_text(&text, list.at[i].text);
        else
            buf_print(&text, "%s%s%s", follows ? "" : list.at[i].kind == DIFF_IN ? "[|" : "[", list.at[i].text,
                      is_followed ? "|" : list.at[i].kind == DIFF_OUT ? "|]" : "]");
    }
    return buf_text(&text);
}

static void changes_are_marked_by_words(void **state)
{
    (void)state;
    assert_string_equal(marked(LANGUAGE_EN, "The bus comes on Mondays.", "The bus comes on Tuesdays."),
                        "The bus comes on [Mondays|Tuesdays].");
    assert_string_equal(marked(LANGUAGE_EN, "A ramp at the pharmacy.", "A ramp and a lift at the pharmacy."),
                        "A ramp [|and a lift ]at the pharmacy.");
    assert_string_equal(marked(LANGUAGE_DE, "Der Bus fährt, auch sonntags.", "Der Bus fährt."), "Der Bus fährt[, auch sonntags|].");
    assert_string_equal(marked(LANGUAGE_LV, "Autobuss brauc vienreiz nedēļā", "Autobuss brauc divreiz mēnesī"),
                        "Autobuss brauc [vienreiz nedēļā|divreiz mēnesī]");
    assert_string_equal(marked(LANGUAGE_UK, "Автобус їде щодня", "Автобус їде щодня"), "Автобус їде щодня");
    assert_string_equal(marked(LANGUAGE_SV, "", "Ny text"), "[|Ny text]");
    assert_string_equal(marked(LANGUAGE_SV, "Ny text", ""), "[Ny text|]");
    assert_string_equal(marked(LANGUAGE_EN, "", ""), "");
    assert_string_equal(marked(LANGUAGE_EN, "one", "two"), "[one|two]");
}

// The parts of a text that two others have in common in the same order, at most: the plain way to know it.
static size_t common(const struct strings *one, const struct strings *other)
{
    static size_t best[64][64];
    for (size_t i = 0; i <= one->n; i++)
        for (size_t j = 0; j <= other->n; j++)
            best[i][j] = i == 0 || j == 0                                   ? 0
                         : strcmp(one->at[i - 1], other->at[j - 1]) == 0    ? best[i - 1][j - 1] + 1
                         : best[i - 1][j] > best[i][j - 1]                  ? best[i - 1][j]
                                                                            : best[i][j - 1];
    return best[one->n][other->n];
}

static const char *random_text(size_t words)
{
    static const char *const known[] = {"bus", "and", "the", "a", "ramp", ",", "."};
    struct buf text = buf_make(test_arena(), 64);
    for (size_t i = 0; i < words; i++)
        buf_print(&text, "%s%s", i == 0 ? "" : " ", known[rand_below(test_random(), 7)]);
    return buf_text(&text);
}

static void random_texts_lose_nothing_and_change_least(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        const char *before = random_text(rand_below(test_random(), 25)), *after = random_text(rand_below(test_random(), 25));
        struct diff_list list = word_diff(test_arena(), LANGUAGE_EN, before, after);
        struct buf old = buf_make(test_arena(), 64), new = buf_make(test_arena(), 64), same = buf_make(test_arena(), 64);
        for (size_t i = 0; i < list.n; i++) {
            assert_true(list.at[i].text[0] != '\0');
            assert_true(i == 0 || list.at[i - 1].kind < list.at[i].kind || list.at[i].kind == DIFF_SAME);
            if (list.at[i].kind != DIFF_IN)
                buf_add_text(&old, list.at[i].text);
            if (list.at[i].kind != DIFF_OUT)
                buf_add_text(&new, list.at[i].text);
            if (list.at[i].kind == DIFF_SAME)
                buf_add_text(&same, list.at[i].text);
        }
        assert_string_equal(buf_text(&old), before);
        assert_string_equal(buf_text(&new), after);
        // No more of it is marked than must be, but for spaces between two words that were replaced.
        struct strings one = word_parts(test_arena(), LANGUAGE_EN, before), other = word_parts(test_arena(), LANGUAGE_EN, after);
        struct strings kept = word_parts(test_arena(), LANGUAGE_EN, buf_text(&same));
        assert_true(kept.n <= common(&one, &other));
        struct diff_list again = word_diff(test_arena(), LANGUAGE_EN, before, before);
        assert_true(again.n == 0 || (again.n == 1 && again.at[0].kind == DIFF_SAME));
    }
}

static void where_all_is_different_all_went_and_all_came(void **state)
{
    (void)state;
    struct buf one = buf_make(test_arena(), 64), other = buf_make(test_arena(), 64);
    for (int i = 0; i < 300; i++) {
        buf_print(&one, "old%d ", i);
        buf_print(&other, "new%d ", i);
    }
    struct diff_list list = word_diff(test_arena(), LANGUAGE_EN, buf_text(&one), buf_text(&other));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.at[0].kind, DIFF_OUT);
    assert_string_equal(list.at[0].text, buf_text(&one));
    assert_string_equal(list.at[1].text, buf_text(&other));
}

static void a_small_change_in_a_long_text_is_small(void **state)
{
    (void)state;
    struct buf one = buf_make(test_arena(), 64), other = buf_make(test_arena(), 64);
    for (int i = 0; i < 3000; i++) {
        buf_print(&one, "w%d ", i);
        buf_print(&other, "%s%d ", i == 1500 ? "changed" : "w", i);
    }
    struct diff_list list = word_diff(test_arena(), LANGUAGE_EN, buf_text(&one), buf_text(&other));
    assert_int_equal(list.n, 4);
    assert_string_equal(list.at[1].text, "w1500");
    assert_string_equal(list.at[2].text, "changed1500");
}

static void likeness_counts_words_in_common(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    assert_near(word_likeness(arena, LANGUAGE_EN, "a bus for us", "a bus for us"), 1, 1e-9);
    assert_near(word_likeness(arena, LANGUAGE_EN, "a bus for us", "for us a bus"), 1, 1e-9);
    assert_near(word_likeness(arena, LANGUAGE_EN, "a bus for us", "nothing like it"), 0, 1e-9);
    assert_near(word_likeness(arena, LANGUAGE_EN, "a bus", "a train"), 0.5, 1e-9);
    assert_near(word_likeness(arena, LANGUAGE_EN, "", ""), 1, 1e-9);
}

TESTS(word_diff, changes_are_marked_by_words, random_texts_lose_nothing_and_change_least,
      where_all_is_different_all_went_and_all_came, a_small_change_in_a_long_text_is_small, likeness_counts_words_in_common)
