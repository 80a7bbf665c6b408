// catalogue_tables_test.c - tests of messages through catalogues of their own: plurals of Latvian and Polish, gaps, escapes.
#include "i18n/message.h"
#include "messages.h"
#include "support.h"

#define MSG_TEA MSG_b751d367
#define MSG_VOICES MSG_53f1e456
#define MSG_ENGLISH MSG_f64dd98b

static const char *voices(enum language language, uint64_t n)
{
    return tr_plural(language, "{1} voice", "{1} voices", n);
}

static void latvian_has_three_forms(void **state)
{
    (void)state;
    static const uint64_t none[] = {0, 10, 11, 12, 19, 20, 100, 111, 1011}, one[] = {1, 21, 31, 101, 121}, some[] = {2, 9, 22, 102};
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        assert_string_equal(voices(LANGUAGE_LV, none[i]), "{1} balsu");
    for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++)
        assert_string_equal(voices(LANGUAGE_LV, one[i]), "{1} balss");
    for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++)
        assert_string_equal(voices(LANGUAGE_LV, some[i]), "{1} balsis");
}

static void polish_has_three_other_forms(void **state)
{
    (void)state;
    static const uint64_t few[] = {2, 3, 4, 22, 104, 1002}, many[] = {0, 5, 11, 12, 14, 21, 112};
    assert_string_equal(voices(LANGUAGE_PL, 1), "{1} głos");
    for (size_t i = 0; i < sizeof(few) / sizeof(few[0]); i++)
        assert_string_equal(voices(LANGUAGE_PL, few[i]), "{1} głosy");
    for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++)
        assert_string_equal(voices(LANGUAGE_PL, many[i]), "{1} głosów");
}

static void english_and_languages_without_a_catalogue_have_two(void **state)
{
    (void)state;
    assert_string_equal(voices(LANGUAGE_EN, 1), "{1} voice");
    assert_string_equal(voices(LANGUAGE_EN, 0), "{1} voices");
    assert_string_equal(voices(LANGUAGE_FI, 1), "{1} voice");
    assert_string_equal(voices(LANGUAGE_FI, 2), "{1} voices");
}

static void what_is_missing_or_unsure_is_english(void **state)
{
    (void)state;
    assert_string_equal(tr(LANGUAGE_LV, "Only English"), "Only English");
    assert_string_equal(tr(LANGUAGE_PL, "Tea & \"talk\""), "Tea & \"talk\"");
    assert_string_equal(tr(LANGUAGE_LV, "One\ntwo?"), "One\ntwo?");
}

static void messages_are_plain_in_c_and_escaped_in_views(void **state)
{
    (void)state;
    assert_string_equal(tr(LANGUAGE_LV, "Tea & \"talk\""), "Tēja & \"saruna\"");
    struct html_text html = tr_html(LANGUAGE_LV, MSG_TEA);
    assert_string_equal(html.at, "Tēja &amp; &quot;saruna&quot;");
    assert_int_equal(html.n, strlen(html.at));
    assert_string_equal(tr_html(LANGUAGE_EN, MSG_TEA).at, "Tea &amp; &quot;talk&quot;");
    assert_string_equal(tr_html(LANGUAGE_NONE, MSG_ENGLISH).at, "Only English");
    assert_string_equal(tr_html_plural(LANGUAGE_LV, MSG_VOICES, 21).at, "{1} balss");
    assert_string_equal(tr_html_plural(LANGUAGE_DE, MSG_VOICES, 21).at, "{1} voices");
    assert_string_equal(tr(LANGUAGE_LV, "{1} asks {2}"), "{2}, jautā {1}");
}

static void catalogues_say_whether_a_native_speaker_checked_them(void **state)
{
    (void)state;
    assert_true(language_is_checked(LANGUAGE_PL));
    assert_false(language_is_checked(LANGUAGE_LV));
    assert_true(language_has_catalogue(LANGUAGE_LV));
    assert_false(language_has_catalogue(LANGUAGE_DE));
}

TESTS(catalogue_tables, latvian_has_three_forms, polish_has_three_other_forms, english_and_languages_without_a_catalogue_have_two,
      what_is_missing_or_unsure_is_english, messages_are_plain_in_c_and_escaped_in_views,
      catalogues_say_whether_a_native_speaker_checked_them)
