// plain_words.h - what is left of a sentence when nothing but its words matters, for comparing and counting. By ICU; safe from any
// thread.
#ifndef SEMPRE_I18N_PLAIN_WORDS_H
#define SEMPRE_I18N_PLAIN_WORDS_H

#include "base/arena.h"
#include "i18n/language.h"

// The words of a sentence with single spaces between: NFKC and case folded (Unicode 15, section 3.13), accents taken off the letters
// that are not of the language's own alphabet (CLDR's exemplar characters), apostrophes left out, punctuation and control signs read
// as spaces. So "Für  ALLE!" is "für alle" in German and "fur alle" in English. Letters of every script, digits and symbols stay. The
// plain words of plain words are the same again. Bytes that are no UTF-8 read as U+FFFD. O(length); owned by `arena`.
const char *plain_words(struct arena *arena, enum language language, const char *text);

#endif
