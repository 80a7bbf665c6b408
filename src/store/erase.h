// erase.h - after rows were deleted: makes their bytes go, too. A database marks what is deleted as free, and writes over it when it needs the
// room.
#ifndef SEMPRE_STORE_ERASE_H
#define SEMPRE_STORE_ERASE_H

#include "store/db.h"

// SQLite: writes the whole file anew and empties the log beside it; needs as much room again. PostgreSQL: writes `tables` (ended by NULL) anew;
// what stands in its write-ahead log goes when the server uses those files again. Who writes meanwhile waits. Outside a transaction.
// Errors: ERR_BUSY (somebody reads or writes for too long: try again), ERR_STORE.
CHECKED enum err db_erase(struct db *db, const char *const *tables);

#endif
