// country.c - the countries around the Baltic Sea and their time zones.
#include "networks/country.h"

#include <assert.h>
#include <string.h>

#include "i18n/format.h"

struct country {
    const char *code;
    const char *time_zone;
};

static const struct country countries[] = {
    {"BY", "Europe/Minsk"},  {"DE", "Europe/Berlin"}, {"DK", "Europe/Copenhagen"}, {"EE", "Europe/Tallinn"},
    {"FI", "Europe/Helsinki"}, {"LT", "Europe/Vilnius"}, {"LV", "Europe/Riga"},    {"NO", "Europe/Oslo"},
    {"PL", "Europe/Warsaw"}, {"RU", "Europe/Moscow"}, {"SE", "Europe/Stockholm"},  {"UA", "Europe/Kyiv"},
};
enum { COUNTRIES = sizeof(countries) / sizeof(countries[0]) };

// Zones that are not the usual one of any country.
static const char *const more_zones[] = {"Europe/Kaliningrad", "Europe/Samara"};
enum { MORE_ZONES = sizeof(more_zones) / sizeof(more_zones[0]) };

static const struct country *country_find(const char *code)
{
    for (size_t i = 0; code != NULL && i < COUNTRIES; i++)
        if (strcmp(countries[i].code, code) == 0)
            return &countries[i];
    return NULL;
}

bool country_is_known(const char *country)
{
    return country_find(country) != NULL;
}

const char *country_time_zone(const char *country)
{
    const struct country *found = country_find(country);
    assert(found != NULL); // asked only of countries that are known
    return found->time_zone;
}

static const char *option_label(const void *option)
{
    return ((const struct option *)option)->label;
}

struct option *country_options(struct arena *arena, enum language language)
{
    struct option *options = ARENA_ARRAY(arena, struct option, COUNTRIES + 1);
    for (size_t i = 0; i < COUNTRIES; i++)
        options[i] = (struct option){countries[i].code, format_country(arena, language, countries[i].code)};
    sort_for_people(arena, language, options, COUNTRIES, sizeof(*options), option_label);
    return options;
}

struct option *time_zone_options(struct arena *arena)
{
    struct option *options = ARENA_ARRAY(arena, struct option, COUNTRIES + MORE_ZONES + 1);
    for (size_t i = 0; i < COUNTRIES + MORE_ZONES; i++) {
        const char *zone = i < COUNTRIES ? countries[i].time_zone : more_zones[i - COUNTRIES];
        options[i] = (struct option){zone, zone};
    }
    sort_for_people(arena, LANGUAGE_EN, options, COUNTRIES + MORE_ZONES, sizeof(*options), option_label);
    return options;
}

struct option *language_options(struct arena *arena)
{
    struct option *options = ARENA_ARRAY(arena, struct option, LANGUAGE_COUNT + 1);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        options[language] = (struct option){language_tag((enum language)language), language_name((enum language)language)};
    return options;
}
