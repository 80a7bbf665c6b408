// stem_test.c - forms of one word have one stem, whatever accents and endings they have, and other words have another.
#include "i18n/stem.h"

#include "i18n/plain_words.h"
#include "support.h"

static const char *stem(enum language language, const char *word)
{
    return word_stem(test_arena(), language, plain_words(test_arena(), language, word));
}

struct forms {
    enum language language;
    const char *one, *other;
};

static void forms_of_a_word_have_one_stem(void **state)
{
    (void)state;
    static const struct forms same[] = {
        {LANGUAGE_EN, "buss", "buses"},          {LANGUAGE_EN, "Meeting", "meetings"},     {LANGUAGE_DE, "Busse", "Bus"}   ,
        {LANGUAGE_DE, "Kinder", "Kindern"},      {LANGUAGE_SV, "bussar", "bussarna"},      {LANGUAGE_DA, "busser", "busserne"},
        {LANGUAGE_NB, "busser", "bussene"},      {LANGUAGE_FI, "talossa", "talosta"},      {LANGUAGE_ET, "buss", "bussi"},
        {LANGUAGE_ET, "bussid", "bussile"},      {LANGUAGE_ET, "maja", "majas"},           {LANGUAGE_LV, "autobuss", "autobusu"},
        {LANGUAGE_LV, "autobusi", "autobusiem"}, {LANGUAGE_LV, "bērns", "bērniem"},        {LANGUAGE_LT, "autobusas", "autobuso"},
        {LANGUAGE_PL, "autobus", "autobusami"},  {LANGUAGE_PL, "dziecka", "dziecko"},      {LANGUAGE_RU, "автобус", "автобусы"},
        {LANGUAGE_UK, "автобус", "автобусами"},  {LANGUAGE_UK, "дитина", "дитини"},
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
        assert_string_equal(stem(same[i].language, same[i].one), stem(same[i].language, same[i].other));
}

static void accents_make_no_difference(void **state)
{
    (void)state;
    static const struct forms same[] = {
        {LANGUAGE_DE, "Tür", "Tur"},     {LANGUAGE_DE, "Tür", "Tuer"},    {LANGUAGE_DE, "Straße", "STRASSE"},
        {LANGUAGE_SV, "kör", "kor"},     {LANGUAGE_DA, "børn", "born"},   {LANGUAGE_DA, "børn", "boern"},
        {LANGUAGE_DA, "læge", "laege"},  {LANGUAGE_LV, "bērns", "berns"}, {LANGUAGE_PL, "łódź", "lodz"},
        {LANGUAGE_RU, "ёлка", "елка"},   {LANGUAGE_LT, "šeima", "seima"}, {LANGUAGE_EN, "café", "cafe"},
        {LANGUAGE_DE, "Adresse", "Addresse"},
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
        assert_string_equal(stem(same[i].language, same[i].one), stem(same[i].language, same[i].other));
}

static void other_words_have_other_stems(void **state)
{
    (void)state;
    static const struct forms other[] = {
        {LANGUAGE_EN, "bus", "business"}, {LANGUAGE_DE, "Haus", "Haut"},   {LANGUAGE_LV, "māja", "maize"},
        {LANGUAGE_ET, "maja", "mets"},    {LANGUAGE_PL, "dom", "droga"},   {LANGUAGE_UK, "школа", "шлях"},
    };
    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
        assert_string_not_equal(stem(other[i].language, other[i].one), stem(other[i].language, other[i].other));
}

static void every_word_has_a_stem(void **state)
{
    (void)state;
    for (int language = LANGUAGE_NONE; language < LANGUAGE_COUNT; language++) {
        assert_string_equal(stem((enum language)language, ""), "");
        assert_true(*stem((enum language)language, "s") != '\0');
        assert_true(*stem((enum language)language, "ā") != '\0');
        assert_true(*stem((enum language)language, "\xff\xfe") != '\0');
        assert_true(*stem((enum language)language, "日本") != '\0');
    }
}

TESTS(stem, forms_of_a_word_have_one_stem, accents_make_no_difference, other_words_have_other_stems, every_word_has_a_stem)
