// sent_form_store.c - every SQL statement about forms that were sent.
#include "app/sent_form_store.h"

static const struct query sent_form_find_query = {
    "sent_form_find", "SELECT location FROM sent_form WHERE form_key = ?1 AND who = ?2", NULL};
static const struct query sent_form_add_query = {
    "sent_form_add", "INSERT INTO sent_form (form_key, who, location, sent_at) VALUES (?1, ?2, ?3, ?4)", NULL};
static const struct query sent_form_sweep_query = {"sent_form_sweep", "DELETE FROM sent_form WHERE sent_at < ?1", NULL};

const struct query *const sent_form_queries[] = {&sent_form_find_query, &sent_form_add_query, &sent_form_sweep_query, NULL};

enum err sent_form_find(struct call *call, const char *key, const char *who, const char **ret_location)
{
    ROWS rows = db_rows(call->db, &sent_form_find_query, ARGS(TEXT(key), TEXT(who)));
    if (!rows_next(&rows))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_location = row_text(call->arena, &rows, 0);
    return OK;
}

enum err sent_form_add(struct call *call, const char *key, const char *who, const char *location)
{
    return db_run(call->db, &sent_form_add_query, ARGS(TEXT(key), TEXT(who), TEXT(location), INT(call->now)), NULL);
}

enum err sent_form_sweep(struct call *call, int64_t before, int64_t *ret_n)
{
    return db_run(call->db, &sent_form_sweep_query, ARGS(INT(before)), ret_n);
}
