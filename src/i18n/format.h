// format.h - dates, times, numbers and sorting as people of a language write them, by ICU. Safe from any thread.
#ifndef SEMPRE_I18N_FORMAT_H
#define SEMPRE_I18N_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "i18n/language.h"

enum date_style {
    DATE_LONG,     // Tuesday, 24 November 2026
    DATE_SHORT,    // 24 Nov 2026
    DATE_TIME,     // 24 Nov 2026, 18:30
    TIME_ONLY,     // 18:30
};

// `at`: ms since 1970; `time_zone`: IANA name, NULL is UTC. Owned by `arena`.
const char *format_date(struct arena *arena, enum language language, const char *time_zone, int64_t at,
                        enum date_style style);
const char *format_number(struct arena *arena, enum language language, int64_t number);
const char *format_decimal(struct arena *arena, enum language language, double number, int digits);
const char *format_percent(struct arena *arena, enum language language, int64_t part, int64_t whole);

// "2026-11-24" and "18:30" in a time zone, as date and time fields want and give them. False where not a date.
const char *format_iso_date(struct arena *arena, const char *time_zone, int64_t at);
const char *format_iso_time(struct arena *arena, const char *time_zone, int64_t at);
bool parse_iso(const char *date, const char *time, const char *time_zone, int64_t *ret_at);
bool time_zone_is_known(const char *time_zone);

// Name of a country ("LV" -> "Lettland" in German).
const char *format_country(struct arena *arena, enum language language, const char *country);

// Sorts `n` elements of `size` bytes by the text that `text_of` gives, in the order of the language. Stable.
// `arena` lends it memory.
void sort_for_people(struct arena *arena, enum language language, void *at, size_t n, size_t size,
                     const char *(*text_of)(const void *));

// NFC; and a folded form to compare for sameness (case and width folded, spaces joined, ends trimmed). Owned by `arena`.
const char *normalize(struct arena *arena, const char *text);
const char *fold(struct arena *arena, const char *text);

#endif
