// key_mark_store.c - every SQL statement about the mark of the secret key.
#include "app/key_mark_store.h"

#include <string.h>

static const struct query key_mark_find_query = {"key_mark_find", "SELECT mark FROM key_mark", NULL};
static const struct query key_mark_put_query = {
    "key_mark_put", "INSERT INTO key_mark (id, mark) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark", NULL};

const struct query *const key_mark_queries[] = {&key_mark_find_query, &key_mark_put_query, NULL};

static const char *mark_of(struct call *call)
{
    return call_hash(call, "key mark", "");
}

enum err key_mark_check(struct call *call)
{
    ROWS rows = db_rows(call->db, &key_mark_find_query, NO_ARGS);
    if (rows_next(&rows))
        return strcmp(row_text(call->arena, &rows, 0), mark_of(call)) == 0 ? OK : ERR_CONFLICT;
    return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
}

enum err key_mark_put(struct call *call)
{
    return db_run(call->db, &key_mark_put_query, ARGS(TEXT(mark_of(call))), NULL);
}
