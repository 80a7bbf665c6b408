// id_index.h - numbers of things in a file, which may be any, to places from 0 in the order in which they come.
#ifndef SEMPRE_INTERCHANGE_ID_INDEX_H
#define SEMPRE_INTERCHANGE_ID_INDEX_H

#include <stdint.h>

#include "base/arena.h"

#define ID_NONE UINT32_MAX

// Open addressing; begins as zeros.
struct id_index {
    int64_t *at;     // by place: the id
    size_t n, cap;
    uint32_t *slots; // place + 1; 0 where empty
    size_t size;     // of slots: a power of two
};

// Where the id is; ID_NONE where it is not. O(1), expected.
uint32_t id_find(const struct id_index *index, int64_t id);

// Where it is now, added where it was not. At most 2^32 - 2 ids.
uint32_t id_add(struct arena *arena, struct id_index *index, int64_t id);

// The ids ascending, in `arena`, and by place where each of them went, in `scratch`. O(n log n).
const int64_t *id_sort(struct arena *arena, struct arena *scratch, const struct id_index *index, uint32_t **ret_number);

#endif
