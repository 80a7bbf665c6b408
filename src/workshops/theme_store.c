// theme_store.c - every SQL statement about themes.
#include "workshops/theme_store.h"

#include "workshops/activity_store.h"

static const struct query insert_query = {
    "theme_insert",
    "INSERT INTO theme (id, network_id, activity_id, title_text_id) VALUES (?1, ?2, ?3, ?4)",
};

static const struct query find_query = {
    "theme_find",
    "SELECT network_id, activity_id, title_text_id FROM theme WHERE id = ?1",
};

static const struct query list_query = {
    "theme_list",
    "SELECT id, title_text_id FROM theme WHERE network_id = ?1 AND activity_id = ?2 ORDER BY id",
};

static const struct query list_steps_query = {
    "theme_list_steps",
    "SELECT id, title_text_id FROM theme WHERE network_id = ?1 AND activity_id IN "
    "(SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2) ORDER BY id",
};

static const struct query leave_query = {
    "theme_leave",
    "UPDATE contribution SET theme_id = NULL WHERE network_id = ?1 AND theme_id = ?2",
};

static const struct query delete_query = {"theme_delete", "DELETE FROM theme WHERE network_id = ?1 AND id = ?2"};

const struct query *const theme_queries[] = {&insert_query,     &find_query,  &list_query,
                                             &list_steps_query, &leave_query, &delete_query, NULL};

enum err theme_insert(struct call *call, const struct activity *activity, struct theme_id id, struct text_id title)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(id.v), INT(activity->scope.network.v), INT(activity->id.v), INT(title.v)), NULL);
}

enum err theme_read(struct call *call, struct theme_id id, struct theme_place *ret_place)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(id.v)));
    if (!rows_next(&row))
        return row_missing(call);
    struct theme_place place = {
        .network = {row_int(&row, 0)}, .activity = {row_int(&row, 1)}, .title = {row_int(&row, 2)}};
    if (is_elsewhere(call, place.network))
        return ERR_NOT_FOUND;
    *ret_place = place;
    return OK;
}

static enum err read_list(struct call *call, const struct query *query, struct network_id network, int64_t of,
                          struct theme_list *ret_list)
{
    struct theme_list list = {0};
    {
        ROWS row = db_rows(call->db, query, ARGS(INT(network.v), INT(of)));
        while (rows_next(&row))
            *VEC_PUSH(call->arena, &list) =
                (struct theme){.id = {row_int(&row, 0)}, .title_text = {row_int(&row, 1)}, .title.text = ""};
    }
    TRY(db_error(call->db));
    struct text_wants wants = {0};
    for (size_t i = 0; i < list.n; i++)
        text_want(call, &wants, list.at[i].title_text, &list.at[i].title);
    if (wants.n > 0)
        TRY(text_read(call, &wants));
    *ret_list = list;
    return OK;
}

enum err theme_read_list(struct call *call, const struct activity *activity, struct theme_list *ret_list)
{
    return read_list(call, &list_query, activity->scope.network, activity->id.v, ret_list);
}

enum err theme_read_steps(struct call *call, const struct activity *any, struct theme_list *ret_list)
{
    return read_list(call, &list_steps_query, any->scope.network, any->workshop.v, ret_list);
}

enum err theme_delete(struct call *call, struct network_id network, struct theme_id id)
{
    TRY(db_run(call->db, &leave_query, ARGS(INT(network.v), INT(id.v)), NULL));
    return db_run(call->db, &delete_query, ARGS(INT(network.v), INT(id.v)), NULL);
}
