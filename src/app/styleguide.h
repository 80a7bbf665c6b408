// styleguide.h - the example data of the page that shows every pattern.
#ifndef SEMPRE_APP_STYLEGUIDE_H
#define SEMPRE_APP_STYLEGUIDE_H

#include "web/picture.h"

struct styleguide {
    struct picture_map map;
    struct picture_scale ranking, change;
    struct picture_distribution answers, hidden;
};

// Made up, in English like the whole page; the same each time. Owned by the arena.
const struct styleguide *styleguide_make(struct arena *arena, enum language language);

#endif
