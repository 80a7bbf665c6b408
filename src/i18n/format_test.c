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

static void each_style_is_written_in_each_language(void **state)
{
    (void)state;
    static const struct {
        enum language language;
        const char *styles[4];
    } expected[] = {
        {LANGUAGE_EN, {"Tuesday, 24 November 2026", "24 Nov 2026", "24 Nov 2026, 18:30", "18:30"}},
        {LANGUAGE_DE, {"Dienstag, 24. November 2026", "24. Nov. 2026", "24. Nov. 2026, 18:30", "18:30"}},
        {LANGUAGE_SV, {"tisdag 24 november 2026", "24 nov. 2026", "24 nov. 2026 18:30", "18:30"}},
        {LANGUAGE_LV, {"otrdiena, 2026. gada 24. novembris", "2026. g. 24. nov.", "2026. g. 24. nov. 18:30", "18:30"}},
    };
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
        for (int style = DATE_LONG; style <= TIME_ONLY; style++)
            assert_string_equal(format_date(test_arena(), expected[i].language, "Europe/Riga", AT, (enum date_style)style),
                                expected[i].styles[style]);
}

static void more_dates_than_are_kept_stay_right(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    static const char *const zones[] = {"Europe/Riga", "Europe/Berlin", NULL, "Atlantic/Reykjavik"};
    for (int round = 0; round < 2; round++)
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            for (size_t zone = 0; zone < sizeof(zones) / sizeof(zones[0]); zone++)
                for (int day = 0; day < 10; day++) {
                    int64_t at = AT + (int64_t)day * 24 * 60 * 60 * 1000;
                    const char *text = format_date(arena, (enum language)language, zones[zone], at, DATE_TIME);
                    const char *time = format_iso_time(arena, zones[zone], at);
                    assert_non_null(strstr(text, arena_print(arena, "%d", 24 + day > 30 ? day - 6 : 24 + day)));
                    if (language != LANGUAGE_DA && language != LANGUAGE_FI) // they write 18.30
                        assert_non_null(strstr(text, time));
                }
    for (int minute = 0; minute < 1000; minute++) {
        int64_t at = AT + (int64_t)minute * 60 * 1000;
        assert_string_equal(format_date(arena, LANGUAGE_DE, NULL, at, TIME_ONLY), format_iso_time(arena, NULL, at));
    }
    assert_string_equal(format_date(arena, LANGUAGE_EN, "Europe/A-name-that-is-much-longer-than-any-time-zone-has", AT, DATE_SHORT), "");
}

static void the_hour_that_comes_twice_and_the_days_around_it(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    int64_t before = 0, twice = 0, after = 0;
    assert_true(parse_iso("2026-10-25", "02:30", "Europe/Riga", &before));
    assert_true(parse_iso("2026-10-25", "03:30", "Europe/Riga", &twice)); // 3:00-4:00 comes twice
    assert_true(parse_iso("2026-10-25", "04:30", "Europe/Riga", &after));
    assert_int_equal(after - before, (int64_t)3 * 60 * 60 * 1000);
    assert_string_equal(format_iso_time(arena, "Europe/Riga", twice), "03:30");
    assert_string_equal(format_iso_time(arena, "Europe/Riga", twice - 60 * 60 * 1000), "03:30");
    assert_string_equal(format_iso_date(arena, "Europe/Riga", before - 3 * 60 * 60 * 1000), "2026-10-24");
    assert_string_equal(format_date(arena, LANGUAGE_EN, "Europe/Riga", after, TIME_ONLY), "04:30");
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
                                           {"2026-01-01", "10:61"}, {"", ""}, {"2026-01-01x", "10:00"}, {"2026-13-01", "10:00"},
                                           {"0026-01-01", "10:00"}, {"2026-01-01", "24:00"}, {"2026-01-01", "1000"}};
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
    assert_string_equal(format_percent(arena, LANGUAGE_LV, 1, 8), "13%");
    assert_string_equal(format_percent(arena, LANGUAGE_LV, 0, 0), "0%");
    assert_string_equal(format_number(arena, LANGUAGE_NONE, -1234), "-1,234");
    assert_string_equal(format_decimal(arena, LANGUAGE_SV, 2.5, 1), "2,5");
    assert_string_equal(format_decimal(arena, LANGUAGE_DE, 2, 2), "2,00");
    assert_string_equal(format_number(arena, LANGUAGE_DE, 5000), "5.000"); // after a decimal too
}

