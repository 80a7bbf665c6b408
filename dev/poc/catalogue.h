// catalogue.h - gettext catalogues read into memory, and written as C.
#ifndef SEMPRE_DEV_CATALOGUE_H
#define SEMPRE_DEV_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"

enum { PLURAL_FORMS = 6 };

struct catalogue_message {
    const char *one, *many;          // msgid and msgid_plural; many: NULL
    const char *forms[PLURAL_FORMS]; // "" where not translated, or not sure ("fuzzy")
};

struct catalogue {
    const char *language; // "de", or "" for the template
    const char *plural;   // C expression of n
    unsigned plural_forms;
    bool is_checked;
    struct catalogue_message *at;
    size_t n, cap;
};

// Reads a PO file or template. ERR_INVALID: `ret_problem` says what is wrong. Owned by `arena`.
CHECKED enum err catalogue_read(struct arena *arena, const char *path, const char *language, struct catalogue *ret_catalogue,
                                const char **ret_problem);

// Which messages there are is said by the template; `catalogues` translate them.
CHECKED enum err catalogues_write(struct arena *arena, const struct catalogue *template, const struct catalogue *catalogues,
                                  size_t n, struct buf *ret_c, struct buf *ret_h, const char **ret_problem);

#endif
