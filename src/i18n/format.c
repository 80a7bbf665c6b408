// format.c - dates, numbers and sorting by ICU. Opening ICU's objects is slow, so one of each kind is kept for the process.
#include "i18n/format.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include <unicode/utypes.h>

enum { FORMAT_CHARS = 256, KEPT_DATES = 64 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // guards everything kept below

static struct {
    enum language language;
    enum date_style style;
    char time_zone[64];
    UDateFormat *format;
} dates[KEPT_DATES];
static size_t date_count;
static UNumberFormat *numbers[LANGUAGE_COUNT];
static UCollator *collators[LANGUAGE_COUNT];

// Day and month first in every language, hours from 0 to 23: en_GB rather than en_US.
static const char *icu_locale(enum language language)
{
    return language == LANGUAGE_EN || language == LANGUAGE_NONE ? "en_GB" : language_tag(language);
}

static const char *from_utf16(struct arena *arena, const UChar *text, int32_t n)
{
    char *out = arena_alloc(arena, (size_t)n * 3 + 1);
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    u_strToUTF8(out, n * 3 + 1, &length, text, n, &code);
    return U_SUCCESS(code) ? out : "";
}

static UChar *to_utf16(struct arena *arena, const char *text, int32_t *ret_n)
{
    size_t n = strlen(text);
    UChar *out = ARENA_ARRAY(arena, UChar, n + 1);
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(out, (int32_t)n + 1, ret_n, text, (int32_t)n, 0xFFFD, NULL, &code);
    if (U_FAILURE(code))
        *ret_n = 0;
    return out;
}

// --- dates ---

static UDateFormat *date_open(enum language language, enum date_style style, const char *time_zone)
{
    static const char *const skeletons[] = {"EEEEdMMMMy", "dMMMy", "dMMMyHHmm", "HHmm"};
    const char *locale = icu_locale(language);
    UErrorCode code = U_ZERO_ERROR;
    UDateTimePatternGenerator *generator = udatpg_open(locale, &code);
    UChar skeleton[32], pattern[FORMAT_CHARS], zone[64];
    u_uastrcpy(skeleton, skeletons[style]);
    int32_t n = udatpg_getBestPattern(generator, skeleton, -1, pattern, FORMAT_CHARS, &code);
    u_uastrcpy(zone, time_zone);
    UDateFormat *format = U_FAILURE(code) ? NULL : udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, zone, -1, pattern, n, &code);
    udatpg_close(generator);
    return U_SUCCESS(code) ? format : NULL;
}

// Called with the mutex held. NULL where ICU refuses.
static UDateFormat *date_format(enum language language, enum date_style style, const char *time_zone)
{
    for (size_t i = 0; i < date_count; i++)
        if (dates[i].language == language && dates[i].style == style && strcmp(dates[i].time_zone, time_zone) == 0)
            return dates[i].format;
    if (strlen(time_zone) >= sizeof dates[0].time_zone)
        return NULL;
    UDateFormat *format = date_open(language, style, time_zone);
    if (format == NULL)
        return NULL;
    size_t slot = date_count < KEPT_DATES ? date_count++ : (size_t)language % KEPT_DATES;
    if (dates[slot].format != NULL)
        udat_close(dates[slot].format);
    dates[slot].language = language;
    dates[slot].style = style;
    snprintf(dates[slot].time_zone, sizeof dates[slot].time_zone, "%s", time_zone);
    dates[slot].format = format;
    return format;
}

const char *format_date(struct arena *arena, enum language language, const char *time_zone, int64_t at,
                        enum date_style style)
{
    UChar text[FORMAT_CHARS];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = 0;
    pthread_mutex_lock(&mutex);
    UDateFormat *format = date_format(language, style, time_zone == NULL ? "UTC" : time_zone);
    if (format != NULL)
        n = udat_format(format, (UDate)at, text, FORMAT_CHARS, NULL, &code);
    pthread_mutex_unlock(&mutex);
    return format != NULL && U_SUCCESS(code) ? from_utf16(arena, text, n) : "";
}

static UCalendar *calendar_open(const char *time_zone)
{
    UChar zone[64];
    u_uastrncpy(zone, time_zone == NULL ? "UTC" : time_zone, 63);
    zone[63] = 0;
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(zone, -1, "en", UCAL_GREGORIAN, &code);
    return U_SUCCESS(code) ? calendar : NULL;
}

