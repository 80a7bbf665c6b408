// groups_view.h - the data of the page with groups of opinion.
#ifndef SEMPRE_INTERCHANGE_GROUPS_VIEW_H
#define SEMPRE_INTERCHANGE_GROUPS_VIEW_H

#include "web/picture.h"

struct picture_tables {
    struct picture_table *at;
    size_t n, cap;
};
struct groups_picture {
    const char *title, *counts;
    struct picture_map map;
    struct picture_tables tables; // one a group
};

#endif