static void numbers_are_grouped_where_icu_groups_them(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    static const int64_t numbers[] = {0, 9, 999, 1000, 1234, 9999, 10000, 99999, 100000, 999999, 1000000, 123456789,
                                      9007199254740992}; // the last that a double holds exactly
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
            assert_string_equal(format_number(arena, (enum language)language, numbers[i]),
                                format_decimal(arena, (enum language)language, (double)numbers[i], 0));
    assert_string_equal(format_number(arena, LANGUAGE_EN, INT64_MAX), "9,223,372,036,854,775,807");
}

static void countries_have_names(void **state)
{
    (void)state;
    assert_string_equal(format_country(test_arena(), LANGUAGE_DE, "LV"), "Lettland");
    for (int round = 0; round < 2; round++)
        assert_string_equal(format_country(test_arena(), LANGUAGE_LV, "DE"), "Vācija");
    assert_string_equal(format_country(test_arena(), LANGUAGE_NONE, "SE"), "Sweden");
    assert_string_equal(format_country(test_arena(), LANGUAGE_EN, "nowhere"), "nowhere");
    assert_string_equal(format_country(test_arena(), LANGUAGE_EN, ""), "");
}

static const char *itself(const void *element)
{
    return *(const char *const *)element;
}

static void swedish_sorts_its_letters_last(void **state)
{
    (void)state;
    const char *words[] = {"Övertorneå", "Zebra", "Åre", "Arvika", "Ängelholm"};
    sort_for_people(test_arena(), LANGUAGE_SV, words, 5, sizeof words[0], itself);
    assert_string_equal(words[0], "Arvika");
    assert_string_equal(words[2], "Åre");
    assert_string_equal(words[4], "Övertorneå");
    sort_for_people(test_arena(), LANGUAGE_DE, words, 5, sizeof words[0], itself);
    assert_string_equal(words[4], "Zebra");
}

static void the_same_sentence_folds_to_the_same(void **state)
{
    (void)state;
    struct arena *arena = test_arena();
    assert_string_equal(fold(arena, "  Ein   BUS, bitte\n"), "ein bus, bitte");
    assert_string_equal(fold(arena, "STRASSE"), fold(arena, "straße"));
    assert_string_equal(normalize(arena, "a\u0308"), "\u00e4");
    assert_string_equal(normalize(arena, "plain"), "plain");
    assert_string_equal(fold(arena, "Ｗｉｄｅ\u00a0\u00a0WORDS"), "wide words");
    assert_true(strlen(fold(arena, "\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa\ufdfa")) > 8 * 18); // each becomes 18 signs
}

static void time_zones_are_known_or_not(void **state)
{
    (void)state;
    assert_true(time_zone_is_known("Europe/Riga"));
    assert_false(time_zone_is_known("Europe/Atlantis"));
    assert_false(time_zone_is_known(""));
}

// Names of the same weight, names that begin alike, and bytes that are no UTF-8: the order stays what it was, or is by length.
static void equal_names_keep_their_order(void **state)
{
    (void)state;
    char first[] = "Skola", second[] = "Skola";
    const char *words[] = {"Skolas iela", first, second, "\xff", "Skol"};
    sort_for_people(test_arena(), LANGUAGE_LV, words, 5, sizeof words[0], itself);
    size_t at = strcmp(words[0], "\xff") == 0 ? 1 : 0;
    assert_string_equal(words[at], "Skol");
    assert_ptr_equal(words[at + 1], first);
    assert_ptr_equal(words[at + 2], second);
    assert_string_equal(words[at + 3], "Skolas iela");
}

TESTS(format, dates_are_written_as_each_language_writes_them, each_style_is_written_in_each_language,
      more_dates_than_are_kept_stay_right, the_hour_that_comes_twice_and_the_days_around_it, iso_dates_go_and_come_back_in_a_time_zone,
      dates_that_are_none_are_refused, an_hour_the_clock_skips_becomes_the_next, numbers_are_grouped_as_each_language_does,
      numbers_are_grouped_where_icu_groups_them, countries_have_names, swedish_sorts_its_letters_last,
      equal_names_keep_their_order,
      the_same_sentence_folds_to_the_same, time_zones_are_known_or_not)
