// crowds.h - points of a plane in crowds of near ones: what a picture may show of where people stand.
#ifndef SEMPRE_INSIGHT_CROWDS_H
#define SEMPRE_INSIGHT_CROWDS_H

#include "insight/clustering.h"

struct crowd {
    struct point center; // the mean of its points
    uint32_t size;
    uint32_t cluster;    // left to the caller
};
struct crowds {
    struct crowd *at;
    size_t n, cap;
};

// Adds to `crowds` the `n` points in crowds of at least `least` each (at least 1), fewer than twice that many: halved at the median of the
// wider direction as long as both halves are large enough (Friedman, Bentley and Finkel 1977, ACM TOMS 3; as a way to publish nobody's own
// value, "microaggregation": Domingo-Ferrer and Mateo-Sanz 2002, IEEE TKDE 14). Fewer than `least` points are one crowd. Equal points keep
// the order in which they are given. `points` is put into another order. O(n log^2 n).
void crowds_add(struct arena *arena, struct point *points, size_t n, size_t least, uint32_t cluster, struct crowds *crowds);

#endif
