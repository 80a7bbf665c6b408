// viewc_main.c - the view compiler as a program.
//   viewc [--icons DIR] [--depfile FILE] FOLDER OUT.c OUT.h FILES...   compiles the views of a folder
//   viewc --messages FILES...                                         prints their sentences as a PO template
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "files.h"
#include "viewc.h"

struct icons {
    const char *folder;
    struct strings used; // files, for the depfile
};

// <svg ...>...</svg> of the file without its first line's comment, with our class in place of its own attributes.
static const char *find_icon(struct arena *arena, const char *name, void *context)
{
    struct icons *icons = context;
    if (icons->folder == NULL)
        return "<svg></svg>";
    const char *path = arena_print(arena, "%s/%s.svg", icons->folder, name);
    const char *text = NULL;
    size_t n = 0;
    if (file_read(arena, path, &text, &n) != OK)
        return NULL;
    *VEC_PUSH(arena, &icons->used) = path;
    const char *svg = strstr(text, "<svg"), *inner = svg != NULL ? strchr(svg, '>') : NULL;
    const char *end = inner != NULL ? strstr(inner, "</svg>") : NULL;
    if (end == NULL)
        return NULL;
    struct buf out = buf_make(arena, n + 64);
    BUF_LITERAL(&out, "<svg class=\"i\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">");
    bool after_space = true;
    for (const char *at = inner + 1; at < end; at++) { // indentation costs bytes
        bool space = *at == '\n' || *at == ' ';
        if (!space)
            buf_add_char(&out, *at);
        else if (!after_space && at[1] != '<')
            buf_add_char(&out, ' ');
        after_space = space || *at == '>';
    }
    BUF_LITERAL(&out, "</svg>");
    return buf_text(&out);
}

static int fail(const char *sentence, const char *name)
{
    fprintf(stderr, "viewc: %s %s\n", sentence, name);
    return 2;
}

static int write_output(struct arena *arena, char **names, struct view_output *output, const char *depfile, const struct icons *icons)
{
    if (file_write(names[1], output->c.at, output->c.n) != OK)
        return fail("cannot write", names[1]);
    if (file_write(names[2], output->h.at, output->h.n) != OK)
        return fail("cannot write", names[2]);
    struct buf needed = buf_make(arena, 256);
    buf_print(&needed, "%s:", names[1]);
    for (size_t i = 0; i < icons->used.n; i++)
        buf_print(&needed, " %s", icons->used.at[i]);
    buf_add_char(&needed, '\n');
    if (depfile != NULL && file_write(depfile, needed.at, needed.n) != OK)
        return fail("cannot write", depfile);
    return 0;
}

int main(int count, char **arguments)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new((size_t)1 << 30);
    struct icons icons = {NULL};
    const char *depfile = NULL;
    bool messages = false;
    int at = 1;
    for (; at < count && arguments[at][0] == '-'; at++) {
        if (strcmp(arguments[at], "--messages") == 0)
            messages = true;
        else if (strcmp(arguments[at], "--icons") == 0 && at + 1 < count)
            icons.folder = arguments[++at];
        else if (strcmp(arguments[at], "--depfile") == 0 && at + 1 < count)
            depfile = arguments[++at];
        else
            return fail("unknown option", arguments[at]);
    }
    int first = messages ? at : at + 3;
    if (first > count)
        return fail("usage: viewc [--icons DIR] [--depfile FILE] FOLDER OUT.c OUT.h FILES... or viewc --messages", "FILES...");
    size_t n = (size_t)(count - first);
    struct view_source *sources = ARENA_ARRAY(arena, struct view_source, n + 1);
    for (size_t i = 0; i < n; i++) {
        sources[i].name = arguments[first + (int)i];
        if (file_read(arena, sources[i].name, &sources[i].text, &sources[i].n) != OK)
            return fail("cannot read", sources[i].name);
    }
    struct view_output output;
    const char *problem = NULL;
    if (view_compile(arena, messages ? "all" : arguments[at], sources, n, (struct view_icons){find_icon, &icons}, &output,
                     &problem) != OK) {
        fprintf(stderr, "%s\n", problem);
        return 2;
    }
    if (!messages)
        return write_output(arena, arguments + at, &output, depfile, &icons);
    return fwrite(output.messages.at, 1, output.messages.n, stdout) == output.messages.n ? 0 : 2;
}
