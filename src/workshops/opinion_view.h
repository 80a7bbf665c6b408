// opinion_view.h - the data of the results of opinions: groups and what tells them apart, or the three lists; and how it was worked out.
#ifndef SEMPRE_WORKSHOPS_OPINION_VIEW_H
#define SEMPRE_WORKSHOPS_OPINION_VIEW_H

#include "web/picture.h"
#include "workshops/result_view.h"

// A statement that stands for a group.
struct opinion_sign {
    struct words said;
    bool is_agree;
    const char *numbers; // "28 of 30 in the group ..."; NULL: not for this audience
};
struct opinion_signs {
    struct opinion_sign *at;
    size_t n, cap;
};
struct opinion_group {
    const char *name;
    const struct picture_group *drawn;
    struct opinion_signs signs;
};
struct opinion_groups {
    struct opinion_group *at;
    size_t n, cap;
};

// A statement on which groups part: a line for each group, with a bar or in words only.
struct opinion_split {
    struct words said;
    struct result_lines groups;
};
struct opinion_splits {
    struct opinion_split *at;
    size_t n, cap;
};

// One of the three lists.
struct opinion_list {
    const char *heading;
    struct result_lines lines;
    int64_t more;        // belong to it too, but are not listed
};
struct opinion_lists {
    struct opinion_list *at;
    size_t n, cap;
};

struct opinions_view {
    struct result_view result; // question, people, table
    bool is_empty;             // nobody has answered
    const char *stale;         // when it was worked out, where there are newer answers; NULL
    // groups
    bool has_groups;
    int64_t k;
    struct picture_map map;
    const char *dots;          // what one sign of the map stands for
    struct opinion_groups groups;
    struct result_lines agreed;
    struct opinion_splits divided;
    // no groups
    const char *why;           // why there are none
    struct opinion_lists lists;
    struct strings how;        // paragraphs
};

#endif
