// budget_view.h - the data of the picture of a budget: what share of the money each project takes.
#ifndef SEMPRE_INTERCHANGE_BUDGET_VIEW_H
#define SEMPRE_INTERCHANGE_BUDGET_VIEW_H

#include "web/view.h"

struct budget_bar {
    const char *name;         // of the project; NULL: what is left over
    const char *class_;       // full for what is chosen, hatched for what is left
    const char *width;        // of the whole bar: "12.5%"
    const char *share, *cost; // "12.5 %", "150,000 EUR"
    int64_t votes;
    bool is_chosen;
};
struct budget_bars {
    struct budget_bar *at;
    size_t n, cap;
};

struct budget_picture {
    const char *title, *money; // what there is
    const char *spent, *left;
    int64_t people, chosen;
    struct budget_bars shares; // chosen ones in the order of selection, then what is left
    struct budget_bars all;    // every project, for the table: the chosen first
};

#endif
