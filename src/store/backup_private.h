// backup_private.h - what the two databases do for backup.c. Paths are files that backup.c has made or looked at.
#ifndef SEMPRE_STORE_BACKUP_PRIVATE_H
#define SEMPRE_STORE_BACKUP_PRIVATE_H

#include "store/backup.h"

struct backup_driver {
    char magic[8]; // what the files begin with
    size_t magic_n;
    // Into the empty file `path`; then reads it back.
    enum err (*make)(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                     struct backup_facts *ret_facts, const char **ret_why);
    enum err (*verify)(struct arena *arena, const char *path, const char **ret_why);
    enum err (*is_there)(struct arena *arena, const char *address, bool *ret_is_there, const char **ret_why);
    enum err (*restore)(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                        const char **ret_why);
    enum err (*examine)(struct arena *arena, const char *address, const char **ret_why);
};

// All pages of one database of SQLite into another, both open; at once where nobody listens. With `file`, the open file of `to`
// (else -1), others are served meanwhile: small pieces, each on the disk before the next, and a pause after each as long as it
// took. Gives SQLite's code.
struct sqlite3;
int backup_copy_pages(struct sqlite3 *to, struct sqlite3 *from, int file, struct backup_listener listener);

// Between two pieces of a backup: waits until what was written into `file` is on the disk, and as long again as it has been since
// `began_us` (time_monotonic_us). What piles up in memory would be waited for by whoever next waits for the disk: a vote.
void backup_let_others(int file, int64_t began_us);

extern const struct backup_driver backup_sqlite, backup_postgres;

#endif
