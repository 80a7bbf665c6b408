// poc_main.c - catalogues into C:  poc OUT.c OUT.h TEMPLATE.pot en.po de.po ...
#include <stdio.h>
#include <string.h>

#include "files.h"
#include "catalogue.h"

// "locale/de.po" is the catalogue of "de".
static const char *language_of_path(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');
    bool is_language = dot != NULL && dot - name == 2 && strspn(name, "abcdefghijklmnopqrstuvwxyz") == 2;
    return is_language ? arena_copy(arena, name, 2) : NULL;
}

static int fail(const char *sentence)
{
    fprintf(stderr, "%s\n", sentence);
    return 2;
}

int main(int count, char **arguments)
{
    if (count < 5)
        return fail("usage: poc OUT.c OUT.h TEMPLATE.pot en.po ...");
    struct arena *arena CLEANUP(arena_cleanup) = arena_new((size_t)1 << 30);
    struct catalogue template = {NULL}, *catalogues = ARENA_ARRAY(arena, struct catalogue, count);
    const char *problem = NULL;
    size_t n = 0;
    if (catalogue_read(arena, arguments[3], "", &template, &problem) != OK)
        return fail(problem);
    for (int i = 4; i < count; i++) {
        const char *language = language_of_path(arena, arguments[i]);
        if (language == NULL)
            return fail(arena_print(arena, "%s: a catalogue is named by its language, such as de.po", arguments[i]));
        if (catalogue_read(arena, arguments[i], language, &catalogues[n++], &problem) != OK)
            return fail(problem);
    }
    struct buf c, h;
    if (catalogues_write(arena, &template, catalogues, n, &c, &h, &problem) != OK)
        return fail(problem);
    if (file_write(arguments[1], c.at, c.n) != OK || file_write(arguments[2], h.at, h.n) != OK)
        return fail(arena_print(arena, "poc cannot write %s and %s", arguments[1], arguments[2]));
    return 0;
}
