// own_said_store.h - the rows of what one participant said.
#ifndef SEMPRE_WORKSHOPS_OWN_SAID_STORE_H
#define SEMPRE_WORKSHOPS_OWN_SAID_STORE_H

#include "workshops/own_said.h"

extern const struct query *const own_said_queries[];

CHECKED enum err own_said_read_meetings(struct call *call, struct network_id network, struct participant_id participant,
                                        struct own_meetings *ret_meetings);
CHECKED enum err own_said_read(struct call *call, struct network_id network, struct participant_id participant,
                               struct own_said_list *ret_list);
// All of them, however many; their ids only.
CHECKED enum err own_said_read_all(struct call *call, struct network_id network, struct participant_id participant,
                                   struct own_said_list *ret_list);

#endif
