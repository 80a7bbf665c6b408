// duty_store.h - which text is which duty, in the database.
#ifndef SEMPRE_DUTIES_DUTY_STORE_H
#define SEMPRE_DUTIES_DUTY_STORE_H

#include "duties/duty.h"

extern const struct query *const duty_queries[];

// v 0 where nobody has begun.
CHECKED enum err duty_store_text(struct call *call, enum duty duty, struct text_id *ret_text);
// ERR_CONFLICT where there is one already.
CHECKED enum err duty_store_add(struct call *call, enum duty duty, struct text_id text);

#endif
