// ranking_parts.h - what the files of the ranking share.
#ifndef SEMPRE_INSIGHT_RANKING_PARTS_H
#define SEMPRE_INSIGHT_RANKING_PARTS_H

#include "insight/ranking.h"

// Sets `lack` and `lacking` from the counts and alpha.
void lack_find(struct arena *arena, const struct pair_counts *counts, struct ranking *ranking);

#endif
