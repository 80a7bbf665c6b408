// participant_store.c - every SQL statement about participants.
#include "cards/participant_store.h"

static const struct query participant_find_query = {
    "participant_find",
    "SELECT id FROM participant WHERE network_id = ?1 AND secret_hash = ?2",
};

static const struct query participant_insert_query = {
    "participant_insert",
    "INSERT INTO participant (id, network_id, secret_hash, origin, joined_at) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (network_id, secret_hash) DO NOTHING RETURNING id",
};

const struct query *const participant_queries[] = {&participant_find_query, &participant_insert_query, NULL};

static const char *const origin_names[] = {
    [PARTICIPANT_PHONE] = "phone",
    [PARTICIPANT_SHEET] = "sheet",
    [PARTICIPANT_IMPORT] = "import",
};

enum err participant_read(struct call *call, struct network_id network, const char *secret_hash,
                          struct participant_id *ret_id)
{
    ROWS rows = db_rows(call->db, &participant_find_query, ARGS(INT(network.v), TEXT(secret_hash)));
    if (!rows_next(&rows))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    ret_id->v = row_int(&rows, 0);
    return OK;
}

enum err participant_insert(struct call *call, struct network_id network, const char *secret_hash,
                            enum participant_origin origin, struct participant_id *ret_id)
{
    ROWS rows = db_rows(call->db, &participant_insert_query,
                        ARGS(INT(call_id(call)), INT(network.v), TEXT(secret_hash), TEXT(origin_names[origin]),
                             INT(call->now)));
    if (!rows_next(&rows))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_CONFLICT;
    ret_id->v = row_int(&rows, 0);
    return OK;
}
