// id_index.c - ids looked up by hashing.
#include "interchange/id_index.h"

#include <assert.h>
#include <stdlib.h>

#include "base/vec.h"

static size_t slot_of(const struct id_index *index, int64_t id)
{
    uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash ^ hash >> 32) & (index->size - 1);
}

uint32_t id_find(const struct id_index *index, int64_t id)
{
    if (index->size == 0)
        return ID_NONE;
    for (size_t slot = slot_of(index, id); index->slots[slot] != 0; slot = (slot + 1) & (index->size - 1))
        if (index->at[index->slots[slot] - 1] == id)
            return index->slots[slot] - 1;
    return ID_NONE;
}

static void slot_take(struct id_index *index, uint32_t place)
{
    size_t slot = slot_of(index, index->at[place]);
    while (index->slots[slot] != 0)
        slot = (slot + 1) & (index->size - 1);
    index->slots[slot] = place + 1;
}

uint32_t id_add(struct arena *arena, struct id_index *index, int64_t id)
{
    uint32_t place = id_find(index, id);
    if (place != ID_NONE)
        return place;
    assert(index->n < ID_NONE - 1);
    place = (uint32_t)index->n;
    *VEC_PUSH(arena, index) = id;
    if (2 * index->n > index->size) {
        index->size = index->size == 0 ? 64 : 4 * index->size;
        index->slots = ARENA_ARRAY(arena, uint32_t, index->size);
        for (uint32_t i = 0; i < place; i++)
            slot_take(index, i);
    }
    slot_take(index, place);
    return place;
}

struct numbered {
    int64_t id;
    uint32_t place;
};

static int id_order(const void *one, const void *other)
{
    const struct numbered *a = one, *b = other;
    return (a->id > b->id) - (a->id < b->id);
}

const int64_t *id_sort(struct arena *arena, struct arena *scratch, const struct id_index *index, uint32_t **ret_number)
{
    struct numbered *order = ARENA_ARRAY(scratch, struct numbered, index->n);
    int64_t *sorted = ARENA_ARRAY(arena, int64_t, index->n + 1);
    uint32_t *number = ARENA_ARRAY(scratch, uint32_t, index->n + 1);
    for (uint32_t i = 0; i < index->n; i++)
        order[i] = (struct numbered){index->at[i], i};
    qsort(order, index->n, sizeof *order, id_order);
    for (uint32_t i = 0; i < index->n; i++) {
        sorted[i] = order[i].id;
        number[order[i].place] = i;
    }
    *ret_number = number;
    return sorted;
}
