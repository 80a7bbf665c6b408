// region_store.c - every SQL statement about regions, and the rows they become.
#include "networks/region_store.h"

static const struct query find_query = {"region_find", "SELECT id, slug, title_text_id FROM region WHERE slug = ?1"};
static const struct query find_id_query = {"region_find_id", "SELECT id, slug, title_text_id FROM region WHERE id = ?1"};
static const struct query list_query = {"region_list", "SELECT id, slug, title_text_id FROM region ORDER BY id"};

static const struct query insert_query = {
    "region_insert",
    "INSERT INTO region (id, slug, title_text_id, created_at) VALUES (?1, ?2, ?3, ?4)",
};

const struct query *const region_queries[] = {&find_query, &find_id_query, &list_query, &insert_query, NULL};

static struct region region_of_row(struct call *call, const struct rows *row)
{
    return (struct region){
        .id = {row_int(row, 0)},
        .slug = row_text(call->arena, row, 1),
        .title_text = {row_int(row, 2)},
        .title.text = "",
    };
}

static enum err region_of_rows(struct call *call, struct rows *row, struct region *ret_region)
{
    if (!rows_next(row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_region = region_of_row(call, row);
    return OK;
}

enum err region_read(struct call *call, const char *slug, struct region *ret_region)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(TEXT(slug)));
    return region_of_rows(call, &row, ret_region);
}

enum err region_read_id(struct call *call, struct region_id id, struct region *ret_region)
{
    ROWS row = db_rows(call->db, &find_id_query, ARGS(INT(id.v)));
    return region_of_rows(call, &row, ret_region);
}

enum err region_read_all(struct call *call, struct region_list *ret_list)
{
    struct region_list list = {0};
    ROWS row = db_rows(call->db, &list_query, NO_ARGS);
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = region_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err region_insert(struct call *call, const struct region *region)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(region->id.v), TEXT(region->slug), INT(region->title_text.v), INT(call->now)), NULL);
}
