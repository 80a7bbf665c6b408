// result_view.h - the data of bars, their keys and tables, as the shared result views draw them.
#ifndef SEMPRE_WORKSHOPS_RESULT_VIEW_H
#define SEMPRE_WORKSHOPS_RESULT_VIEW_H

#include "web/picture.h"

// One part of a bar. Lengths are SVG percentages: "12.5%".
struct bar_part {
    const char *x, *width, *middle;
    const char *class_;
    const char *number; // "" where it may not be shown or has no room
};
struct bar_parts {
    struct bar_part *at;
    size_t n, cap;
};

// One count in words: "18" or "fewer than 5", and what it counts.
struct key_part {
    const char *class_;
    struct words label;
    const char *number;
};
struct key_parts {
    struct key_part *at;
    size_t n, cap;
};

struct result_line {
    struct words said;
    bool is_question;        // the step's question itself: drawn where there is no heading with it
    const char *code;        // id, for addresses
    struct bar_parts bar;
    struct picture_distribution columns; // in place of the bar: of values that are numbers; columns.n 0: none
    bool is_of_whole;        // its parts make up everybody who answered
    struct key_parts key;
    bool is_hidden;          // none of its numbers is shown: one sentence says so, not each part of the key
    const char *missing;     // that sentence
    bool has_hands;
    struct key_parts hands;  // counted in the room, apart
    const char *mean;        // "3.4", "not shown", or NULL: the kind has none
    const char *in_words;    // the whole bar for those who do not see it
    const char *share;       // what it says of everybody, a sentence; NULL
};
struct result_lines {
    struct result_line *at;
    size_t n, cap;
};

struct result_view {
    struct words title, question;
    struct words heading;    // the question, or only "Result" where the question stands above
    const char *people;      // "21", "fewer than 5", or NULL
    struct result_lines most;
    const char *most_heading; // NULL: no heading
    struct key_parts columns; // of the table
    bool has_mean;
};

#endif
