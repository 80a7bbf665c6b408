// fuzz_view.c - the view compiler on any bytes. Whatever it accepts must name balanced C and no icon that is not there.
#include <assert.h>
#include <string.h>

#include "viewc.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *no_icon(struct arena *arena, const char *name, void *context)
{
    (void)arena, (void)context;
    return strcmp(name, "plus") == 0 ? "<svg></svg>" : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    char *text = arena_alloc(arena, n + 1); // no NUL is promised behind it: the gap of the arena finds reading on
    memcpy(text, bytes, n);
    struct view_source source = {"fuzz.html", text, n};
    struct view_output output;
    const char *problem = NULL;
    if (view_compile(arena, "fuzz", &source, 1, (struct view_icons){no_icon, NULL}, &output, &problem) == OK) {
        assert(strstr(buf_text(&output.c), "javascript:") == NULL || memmem(bytes, n, "javascript:", 11) != NULL);
        assert(output.h.n > 0);
    } else {
        assert(strncmp(problem, "fuzz.html:", 10) == 0);
    }
    arena_reset(arena);
    return 0;
}
