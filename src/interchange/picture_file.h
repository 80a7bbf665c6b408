// picture_file.h - pictures of findings as files: whole HTML pages that need nothing else.
#ifndef SEMPRE_INTERCHANGE_PICTURE_FILE_H
#define SEMPRE_INTERCHANGE_PICTURE_FILE_H

#include "feature/feature.h"
#include "web/picture.h"

// picture_cli.c: writes a page with this body, in the language of the call, to the new file that --picture names; nothing without the
// option. ERR_STORE with arguments->why: it is there already, or cannot be written.
CHECKED enum err picture_file_write(struct call *call, struct arguments *arguments, const char *title, struct body body);

// The same page into an open file. ERR_STORE.
CHECKED enum err picture_page_print(struct arena *arena, enum language language, const char *title, struct body body, FILE *out);

// How often each value comes: a column for each whole number where they are whole and few, else eight ranges named by where they begin.
void picture_values(struct arena *arena, enum language language, const double *values, size_t n, struct picture_axis range,
                    struct picture_distribution *ret_distribution);

#endif
