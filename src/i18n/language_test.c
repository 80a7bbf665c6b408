// language_test.c - tests of tags, names and the choice of a language.
#include "i18n/language.h"

#include "support.h"

static void every_language_has_a_tag_that_leads_back_to_it(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        assert_int_equal(language_of(language_tag((enum language)language)), language);
        assert_true(strlen(language_name((enum language)language)) > 2);
    }
    assert_string_equal(language_tag(LANGUAGE_NONE), "");
    assert_string_equal(language_name(LANGUAGE_NONE), "");
}

static void only_the_first_part_of_a_tag_counts(void **state)
{
    (void)state;
    assert_int_equal(language_of("de-AT"), LANGUAGE_DE);
    assert_int_equal(language_of("SV_fi"), LANGUAGE_SV);
    assert_int_equal(language_of("no"), LANGUAGE_NB);
    assert_int_equal(language_of("nn-NO"), LANGUAGE_NB);
    assert_int_equal(language_of("deu"), LANGUAGE_NONE);
    assert_int_equal(language_of("fr"), LANGUAGE_NONE);
    assert_int_equal(language_of(""), LANGUAGE_NONE);
}

static void the_catalogues_of_this_release_are_there(void **state)
{
    (void)state;
    assert_true(language_has_catalogue(LANGUAGE_EN) && language_has_catalogue(LANGUAGE_DE));
    assert_true(language_has_catalogue(LANGUAGE_SV) && language_has_catalogue(LANGUAGE_LV));
    assert_false(language_has_catalogue(LANGUAGE_PL) || language_has_catalogue(LANGUAGE_NONE));
    assert_true(language_is_checked(LANGUAGE_EN));
    assert_false(language_is_checked(LANGUAGE_PL));
}

static void the_reader_gets_the_best_language_there_is(void **state)
{
    (void)state;
    assert_int_equal(language_negotiate("lv"), LANGUAGE_LV);
    assert_int_equal(language_negotiate("fr-CH, fr;q=0.9, sv;q=0.8, de;q=0.7, *;q=0.5"), LANGUAGE_SV);
    assert_int_equal(language_negotiate("de;q=0.5, lv;q=0.75"), LANGUAGE_LV);
    assert_int_equal(language_negotiate("de;q=0, sv;q=0.001"), LANGUAGE_SV);
    assert_int_equal(language_negotiate("pl, ru"), LANGUAGE_EN);
    assert_int_equal(language_negotiate(" , ;q=1,de"), LANGUAGE_DE);
    assert_int_equal(language_negotiate("*"), LANGUAGE_EN);
    assert_int_equal(language_negotiate(""), LANGUAGE_EN);
    assert_int_equal(language_negotiate(NULL), LANGUAGE_EN);
}

TESTS(language, every_language_has_a_tag_that_leads_back_to_it, only_the_first_part_of_a_tag_counts,
      the_catalogues_of_this_release_are_there, the_reader_gets_the_best_language_there_is)
