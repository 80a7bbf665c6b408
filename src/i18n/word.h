// word.h - the single words of a sentence, for counting what people speak of. By ICU; safe from any thread.
#ifndef SEMPRE_I18N_WORD_H
#define SEMPRE_I18N_WORD_H

#include "base/vec.h"
#include "i18n/language.h"

struct word {
    const char *plain;   // folded (plain_words.h): the same for "Bus" and "BUS"
    const char *written; // as it stands in the sentence
};
struct word_list {
    struct word *at;
    size_t n, cap;
};

// Adds the words of a text to the list, in their order: parted as the language does (Unicode 15 annex 29), of at least two letters, and
// without those that say nothing alone (content/stop_words). Numbers are no words. Endings stay: "bus" and "buses" are two.
void words_add(struct arena *arena, enum language language, const char *text, struct word_list *list);

// The same with numbers, of any length: "5", "B203". For finding.
void words_add_with_numbers(struct arena *arena, enum language language, const char *text, struct word_list *list);

// All of a text in its parts: words, spaces and signs, as the language parts them. Joined again they are the text. Owned by `arena`.
struct strings word_parts(struct arena *arena, enum language language, const char *text);

// The place in the list of the word with this plain form as it was written most often among the first 64 times; of equally often ones the
// first. It has to be in the list.
size_t word_most_written(const struct word_list *list, const char *plain);

#endif
