// word_diff.h - what was changed in a text, word by word, for people to read.
#ifndef SEMPRE_I18N_WORD_DIFF_H
#define SEMPRE_I18N_WORD_DIFF_H

#include "base/arena.h"
#include "i18n/language.h"

enum diff_kind { DIFF_SAME, DIFF_OUT, DIFF_IN };

// A stretch of text. Those that are not DIFF_IN are the text before when joined, those that are not DIFF_OUT the one after.
struct diff_piece {
    enum diff_kind kind;
    const char *text;
};
struct diff_list {
    struct diff_piece *at;
    size_t n, cap;
};

enum { DIFF_MOST = 200 }; // words, spaces and signs that may differ

// The fewest words out and in that make `after` of `before` (Myers, An O(ND) Difference Algorithm, 1986), parted as the language does.
// What was replaced stands together: first all that went, then all that came. Where more than DIFF_MOST parts differ, nobody could
// read such marks: then all went and all came. Owned by `arena`, of which it takes at most 80 KB and a few times the texts.
struct diff_list word_diff(struct arena *arena, enum language language, const char *before, const char *after);

// How alike two texts are by their words, in whatever order: from 0 (no word in common) to 1 (all).
double word_likeness(struct arena *arena, enum language language, const char *one, const char *other);

#endif
