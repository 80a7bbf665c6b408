// format.c - dates, numbers and sorting by ICU. Opening ICU's objects is slow, so one of each kind is kept for the process.
#include "i18n/format.h"

#include <assert.h>
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

enum {
    FORMAT_CHARS = 256,
    DATE_STYLES = TIME_ONLY + 1,
    KEPT_DATES = 256,   // finished texts: pages show the same dates again and again
    ZONE_SIZE = 40,
    COUNTRY_LETTERS = 26,
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // guards everything kept below

struct date_kind {
    enum language language;
    enum date_style style;
    char time_zone[ZONE_SIZE];
};

// One formatter a language, 90 KB each: style and time zone are set before each use.
static struct {
    UDateFormat *format;
    UChar patterns[DATE_STYLES][FORMAT_CHARS];
} dates[LANGUAGE_COUNT];

static struct {
    struct date_kind kind;
    int64_t at;
    char text[64]; // empty: free
} kept_dates[KEPT_DATES];

static UNumberFormat *numbers[LANGUAGE_COUNT], *percents[LANGUAGE_COUNT];
static UCollator *collators[LANGUAGE_COUNT];
static const char *countries[LANGUAGE_COUNT][COUNTRY_LETTERS][COUNTRY_LETTERS];

static enum language known(enum language language)
{
    return language >= 0 && language < LANGUAGE_COUNT ? language : LANGUAGE_EN;
}

// Day before month and hours from 0 to 23 in English too: en_GB rather than en_US.
static const char *icu_locale(enum language language)
{
    return known(language) == LANGUAGE_EN ? "en_GB" : language_tag(language);
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

static bool is_same_kind(const struct date_kind *a, const struct date_kind *b)
{
    return a->language == b->language && a->style == b->style && strcmp(a->time_zone, b->time_zone) == 0;
}

// Called with the mutex held. Opens the language's formatter and writes down its patterns. False where ICU refuses.
static bool dates_open(enum language language)
{
    static const char *const skeletons[DATE_STYLES] = {"EEEEdMMMMy", "dMMMy", "dMMMyHHmm", "HHmm"};
    if (dates[language].format != NULL)
        return true;
    const char *locale = icu_locale(language);
    UErrorCode code = U_ZERO_ERROR;
    UDateTimePatternGenerator *generator = udatpg_open(locale, &code);
    for (int style = 0; style < DATE_STYLES; style++) {
        UChar skeleton[32];
        u_uastrcpy(skeleton, skeletons[style]);
        UChar *pattern = dates[language].patterns[style];
        int32_t n = udatpg_getBestPattern(generator, skeleton, -1, pattern, FORMAT_CHARS - 1, &code);
        pattern[U_SUCCESS(code) ? n : 0] = 0;
    }
    udatpg_close(generator);
    UDateFormat *format = U_FAILURE(code) ? NULL : udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, NULL, 0,
                                                             dates[language].patterns[0], -1, &code);
    dates[language].format = U_SUCCESS(code) ? format : NULL;
    return dates[language].format != NULL;
}

static UCalendar *calendar_open(const char *time_zone, const char *locale)
{
    UChar zone[64];
    u_uastrncpy(zone, time_zone == NULL ? "UTC" : time_zone, 63);
    zone[63] = 0;
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(zone, -1, locale, UCAL_GREGORIAN, &code);
    return U_SUCCESS(code) ? calendar : NULL;
}

// Called with the mutex held. The formatter of a language, set to the style and time zone; NULL where ICU refuses.
static UDateFormat *date_format(const struct date_kind *kind)
{
    if (!dates_open(kind->language))
        return NULL;
    UCalendar *calendar = calendar_open(kind->time_zone, icu_locale(kind->language));
    if (calendar == NULL)
        return NULL;
    UDateFormat *format = dates[kind->language].format;
    udat_setCalendar(format, calendar); // keeps a copy
    ucal_close(calendar);
    udat_applyPattern(format, false, dates[kind->language].patterns[kind->style], -1);
    return format;
}

static size_t slot_of(const struct date_kind *kind, int64_t at)
{
    uint64_t hash = (uint64_t)at * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)kind->language * 131 + (uint64_t)kind->style * 17;
    for (const char *sign = kind->time_zone; *sign != '\0'; sign++)
        hash = hash * 31 + (unsigned char)*sign;
    return (hash ^ hash >> 29) % KEPT_DATES;
}

