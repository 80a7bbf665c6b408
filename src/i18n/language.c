// language.c - tags and names of languages, and the choice among them.
#include "i18n/language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "i18n/message_table.h"

static const struct {
    const char *tag, *name;
} languages[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {"en", "English"},   [LANGUAGE_DA] = {"da", "Dansk"},     [LANGUAGE_DE] = {"de", "Deutsch"},
    [LANGUAGE_ET] = {"et", "Eesti"},     [LANGUAGE_FI] = {"fi", "Suomi"},     [LANGUAGE_LT] = {"lt", "Lietuvių"},
    [LANGUAGE_LV] = {"lv", "Latviešu"},  [LANGUAGE_NB] = {"nb", "Norsk"},     [LANGUAGE_PL] = {"pl", "Polski"},
    [LANGUAGE_RU] = {"ru", "Русский"},   [LANGUAGE_SV] = {"sv", "Svenska"},   [LANGUAGE_UK] = {"uk", "Українська"},
};

const char *language_tag(enum language language)
{
    return language >= 0 && language < LANGUAGE_COUNT ? languages[language].tag : "";
}

const char *language_name(enum language language)
{
    return language >= 0 && language < LANGUAGE_COUNT ? languages[language].name : "";
}

static enum language language_of_part(const char *tag, size_t n)
{
    size_t first = 0;
    while (first < n && tag[first] != '-' && tag[first] != '_')
        first++;
    if (first != 2)
        return LANGUAGE_NONE;
    if (strncasecmp(tag, "no", 2) == 0 || strncasecmp(tag, "nn", 2) == 0)
        return LANGUAGE_NB;
    for (enum language language = 0; language < LANGUAGE_COUNT; language++)
        if (strncasecmp(tag, languages[language].tag, 2) == 0)
            return language;
    return LANGUAGE_NONE;
}

enum language language_of(const char *tag)
{
    return language_of_part(tag, strlen(tag));
}

bool language_has_catalogue(enum language language)
{
    return language >= 0 && language < LANGUAGE_COUNT && message_tables[language].texts != NULL;
}

bool language_is_checked(enum language language)
{
    return language_has_catalogue(language) && message_tables[language].is_checked;
}

// The weight behind ";q=" in thousandths; 1000 where there is none, 0 where it is no number.
static int weight_of(const char *at, const char *end)
{
    const char *q = memmem(at, (size_t)(end - at), "q=", 2);
    if (q == NULL)
        return 1000;
    q += 2;
    if (q >= end || (*q != '0' && *q != '1'))
        return 0;
    int weight = (*q - '0') * 1000, unit = 100;
    for (q = q + 1 < end && q[1] == '.' ? q + 2 : end; q < end && *q >= '0' && *q <= '9' && unit > 0; q++, unit /= 10)
        weight += (*q - '0') * unit;
    return weight > 1000 ? 1000 : weight;
}

enum language language_negotiate(const char *accept_language)
{
    enum language best = LANGUAGE_EN;
    int best_weight = 0;
    for (const char *at = accept_language; at != NULL && *at != '\0';) {
        at += strspn(at, " \t,");
        const char *end = at + strcspn(at, ",");
        size_t n = strcspn(at, ";, \t");
        enum language language = language_of_part(at, n);
        int weight = weight_of(at + n < end ? at + n : end, end);
        if (language != LANGUAGE_NONE && language_has_catalogue(language) && weight > best_weight) {
            best = language;
            best_weight = weight;
        }
        at = end;
    }
    return best;
}
