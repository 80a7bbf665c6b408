// side_test.c - paragraphs of a text and a variant find each other again, whatever was done to either.
#include "texts/side.h"

#include "base/buf.h"
#include "support_call.h"

static struct variant source_of(const char *words)
{
    return (struct variant){.language = LANGUAGE_EN, .is_source = true, .state = TEXT_CHECKED, .words = words, .version = 1};
}

static struct variant german(const char *words, const char *followed, const char *counts)
{
    return (struct variant){.language = LANGUAGE_DE, .state = TEXT_OUT_OF_DATE, .words = words, .version = 1, .followed = followed,
                            .counts = counts};
}

// "= Eins | ! Zwei": the rows with their state (= same, ! changed, + new, - gone) and words.
static const char *shown(const struct side *side)
{
    struct buf text = buf_make(test_arena(), 256);
    for (size_t i = 0; i < side->n; i++)
        buf_print(&text, "%s%c %s", i == 0 ? "" : " | ", "=!+-"[side->at[i].state], side->at[i].words);
    return buf_text(&text);
}

static const char *rows(const char *source, const struct variant *variant)
{
    struct variant first = source_of(source);
    struct side side = side_of(test_arena(), &first, variant);
    return shown(&side);
}

static void a_variant_that_follows_the_source_needs_no_work(void **state)
{
    (void)state;
    struct variant same = german("Eins.\n\nZwei.", NULL, NULL);
    same.state = TEXT_CHECKED;
    assert_string_equal(rows("One.\n\nTwo.", &same), "= Eins. | = Zwei.");
    assert_string_equal(rows("One.\r\n \r\n\n\nTwo.\r\n", &same), "= Eins. | = Zwei.");
    assert_string_equal(rows("One.\n\nTwo.", NULL), "+  | + ");
    same.words = "Eins.\nNoch eins.";
    assert_string_equal(rows("One.\n\nTwo.", &same), "= Eins.\nNoch eins. | + ");
}

static void what_changed_is_known_by_paragraph(void **state)
{
    (void)state;
    struct variant old = german("Eins.\n\nZwei.\n\nDrei.", "A first one.\n\nThe second one.\n\nA third.", "");
    assert_string_equal(rows("A first one.\n\nThe second one, longer.\n\nA third.", &old), "= Eins. | ! Zwei. | = Drei.");
    assert_string_equal(rows("A first one.\n\nSomething new.\n\nThe second one.\n\nA third.", &old), "= Eins. | +  | = Zwei. | = Drei.");
    assert_string_equal(rows("A first one.\n\nA third.", &old), "= Eins. | - Zwei. | = Drei.");
    assert_string_equal(rows("A first one.\n\nAltogether different words stand here.\n\nA third.", &old),
                        "= Eins. | ! Zwei. | = Drei.");
    assert_string_equal(rows("Nothing like it.", &old), "! Eins. | - Zwei. | - Drei.");
    assert_string_equal(rows("Before.\n\nA first one.\n\nThe second one.\n\nA third.\n\nAfter.", &old),
                        "+  | = Eins. | = Zwei. | = Drei. | + ");
}

static void counts_say_which_words_belong_together(void **state)
{
    (void)state;
    struct variant old = german("E1\n\nE2\n\nZ\n\nD1\n\nD2", "One here.\n\nTwo here.\n\nLeft out.\n\nThree here.", "2 1 0 2");
    assert_string_equal(rows("One here.\n\nTwo there.\n\nLeft out.\n\nThree here.", &old), "= E1\n\nE2 | ! Z | =  | = D1\n\nD2");
    assert_string_equal(rows("One here.\n\nTwo here.\n\nThree here.", &old), "= E1\n\nE2 | = Z | = D1\n\nD2");
    old.counts = "nonsense";
    assert_string_equal(rows("One here.", &old), "= E1 | - E2 | - Z | - D1\n\nD2");
}

static void when_nobody_knows_what_changed_all_is_to_be_looked_at(void **state)
{
    (void)state;
    struct variant old = german("Eins.\n\nZwei.", NULL, NULL);
    struct variant source = source_of("One.\n\nTwo.");
    struct side side = side_of(test_arena(), &source, &old);
    assert_false(side.is_known);
    assert_string_equal(shown(&side), "! Eins. | ! Zwei.");
    // Half the work: it stays unknown. All of it: the variant follows the source.
    struct variant after = old;
    assert_int_equal(side_join(test_arena(), &side, (struct side_typed[]){{"Eins.", true}, {"Zwei.", false}}, &after), 1);
    assert_null(after.followed);
    assert_string_equal(after.words, "Eins.\n\nZwei.");
    assert_int_equal(side_join(test_arena(), &side, (struct side_typed[]){{"Eins.", true}, {"Neu.", false}}, &after), 0);
    assert_null(after.followed);
    assert_string_equal(after.words, "Eins.\n\nNeu.");
}

