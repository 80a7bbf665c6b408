// sent_form_store.h - forms that were sent, by the key each carries, so that the same form sent twice counts once.
#ifndef SEMPRE_APP_SENT_FORM_STORE_H
#define SEMPRE_APP_SENT_FORM_STORE_H

#include "feature/call.h"

// Where the reply to this form led the first time. ERR_NOT_FOUND: it was not sent before.
CHECKED enum err sent_form_find(struct call *call, const char *key, const char *who, const char **ret_location);
CHECKED enum err sent_form_add(struct call *call, const char *key, const char *who, const char *location);
// Forgets those sent before `before` (ms since 1970).
CHECKED enum err sent_form_sweep(struct call *call, int64_t before, int64_t *ret_n); // how many

extern const struct query *const sent_form_queries[];

#endif
