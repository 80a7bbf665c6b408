// move.h - every row of one database into another one, of the same or of the other kind.
//
// Which tables there are is asked of both catalogues. Each row is read from one snapshot, written, read back and read once
// more from the source; counts and checksums, which do not depend on the order of rows, must be the same all three times.
#ifndef SEMPRE_STORE_MOVE_H
#define SEMPRE_STORE_MOVE_H

#include "store/backup.h"
#include "store/table_store.h"

struct move_facts {
    int64_t tables, rows;
};

// The sum over all rows of a table of a hash of each: the same on both databases for the same values.
struct table_sum {
    int64_t rows;
    uint64_t lanes[4];
};
void table_sum_add(struct table_sum *sum, const struct table *table, const struct arg *values);

// Whether somebody may move into `to`: ERR_CONFLICT with a sentence where a table has rows (but `migration` and `job`, in which
// a new database has some), or where there are tables but no `migration`. `ret_is_bare`: there is no table at all.
CHECKED enum err move_look(struct arena *arena, struct db *to, bool *ret_is_bare, const char **ret_why);

// Moves all rows, in one transaction: all of them or none. Both databases have the schema of this program and are outside a
// transaction; the connections are for this alone and are closed afterwards. What steps of the schema have put into `to` is
// replaced. `from` is only read.
// Errors, each with a sentence in `ret_why`, owned by `arena`: ERR_CONFLICT (the schemas differ; `from` was written to
// meanwhile), ERR_STORE (what was read back differs; a row cannot be stored; a database failed), ERR_BUSY.
CHECKED enum err move_rows(struct arena *arena, struct db *from, struct db *to, struct backup_listener listener,
                           struct move_facts *ret_facts, const char **ret_why);

#endif
