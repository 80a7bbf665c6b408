// vec.c - growing arrays in an arena.
#include "base/vec.h"

#include <stdlib.h>

void *vec_push_(struct arena *arena, void **at, size_t *n, size_t *cap, size_t element)
{
    if (*n == *cap) {
        size_t new_cap = *cap == 0 ? 8 : *cap * 2, size;
        if (__builtin_mul_overflow(new_cap, element, &size))
            abort();
        *at = arena_grow(arena, *at, *cap * element, size);
        *cap = new_cap;
    }
    return (char *)*at + (*n)++ * element;
}
