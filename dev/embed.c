// embed.c - writes SQL files into a C table of migrations: embed NAME OUT.c FILE...
//
// A file is called NNNN_name.sql. Numbers grow and are never used twice; the order of the arguments does not matter.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

struct step {
    int number;
    const char *name;
    const char *path;
};

struct step_list {
    struct step *at;
    size_t n, cap;
};

static _Noreturn void fail(const char *path, const char *why)
{
    fprintf(stderr, "embed: %s: %s\n", path, why);
    exit(2);
}

static struct step step_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    size_t digits = strspn(name, "0123456789");
    if (digits != 4 || name[4] != '_' || strcmp(name + strlen(name) - 4, ".sql") != 0)
        fail(path, "a migration is called NNNN_name.sql");
    long number = strtol(name, NULL, 10);
    if (number == 0)
        fail(path, "numbers begin at 0001");
    return (struct step){.number = (int)number, .name = name, .path = path};
}

static int by_number(const void *a, const void *b)
{
    const struct step *first = a, *second = b;
    return (first->number > second->number) - (first->number < second->number);
}

static const char *read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail(path, "cannot be opened");
    struct buf text = buf_make(arena, 16 * 1024);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof(part), file)) > 0;)
        buf_add(&text, part, n);
    if (ferror(file))
        fail(path, "cannot be read");
    fclose(file);
    return buf_text(&text);
}

// A C string, one source line a line of SQL.
static void write_text(FILE *out, const char *text)
{
    fputs("        \"", out);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n')
            fputs(at[1] == '\0' ? "\\n" : "\\n\"\n        \"", out);
        else if (*at == '"' || *at == '\\' || *at == '?') // ? against trigraphs
            fprintf(out, "\\%c", *at);
        else
            fputc(*at, out);
    }
    fputc('"', out);
}

static void write_table(FILE *out, struct arena *arena, const char *name, const struct step_list *steps)
{
    fprintf(out, "// %s_schema.c - migrations, made at build by embed from schema/*.sql.\n", name);
    fprintf(out, "#include \"store/migrate.h\"\n\n");
    fprintf(out, "extern const struct migration %s_migrations[];\n", name);
    fprintf(out, "const struct migration %s_migrations[] = {\n", name);
    for (size_t i = 0; i < steps->n; i++) {
        fprintf(out, "    {%d, \"%s\",\n", steps->at[i].number, steps->at[i].name);
        write_text(out, read_file(arena, steps->at[i].path));
        fputs("},\n", out);
    }
    fputs("    {0},\n};\n", out);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: embed NAME OUT.c FILE...\n", stderr);
        return 2;
    }
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    struct step_list steps = {0};
    for (int i = 3; i < argc; i++)
        *VEC_PUSH(arena, &steps) = step_of(argv[i]);
    qsort(steps.at, steps.n, sizeof(*steps.at), by_number);
    for (size_t i = 1; i < steps.n; i++)
        if (steps.at[i].number == steps.at[i - 1].number)
            fail(steps.at[i].path, "this number is taken by another file");
    FILE *out = fopen(argv[2], "wb");
    if (out == NULL)
        fail(argv[2], "cannot be written");
    write_table(out, arena, argv[1], &steps);
    if (fclose(out) != 0)
        fail(argv[2], "cannot be written");
    return 0;
}
