// files.h - whole files, for the programs that run during the build.
#ifndef SEMPRE_DEV_FILES_H
#define SEMPRE_DEV_FILES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

// The whole file and a NUL behind it, owned by `arena`. ERR_NOT_FOUND where it cannot be read.
CHECKED enum err file_read(struct arena *arena, const char *path, const char **ret_text, size_t *ret_n);

// ERR_STORE where it cannot be written.
CHECKED enum err file_write(const char *path, const char *bytes, size_t n);

#endif
