// country.h - the countries around the Baltic Sea, their usual time zones, and choices made of them for forms.
#ifndef SEMPRE_NETWORKS_COUNTRY_H
#define SEMPRE_NETWORKS_COUNTRY_H

#include <stdbool.h>

#include "base/arena.h"
#include "i18n/language.h"
#include "web/form.h"

bool country_is_known(const char *country); // NULL is not

// The zone most people of the country live in. Static.
const char *country_time_zone(const char *country);

// Choices for forms, ended by {0}: countries by name; time zones; languages by their own names. Owned by `arena`.
struct option *country_options(struct arena *arena, enum language language);
struct option *time_zone_options(struct arena *arena);
struct option *language_options(struct arena *arena);

#endif
