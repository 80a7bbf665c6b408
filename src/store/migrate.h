// migrate.h - the schema, brought up to date in small steps that are never changed again.
//
// A step is one file `schema/NNNN_name.sql` of a feature, embedded at build. Steps are keyed by (feature, number),
// checksummed, run in the order of the manifests, one transaction each, under an advisory lock. Portable SQL: BIGINT,
// TEXT, DOUBLE PRECISION, BYTEA become INTEGER, TEXT, REAL, BLOB on SQLite, COLLATE "C" falls away and tables are
// STRICT; lines between `-- sqlite` or `-- postgresql` and `-- both` are for one database only.
#ifndef SEMPRE_STORE_MIGRATE_H
#define SEMPRE_STORE_MIGRATE_H

#include "store/db.h"

struct migration {
    int number;
    const char *name; // the file's name
    const char *sql;
};

// All steps of one feature, in ascending order, ended by {0}.
struct migration_set {
    const char *feature;
    const struct migration *steps;
};

// Runs what has not run yet. `db` is open for writing and outside a transaction. Where steps ran before, there is data, and a
// backup of it is made first: backup_copies() with `folder`, and then .before-FEATURE-NUMBER. Of several programs that do
// this at once one makes it. `ret_ran` (may be NULL): steps run now.
// Errors: ERR_CONFLICT when a step that ran was changed since, the database is newer than the program, or it has tables and
// none of ours (`ret_why` says so in a sentence); ERR_STORE, also where the copy could not be made: then nothing was changed.
CHECKED enum err migrate(struct arena *arena, struct db *db, const struct migration_set *sets, size_t n, const char *folder,
                         int *ret_ran, const char **ret_why);

// Whether `db` holds exactly the steps of the program. ERR_CONFLICT with `ret_why` where not.
CHECKED enum err migrate_check(struct arena *arena, struct db *db, const struct migration_set *sets, size_t n,
                               const char **ret_why);

// When the newest step ran, ms since 1970. In a transaction.
CHECKED enum err migrate_last(struct db *db, int64_t *ret_at);

// The queries of migrate.c itself, ended by NULL.
extern const struct query *const migration_queries[];

#endif
