// arena_test.c - tests of memory that is freed at once.
#include "base/arena.h"

#include <sanitizer/asan_interface.h>
#include <stdio.h>

#include "support.h"

#if defined(__SANITIZE_ADDRESS__)
enum { POISONS = 1 };
#else
enum { POISONS = 0 };
static int address_is_poisoned(const volatile void *at)
{
    return at == NULL;
}
#define __asan_address_is_poisoned address_is_poisoned
#endif

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    for (size_t round = 0; round < 3; round++) {
        for (size_t size = 0; size < 300; size += 7) {
            unsigned char *at = arena_alloc(arena, size);
            assert_int_equal((uintptr_t)at % 16, 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(at[i], 0);
            memset(at, 0xff, size);
        }
        arena_reset(arena);
    }
}

static void an_arena_is_full_only_beyond_its_cap(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(100);
    arena_alloc(arena, 60);
    arena_alloc(arena, 40);
    assert_false(arena_is_full(arena));
    assert_int_equal(arena_used(arena), 100);
    char *more = arena_alloc(arena, 1);
    *more = 'x'; // full, and yet usable
    assert_true(arena_is_full(arena));
    arena_allow(arena, 1);
    assert_false(arena_is_full(arena));
    arena_reset(arena);
    assert_false(arena_is_full(arena));
    assert_int_equal(arena_used(arena), 0);
    arena_alloc(arena, 101); // what was allowed is so no longer
    assert_true(arena_is_full(arena));
}

static void large_pieces_fit_and_reset_gives_them_back(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    char *first = arena_alloc(arena, 10);
    for (int i = 0; i < 4; i++) {
        char *large = arena_alloc(arena, 5 * 1024 * 1024);
        large[5 * 1024 * 1024 - 1] = 'x';
    }
    arena_reset(arena);
    assert_ptr_equal(arena_alloc(arena, 10), first); // the first block is kept
}

static void the_newest_piece_grows_in_place(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    char *text = arena_dup(arena, "abc");
    char *grown = arena_grow(arena, text, 4, 1000);
    assert_ptr_equal(grown, text);
    assert_string_equal(grown, "abc");
    for (int i = 4; i < 1000; i++)
        assert_int_equal(grown[i], 0);
    assert_int_equal(arena_used(arena), 1000);
}

static void an_older_piece_moves_when_it_grows(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    char *text = arena_dup(arena, "abc");
    char *other = arena_dup(arena, "other");
    char *grown = arena_grow(arena, text, 4, 200000);
    assert_ptr_not_equal(grown, text);
    assert_string_equal(grown, "abc");
    assert_string_equal(other, "other");
    assert_int_equal(grown[199999], 0);
    assert_non_null(arena_grow(arena, NULL, 0, 8));
}

static void room_grows_with_what_is_in_it(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    char *room = arena_grow_room(arena, NULL, 0, 8);
    memcpy(room, "village", 8);
    assert_ptr_equal(arena_grow_room(arena, room, 8, 100), room);
    arena_alloc(arena, 1); // no longer the newest piece
    char *moved = arena_grow_room(arena, room, 100, 4000);
    assert_ptr_not_equal(moved, room);
    assert_string_equal(moved, "village");
    assert_int_equal(arena_used(arena), 100 + 1 + 4000);
}

// Among other pieces; what was counted is only what was added.
static void a_large_piece_grows_without_leaving_anything_behind(void **state)
{
    (void)state;
    enum { FIRST = 700 * 1024, STEP = 3 * 1024 * 1024 };
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    for (int round = 0; round < 2; round++) {
        char *other = arena_dup(arena, "other"), *second = arena_alloc(arena, FIRST), *large = arena_alloc(arena, FIRST);
        memset(large, 'x', FIRST);
        memset(second, 'y', FIRST);
        for (size_t size = FIRST; size < 4 * STEP; size += STEP) {
            arena_alloc(arena, 100);
            large = arena_grow(arena, large, size, size + STEP);
            assert_int_equal((uintptr_t)large % 16, 0);
            assert_true(large[0] == 'x' && large[size - 1] == 'x');
            for (size_t i = size; i < size + STEP; i++)
                if (large[i] != 0)
                    fail_msg("byte %zu of %zu is not zero", i, size + STEP);
            memset(large, 'x', size + STEP);
        }
        assert_true(second[0] == 'y' && second[FIRST - 1] == 'y');
        assert_string_equal(other, "other");
        assert_true(arena_used(arena) <= 2 * FIRST + 4 * STEP + 1000);
        arena_reset(arena);
    }
}

static size_t resident_pages(void)
{
    size_t pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*u %zu", &pages), 1);
    fclose(file);
    return pages;
}

static void room_that_is_not_used_costs_nothing(void **state)
{
    (void)state;
    if (POISONS)
        return; // malloc's memory has to be zeroed
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(SIZE_MAX);
    size_t before = resident_pages(), size = 64 * 1024 * 1024;
    char *large = arena_alloc(arena, size);
    large[size / 2] = large[size - 1] = 'x';
    large = arena_grow(arena, large, size, 4 * size);
    assert_true(large[size / 2] == 'x' && large[size - 1] == 'x');
    assert_true(resident_pages() - before < 64);
}

// What one request left behind is never found by the next: not in zeroed memory, and not behind a copied text.
static void nothing_shows_from_before_a_reset(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    char *secret = arena_alloc(arena, 1000);
    memset(secret, 'S', 1000);
    arena_reset(arena);
    char *copy = arena_copy(arena, "public", 6), *zeroed = arena_alloc(arena, 100), *grown = arena_grow(arena, zeroed, 100, 400);
    assert_int_equal(strlen(copy), 6);
    for (int i = 0; i < 400; i++)
        assert_int_equal(grown[i], 0);
}

static void texts_are_copied_and_printed(void **state)
{
    (void)state;
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    assert_string_equal(arena_copy(arena, "village hall", 7), "village");
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    assert_string_equal(arena_print(arena, "%d of %s", 3, "seven"), "3 of seven");
}

static void bytes_that_were_not_handed_out_are_poisoned(void **state)
{
    (void)state;
    if (!POISONS)
        return; // only in a build with AddressSanitizer, as `make test` makes it
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024 * 1024);
    char *at = arena_alloc(arena, 20);
    assert_false(__asan_address_is_poisoned(at + 19));
    assert_true(__asan_address_is_poisoned(at + 20));
    arena_reset(arena);
    assert_true(__asan_address_is_poisoned(at));
}

TESTS(arena, memory_is_zeroed_and_aligned, an_arena_is_full_only_beyond_its_cap,
      large_pieces_fit_and_reset_gives_them_back, the_newest_piece_grows_in_place, an_older_piece_moves_when_it_grows,
      room_grows_with_what_is_in_it, a_large_piece_grows_without_leaving_anything_behind, room_that_is_not_used_costs_nothing,
      nothing_shows_from_before_a_reset, texts_are_copied_and_printed, bytes_that_were_not_handed_out_are_poisoned)
