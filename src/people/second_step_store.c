// second_step_store.c - every SQL statement about second steps, and the rows they become.
#include "people/second_step_store.h"

static const struct query second_step_find_query = {
    "second_step_find",
    "SELECT app_id, app_step, list_id, list_used, offered_id, offered_at FROM second_step WHERE person_id = ?1",
};
static const struct query second_step_offer_query = {
    "second_step_offer",
    "INSERT INTO second_step (person_id, offered_id, offered_at) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (person_id) DO UPDATE SET offered_id = excluded.offered_id, offered_at = excluded.offered_at",
};
static const struct query second_step_take_app_query = {
    "second_step_take_app",
    "UPDATE second_step SET app_id = ?2, app_step = ?3, offered_id = NULL WHERE person_id = ?1 AND offered_id = ?2",
};
static const struct query second_step_take_list_query = {
    "second_step_take_list",
    "UPDATE second_step SET list_id = ?2, list_used = ?3, offered_id = NULL WHERE person_id = ?1 AND offered_id = ?2",
};
static const struct query second_step_use_app = {
    "second_step_use_app", "UPDATE second_step SET app_step = ?3 WHERE person_id = ?1 AND app_id = ?2 AND app_step < ?3",
};
static const struct query second_step_use_list = {
    "second_step_use_list",
    "UPDATE second_step SET list_used = list_used | ?3 WHERE person_id = ?1 AND list_id = ?2 AND (list_used & ?3) = 0",
};
static const struct query second_step_remove_query = {
    "second_step_remove", "DELETE FROM second_step WHERE person_id = ?1",
};

const struct query *const second_step_queries[] = {
    &second_step_find_query, &second_step_offer_query, &second_step_take_app_query, &second_step_take_list_query,
    &second_step_use_app, &second_step_use_list, &second_step_remove_query, NULL,
};

enum err second_step_store_find(struct call *call, struct person_id person, struct second_step *ret_step)
{
    struct second_step step = {0};
    ROWS rows = db_rows(call->db, &second_step_find_query, ARGS(INT(person.v)));
    if (rows_next(&rows))
        step = (struct second_step){row_int(&rows, 0), row_int(&rows, 1), row_int(&rows, 2),
                                    row_int(&rows, 3), row_int(&rows, 4), row_int(&rows, 5)};
    TRY(db_error(call->db));
    *ret_step = step;
    return OK;
}

enum err second_step_store_offer(struct call *call, struct person_id person, int64_t id)
{
    return db_run(call->db, &second_step_offer_query, ARGS(INT(person.v), INT(id), INT(call->now)), NULL);
}

static enum err change(struct call *call, const struct query *query, struct person_id person, int64_t id, int64_t value)
{
    int64_t changed = 0;
    TRY(db_run(call->db, query, ARGS(INT(person.v), INT(id), INT(value)), &changed));
    return changed == 1 ? OK : ERR_NOT_FOUND;
}

enum err second_step_store_take_app(struct call *call, struct person_id person, int64_t offered_id, int64_t used)
{
    return change(call, &second_step_take_app_query, person, offered_id, used);
}

enum err second_step_store_take_list(struct call *call, struct person_id person, int64_t offered_id, int64_t used)
{
    return change(call, &second_step_take_list_query, person, offered_id, used);
}

enum err second_step_store_use_app(struct call *call, struct person_id person, int64_t app_id, int64_t step)
{
    return change(call, &second_step_use_app, person, app_id, step);
}

enum err second_step_store_use_list(struct call *call, struct person_id person, int64_t list_id, int64_t bit)
{
    return change(call, &second_step_use_list, person, list_id, bit);
}

enum err second_step_store_remove(struct call *call, struct person_id person)
{
    int64_t removed = 0;
    TRY(db_run(call->db, &second_step_remove_query, ARGS(INT(person.v)), &removed));
    return removed == 1 ? OK : ERR_NOT_FOUND;
}
