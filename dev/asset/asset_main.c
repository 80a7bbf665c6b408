// asset_main.c - files of assets/ into C:  asset OUT.c OUT.h FILES...
#include <stdio.h>
#include <string.h>

#include "c_text.h"
#include "files.h"
#include "pack.h"

static int fail(const char *sentence, const char *name)
{
    fprintf(stderr, "asset: %s %s\n", sentence, name);
    return 2;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void write_bytes(struct buf *c, const char *what, size_t number, const struct buf *bytes)
{
    buf_print(c, "static const unsigned char %s_%zu[] = {", what, number);
    for (size_t i = 0; i < bytes->n; i++)
        buf_print(c, "%s%u,", i % 32 == 0 ? "\n    " : "", (unsigned char)bytes->at[i]);
    buf_add_text(c, "\n    0};\n");
}

// Names and their order are the files' own, so the numbers of assets.h fit the table.
static void write_asset(struct arena *arena, size_t number, const char *name, const struct packed *packed, struct buf *c,
                        struct buf *h, struct buf *table)
{
    write_bytes(c, "plain", number, &packed->plain);
    write_bytes(c, "gzip", number, &packed->gzip);
    write_bytes(c, "brotli", number, &packed->brotli);
    char *sign = arena_dup(arena, name);
    const char *dot = strrchr(name, '.');
    buf_print(table, "    {\"%s\", \"/assets/%.*s.%s%s\", \"%s\", \"%s\",\n     (const char *)plain_%zu, ", name, (int)(dot - name), name,
              packed->hash, dot, content_type_of(name), packed->sha256, number);
    if (packed->gzip.n > 0)
        buf_print(table, "(const char *)gzip_%zu, ", number);
    else
        buf_add_text(table, "NULL, ");
    if (packed->brotli.n > 0)
        buf_print(table, "(const char *)brotli_%zu", number);
    else
        buf_add_text(table, "NULL");
    buf_print(table, ", %zu, %zu, %zu},\n", packed->plain.n, packed->gzip.n, packed->brotli.n);
    for (char *at = sign; *at != '\0'; at++)
        if (*at == '.' || *at == '-')
            *at = '_';
    buf_print(h, "#define ASSET_%s %zu\n", sign, number);
}

int main(int count, char **arguments)
{
    if (count < 3)
        return fail("usage:", "asset OUT.c OUT.h FILES...");
    struct arena *arena CLEANUP(arena_cleanup) = arena_new((size_t)1 << 30);
    struct buf c = buf_make(arena, 1 << 20), h = buf_make(arena, 4096), table = buf_make(arena, 4096);
    buf_add_text(&c, "// assets.c - made by asset: the files of assets/.\n#include \"assets.h\"\n\n#include \"web/asset_table.h\"\n\n");
    buf_add_text(&h, "// assets.h - made by asset: the numbers of the assets.\n#ifndef SEMPRE_ASSETS_H\n#define SEMPRE_ASSETS_H\n\n");
    for (int i = 3; i < count; i++) {
        const char *name = base_name(arguments[i]), *bytes = NULL;
        size_t n = 0;
        if (content_type_of(name) == NULL || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.") != strlen(name))
            return fail("not a file to be served, or not named in small letters:", arguments[i]);
        if (file_read(arena, arguments[i], &bytes, &n) != OK)
            return fail("cannot read", arguments[i]);
        struct packed packed = pack(arena, name, bytes, n);
        if (memmem(packed.plain.at, packed.plain.n, "</style", 7) != NULL)
            return fail("</style> cannot stand in", arguments[i]);
        write_asset(arena, (size_t)i - 3, name, &packed, &c, &h, &table);
    }
    buf_print(&c, "\nconst struct asset asset_table[] = {\n%s};\n\nconst size_t asset_count = %d;\n", buf_text(&table), count - 3);
    buf_add_text(&h, "\n#endif\n");
    if (file_write(arguments[1], c.at, c.n) != OK || file_write(arguments[2], h.at, h.n) != OK)
        return fail("cannot write", arguments[1]);
    return 0;
}
