// forgotten_store.h - the rows behind the list of who was forgotten.
#ifndef SEMPRE_CARDS_FORGOTTEN_STORE_H
#define SEMPRE_CARDS_FORGOTTEN_STORE_H

#include "cards/forgotten.h"

extern const struct query *const forgotten_queries[];

// There already: nothing happens.
CHECKED enum err forgotten_insert(struct call *call, const struct forgotten *forgotten);
CHECKED enum err forgotten_read_all(struct call *call, struct forgotten_list *ret_list);

#endif
