// stop_words.h - the tables that the build makes of content/stop_words: words of each language that say nothing alone.
#ifndef SEMPRE_I18N_STOP_WORDS_H
#define SEMPRE_I18N_STOP_WORDS_H

#include <stddef.h>

#include "i18n/language.h"

struct stop_words {
    const char *const *at; // plain words, in the order of their bytes
    size_t n;
};
extern const struct stop_words stop_words[LANGUAGE_COUNT];

#endif
