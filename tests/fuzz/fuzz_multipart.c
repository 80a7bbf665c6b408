// fuzz_multipart.c - multipart bodies from any bytes; the first line is the Content-Type. Uploads lie inside the body, fields
// are text, and cutting the body never invents anything.
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check(struct arena *arena, const char *type, const char *body, size_t n, bool cut)
{
    struct pairs pairs = {0};
    struct upload *uploads = NULL;
    size_t count = 0;
    enum err error = multipart_read(arena, type, body, n, cut, &pairs, &uploads, &count);
    assert(error == OK || error == ERR_INVALID || error == ERR_LIMIT);
    assert(pairs.n + count <= LIMIT_FIELDS);
    assert(error != OK || pairs.n + count > 0 || n > 0);
    for (size_t i = 0; i < pairs.n; i++)
        assert(utf8_is_valid(pairs.at[i].name, strlen(pairs.at[i].name)) &&
               utf8_is_valid(pairs.at[i].value, strlen(pairs.at[i].value)));
    for (size_t i = 0; i < count; i++)
        assert(uploads[i].bytes >= body && uploads[i].bytes + uploads[i].n <= body + n &&
               utf8_is_valid(uploads[i].file_name, strlen(uploads[i].file_name)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct arena *arena;
    if (arena == NULL)
        arena = arena_new((size_t)1 << 30);
    const uint8_t *line = n == 0 ? NULL : memchr(bytes, '\n', n);
    if (line == NULL)
        return 0;
    size_t type_n = (size_t)(line - bytes), body_n = n - type_n - 1;
    const char *type = arena_copy(arena, (const char *)bytes, type_n);
    char *body = arena_alloc(arena, body_n);
    if (body_n > 0)
        memcpy(body, line + 1, body_n);
    check(arena, type, body, body_n, false);
    check(arena, type, body, body_n, true);
    arena_reset(arena);
    return 0;
}