static void work_that_is_half_done_is_remembered(void **state)
{
    (void)state;
    struct variant old = german("Eins.\n\nZwei.\n\nDrei.", "The first one.\n\nThe second one.\n\nThe third one.", "");
    const char *now = "The first of them.\n\nThe second of them.\n\nThe third one.\n\nIn addition a fourth.";
    struct variant source = source_of(now), after = old;
    struct side side = side_of(test_arena(), &source, &old);
    assert_string_equal(shown(&side), "! Eins. | ! Zwei. | = Drei. | + ");
    struct side_typed half[] = {{"Das erste.", false}, {"Zwei.", false}, {"Drei.", false}, {"", false}};
    assert_int_equal(side_join(test_arena(), &side, half, &after), 2);
    assert_string_equal(after.followed, "The first of them.\n\nThe second one.\n\nThe third one.");
    assert_string_equal(rows(now, &after), "= Das erste. | ! Zwei. | = Drei. | + ");
    // "Still right" for the second; the fourth is left out: nothing is open, and it stays left out.
    side = side_of(test_arena(), &source, &after);
    struct side_typed rest[] = {{"Das erste.", false}, {"Zwei.", true}, {"Drei.", false}, {"", true}};
    assert_int_equal(side_join(test_arena(), &side, rest, &after), 0);
    assert_string_equal(after.counts, "1 1 1 0");
    assert_string_equal(after.followed, now);
    assert_string_equal(rows(now, &after), "= Das erste. | = Zwei. | = Drei. | = ");
}

static void words_of_a_paragraph_that_is_gone_go_or_stay(void **state)
{
    (void)state;
    struct variant old = german("Eins.\n\nZwei.\n\nDrei.", "One here.\n\nTwo.\n\nThree of us.", "");
    struct variant source = source_of("One here.\n\nThree of us."), after = old;
    struct side side = side_of(test_arena(), &source, &old);
    struct side_typed typed[] = {{"Eins.", false}, {"", false}, {"Drei.", false}};
    assert_int_equal(side_join(test_arena(), &side, typed, &after), 0);
    assert_string_equal(after.words, "Eins.\n\nDrei.");
    assert_null(after.followed);
    typed[1] = (struct side_typed){"Zwei.", false}; // not decided
    assert_int_equal(side_join(test_arena(), &side, typed, &after), 1);
    assert_string_equal(rows(source.words, &after), "= Eins. | - Zwei. | = Drei.");
    typed[1].is_right = true; // kept: it belongs to the first from now on
    assert_int_equal(side_join(test_arena(), &side, typed, &after), 0);
    assert_string_equal(after.counts, "2 1");
    assert_string_equal(rows(source.words, &after), "= Eins.\n\nZwei. | = Drei.");
    // The very first is gone and kept: it goes with what comes next.
    source.words = "Two.\n\nThree of us.";
    side = side_of(test_arena(), &source, &old);
    assert_string_equal(shown(&side), "- Eins. | = Zwei. | = Drei.");
    struct side_typed first[] = {{"Eins.", true}, {"Zwei.", false}, {"Drei.", false}};
    assert_int_equal(side_join(test_arena(), &side, first, &after), 0);
    assert_string_equal(after.counts, "2 1");
}

static void words_that_are_kept_alone_are_not_lost(void **state)
{
    (void)state;
    struct variant old = german("Eins.\n\nZwei.", "One here.\n\nTwo of us.", "");
    struct variant source = source_of("Two of us, then."), after = old;
    struct side side = side_of(test_arena(), &source, &old);
    assert_string_equal(shown(&side), "- Eins. | ! Zwei.");
    assert_int_equal(side_join(test_arena(), &side, (struct side_typed[]){{"", false}, {"", true}}, &after), 0);
    old = german("Eins.", "One here.", "");
    source.words = "Altogether new.\n\nAnd more of it.";
    side = (struct side){.is_known = true};
    struct side_row rows_[] = {{SIDE_GONE, NULL, "One here.", "Eins."}, {SIDE_NEW, "Altogether new.", NULL, ""}};
    side.at = rows_;
    side.n = 2;
    assert_int_equal(side_join(test_arena(), &side, (struct side_typed[]){{"Eins.", true}, {"", false}}, &after), 1);
    assert_string_equal(after.words, "Eins.");
    assert_string_equal(after.followed, "");
    assert_string_equal(rows(source.words, &after), "! Eins. | + ");
}

