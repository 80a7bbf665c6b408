// side.h - a text and one of its variants side by side: which words of the variant stand for which paragraph of the source, what
// changed in the source since they were written, and what of it is still to be done.
//
// A paragraph ends at an empty line. A variant follows the source paragraph by paragraph; where it has another number of them (easy
// language often has), `counts` says how many stand for each. What it follows is kept only where it is not simply the source as it is.
#ifndef SEMPRE_TEXTS_SIDE_H
#define SEMPRE_TEXTS_SIDE_H

#include "texts/variant.h"

enum {
    SIDE_SOURCE = 30, // paragraphs of a source; what comes after them counts to the last
    SIDE_MOST = 60,   // rows: each paragraph of the source, and each that was taken out of it
};

enum side_state {
    SIDE_SAME,    // the source is as it was: nothing to do
    SIDE_CHANGED, // the source was changed since
    SIDE_NEW,     // no words for it yet
    SIDE_GONE,    // it was taken out of the source, the words for it are still there
};

struct side_row {
    enum side_state state;
    const char *source;   // the paragraph as it is now; NULL where it is gone
    const char *followed; // as it was when the words were written; NULL where there was none, or where nobody knows
    const char *words;    // of the variant; "" where there are none
};
struct side {
    struct side_row *at;  // in the order of the source, at most SIDE_MOST
    size_t n, cap;
    bool is_known;        // false: the variant is out of date and nobody knows since when, so each row is SIDE_CHANGED
};

// `variant` may be NULL: there is none yet. Owned by `arena`.
struct side side_of(struct arena *arena, const struct variant *source, const struct variant *variant);

// What was typed beside each row of a side.
struct side_typed {
    const char *words;
    bool is_right; // ticked: right as it is
};

// What becomes of the variant: words, followed and counts of `ret_variant`. Returns how many rows still need work: changed ones that
// were neither touched nor ticked, paragraphs without words that were not ticked, gone ones whose words were left.
// `ret_variant` keeps everything else.
size_t side_join(struct arena *arena, const struct side *side, const struct side_typed *typed, struct variant *ret_variant);

// Sixteen signs that tell one row from another, also when the source has changed meanwhile. Owned by `arena`.
const char *side_key(struct arena *arena, const struct side_row *row);

#endif
