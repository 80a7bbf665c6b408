// backup.h - the whole database in one file, made while others write, and back again.
//
// SQLite: a database file of its own, made by SQLite's online backup of one snapshot. PostgreSQL: the custom format of
// pg_dump, which must be installed beside the program (Debian: postgresql-client), as must pg_restore.
#ifndef SEMPRE_STORE_BACKUP_H
#define SEMPRE_STORE_BACKUP_H

#include "store/db.h"

// Hears how far it is; `of` is 0 where nobody knows. NULL: nobody listens.
struct backup_listener {
    void (*step)(int64_t done, int64_t of, void *context);
    void *context;
};

struct backup_facts {
    int64_t bytes;  // of the file
    int64_t tables, rows; // in it; PostgreSQL: rows is 0, they are read back but not counted
};

// Writes the database at `address` into the file `path`, mode 0600, and reads it all back: SQLite checks its integrity and
// the rows of each table, pg_restore reads every block. The file is there only when that went well, and is on the disk then; of a
// program that is told to stop meanwhile (SIGINT, SIGTERM, SIGHUP) nothing stays.
// Errors, each with one sentence in `ret_why`, owned by `arena`: ERR_CONFLICT (`path` is there already), ERR_NOT_FOUND (no
// database), ERR_INVALID (address), ERR_STORE (no room, no right to write there, what was read back is not the same).
CHECKED enum err backup_make(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                             struct backup_facts *ret_facts, const char **ret_why);

// The same for a copy that the program makes by itself: an older one of that name goes when the new one is whole.
CHECKED enum err backup_make_anew(struct arena *arena, const char *address, const char *path, const char **ret_why);

// What the names of such copies begin with, before ".before-...": a SQLite file's own path; with PostgreSQL the database's name in
// `folder`, which only this program writes into.
const char *backup_copies(struct arena *arena, const char *address, const char *folder);

// Puts the file `path` in place of the database at `address`, which nobody should use meanwhile. Where one is there already:
// ERR_CONFLICT, unless `replaces`; then it is first kept as a backup in `kept` (SQLite: a path beside it that is free;
// PostgreSQL: one beside the backup), which is given back in `ret_kept`, else NULL.
// ERR_NOT_FOUND: no such file. ERR_INVALID: it is no backup, or one of the other database. ERR_STORE: it is damaged, or could
// not be written; the database is as before.
CHECKED enum err backup_restore(struct arena *arena, const char *address, const char *path, bool replaces,
                                struct backup_listener listener, const char **ret_kept, const char **ret_why);

// Deletes the copies that were made before a migration, and on SQLite also before a restore (backup_copies: `copies`), and were last
// changed before `before`, ms since 1970. How many. What cannot be deleted stays for the next time.
size_t backup_delete_copies(struct arena *arena, const char *copies, int64_t before);

// Reads the whole database and looks for damage. OK with `ret_why` NULL where there is none, else with one sentence.
CHECKED enum err backup_examine(struct arena *arena, const char *address, const char **ret_why);

#endif
