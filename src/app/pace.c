// pace.c - a running mean of amounts of work.
#include "app/pace.h"

enum { LAST_FEW = 8 }; // weight of what was before: 1 - 1 / LAST_FEW

_Atomic int64_t *pace_start(struct arena *arena, size_t n)
{
    _Atomic int64_t *paces = ARENA_ARRAY(arena, _Atomic int64_t, n);
    for (size_t i = 0; i < n; i++)
        atomic_init(&paces[i], PACE_QUICK_US);
    return paces;
}

void pace_note(_Atomic int64_t *pace, int64_t us)
{
    int64_t mean = atomic_load_explicit(pace, memory_order_relaxed);
    atomic_store_explicit(pace, mean + (us - mean) / LAST_FEW, memory_order_relaxed);
}

bool pace_is_quick(const _Atomic int64_t *pace)
{
    return atomic_load_explicit(pace, memory_order_relaxed) < PACE_QUICK_US;
}

// The upper bits of the number times 2^32 / golden ratio (Knuth, multiplicative hashing): requests that come by turns meet no pattern.
bool pace_is_due(const _Atomic int64_t *pace, uint64_t number)
{
    return !pace_is_quick(pace) || ((uint32_t)number * UINT32_C(2654435769)) >> 29 == 0;
}
