// fuzz_archive.c - pages of any bytes made to stand alone: in bounds, and without a form.
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "app/archive_page.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *file_of(void *context, const char *address)
{
    (void)context;
    return strlen(address) % 2 == 0 ? "file.html" : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    const struct archive_links links = {file_of, NULL};
    char *html = arena_alloc(arena, n); // of exactly this size: one byte too far is seen
    memcpy(html, bytes, n);
    struct buf page = archive_page(arena, "/networks", html, n, &links);
    assert(page.n <= 10 * n + 16); // a file's name for "/"
    const char *name = archive_file_name(arena, arena_copy(arena, html, n), ".html", 1);
    assert(strlen(name) < 100 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.-") == strlen(name));
    arena_reset(arena);
    return 0;
}
