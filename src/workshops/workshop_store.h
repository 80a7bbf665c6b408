// workshop_store.h - the rows behind workshops.
#ifndef SEMPRE_WORKSHOPS_WORKSHOP_STORE_H
#define SEMPRE_WORKSHOPS_WORKSHOP_STORE_H

#include "workshops/workshop.h"

extern const struct query *const workshop_queries[];
extern const struct query workshop_count_query, workshop_count_open_query;

// What it means that a search gave no row: the database failed, or there is no such thing.
static inline enum err row_missing(const struct call *call)
{
    return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
}

// The things of another network do not exist for a request that is about one.
static inline bool is_elsewhere(const struct call *call, struct network_id network)
{
    return call->scope.network.v != 0 && call->scope.network.v != network.v;
}

// Without words. ERR_NOT_FOUND.
CHECKED enum err workshop_read(struct call *call, struct workshop_id id, struct workshop *ret_workshop);
CHECKED enum err workshop_read_code(struct call *call, const char *code, struct workshop *ret_workshop);
CHECKED enum err workshop_read_secret(struct call *call, const char *secret, struct workshop *ret_workshop);
CHECKED enum err workshop_read_list(struct call *call, struct network_id network, size_t skip, size_t most,
                                    struct workshop_list *ret_list);

CHECKED enum err workshop_insert(struct call *call, const struct workshop *workshop);
// ERR_CONFLICT where the row's version is no longer workshop->version.
CHECKED enum err workshop_update_plan(struct call *call, const struct workshop *workshop);
CHECKED enum err workshop_update_state(struct call *call, struct workshop_id id, enum workshop_state state);
CHECKED enum err workshop_update_current(struct call *call, struct workshop_id id, struct activity_id activity);
CHECKED enum err workshop_update_screen(struct call *call, const struct workshop *workshop);
CHECKED enum err workshop_update_secret(struct call *call, struct workshop_id id, const char *secret);
// ERR_CONFLICT where the code is another workshop's; nothing failed then.
CHECKED enum err workshop_update_code(struct call *call, struct workshop_id id, const char *code);

#endif
