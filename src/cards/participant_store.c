// participant_store.c - every SQL statement about participants.
#include "cards/participant_store.h"

static const struct query participant_find_query = {
    "participant_find",
    "SELECT coalesce((SELECT participant_id FROM card_browser WHERE network_id = ?1 AND secret_hash = ?2), "
    "(SELECT id FROM participant WHERE network_id = ?1 AND secret_hash = ?2))",
};

static const struct query participant_insert_query = {
    "participant_insert",
    "INSERT INTO participant (id, network_id, secret_hash, origin, joined_at) SELECT ?1, ?2, ?3, ?4, ?5 "
    "WHERE NOT EXISTS (SELECT 1 FROM card_browser WHERE network_id = ?2 AND secret_hash = ?3) "
    "ON CONFLICT (network_id, secret_hash) DO NOTHING RETURNING id",
};

static const struct query participant_update_secret_query = {
    "participant_update_secret",
    "UPDATE participant SET secret_hash = ?2 WHERE id = ?1 AND secret_hash IS NOT NULL",
};

static const struct query participant_release_query = {
    "participant_release",
    "UPDATE participant SET secret_hash = ?3 WHERE id = ?1 AND secret_hash = ?2",
};

static const struct query participant_delete_query = {"participant_delete", "DELETE FROM participant WHERE id = ?1"};

static const struct query participant_facts_query = {
    "participant_facts",
    "SELECT origin, joined_at, (SELECT CAST(count(*) AS BIGINT) FROM card_browser WHERE network_id = ?1 AND participant_id = ?2) "
    "FROM participant WHERE id = ?2 AND network_id = ?1",
};

const struct query *const participant_queries[] = {
    &participant_find_query,    &participant_insert_query, &participant_update_secret_query,
    &participant_release_query, &participant_delete_query, &participant_facts_query, NULL,
};

static const char *const origin_names[] = {
    [PARTICIPANT_PHONE] = "phone",
    [PARTICIPANT_SHEET] = "sheet",
    [PARTICIPANT_IMPORT] = "import",
};

enum err participant_read(struct call *call, struct network_id network, const char *secret_hash,
                          struct participant_id *ret_id)
{
    ROWS rows = db_rows(call->db, &participant_find_query, ARGS(INT(network.v), TEXT(secret_hash)));
    if (!rows_next(&rows) || row_is_null(&rows, 0))
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

enum err participant_update_secret(struct call *call, struct participant_id id, const char *secret_hash)
{
    return db_run(call->db, &participant_update_secret_query, ARGS(INT(id.v), TEXT(secret_hash)), NULL);
}

enum err participant_release(struct call *call, struct participant_id id, const char *secret_hash, const char *new_hash)
{
    return db_run(call->db, &participant_release_query, ARGS(INT(id.v), TEXT(secret_hash), TEXT(new_hash)), NULL);
}

enum err participant_delete(struct call *call, struct participant_id id)
{
    return db_run(call->db, &participant_delete_query, ARGS(INT(id.v)), NULL);
}

enum err participant_read_facts(struct call *call, struct network_id network, struct participant_id id,
                                struct participant_facts *ret_facts)
{
    ROWS rows = db_rows(call->db, &participant_facts_query, ARGS(INT(network.v), INT(id.v)));
    if (!rows_next(&rows))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    const char *origin = row_text(call->arena, &rows, 0);
    *ret_facts = (struct participant_facts){
        .origin = *origin == 'p' ? PARTICIPANT_PHONE : *origin == 's' ? PARTICIPANT_SHEET : PARTICIPANT_IMPORT,
        .joined_at = row_int(&rows, 1),
        .browsers = row_int(&rows, 2),
    };
    return OK;
}
