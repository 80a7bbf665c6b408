// setting_store.c - every SQL statement about settings.
#include "feature/setting_store.h"

#include "feature/setting.h"

static const struct query setting_find_query = {
    "setting_find", "SELECT value FROM setting WHERE name = ?1", NULL};
static const struct query setting_write_query = {
    "setting_write",
    "INSERT INTO setting (name, value, changed_at) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
    NULL};

const struct query *const setting_queries[] = {&setting_find_query, &setting_write_query, NULL};

enum err setting_find(struct call *call, const char *name, const char **ret_value)
{
    ROWS rows = db_rows(call->db, &setting_find_query, ARGS(TEXT(name)));
    if (!rows_next(&rows))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_value = row_text(call->arena, &rows, 0);
    return OK;
}

enum err setting_write(struct call *call, const char *name, const char *value)
{
    return db_run(call->db, &setting_write_query, ARGS(TEXT(name), TEXT(value), INT(call->now)), NULL);
}
