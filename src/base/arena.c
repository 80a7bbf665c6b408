// arena.c - blocks of memory handed out piece by piece, and given back all at once.
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

// ThreadSanitizer does not know mremap: what one thread gave up and another got again would look like a race.
#if defined(ARENA_POISONS) || defined(__SANITIZE_THREAD__)
#define ARENA_COPIES 1
#endif

// Under AddressSanitizer everything not handed out is poisoned and a gap follows each piece, so that reading past its
// end or after a reset is found like with malloc; blocks then come from malloc, so that lost arenas are reported.
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#else
enum { GAP = 0 };
#define ASAN_POISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

enum {
    ALIGNMENT = 16,
    PAGE = 4096,
    // Address space, of which only pages that are touched cost memory. So large that a page fits in: a block more for each
    // request would be memory taken from the system and given back each time, which all cores notice.
    FIRST_BLOCK = 256 * 1024,
    LARGEST_STEP = 1024 * 1024,
    LARGE = 512 * 1024, // a piece from here on has a block of its own
};

struct block {
    struct block *before;
    size_t size;    // of the whole mapping
    size_t used;    // from the block's start
    size_t written; // from the block's start: what lies behind it is zero
};

struct arena {
    struct block *last;
    struct block *first;
    struct block *large; // blocks of one large piece each
    char *newest;        // the last piece handed out from `last`: it can grow in place
    size_t cap, allowed, total;
};

static size_t round_up(size_t n, size_t step)
{
    return (n + step - 1) / step * step;
}

// When memory ends there is no state worth saving: the parent starts a new process, the database is consistent.
static void *block_memory(size_t size)
{
#ifdef ARENA_POISONS
    void *memory = malloc(size);
    if (memory == NULL)
        abort();
#else
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        abort();
#endif
    return memory;
}

static struct block *block_new(size_t size, struct block *before)
{
    struct block *block = block_memory(size);
    size_t used = round_up(sizeof(struct block), ALIGNMENT);
#ifdef ARENA_POISONS
    size_t written = size; // malloc's memory holds anything
#else
    size_t written = used;
#endif
    *block = (struct block){.before = before, .size = size, .used = used, .written = written};
    ASAN_POISON_MEMORY_REGION((char *)block + block->used, block->size - block->used);
    return block;
}

static void block_free(struct block *block)
{
    ASAN_UNPOISON_MEMORY_REGION(block, block->size);
#ifdef ARENA_POISONS
    free(block);
#else
    munmap(block, block->size);
#endif
}

struct arena *arena_new(size_t cap)
{
    size_t room = round_up(sizeof(struct block), ALIGNMENT) + round_up(sizeof(struct arena), ALIGNMENT);
    size_t size = cap < FIRST_BLOCK - room ? round_up(cap + room, PAGE) : FIRST_BLOCK;
    struct block *first = block_new(size, NULL);
    struct arena *arena = (struct arena *)((char *)first + first->used);
    ASAN_UNPOISON_MEMORY_REGION(arena, sizeof(*arena));
    first->used = room;
    first->written = first->written > room ? first->written : room;
    *arena = (struct arena){.last = first, .first = first, .cap = cap};
    return arena;
}

static void free_later_blocks(struct arena *arena)
{
    while (arena->large != NULL) {
        struct block *block = arena->large;
        arena->large = block->before;
        block_free(block);
    }
    while (arena->last != arena->first) {
        struct block *block = arena->last;
        arena->last = block->before;
        block_free(block);
    }
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_later_blocks(arena);
    block_free(arena->first); // holds the arena itself
}

void arena_cleanup(struct arena **arena)
{
    arena_free(*arena);
    *arena = NULL;
}

void arena_reset(struct arena *arena)
{
    free_later_blocks(arena);
    struct block *first = arena->first;
    first->used = (size_t)((char *)arena - (char *)first) + round_up(sizeof(struct arena), ALIGNMENT);
    ASAN_POISON_MEMORY_REGION((char *)first + first->used, first->size - first->used);
    arena->newest = NULL;
    arena->allowed = arena->total = 0;
}

void arena_allow(struct arena *arena, size_t more)
{
    arena->allowed += more;
}

bool arena_is_full(const struct arena *arena)
{
    return arena->total > arena->cap + arena->allowed;
}

size_t arena_used(const struct arena *arena)
{
    return arena->total;
}

// A block at least as large as the last one, so that the number of blocks stays small however much is asked for.
static void add_block(struct arena *arena, size_t room)
{
    size_t step = arena->last->size * 2 < LARGEST_STEP ? arena->last->size * 2 : LARGEST_STEP;
    size_t least = round_up(room + round_up(sizeof(struct block), ALIGNMENT), PAGE);
    arena->last = block_new(least > step ? least : step, arena->last);
}

static char *block_piece(struct block *block)
{
    return (char *)block + round_up(sizeof(struct block), ALIGNMENT);
}

