// area_figure_store.c - every SQL statement about the figures of areas, and the rows they become.
#include "networks/area_figure_store.h"

static const struct query list_query = {
    "area_figure_list",
    "SELECT id, name_text_id, value, digits, percent, source, year FROM area_figure WHERE network_id = ?1 ORDER BY id",
};

static const struct query insert_query = {
    "area_figure_insert",
    "INSERT INTO area_figure (id, network_id, name_text_id, value, digits, percent, source, year) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
};

static const struct query delete_query = {
    "area_figure_delete",
    "DELETE FROM area_figure WHERE network_id = ?1 AND id = ?2 RETURNING name_text_id",
};

const struct query *const area_figure_queries[] = {&list_query, &insert_query, &delete_query, NULL};

enum err area_figure_read_all(struct call *call, struct network_id network, struct area_figure_list *ret_list)
{
    struct area_figure_list list = {0};
    ROWS row = db_rows(call->db, &list_query, ARGS(INT(network.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct area_figure){
            .id = {row_int(&row, 0)},
            .name_text = {row_int(&row, 1)},
            .name.text = "",
            .value = row_real(&row, 2),
            .digits = (int)row_int(&row, 3),
            .percent = row_int(&row, 4) != 0,
            .source = row_text(call->arena, &row, 5),
            .year = row_int(&row, 6),
        };
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err area_figure_insert(struct call *call, struct network_id network, const struct area_figure *figure)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(figure->id.v), INT(network.v), INT(figure->name_text.v), REAL(figure->value),
                       INT(figure->digits), INT(figure->percent ? 1 : 0), TEXT(figure->source),
                       figure->year == 0 ? NULL_INT : INT(figure->year)),
                  NULL);
}

enum err area_figure_delete(struct call *call, struct network_id network, struct area_figure_id id,
                            struct text_id *ret_name)
{
    ROWS row = db_rows(call->db, &delete_query, ARGS(INT(network.v), INT(id.v)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    ret_name->v = row_int(&row, 0);
    return OK;
}
