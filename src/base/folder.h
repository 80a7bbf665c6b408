// folder.h - folders of the file system into which whole copies are written.
#ifndef SEMPRE_BASE_FOLDER_H
#define SEMPRE_BASE_FOLDER_H

#include <stdbool.h>

#include "base/err.h"

// Whether nothing is in it. ERR_NOT_FOUND: it is not there; ERR_STORE, with errno: it is no folder, or cannot be read.
CHECKED enum err folder_is_empty(const char *path, bool *ret_is_empty);

// Waits until everything written on its file system is on the disk. ERR_STORE, with errno.
CHECKED enum err folder_sync(const char *path);

#endif