static const char *iso_part(struct arena *arena, const char *time_zone, int64_t at, bool is_date)
{
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = calendar_open(time_zone);
    if (calendar == NULL)
        return "";
    ucal_setMillis(calendar, (UDate)at, &code);
    const char *text =
        is_date ? arena_print(arena, "%04d-%02d-%02d", ucal_get(calendar, UCAL_YEAR, &code),
                              ucal_get(calendar, UCAL_MONTH, &code) + 1, ucal_get(calendar, UCAL_DATE, &code))
                : arena_print(arena, "%02d:%02d", ucal_get(calendar, UCAL_HOUR_OF_DAY, &code),
                              ucal_get(calendar, UCAL_MINUTE, &code));
    ucal_close(calendar);
    return U_SUCCESS(code) ? text : "";
}

const char *format_iso_date(struct arena *arena, const char *time_zone, int64_t at)
{
    return iso_part(arena, time_zone, at, true);
}

const char *format_iso_time(struct arena *arena, const char *time_zone, int64_t at)
{
    return iso_part(arena, time_zone, at, false);
}

// `pattern` has a 9 where a digit must stand; everything else stands for itself.
static bool looks_like(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; text++, pattern++)
        if (*pattern == '9' ? *text < '0' || *text > '9' : *text != *pattern)
            return false;
    return *text == '\0';
}

static int digits(const char *at, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

bool parse_iso(const char *date, const char *time, const char *time_zone, int64_t *ret_at)
{
    if (!looks_like(date, "9999-99-99") || !looks_like(time, "99:99"))
        return false;
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = calendar_open(time_zone);
    if (calendar == NULL)
        return false;
    ucal_setAttribute(calendar, UCAL_LENIENT, 0); // 31 February is no date
    ucal_clear(calendar);
    ucal_setDateTime(calendar, digits(date, 4), digits(date + 5, 2) - 1, digits(date + 8, 2), digits(time, 2),
                     digits(time + 3, 2), 0, &code);
    ucal_set(calendar, UCAL_MILLISECOND, 0);
    UDate at = ucal_getMillis(calendar, &code);
    if (U_FAILURE(code)) { // an hour that a clock skips in spring: the moment after
        code = U_ZERO_ERROR;
        ucal_setAttribute(calendar, UCAL_LENIENT, 1);
        at = ucal_getMillis(calendar, &code);
        bool is_same_day = ucal_get(calendar, UCAL_DATE, &code) == digits(date + 8, 2) && digits(time, 2) < 24 &&
                           digits(time + 3, 2) < 60 && ucal_get(calendar, UCAL_MONTH, &code) + 1 == digits(date + 5, 2);
        if (!is_same_day)
            code = U_ILLEGAL_ARGUMENT_ERROR;
    }
    ucal_close(calendar);
    if (U_FAILURE(code))
        return false;
    *ret_at = (int64_t)at;
    return true;
}

bool time_zone_is_known(const char *time_zone)
{
    UChar zone[64], canonical[64];
    if (strlen(time_zone) >= 63)
        return false;
    u_uastrcpy(zone, time_zone);
    UErrorCode code = U_ZERO_ERROR;
    UBool is_system = false;
    ucal_getCanonicalTimeZoneID(zone, -1, canonical, 64, &is_system, &code);
    return U_SUCCESS(code) && is_system;
}

// --- numbers ---

// Called with the mutex held.
static UNumberFormat *number_format(enum language language)
{
    enum language kept = language == LANGUAGE_NONE ? LANGUAGE_EN : language;
    UErrorCode code = U_ZERO_ERROR;
    if (numbers[kept] == NULL)
        numbers[kept] = unum_open(UNUM_DECIMAL, NULL, 0, icu_locale(language), NULL, &code);
    return numbers[kept];
}

const char *format_number(struct arena *arena, enum language language, int64_t number)
{
    if (number >= 0 && number < 1000) // the same digits in all our languages
        return arena_print(arena, "%d", (int)number);
    UChar text[64];
    UErrorCode code = U_ZERO_ERROR;
    pthread_mutex_lock(&mutex);
    int32_t n = unum_formatInt64(number_format(language), number, text, 64, NULL, &code);
    pthread_mutex_unlock(&mutex);
    return U_SUCCESS(code) ? from_utf16(arena, text, n) : arena_print(arena, "%lld", (long long)number);
}

const char *format_decimal(struct arena *arena, enum language language, double number, int digit_count)
{
    UChar text[64];
    UErrorCode code = U_ZERO_ERROR;
    pthread_mutex_lock(&mutex);
    UNumberFormat *format = number_format(language);
    unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, digit_count);
    unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, digit_count);
    int32_t n = unum_formatDouble(format, number, text, 64, NULL, &code);
    unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, 0);
    pthread_mutex_unlock(&mutex);
    return U_SUCCESS(code) ? from_utf16(arena, text, n) : "";
}

