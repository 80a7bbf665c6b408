// format_test.c - dates, numbers, sorting and sameness in the languages of the interface.
#include "i18n/format.h"

#include "support.h"

#define AT INT64_C(1795537800000) // 24 November 2026, 16:30 UTC

static void dates_are_written_as_each_language_writes_them(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    assert_string_equal(format_date(arena, LANGUAGE_EN, "Europe/Berlin", AT, DATE_SHORT), "24 Nov 2026");
    assert_string_equal(format_date(arena, LANGUAGE_DE, "Europe/Berlin", AT, DATE_LONG), "Dienstag, 24. November 2026");
    assert_string_equal(format_date(arena, LANGUAGE_SV, "Europe/Stockholm", AT, TIME_ONLY), "17:30");
    assert_non_null(strstr(format_date(arena, LANGUAGE_LV, "Europe/Riga", AT, DATE_LONG), "24. novembris"));
    assert_non_null(strstr(format_date(arena, LANGUAGE_LV, "Europe/Riga", AT, DATE_TIME), "18:30"));
}

static void iso_dates_go_and_come_back_in_a_time_zone(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    int64_t at = 0;
    assert_string_equal(format_iso_date(arena, "Europe/Helsinki", AT), "2026-11-24");
    assert_string_equal(format_iso_time(arena, "Europe/Helsinki", AT), "18:30");
    assert_true(parse_iso("2026-11-24", "18:30", "Europe/Helsinki", &at));
    assert_int_equal(at, AT);
}

static void dates_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {{"2026-02-31", "10:00"}, {"2026-1-1", "10:00"}, {"2026-01-01", "25:00"},
                                           {"2026-01-01", "10:61"}, {"", ""}, {"2026-01-01x", "10:00"}, {"2026-13-01", "10:00"}};
    int64_t at = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(parse_iso(wrong[i][0], wrong[i][1], "Europe/Berlin", &at));
    assert_int_equal(at, 7);
}

static void an_hour_the_clock_skips_becomes_the_next(void **state)
{
    (void)state;
    int64_t skipped = 0, after = 0;
    assert_true(parse_iso("2026-03-29", "02:30", "Europe/Berlin", &skipped));
    assert_true(parse_iso("2026-03-29", "03:30", "Europe/Berlin", &after));
    assert_int_equal(skipped, after);
}

static void numbers_are_grouped_as_each_language_does(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    assert_string_equal(format_number(arena, LANGUAGE_EN, 12345), "12,345");
    assert_string_equal(format_number(arena, LANGUAGE_DE, 12345), "12.345");
    assert_string_equal(format_number(arena, LANGUAGE_DE, 7), "7");
    assert_string_equal(format_percent(arena, LANGUAGE_EN, 1, 3), "33%");
    assert_string_equal(format_percent(arena, LANGUAGE_DE, 2, 3), "67\u00a0%");
    assert_string_equal(format_decimal(arena, LANGUAGE_SV, 2.5, 1), "2,5");
}

static void countries_have_names(void **state)
{
    (void)state;
    assert_string_equal(format_country(test_arena(), LANGUAGE_DE, "LV"), "Lettland");
    assert_string_equal(format_country(test_arena(), LANGUAGE_LV, "DE"), "Vācija");
}

static const char *itself(const void *element)
{
    return *(const char *const *)element;
}

static void swedish_sorts_its_letters_last(void **state)
{
    (void)state;
    const char *words[] = {"Övertorneå", "Zebra", "Åre", "Arvika", "Ängelholm"};
    sort_for_people(LANGUAGE_SV, words, 5, sizeof words[0], itself);
    assert_string_equal(words[0], "Arvika");
    assert_string_equal(words[2], "Åre");
    assert_string_equal(words[4], "Övertorneå");
    sort_for_people(LANGUAGE_DE, words, 5, sizeof words[0], itself);
    assert_string_equal(words[4], "Zebra");
}

static void the_same_sentence_folds_to_the_same(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    assert_string_equal(fold(arena, "  Ein   BUS, bitte\n"), "ein bus, bitte");
    assert_string_equal(fold(arena, "STRASSE"), fold(arena, "straße"));
    assert_string_equal(normalize(arena, "a\u0308"), "\u00e4");
}

static void time_zones_are_known_or_not(void **state)
{
    (void)state;
    assert_true(time_zone_is_known("Europe/Riga"));
    assert_false(time_zone_is_known("Europe/Atlantis"));
    assert_false(time_zone_is_known(""));
}

TESTS(format, dates_are_written_as_each_language_writes_them, iso_dates_go_and_come_back_in_a_time_zone,
      dates_that_are_none_are_refused, an_hour_the_clock_skips_becomes_the_next, numbers_are_grouped_as_each_language_does,
      countries_have_names, swedish_sorts_its_letters_last, the_same_sentence_folds_to_the_same, time_zones_are_known_or_not)
