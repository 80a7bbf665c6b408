// fuzz_typed.c - dates, times, numbers, languages and ids as people and browsers write them, from any lines.
#include <assert.h>
#include <string.h>

#include "base/id.h"
#include "i18n/format.h"
#include "networks/network_check.h"
#include "texts/variant.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

// Cuts the next line off.
static const char *next_line(struct arena *arena, const char **at)
{
    size_t n = strcspn(*at, "\n");
    const char *line = arena_copy(arena, *at, n);
    *at += n + ((*at)[n] == '\n');
    return line;
}

static void check_date(struct arena *arena, const char *date, const char *time, const char *zone)
{
    if (!time_zone_is_known(zone))
        zone = "Europe/Berlin";
    int64_t at = 0;
    if (!parse_iso(date, time, zone, &at))
        return;
    assert(strcmp(format_iso_date(arena, zone, at), date) == 0);
    assert(strlen(format_iso_time(arena, zone, at)) == 5);
    assert(format_date(arena, LANGUAGE_LV, zone, at, DATE_LONG)[0] != '\0');
}

static void check_number(const char *text)
{
    double value = 0;
    int digits = 0;
    if (decimal_parse(text, 2, &value, &digits))
        assert(value > -1e12 && value < 1e12 && digits >= 0 && digits <= 2);
}

static void check_language(struct arena *arena, const char *text)
{
    assert(language_has_catalogue(language_negotiate(text)));
    enum language language = LANGUAGE_NONE;
    bool easy = false;
    if (variant_parse(text, &language, &easy) == OK)
        assert(strcmp(variant_name(arena, language, easy), text) == 0);
}

static void check_id(const char *text)
{
    int64_t id = 0, again = 0;
    char written[ID_TEXT_SIZE];
    if (!id_parse(text, &id))
        return;
    id_text(id, written);
    assert(id >= 0 && id_parse(written, &again) && again == id);
}

static void check_forms(struct arena *arena, const char *text)
{
    const char *normal = normalize(arena, text), *folded = fold(arena, text);
    assert(strcmp(normalize(arena, normal), normal) == 0 && strcmp(fold(arena, folded), folded) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    const char *at = arena_copy(arena, n == 0 ? "" : (const char *)bytes, n);
    const char *first = next_line(arena, &at), *second = next_line(arena, &at), *third = next_line(arena, &at);
    check_date(arena, first, second, third);
    check_number(first);
    check_language(arena, first);
    check_id(first);
    check_forms(arena, first);
    arena_reset(arena);
    return 0;
}
