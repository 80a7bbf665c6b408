// programme.h - a made-up network with what was counted in it at several dates, as sums of sums.
#ifndef SEMPRE_TESTS_ATTACK_PROGRAMME_H
#define SEMPRE_TESTS_ATTACK_PROGRAMME_H

#include "base/rand.h"
#include "insight/disclosure.h"

enum { DATES = 3 };

struct programme {
    struct disclosure_tables tables;
    int64_t *counts[DATES]; // per cell
};

// 3 workshops of 10 statements in two activities, three answers each; totals of statements, activities, answers, workshops and the whole
// network; 4 needs that rest on answers of several workshops. Between the dates some activities stay as they were, some grow by a few
// voices or by many, some lose a few (not with `is_growing`); a workshop may come only later.
struct programme programme_make(struct arena *arena, struct rand *random, bool is_growing);

#endif