const char *format_percent(struct arena *arena, enum language language, int64_t part, int64_t whole)
{
    int64_t percent = whole == 0 ? 0 : (part * 200 + whole) / (whole * 2);
    // English writes 40%, our other languages 40 % with a space that does not break.
    return arena_print(arena, language == LANGUAGE_EN ? "%lld%%" : "%lld\u00a0%%", (long long)percent);
}

const char *format_country(struct arena *arena, enum language language, const char *country)
{
    UChar name[FORMAT_CHARS];
    char locale[16];
    UErrorCode code = U_ZERO_ERROR;
    snprintf(locale, sizeof locale, "und_%.2s", country);
    int32_t n = uloc_getDisplayCountry(locale, icu_locale(language), name, FORMAT_CHARS, &code);
    return U_SUCCESS(code) ? from_utf16(arena, name, n) : arena_dup(arena, country);
}

// --- sorting and sameness ---

struct sorted {
    const uint8_t *key;
    size_t place;
};

static int by_key(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    int order = strcmp((const char *)x->key, (const char *)y->key);
    return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

static const uint8_t *sort_key(struct arena *arena, UCollator *collator, const char *text)
{
    int32_t n = 0;
    UChar *wide = to_utf16(arena, text, &n);
    int32_t size = ucol_getSortKey(collator, wide, n, NULL, 0);
    uint8_t *key = arena_alloc(arena, (size_t)size + 1);
    ucol_getSortKey(collator, wide, n, key, size);
    return key;
}

void sort_for_people(enum language language, void *at, size_t n, size_t size, const char *(*text_of)(const void *))
{
    if (n < 2)
        return;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new((size_t)64 * 1024 * 1024);
    struct sorted *sorted = ARENA_ARRAY(arena, struct sorted, n);
    enum language kept = language == LANGUAGE_NONE ? LANGUAGE_EN : language;
    pthread_mutex_lock(&mutex);
    UErrorCode code = U_ZERO_ERROR;
    if (collators[kept] == NULL)
        collators[kept] = ucol_open(icu_locale(kept), &code);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct sorted){sort_key(arena, collators[kept], text_of((const char *)at + i * size)), i};
    pthread_mutex_unlock(&mutex);
    qsort(sorted, n, sizeof *sorted, by_key);
    char *copy = arena_alloc(arena, n * size);
    memcpy(copy, at, n * size);
    for (size_t i = 0; i < n; i++)
        memcpy((char *)at + i * size, copy + sorted[i].place * size, size);
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static const char *normalize_with(struct arena *arena, const char *text, const UNormalizer2 *form)
{
    int32_t n = 0;
    UErrorCode code = U_ZERO_ERROR;
    UChar *wide = to_utf16(arena, text, &n);
    int32_t room = n * 4 + 16;
    UChar *out = ARENA_ARRAY(arena, UChar, room);
    int32_t length = unorm2_normalize(form, wide, n, out, room, &code);
    return U_SUCCESS(code) ? from_utf16(arena, out, length) : text;
}

const char *normalize(struct arena *arena, const char *text)
{
    UErrorCode code = U_ZERO_ERROR;
    return is_ascii(text) ? text : normalize_with(arena, text, unorm2_getNFCInstance(&code));
}

const char *fold(struct arena *arena, const char *text)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *folded = normalize_with(arena, text, unorm2_getNFKCCasefoldInstance(&code));
    char *out = arena_alloc(arena, strlen(folded) + 1);
    size_t n = 0;
    for (const char *at = folded; *at != '\0'; at++) {
        bool is_space = *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r';
        if (!is_space)
            out[n++] = *at;
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return out;
}
