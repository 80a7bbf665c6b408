// dialect.h - the portable SQL of migrations in the words of one database.
#ifndef SEMPRE_STORE_DIALECT_H
#define SEMPRE_STORE_DIALECT_H

#include "store/db.h"

// Leaves out the lines that are for the other database only (between `-- sqlite` or `-- postgresql` and `-- both`). For
// SQLite also BIGINT, DOUBLE PRECISION, BYTEA become INTEGER, REAL, BLOB, COLLATE "C" falls away (bytes are its own
// order), and tables become STRICT, so that they refuse a text in a number's place as PostgreSQL does. Owned by the
// arena.
const char *dialect_sql(struct arena *arena, enum db_kind kind, const char *sql);

#endif
