// word_test.c - sentences fall into their words, and words that say nothing alone are left out in every language.
#include "i18n/word.h"

#include "base/buf.h"
#include "i18n/plain_words.h"
#include "i18n/stop_words.h"
#include "support.h"

// The words of a text, as they were written, with bars between.
static const char *words_in(enum language language, const char *text)
{
    struct word_list list = {0};
    struct buf words = buf_make(test_arena(), 64);
    words_add(test_arena(), language, text, &list);
    for (size_t i = 0; i < list.n; i++)
        buf_print(&words, "%s%s", i == 0 ? "" : "|", list.at[i].written);
    return buf_text(&words);
}

static void sentences_fall_into_words(void **state)
{
    (void)state;
    assert_string_equal(words_in(LANGUAGE_EN, "We need a bus - the No. 5 bus! - on Sundays."), "bus|bus|Sundays");
    assert_string_equal(words_in(LANGUAGE_DE, "Für die Kinder gibt es am Sonntag keinen Bus nach Heide"), "Kinder|Sonntag|Bus|Heide");
    assert_string_equal(words_in(LANGUAGE_SV, "Vi behöver en buss och skjuts till körövningen"), "buss|skjuts|körövningen");
    assert_string_equal(words_in(LANGUAGE_LV, "Mums vajag autobusu uz bērnudārzu, arī svētdienās"), "autobusu|bērnudārzu|svētdienās");
    assert_string_equal(words_in(LANGUAGE_RU, "Нам нужен автобус по воскресеньям"), "автобус|воскресеньям");
    assert_string_equal(words_in(LANGUAGE_EN, "I don't like e-mail"), "mail");
    assert_string_equal(words_in(LANGUAGE_EN, "bus 8@ 7"), "bus"); // ICU takes "8@" for letters; what is left of it is a digit
    assert_string_equal(words_in(LANGUAGE_EN, ""), "");
    assert_string_equal(words_in(LANGUAGE_NONE, "12 34 \xff"), "");
}

static void words_are_known_by_their_plain_form(void **state)
{
    (void)state;
    struct word_list list = {0};
    words_add(test_arena(), LANGUAGE_DE, "BUS Bus Büro", &list);
    words_add(test_arena(), LANGUAGE_DE, "Straße", &list);
    assert_int_equal(list.n, 4);
    assert_string_equal(list.at[0].plain, list.at[1].plain);
    assert_string_equal(list.at[2].plain, "büro");
    assert_string_equal(list.at[3].plain, "strasse");
    assert_string_equal(list.at[3].written, "Straße");
}

static void a_word_is_shown_as_most_wrote_it(void **state)
{
    (void)state;
    struct word_list list = {0};
    words_add(test_arena(), LANGUAGE_EN, "Bus BUS bus library bus Library", &list);
    assert_int_equal(word_most_written(&list, "bus"), 2);
    assert_int_equal(word_most_written(&list, "library"), 3); // as often as the other: the first
}

// Else they would never be met.
static void words_that_say_nothing_are_plain_and_in_order(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const struct stop_words *stop = &stop_words[language];
        assert_true(stop->n > 100);
        for (size_t i = 0; i < stop->n; i++) {
            assert_string_equal(plain_words(test_arena(), (enum language)language, stop->at[i]), stop->at[i]);
            assert_true(i == 0 || strcmp(stop->at[i - 1], stop->at[i]) < 0);
            assert_string_equal(words_in((enum language)language, stop->at[i]), "");
        }
    }
}

TESTS(word, sentences_fall_into_words, words_are_known_by_their_plain_form, a_word_is_shown_as_most_wrote_it,
      words_that_say_nothing_are_plain_and_in_order)
