// stem.h - what a word has in common with its other forms, for finding one by another. By Snowball (libstemmer) for the languages it has, by
// lists of endings for Estonian, Latvian, Polish and Ukrainian. Safe from any thread.
#ifndef SEMPRE_I18N_STEM_H
#define SEMPRE_I18N_STEM_H

#include "base/arena.h"
#include "i18n/language.h"

// The stem of a plain word (plain_words.h) of the language, without accents, with ae, oe, ue and their kin as one letter and no letter
// of a to z twice: in German "bus" and "busse" are "bus", "fuer" and "für" are "fur". It need not be a word. Never empty unless the
// word is. Owned by `arena`.
const char *word_stem(struct arena *arena, enum language language, const char *plain);

#endif
