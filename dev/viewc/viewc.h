// viewc.h - the view compiler: views (HTML with commands in braces) become C functions that write into a buffer.
// docs/internals/views.md describes the language.
#ifndef SEMPRE_DEV_VIEWC_H
#define SEMPRE_DEV_VIEWC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct view_source {
    const char *name; // as it shall stand in messages and #line
    const char *text;
    size_t n;
};

// Finds the drawing of an icon: an <svg> element. NULL where there is none of that name. Owned by `arena`.
struct view_icons {
    const char *(*find)(struct arena *arena, const char *name, void *context);
    void *context;
};

struct view_output {
    struct buf c;        // NAME_views.c
    struct buf h;        // NAME_views.h
    struct buf messages; // the msgids as a PO template, without its header
};

// Compiles all views of a folder. ERR_INVALID: `ret_problem` is "file:line: what is wrong and what to do".
// Everything is owned by `arena`.
CHECKED enum err view_compile(struct arena *arena, const char *folder, const struct view_source *sources, size_t n,
                              struct view_icons icons, struct view_output *ret_output, const char **ret_problem);

#endif
