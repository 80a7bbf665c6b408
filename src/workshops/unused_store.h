// unused_store.h - the queries about participants who are kept no longer, for the manifest.
#ifndef SEMPRE_WORKSHOPS_UNUSED_STORE_H
#define SEMPRE_WORKSHOPS_UNUSED_STORE_H

#include "workshops/unused.h"

extern const struct query *const unused_queries[];

#endif
