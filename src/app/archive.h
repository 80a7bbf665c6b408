// archive.h - a copy of all public pages as files, to be read without the program.
//
// A page is in the copy when it is one the page cache may keep: anyone may read it, it names its topics (reply_topic), and it is
// reached by links from the start page. Each is drawn once a language, and once more in easy language, by the handlers that
// serve it, for a visitor whom nobody knows. Files that such pages link to (tables, pictures) come along.
#ifndef SEMPRE_APP_ARCHIVE_H
#define SEMPRE_APP_ARCHIVE_H

#include "feature/feature.h"
#include "store/backup.h"

struct archive_facts {
    int64_t pages;     // addresses
    int64_t languages; // with easy language counted apart
    int64_t files, bytes;
};

// Writes the copy into `folder`, which is made if it is not there. call->db is open in a snapshot; call->address is set.
// The file index.html comes last: a copy that broke off has no start. Errors, each with a sentence in `ret_why`: ERR_CONFLICT
// (the folder is not empty), ERR_STORE (it cannot be written; the database failed).
CHECKED enum err archive_write(struct call *call, const char *folder, struct backup_listener listener,
                               struct archive_facts *ret_facts, const char **ret_why);

#endif
