// plain_words_test.c - what matters in a language stays, and nothing else.
#include "i18n/plain_words.h"

#include "support.h"

static void assert_plain(enum language language, const char *text, const char *plain)
{
    assert_string_equal(plain_words(test_arena(), language, text), plain);
}

static void case_and_punctuation_do_not_matter(void **state)
{
    (void)state;
    assert_plain(LANGUAGE_EN, "  A BUS -- on   Sundays!? ", "a bus on sundays");
    assert_plain(LANGUAGE_EN, "\xe2\x80\x9eQuoted\xe2\x80\x9c,\tand\nlines...", "quoted and lines");
    assert_plain(LANGUAGE_EN, "Don't, don\xe2\x80\x99t, DONT", "dont dont dont");
    assert_plain(LANGUAGE_EN, "e-mail/SMS (both)", "e mail sms both");
    assert_plain(LANGUAGE_EN, "\xef\xbc\xb7\xef\xbd\x89\xef\xbd\x84\xef\xbd\x85 \xef\xac\x81re\xc2\xad",
                 "wide fire"); // wide letters, a ligature, a soft hyphen
    assert_plain(LANGUAGE_EN, "...", "");
    assert_plain(LANGUAGE_EN, "", "");
}

static void letters_of_the_alphabet_stay_and_other_accents_go(void **state)
{
    (void)state;
    assert_plain(LANGUAGE_DE, "Für ALLE im Café", "für alle im cafe");
    assert_plain(LANGUAGE_EN, "Für ALLE im Café", "fur alle im cafe");
    assert_plain(LANGUAGE_DE, "STRASSE Straße", "strasse strasse");
    assert_plain(LANGUAGE_SV, "Ålder och Öron, Müller", "ålder och öron muller");
    assert_plain(LANGUAGE_LV, "Bērnu Dārzs, Käte", "bērnu dārzs kate");
    assert_plain(LANGUAGE_LT, "Žmonės", "žmonės");
    assert_plain(LANGUAGE_PL, "Łódź", "łódź");
    assert_plain(LANGUAGE_UK, "М\xe2\x80\x99я\xd1\x81\xd0\xbe, Їжак", "мясо їжак");
    assert_plain(LANGUAGE_DE, "a\xcc\x88\x62\xcc\x81", "\xc3\xa4\x62"); // composed where it is a letter, bare where it is none
    assert_plain(LANGUAGE_NONE, "Ålder", "alder");
}

static void digits_symbols_and_other_scripts_stay(void **state)
{
    (void)state;
    assert_plain(LANGUAGE_EN, "Bus 5: 3 \xe2\x82\xac + \xf0\x9f\x98\x80", "bus 5 3 \xe2\x82\xac + \xf0\x9f\x98\x80");
    assert_plain(LANGUAGE_DE, "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7", "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"); // marhaba
    assert_plain(LANGUAGE_DE, "\xe0\xa4\x95\xe0\xa4\xbf", "\xe0\xa4\x95\xe0\xa4\xbf"); // ki: its vowel is a mark
    assert_plain(LANGUAGE_EN, "\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd");
}

// Every sign of the scripts around the Baltic Sea, in pairs with an accent, in every language.
static void plain_words_are_plain_already(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (unsigned sign = 0x21; sign < 0x530; sign++) {
            if (sign >= 0x7f && sign < 0xa0)
                continue;
            char text[16] = {0};
            size_t n = 0;
            if (sign < 0x80)
                text[n++] = (char)sign;
            else {
                text[n++] = (char)(0xc0 | sign >> 6);
                text[n++] = (char)(0x80 | (sign & 0x3f));
            }
            memcpy(text + n, "\xcc\x8cz", 4);
            const char *once = plain_words(test_arena(), (enum language)language, text);
            assert_string_equal(plain_words(test_arena(), (enum language)language, once), once);
        }
}

static void one_sign_may_become_eighteen(void **state)
{
    (void)state;
    char *text = arena_alloc(test_arena(), 3 * 100 + 1);
    for (size_t i = 0; i < 100; i++)
        memcpy(text + 3 * i, "\xef\xb7\xba", 3);
    assert_true(strlen(plain_words(test_arena(), LANGUAGE_EN, text)) > 100 * 18);
}

TESTS(plain_words, case_and_punctuation_do_not_matter, letters_of_the_alphabet_stay_and_other_accents_go,
      digits_symbols_and_other_scripts_stay, plain_words_are_plain_already, one_sign_may_become_eighteen)
