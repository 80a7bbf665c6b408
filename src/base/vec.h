// vec.h - growing arrays in an arena. A list type is written out once, with its element:
//
//     struct network_list { struct network *at; size_t n, cap; };
//     struct network *added = VEC_PUSH(arena, &list);    // a zeroed new last element
#ifndef SEMPRE_BASE_VEC_H
#define SEMPRE_BASE_VEC_H

#include "base/arena.h"

void *vec_push_(struct arena *arena, void **at, size_t *n, size_t *cap, size_t element);

#define VEC_PUSH(arena, list)                                                                             \
    ((__typeof__((list)->at))vec_push_((arena), (void **)&(list)->at, &(list)->n, &(list)->cap,           \
                                       sizeof(*(list)->at)))

// A list of texts, owned by an arena.
struct strings {
    const char **at;
    size_t n, cap;
};

#endif
