// flag_store.c - every SQL statement about reported contributions.
#include "workshops/flag_store.h"

static const struct query insert_query = {
    "flag_insert",
    "INSERT INTO flag (network_id, workshop_id, contribution_id, visitor_hash, flagged_at, waiting) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 1) ON CONFLICT (network_id, contribution_id, visitor_hash) DO NOTHING",
};

static const struct query update_seen_query = {
    "flag_update_seen",
    "UPDATE flag SET waiting = 0 WHERE network_id = ?1 AND contribution_id = ?2 AND waiting = 1",
};

const struct query *const flag_queries[] = {&insert_query, &update_seen_query, NULL};

enum err flag_insert(struct call *call, const struct activity *activity, struct contribution_id contribution,
                     const char *visitor_hash)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->workshop.v), INT(contribution.v),
                       TEXT(visitor_hash), INT(call->now)),
                  NULL);
}

enum err flag_update_seen(struct call *call, struct network_id network, struct contribution_id contribution)
{
    return db_run(call->db, &update_seen_query, ARGS(INT(network.v), INT(contribution.v)), NULL);
}
