// language.h - the languages Sempre knows. A language is always passed explicitly, never set for a process.
#ifndef SEMPRE_I18N_LANGUAGE_H
#define SEMPRE_I18N_LANGUAGE_H

#include <stdbool.h>

enum language {
    LANGUAGE_EN, LANGUAGE_DA, LANGUAGE_DE, LANGUAGE_ET, LANGUAGE_FI, LANGUAGE_LT, LANGUAGE_LV, LANGUAGE_NB,
    LANGUAGE_PL, LANGUAGE_RU, LANGUAGE_SV, LANGUAGE_UK,
    LANGUAGE_COUNT,
    LANGUAGE_NONE = -1,
};

// "de" for LANGUAGE_DE (BCP 47), and its name in itself: "Deutsch". Static.
const char *language_tag(enum language language);
const char *language_name(enum language language);

// LANGUAGE_NONE where `tag` is not one of them. Only the part before '-' counts; "no" and "nn" read as nb.
enum language language_of(const char *tag);

// Whether there is a complete catalogue of the interface, and whether a native speaker has checked it.
bool language_has_catalogue(enum language language);
bool language_is_checked(enum language language);

// The best language with a catalogue for an Accept-Language header (RFC 9110 section 12.5.4); NULL gives English.
enum language language_negotiate(const char *accept_language);

#endif
