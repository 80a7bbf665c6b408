// arena.h - memory that lives as long as one request, job or command, and is freed at once.
//
// Allocation never returns NULL: an arena over its cap still hands out memory but says so in arena_is_full(), which
// everything that input can make grow asks (rows_next, buf growth, form reading, the edge of each request) and turns
// into ERR_LIMIT. When the machine itself has no memory left the process aborts and the parent starts it anew.
#ifndef SEMPRE_BASE_ARENA_H
#define SEMPRE_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

// A new arena that counts as full beyond `cap` bytes. Owned by the caller: arena_free.
struct arena *arena_new(size_t cap);
void arena_free(struct arena *arena);

// Makes everything allocated since arena_new invalid and keeps the first block for reuse.
void arena_reset(struct arena *arena);

// Lets it hold `more` bytes beyond its cap until arena_reset.
void arena_allow(struct arena *arena, size_t more);

// True once more than `cap` bytes were asked for since arena_new or arena_reset.
bool arena_is_full(const struct arena *arena);

// Bytes handed out since arena_new or arena_reset.
size_t arena_used(const struct arena *arena);

// `size` zeroed bytes, aligned for any type. Owned by the arena.
void *arena_alloc(struct arena *arena, size_t size) __attribute__((returns_nonnull, malloc));

// Enlarges `old` (of `old_size` bytes, from this arena, or NULL) to `new_size`; in place where it was the last
// allocation. Added bytes are zero.
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size) __attribute__((returns_nonnull));

// The same for a buffer that keeps count of what was written to it: added bytes are not zeroed, they hold anything.
void *arena_grow_room(struct arena *arena, void *old, size_t old_size, size_t new_size) __attribute__((returns_nonnull));

// Copies, NUL-terminated. arena_copy takes `n` bytes of `text`.
char *arena_dup(struct arena *arena, const char *text) __attribute__((returns_nonnull));
char *arena_copy(struct arena *arena, const char *text, size_t n) __attribute__((returns_nonnull));
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), returns_nonnull));

// A zeroed T, or an array of `n` of them.
#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, n) ((T *)arena_alloc_array_((arena), sizeof(T), (size_t)(n)))
void *arena_alloc_array_(struct arena *arena, size_t element, size_t n) __attribute__((returns_nonnull, malloc));

// For scope cleanup: `struct arena *scratch CLEANUP(arena_cleanup) = arena_new(...)`.
#define CLEANUP(function) __attribute__((cleanup(function)))
void arena_cleanup(struct arena **arena);

#endif