// Called with the mutex held.
static const char *date_text(const struct date_kind *kind, int64_t at)
{
    size_t slot = slot_of(kind, at);
    if (kept_dates[slot].text[0] != '\0' && kept_dates[slot].at == at && is_same_kind(&kept_dates[slot].kind, kind))
        return kept_dates[slot].text;
    UChar wide[FORMAT_CHARS];
    UErrorCode code = U_ZERO_ERROR;
    UDateFormat *format = date_format(kind);
    if (format == NULL)
        return "";
    int32_t n = udat_format(format, (UDate)at, wide, FORMAT_CHARS, NULL, &code), length = 0;
    u_strToUTF8(kept_dates[slot].text, sizeof(kept_dates[slot].text), &length, wide, n, &code);
    if (U_FAILURE(code) || length >= (int32_t)sizeof(kept_dates[slot].text))
        kept_dates[slot].text[0] = '\0';
    kept_dates[slot].kind = *kind;
    kept_dates[slot].at = at;
    return kept_dates[slot].text;
}

const char *format_date(struct arena *arena, enum language language, const char *time_zone, int64_t at,
                        enum date_style style)
{
    struct date_kind kind = {.language = known(language), .style = style};
    const char *zone = time_zone == NULL ? "UTC" : time_zone;
    if (strlen(zone) >= ZONE_SIZE)
        return "";
    memcpy(kind.time_zone, zone, strlen(zone) + 1);
    pthread_mutex_lock(&mutex);
    const char *text = arena_dup(arena, date_text(&kind, at));
    pthread_mutex_unlock(&mutex);
    return text;
}

static const char *iso_part(struct arena *arena, const char *time_zone, int64_t at, bool is_date)
{
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = calendar_open(time_zone, "en");
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
    if (!looks_like(date, "9999-99-99") || !looks_like(time, "99:99") || digits(date, 4) < 1900)
        return false;
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = calendar_open(time_zone, "en");
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

// Called with the mutex held; `kept` is where the language's formatter stays.
static UNumberFormat *number_format(UNumberFormat **kept, UNumberFormatStyle style, enum language language)
{
    UErrorCode code = U_ZERO_ERROR;
    if (*kept == NULL)
        *kept = unum_open(style, NULL, 0, icu_locale(language), NULL, &code);
    assert(U_SUCCESS(code)); // ICU without its data
    return *kept;
}

static const char *number_by_icu(struct arena *arena, enum language language, int64_t number)
{
    UChar text[64];
    UErrorCode code = U_ZERO_ERROR;
    pthread_mutex_lock(&mutex);
    UNumberFormat *format = number_format(&numbers[known(language)], UNUM_DECIMAL, language);
    int32_t n = unum_formatInt64(format, number, text, 64, NULL, &code);
    pthread_mutex_unlock(&mutex);
    return U_SUCCESS(code) ? from_utf16(arena, text, n) : arena_print(arena, "%lld", (long long)number);
}

// A page of results has hundreds of numbers, and ICU's formatter serves one thread at a time. So each language's way of
// grouping is read off two numbers that ICU writes; all our languages have the same digits, in groups of three.
static struct {
    char sign[8];  // between groups
    size_t digits; // a number has at least so many where it is grouped: 1 234 or only 12 345
} groupings[LANGUAGE_COUNT];

static void learn_groupings(void)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(16 * 1024);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const char *sign = number_by_icu(arena, (enum language)i, 11111) + strlen("11");
        size_t n = strcspn(sign, "1");
        assert(n < sizeof(groupings[i].sign) && strcmp(sign + n, "111") == 0);
        memcpy(groupings[i].sign, sign, n);
        groupings[i].digits = strcmp(number_by_icu(arena, (enum language)i, 1111), "1111") == 0 ? 5 : 4;
    }
}

const char *format_number(struct arena *arena, enum language language, int64_t number)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    enum { GROUP = 3, MOST_DIGITS = 19 };
    if (number < 0)
        return number_by_icu(arena, language, number);
    char *digits = (char *)arena_alloc(arena, MOST_DIGITS + 1) + MOST_DIGITS;
    size_t n = 0;
    do { // by hand: a page has hundreds
        *--digits = (char)('0' + number % 10);
        number /= 10;
        n++;
    } while (number > 0);
    if (n <= GROUP)
        return digits;
    pthread_once(&once, learn_groupings);
    if (n < groupings[known(language)].digits)
        return digits;
    const char *sign = groupings[known(language)].sign;
    char *text = arena_alloc(arena, n + (MOST_DIGITS / GROUP) * strlen(sign) + 1), *to = text;
    for (size_t left = n; left > 0; left--) {
        *to++ = digits[n - left];
        if (left > 1 && left % GROUP == 1)
            to = stpcpy(to, sign);
    }
    *to = '\0';
    return text;
}

