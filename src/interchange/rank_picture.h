// rank_picture.h - a ranking from comparisons as a page: each thing's score with its interval.
#ifndef SEMPRE_INTERCHANGE_RANK_PICTURE_H
#define SEMPRE_INTERCHANGE_RANK_PICTURE_H

#include "insight/ranking.h"
#include "interchange/pairs_table.h"
#include "web/picture.h"

// The body of the page, owned by the arena. ranking->score is there.
struct body rank_picture(struct arena *arena, enum language language, const struct pairs_table *table, const struct pair_counts *counts,
                         const struct ranking *ranking);

#endif
