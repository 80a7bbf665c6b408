// recovery_store.c - every SQL statement about one-time codes, and the rows they become.
#include "people/recovery_store.h"

static const struct query recovery_put = {
    "recovery_put",
    "INSERT INTO recovery (person_id, id, hash, made_by, made_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, hash = excluded.hash, made_by = excluded.made_by, "
    "made_at = excluded.made_at, ends_at = excluded.ends_at",
};
static const struct query recovery_find = {
    "recovery_find", "SELECT id, ends_at FROM recovery WHERE person_id = ?1 AND ends_at > ?2",
};
static const struct query recovery_take = {
    "recovery_take", "DELETE FROM recovery WHERE person_id = ?1 AND hash = ?2 AND ends_at > ?3 RETURNING made_by",
};
static const struct query recovery_tidy = {
    "recovery_tidy", "DELETE FROM recovery WHERE ends_at <= ?1",
};

const struct query *const recovery_queries[] = {&recovery_put, &recovery_find, &recovery_take, &recovery_tidy, NULL};

enum err recovery_store_put(struct call *call, struct person_id person, int64_t id, const char *hash, int64_t ends_at)
{
    return db_run(call->db, &recovery_put,
                  ARGS(INT(person.v), INT(id), TEXT(hash), INT(call->actor.person.v), INT(call->now), INT(ends_at)), NULL);
}

enum err recovery_store_find(struct call *call, struct person_id person, int64_t *ret_id, int64_t *ret_ends_at)
{
    ROWS rows = db_rows(call->db, &recovery_find, ARGS(INT(person.v), INT(call->now)));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    *ret_id = row_int(&rows, 0);
    *ret_ends_at = row_int(&rows, 1);
    return OK;
}

enum err recovery_store_take(struct call *call, struct person_id person, const char *hash, struct person_id *ret_made_by)
{
    ROWS rows = db_rows(call->db, &recovery_take, ARGS(INT(person.v), TEXT(hash), INT(call->now)));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    ret_made_by->v = row_int(&rows, 0);
    return OK;
}

enum err recovery_store_tidy(struct call *call)
{
    return db_run(call->db, &recovery_tidy, ARGS(INT(call->now)), NULL);
}
