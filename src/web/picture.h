// picture.h - pictures of numbers: what each is made of, and how numbers become places in it. views/pictures.html draws them.
//
// Each picture has a title and a description in words for those who do not see it, and its numbers as a table. What must be told apart
// differs in shape, filling or hatching, never in colour alone; lengths are SVG attributes. Words are the caller's, in the reader's language.
#ifndef SEMPRE_WEB_PICTURE_H
#define SEMPRE_WEB_PICTURE_H

#include "base/vec.h"
#include "web/view.h"

// --- tables ---
struct picture_line {
    struct words name;
    struct strings cells; // numbers as people write them
};
struct picture_lines {
    struct picture_line *at;
    size_t n, cap;
};
struct picture_table {
    const char *caption, *name_head;
    struct strings heads; // of the cells
    struct picture_lines lines;
};

// --- the map: signs in a plane, a shape for each group ---
enum { PICTURE_GROUPS = 5 };
struct picture_place {
    double x, y;
    uint32_t people, group; // group: from 0, below PICTURE_GROUPS
};
struct picture_group {
    const char *name, *letter; // "Group A", "A"
    const char *class_;        // its colour, beside its shape
    bool is_hollow;
    const char *path;          // all its signs; "" where it has none
    const char *sign;          // one sign, in a square of 24 around 0
    const char *x, *y;         // where its letter stands
    const char *people;        // "34", or that it is not shown
};
struct picture_groups {
    struct picture_group *at;
    size_t n, cap;
};
struct picture_map {
    const char *title, *about;
    struct picture_groups groups;
    struct picture_table rest; // further lines of the table: who is in no group
};

// Places the signs, both directions on the same scale, and gives each of the `k` groups its shape, colour and letter; words are left to the
// caller. Signs of more people are larger. O(n).
void picture_map_make(struct arena *arena, const struct picture_place *places, size_t n, size_t k, struct picture_map *ret_map);

// --- rows on one scale: values with their intervals, or values before and after ---
struct picture_axis {
    double low, high; // what stands at the left and right ends
};
struct picture_row {
    struct words name;
    const char *low, *high; // ends of the interval; NULL: it has none
    const char *before;     // where it was before, hollow; NULL: only one value
    const char *at;         // where it is, full
    const char *in_words;
};
struct picture_rows {
    struct picture_row *at;
    size_t n, cap;
};
struct picture_scale {
    const char *about;       // what the signs mean, in words
    const char *left, *right; // the values at the ends, in words
    const char *zero;        // where a line stands for "no difference"; NULL: nowhere
    struct picture_rows rows;
    struct picture_table table;
};

// The axis over all values, with a margin of a twentieth on each side. Where all are the same: one unit around it.
struct picture_axis picture_axis_over(const double *values, size_t n);
// "12.5%": from the left end; values beyond the ends stand at them. Owned by the arena.
const char *picture_at(struct arena *arena, struct picture_axis axis, double value);

// --- how many gave which value: a column for each ---
struct picture_column {
    const char *x, *width, *middle;   // of the whole picture
    const char *y, *height;           // of the bar
    const char *number_y;             // of the number above it
    const char *label, *number;       // "3"; "12", "?", or "" 
};
struct picture_columns {
    struct picture_column *at;
    size_t n, cap;
};
struct picture_distribution {
    const char *in_words, *about;
    struct picture_columns columns;
};

struct picture_count {
    const char *label; // the caller's to keep
    int64_t n;         // how many; or in which proportion, where it is not shown
    bool is_shown, has_bar; // its number may be written; its bar drawn
};

// Columns for `n` values in their order; words are left to the caller. Of what has no bar it says "?".
void picture_distribution_make(struct arena *arena, enum language language, const struct picture_count *counts, size_t n,
                               struct picture_distribution *ret_distribution);

// --- a page of its own, for a file that needs nothing else ---
struct picture_page {
    const char *language; // "en"
    const char *title;
    struct body body;
};
// A scale with heading and table, as the body of such a page.
struct picture_sheet {
    const char *title, *intro; // intro: "" for none
    struct picture_scale scale;
    struct picture_distribution before, after; // columns.n 0: none
    const char *before_title, *after_title;
};

#endif
