// key_mark_store.h - which secret key a database was used with: with another one no login, card or printed code works.
#ifndef SEMPRE_APP_KEY_MARK_STORE_H
#define SEMPRE_APP_KEY_MARK_STORE_H

#include "feature/call.h"

// Whether the key of the call is the one of this database. ERR_CONFLICT: it is another one. ERR_NOT_FOUND: the database knows of none.
CHECKED enum err key_mark_check(struct call *call);

// From now on the key of the call is the one of this database.
CHECKED enum err key_mark_put(struct call *call);

extern const struct query *const key_mark_queries[];

#endif
