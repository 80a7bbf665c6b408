// fuzz_content.c - JSON from any bytes: the files of content/demo, and the settings of activities as rows hold them.
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "demo/content.h"
#include "workshops/kind.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { MOST_DEEP = 8 };

// Reads a value as each thing it might be; what is inside of it as well.
static void read_any(struct content *content, struct node node, int deep)
{
    static const char *const words[] = {"open", "closed", NULL};
    const char *string = NULL;
    int64_t number = 0;
    double real = 0;
    size_t index = 0, n = 0;
    struct tongues tongues;
    if (content_string(content, node, &string) == OK)
        assert(string[0] != '\0' && utf8_is_valid(string, strlen(string)) && !utf8_has_control(string, strlen(string)));
    if (content_int(content, node, -1000, 1000, &number) == OK)
        assert(number >= -1000 && number <= 1000);
    if (content_real(content, node, &real) == OK)
        assert(real - real == 0); // neither infinite nor no number
    if (content_choice(content, node, words, &index) == OK)
        assert(index < 2);
    if (content_tongues(content, node, LANGUAGE_EN, &tongues) == OK)
        assert(tongues.n > 0 && tongues_in(&tongues, LANGUAGE_EN) != NULL);
    if (content_object(content, node, "title text place") == OK && deep < MOST_DEEP) {
        read_any(content, content_key(content, node, "title"), deep + 1);
        read_any(content, content_key(content, node, "text"), deep + 1);
    }
    if (content_list(content, node, &n) == OK && deep < MOST_DEEP)
        for (size_t i = 0; i < n; i++)
            read_any(content, content_item(content, node, i), deep + 1);
}

static void read_settings(struct arena *arena, const char *text)
{
    for (size_t i = 0; activity_kinds[i] != NULL; i++) {
        const struct activity_kind *kind = activity_kinds[i];
        if (kind->settings == NULL)
            continue;
        const char *once = kind_settings_text(arena, kind, kind_settings_read(arena, kind, text));
        const char *twice = kind_settings_text(arena, kind, kind_settings_read(arena, kind, once));
        assert(strcmp(once, twice) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    static int file = -1;
    if (arena == NULL) {
        arena = arena_new((size_t)1 << 30);
        file = memfd_create("workshops.json", 0);
        assert(file >= 0);
    }
    if (ftruncate(file, 0) != 0 || pwrite(file, bytes, n, 0) != (ssize_t)n)
        return 0;
    CONTENT content = content_open(arena, "/proc/self/fd");
    struct node node;
    if (content_file(&content, arena_print(arena, "%d", file), &node) == OK)
        read_any(&content, node, 0);
    else
        assert(content.why != NULL);
    read_settings(arena, arena_copy(arena, n == 0 ? "" : (const char *)bytes, n));
    arena_reset(arena);
    return 0;
}