static void one_textarea_may_hold_several_paragraphs(void **state)
{
    (void)state;
    struct variant source = source_of("One.\n\nTwo."), after = {.language = LANGUAGE_EN, .easy = true};
    struct side side = side_of(test_arena(), &source, NULL);
    struct side_typed typed[] = {{"1.\n\n\n1b.\n", false}, {"2.", false}};
    assert_int_equal(side_join(test_arena(), &side, typed, &after), 0);
    assert_string_equal(after.words, "1.\n\n1b.\n\n2.");
    assert_string_equal(after.counts, "2 1");
    assert_string_equal(rows(source.words, &after), "= 1.\n\n1b. | = 2.");
}

static void long_texts_have_a_bounded_number_of_rows(void **state)
{
    (void)state;
    struct buf before = buf_make(test_arena(), 1024), now = buf_make(test_arena(), 1024), words = buf_make(test_arena(), 1024);
    for (int i = 0; i < 100; i++) {
        buf_print(&before, "old%d\n\n", i);
        buf_print(&now, "now%d again\n\n", i);
        buf_print(&words, "w%d\n\n", i);
    }
    struct variant source = source_of(buf_text(&now)), old = german(buf_text(&words), buf_text(&before), "");
    struct side side = side_of(test_arena(), &source, &old);
    assert_true(side.n <= SIDE_MOST);
    struct side_typed typed[SIDE_MOST];
    for (size_t i = 0; i < side.n; i++)
        typed[i] = (struct side_typed){side.at[i].words, true};
    struct variant after = old;
    assert_int_equal(side_join(test_arena(), &side, typed, &after), 0);
    assert_non_null(strstr(after.words, "w99")); // nothing is lost
    assert_int_equal(side_of(test_arena(), &source, &after).n, SIDE_SOURCE);
}

// Whatever is done to a source, saving what the page shows loses no word of the variant, and ticking all leaves nothing open.
static void random_histories_lose_no_words(void **state)
{
    (void)state;
    static const char *const known[] = {"The bus comes.", "The ramp is there.", "Children play here.", "We meet on Mondays.",
                                        "Somebody helps you.", "Bring a cup."};
    struct variant variant = german("", NULL, NULL);
    bool is_there = false;
    for (int round = 0; round < 2000; round++) {
        struct buf text = buf_make(test_arena(), 256);
        for (uint64_t n = 1 + rand_below(test_random(), 5); n > 0; n--)
            buf_print(&text, "%s\n\n", known[rand_below(test_random(), 6)]);
        struct variant source = source_of(buf_text(&text));
        struct side side = side_of(test_arena(), &source, is_there ? &variant : NULL);
        struct side_typed typed[SIDE_MOST];
        bool all = rand_below(test_random(), 2) == 0;
        for (size_t i = 0; i < side.n; i++)
            typed[i] = (struct side_typed){side.at[i].words[0] != '\0' || rand_below(test_random(), 3) == 0
                                               ? side.at[i].words
                                               : arena_print(test_arena(), "w%d-%zu", round, i),
                                           all};
        struct variant after = {.language = LANGUAGE_DE};
        size_t open = side_join(test_arena(), &side, typed, &after);
        for (size_t i = 0; i < side.n; i++)
            assert_non_null(strstr(after.words, typed[i].words));
        assert_true(!all || open == 0);
        after.state = open > 0 ? TEXT_OUT_OF_DATE : TEXT_CHECKED;
        if (open > 0 && after.followed == NULL)
            after.followed = ""; // nothing was written yet: what the store keeps
        struct side again = side_of(test_arena(), &source, &after);
        size_t left = 0;
        for (size_t i = 0; i < again.n; i++)
            left += again.at[i].state != SIDE_SAME;
        assert_int_equal(left > 0, open > 0);
        variant = after;
        is_there = true;
    }
}

static void keys_tell_rows_apart(void **state)
{
    (void)state;
    struct side_row one = {.source = "One.", .followed = "Before.", .words = ""}, gone = {.followed = "Before.", .words = "x"},
                    two = {.source = "Two.", .words = ""};
    assert_string_equal(side_key(test_arena(), &one), side_key(test_arena(), &(struct side_row){.source = "One."}));
    assert_string_not_equal(side_key(test_arena(), &one), side_key(test_arena(), &two));
    assert_string_not_equal(side_key(test_arena(), &one), side_key(test_arena(), &gone));
}

TESTS(side, a_variant_that_follows_the_source_needs_no_work, what_changed_is_known_by_paragraph, counts_say_which_words_belong_together,
      when_nobody_knows_what_changed_all_is_to_be_looked_at, work_that_is_half_done_is_remembered,
      words_of_a_paragraph_that_is_gone_go_or_stay, words_that_are_kept_alone_are_not_lost, one_textarea_may_hold_several_paragraphs,
      long_texts_have_a_bounded_number_of_rows, random_histories_lose_no_words, keys_tell_rows_apart)
