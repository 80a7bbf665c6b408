// open_folder.h - a data package as a folder of files.
#ifndef SEMPRE_OPEN_DATA_OPEN_FOLDER_H
#define SEMPRE_OPEN_DATA_OPEN_FOLDER_H

#include "open_data/open_data.h"

struct open_folder_facts {
    int64_t files, rows, bytes; // rows once, though each is in two files
};

// Writes the whole package into a new folder beside `path`, which then takes its name: `path` is not there yet, or empty. Errors, each with
// a sentence in `ret_why`, after which nothing is left behind: ERR_CONFLICT (something is in it), ERR_STORE (it cannot be written; the
// database failed).
CHECKED enum err open_folder_write(struct open_data *data, const char *path, struct open_folder_facts *ret_facts, const char **ret_why);

#endif
