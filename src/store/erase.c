// erase.c - what was deleted goes from the disk.
#include "store/erase.h"

#include <assert.h>
#include <stdio.h>

#include "store/driver.h"

enum err db_erase(struct db *db, const char *const *tables)
{
    assert(!db_in_transaction(db));
    if (db_kind(db) == DB_SQLITE)
        return sqlite_erase(db);
    enum err error = postgres_script(db, "SET statement_timeout = 0");
    for (; error == OK && *tables != NULL; tables++) {
        char sql[128];
        snprintf(sql, sizeof(sql), "VACUUM (FULL) %s", *tables); // names of tables are the program's own
        error = postgres_script(db, sql);
    }
    enum err after = postgres_script(db, "RESET statement_timeout");
    return error == OK ? after : error;
}
