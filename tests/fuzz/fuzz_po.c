// fuzz_po.c - catalogues from any bytes: read, and written as C where they are accepted.
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    static int file = -1;
    if (arena == NULL) {
        arena = arena_new((size_t)1 << 30);
        file = memfd_create("de.po", 0); // libgettextpo reads files only
        assert(file >= 0);
    }
    if (ftruncate(file, 0) != 0 || pwrite(file, bytes, n, 0) != (ssize_t)n)
        return 0;
    struct catalogue catalogue;
    const char *problem = NULL;
    if (catalogue_read(arena, arena_print(arena, "/proc/self/fd/%d", file), "de", &catalogue, &problem) == OK) {
        struct buf c, h;
        enum err error = catalogues_write(arena, &catalogue, &catalogue, 1, &c, &h, &problem);
        assert(error == OK || problem != NULL);
        assert(strpbrk(catalogue.plural, ";{}\"'/*") == NULL);
    } else {
        assert(problem != NULL);
    }
    arena_reset(arena);
    return 0;
}
