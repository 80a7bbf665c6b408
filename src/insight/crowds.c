// crowds.c - halves points at the median of their wider direction, down to crowds.
#include "insight/crowds.h"

#include <assert.h>
#include <stdlib.h>

#include "base/vec.h"

static int by_x(const void *one, const void *other)
{
    const struct point *a = one, *b = other;
    if (a->x < b->x || a->x > b->x)
        return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

static int by_y(const void *one, const void *other)
{
    const struct point *a = one, *b = other;
    if (a->y < b->y || a->y > b->y)
        return a->y < b->y ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

static bool is_wide(const struct point *points, size_t n)
{
    struct point low = points[0], high = points[0];
    for (size_t i = 1; i < n; i++) {
        low.x = points[i].x < low.x ? points[i].x : low.x;
        low.y = points[i].y < low.y ? points[i].y : low.y;
        high.x = points[i].x > high.x ? points[i].x : high.x;
        high.y = points[i].y > high.y ? points[i].y : high.y;
    }
    return high.x - low.x >= high.y - low.y;
}

void crowds_add(struct arena *arena, struct point *points, size_t n, size_t least, uint32_t cluster, struct crowds *crowds)
{
    assert(least > 0);
    if (n == 0)
        return;
    if (n / 2 >= least) {
        qsort(points, n, sizeof *points, is_wide(points, n) ? by_x : by_y);
        crowds_add(arena, points, n / 2, least, cluster, crowds);
        crowds_add(arena, points + n / 2, n - n / 2, least, cluster, crowds);
        return;
    }
    struct crowd crowd = {.size = (uint32_t)n, .cluster = cluster};
    for (size_t i = 0; i < n; i++) {
        crowd.center.x += points[i].x / (double)n;
        crowd.center.y += points[i].y / (double)n;
    }
    *VEC_PUSH(arena, crowds) = crowd;
}