// Of a piece from `from` on, `ret_dirty` bytes (may be NULL) may be other than zero. The block knows it as written from now on.
static void piece_written(struct block *block, const char *from, size_t *ret_dirty)
{
    size_t start = (size_t)(from - (char *)block);
    if (ret_dirty != NULL)
        *ret_dirty = start < block->written ? block->written - start : 0;
    if (block->used > block->written)
        block->written = block->used;
}

// Whatever was there before is still in it.
static void *take(struct arena *arena, size_t size, size_t *ret_dirty)
{
    if (size > PTRDIFF_MAX / 2)
        abort();
    size_t room = round_up(size == 0 ? 1 : size, ALIGNMENT) + GAP;
    bool is_large = room >= LARGE;
    if (is_large)
        arena->large = block_new(round_up(room + round_up(sizeof(struct block), ALIGNMENT), PAGE), arena->large);
    else if (arena->last->size - arena->last->used < room)
        add_block(arena, room);
    struct block *block = is_large ? arena->large : arena->last;
    char *at = (char *)block + block->used;
    block->used += room;
    arena->total += size;
    if (!is_large)
        arena->newest = at;
    ASAN_UNPOISON_MEMORY_REGION(at, size);
    piece_written(block, at, ret_dirty);
    return at;
}

static void zero(char *at, size_t size, size_t dirty)
{
    memset(at, 0, size < dirty ? size : dirty);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t dirty;
    char *at = take(arena, size, &dirty);
    zero(at, size, dirty);
    return at;
}

void *arena_alloc_array_(struct arena *arena, size_t element, size_t n)
{
    size_t size;
    if (__builtin_mul_overflow(element, n, &size))
        abort();
    return arena_alloc(arena, size);
}

// The newest piece keeps its place where the block has room behind it.
static bool grow_in_place(struct arena *arena, char *old, size_t old_size, size_t new_size, size_t *ret_dirty)
{
    struct block *block = arena->last;
    size_t start = (size_t)(old - (char *)block);
    size_t room = round_up(new_size, ALIGNMENT) + GAP;
    if (room > block->size - start)
        return false;
    block->used = start + room;
    arena->total += new_size - old_size;
    ASAN_UNPOISON_MEMORY_REGION(old, new_size);
    piece_written(block, old + old_size, ret_dirty);
    return true;
}

// A large piece takes its pages along: nothing is copied, and what was its room is not left behind. NULL where it is not a large one.
static char *grow_large(struct arena *arena, const char *old, size_t old_size, size_t new_size, size_t *ret_dirty)
{
    struct block **at = &arena->large;
    while (*at != NULL && block_piece(*at) != old)
        at = &(*at)->before;
    if (*at == NULL)
        return NULL;
    size_t head = round_up(sizeof(struct block), ALIGNMENT), room = round_up(new_size, ALIGNMENT) + GAP;
    size_t size = round_up(head + room, PAGE);
#ifdef ARENA_COPIES
    struct block *grown = block_new(size, (*at)->before);
    ASAN_UNPOISON_MEMORY_REGION(block_piece(grown), new_size);
    memcpy(block_piece(grown), old, old_size);
    block_free(*at);
#else
    struct block *grown = mremap(*at, (*at)->size, size, MREMAP_MAYMOVE);
    if (grown == MAP_FAILED)
        abort();
    grown->size = size;
#endif
    grown->used = head + room;
    *at = grown;
    arena->total += new_size - old_size;
    piece_written(grown, block_piece(grown) + old_size, ret_dirty);
    return block_piece(grown);
}

static char *grow(struct arena *arena, void *old, size_t old_size, size_t new_size, size_t *ret_dirty)
{
    assert(new_size >= old_size);
    if (new_size > PTRDIFF_MAX / 2)
        abort();
    if (old != NULL && old == arena->newest && grow_in_place(arena, old, old_size, new_size, ret_dirty))
        return old;
    char *grown = old == NULL || old_size < LARGE / 2 ? NULL : grow_large(arena, old, old_size, new_size, ret_dirty);
    if (grown != NULL)
        return grown;
    grown = take(arena, new_size, ret_dirty);
    if (old_size > 0)
        memcpy(grown, old, old_size);
    if (ret_dirty != NULL)
        *ret_dirty = *ret_dirty > old_size ? *ret_dirty - old_size : 0;
    return grown;
}

void *arena_grow_room(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
    return grow(arena, old, old_size, new_size, NULL);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
    size_t dirty;
    char *grown = grow(arena, old, old_size, new_size, &dirty);
    zero(grown + old_size, new_size - old_size, dirty);
    return grown;
}

char *arena_copy(struct arena *arena, const char *text, size_t n)
{
    char *copy = take(arena, n + 1, NULL);
    if (n > 0)
        memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

char *arena_dup(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_print(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    char *text = take(arena, (size_t)n + 1, NULL);
    va_start(args, format);
    vsnprintf(text, (size_t)n + 1, format, args);
    va_end(args);
    return text;
}
