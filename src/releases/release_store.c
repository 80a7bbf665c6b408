// release_store.c - every SQL statement about releases, and the rows they become.
#include "releases/release_store.h"

#include "base/vec.h"

static const struct query newest_query = {
    "release_newest",
    "SELECT c.object_id, c.kind, c.value, c.display, c.shown, r.made_at FROM release_cell AS c JOIN release AS r ON r.id = c.release_id "
    "WHERE c.network_id = ?1 AND c.workshop_id = ?2 AND c.newest = 1 ORDER BY c.object_id, c.kind, c.value",
};
static const struct query rows_query = {
    "release_rows",
    "SELECT object_id, release_id, kind, value, workshop_id, people, display, shown FROM release_cell WHERE network_id = ?1 "
    "AND (?2 = 0 OR workshop_id IN (0, ?2)) ORDER BY object_id, release_id, kind, value",
};
static const struct query last_query = {
    "release_last", "SELECT id, made_at, refused FROM release WHERE network_id = ?1 ORDER BY id DESC LIMIT 1",
};
static const struct query insert_query = {
    "release_insert", "INSERT INTO release (id, network_id, made_at, refused) VALUES (?1, ?2, ?3, ?4)",
};
static const struct query old_query = {
    "release_update_old", "UPDATE release_cell SET newest = 0 WHERE network_id = ?1 AND object_id = ?2 AND newest = 1",
};
static const struct query insert_cell_query = {
    "release_insert_cell",
    "INSERT INTO release_cell (network_id, object_id, release_id, kind, value, workshop_id, people, display, shown, newest) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)",
};
const struct query release_count_query = {"release_count", "SELECT CAST(count(*) AS BIGINT) FROM release"};

const struct query *const release_queries[] = {&newest_query, &rows_query,        &last_query,          &insert_query,
                                               &old_query,    &insert_cell_query, &release_count_query, NULL};

static struct cell_figure figure_of(const struct rows *row, int column)
{
    return (struct cell_figure){.display = (enum cell_display)row_int(row, column), .number = row_int(row, column + 1)};
}

enum err release_read_newest(struct call *call, struct network_id network, int64_t workshop, struct released *ret_released)
{
    struct released released = {0};
    ROWS row = db_rows(call->db, &newest_query, ARGS(INT(network.v), INT(workshop)));
    while (rows_next(&row)) {
        *VEC_PUSH(call->arena, &released) = (struct released_cell){.object = row_int(&row, 0), .kind = (enum cell_kind)row_int(&row, 1),
                                                                  .value = row_int(&row, 2), .figure = figure_of(&row, 3)};
        released.made_at = row_int(&row, 5) > released.made_at ? row_int(&row, 5) : released.made_at;
    }
    TRY(db_error(call->db));
    *ret_released = released;
    return OK;
}

enum err release_read_rows(struct call *call, struct network_id network, int64_t workshop, struct release_rows *ret_rows)
{
    struct release_rows rows = {0};
    ROWS row = db_rows(call->db, &rows_query, ARGS(INT(network.v), INT(workshop)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &rows) = (struct release_row){
            .object = row_int(&row, 0),
            .release = row_int(&row, 1),
            .kind = (enum cell_kind)row_int(&row, 2),
            .value = row_int(&row, 3),
            .workshop = row_int(&row, 4),
            .people = row_int(&row, 5),
            .figure = figure_of(&row, 6),
        };
    TRY(db_error(call->db));
    *ret_rows = rows;
    return OK;
}

enum err release_read_last(struct call *call, struct network_id network, struct release_made *ret_made)
{
    ROWS row = db_rows(call->db, &last_query, ARGS(INT(network.v)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_made = (struct release_made){row_int(&row, 0), row_int(&row, 1), row_int(&row, 2)};
    return OK;
}

enum err release_insert(struct call *call, struct network_id network, const struct release_made *made)
{
    return db_run(call->db, &insert_query, ARGS(INT(made->id), INT(network.v), INT(made->made_at), INT(made->refused)), NULL);
}

enum err release_update_old(struct call *call, struct network_id network, int64_t object)
{
    return db_run(call->db, &old_query, ARGS(INT(network.v), INT(object)), NULL);
}

enum err release_insert_cell(struct call *call, struct network_id network, int64_t release, const struct release_block *block,
                             const struct release_cell *cell)
{
    return db_run(call->db, &insert_cell_query,
                  ARGS(INT(network.v), INT(block->object), INT(release), INT(cell->kind), INT(cell->value), INT(block->workshop),
                       INT(cell->kept), INT(cell->figure.display), INT(cell->figure.number)),
                  NULL);
}
