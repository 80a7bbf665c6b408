// files.c - whole files, for the programs that run during the build.
#include "files.h"

#include <stdio.h>

enum err file_read(struct arena *arena, const char *path, const char **ret_text, size_t *ret_n)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return ERR_NOT_FOUND;
    char *text = NULL;
    size_t n = 0, cap = 0, got;
    do {
        text = arena_grow(arena, text, cap, cap + 65536);
        cap += 65536;
        got = fread(text + n, 1, cap - n - 1, file);
        n += got;
    } while (got > 0);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return ERR_NOT_FOUND;
    text[n] = '\0';
    *ret_text = text;
    *ret_n = n;
    return OK;
}

enum err file_write(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return ERR_STORE;
    bool written = fwrite(bytes, 1, n, file) == n;
    bool closed = fclose(file) == 0;
    return written && closed ? OK : ERR_STORE;
}