const char *format_decimal(struct arena *arena, enum language language, double number, int digit_count)
{
    UChar text[FORMAT_CHARS];
    UErrorCode code = U_ZERO_ERROR;
    pthread_mutex_lock(&mutex);
    UNumberFormat *format = number_format(&numbers[known(language)], UNUM_DECIMAL, language);
    unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, digit_count);
    unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, digit_count);
    int32_t n = unum_formatDouble(format, number, text, FORMAT_CHARS, NULL, &code);
    unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, 0);
    pthread_mutex_unlock(&mutex);
    return U_SUCCESS(code) ? from_utf16(arena, text, n) : "";
}

const char *format_percent(struct arena *arena, enum language language, int64_t part, int64_t whole)
{
    double share = whole == 0 ? 0 : (double)part / (double)whole;
    UChar text[64];
    UErrorCode code = U_ZERO_ERROR;
    pthread_mutex_lock(&mutex);
    UNumberFormat *format = number_format(&percents[known(language)], UNUM_PERCENT, language);
    unum_setAttribute(format, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
    int32_t n = unum_formatDouble(format, share, text, 64, NULL, &code);
    pthread_mutex_unlock(&mutex);
    return U_SUCCESS(code) ? from_utf16(arena, text, n) : "";
}

// Called with the mutex held. Kept for the life of the process: there are few countries.
static const char *country_name(enum language language, const char *country)
{
    const char **kept = &countries[language][country[0] - 'A'][country[1] - 'A'];
    if (*kept != NULL)
        return *kept;
    UChar wide[FORMAT_CHARS];
    char name[FORMAT_CHARS], locale[16];
    UErrorCode code = U_ZERO_ERROR;
    snprintf(locale, sizeof(locale), "und_%.2s", country);
    int32_t n = uloc_getDisplayCountry(locale, icu_locale(language), wide, FORMAT_CHARS, &code), length = 0;
    u_strToUTF8(name, sizeof(name), &length, wide, n, &code);
    if (U_FAILURE(code))
        return country;
    char *copy = malloc((size_t)length + 1);
    if (copy == NULL)
        abort();
    memcpy(copy, name, (size_t)length);
    copy[length] = '\0';
    *kept = copy;
    return copy;
}

const char *format_country(struct arena *arena, enum language language, const char *country)
{
    bool is_code = strlen(country) == 2 && country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' && country[1] <= 'Z';
    if (!is_code)
        return arena_dup(arena, country);
    pthread_mutex_lock(&mutex);
    const char *name = arena_dup(arena, country_name(known(language), country));
    pthread_mutex_unlock(&mutex);
    return name;
}

// --- sorting and sameness ---

// Of a language, opened once. Comparing changes nothing in it, so any number of threads may.
static const UCollator *collator_of(enum language language)
{
    enum language kept = known(language);
    pthread_mutex_lock(&mutex);
    UErrorCode code = U_ZERO_ERROR;
    if (collators[kept] == NULL)
        collators[kept] = ucol_open(icu_locale(kept), &code);
    assert(U_SUCCESS(code)); // ICU without its data
    const UCollator *collator = collators[kept];
    pthread_mutex_unlock(&mutex);
    return collator;
}

struct sorted {
    const char *text;
    size_t place;
};

static int by_text(const void *a, const void *b, void *collator)
{
    const struct sorted *x = a, *y = b;
    UErrorCode code = U_ZERO_ERROR;
    int order = ucol_strcollUTF8(collator, x->text, -1, y->text, -1, &code);
    return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

// Short lists of names are compared as they stand: ICU is quick with Latin letters, and making keys of them is not.
void sort_for_people(struct arena *arena, enum language language, void *at, size_t n, size_t size,
                     const char *(*text_of)(const void *))
{
    if (n < 2)
        return;
    struct sorted *sorted = ARENA_ARRAY(arena, struct sorted, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct sorted){text_of((const char *)at + i * size), i};
    qsort_r(sorted, n, sizeof *sorted, by_text, (void *)(uintptr_t)collator_of(language));
    char *copy = arena_copy(arena, at, n * size);
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
    int32_t room = n * 2 + 16, length = 0;
    UChar *out = NULL;
    do { // a sign may become 18
        code = U_ZERO_ERROR;
        room = length > room ? length : room;
        out = ARENA_ARRAY(arena, UChar, room);
        length = unorm2_normalize(form, wide, n, out, room, &code);
    } while (code == U_BUFFER_OVERFLOW_ERROR);
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
