// attendance_store.c - every SQL statement about who takes part in a workshop.
#include "workshops/attendance_store.h"

static const struct query insert_query = {
    "attendance_insert",
    "INSERT INTO attendance (network_id, workshop_id, participant_id, alias, joined_at) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT DO NOTHING",
};

static const struct query find_query = {
    "attendance_find",
    "SELECT alias FROM attendance WHERE network_id = ?1 AND workshop_id = ?2 AND participant_id = ?3",
};

static const struct query count_query = {
    "attendance_count",
    "SELECT CAST(count(*) AS BIGINT) FROM attendance WHERE network_id = ?1 AND workshop_id = ?2",
};

const struct query *const attendance_queries[] = {&insert_query, &find_query, &count_query, NULL};

enum err attendance_insert(struct call *call, struct network_id network, struct workshop_id workshop,
                           struct participant_id participant, const char *alias)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &insert_query,
               ARGS(INT(network.v), INT(workshop.v), INT(participant.v), TEXT(alias), INT(call->now)), &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err attendance_read(struct call *call, struct network_id network, struct workshop_id workshop,
                         struct participant_id participant, const char **ret_alias)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(network.v), INT(workshop.v), INT(participant.v)));
    if (!rows_next(&row))
        return row_missing(call);
    *ret_alias = row_text(call->arena, &row, 0);
    return OK;
}

enum err attendance_count(struct call *call, struct network_id network, struct workshop_id workshop, size_t *ret_n)
{
    ROWS row = db_rows(call->db, &count_query, ARGS(INT(network.v), INT(workshop.v)));
    if (!rows_next(&row))
        return row_missing(call);
    *ret_n = (size_t)row_int(&row, 0);
    return OK;
}
