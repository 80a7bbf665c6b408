// alike_store.c - every SQL statement about what was told apart.
#include "workshops/alike_store.h"

static const struct query list_query = {
    "told_apart_list",
    "SELECT press_id, contribution_id FROM told_apart WHERE network_id = ?1 AND activity_id = ?2 ORDER BY press_id, contribution_id",
};

static const struct query insert_query = {
    "told_apart_insert",
    "INSERT INTO told_apart (network_id, activity_id, press_id, contribution_id) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (network_id, activity_id, press_id, contribution_id) DO NOTHING",
};

static const struct query forget_query = {
    "told_apart_forget", "DELETE FROM told_apart WHERE network_id = ?1 AND activity_id = ?2 AND contribution_id = ?3",
};

const struct query *const alike_queries[] = {&list_query, &insert_query, &forget_query, NULL};

enum err told_apart_read(struct call *call, const struct activity *activity, struct press_list *ret_list)
{
    struct press_list list = {0};
    ROWS row = db_rows(call->db, &list_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct press){.press = row_int(&row, 0), .contribution = {row_int(&row, 1)}};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err told_apart_insert(struct call *call, const struct activity *activity, int64_t press, struct contribution_id id)
{
    return db_run(call->db, &insert_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(press), INT(id.v)), NULL);
}

enum err told_apart_forget(struct call *call, const struct activity *activity, struct contribution_id id)
{
    return db_run(call->db, &forget_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(id.v)), NULL);
}
