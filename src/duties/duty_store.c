// duty_store.c - every SQL statement about duties.
#include "duties/duty_store.h"

static const struct query text_query = {"duty_text", "SELECT text_id FROM duty WHERE name = ?1"};
static const struct query insert_query = {
    "duty_insert", "INSERT INTO duty (name, text_id) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING",
};

const struct query *const duty_queries[] = {&text_query, &insert_query, NULL};

enum err duty_store_text(struct call *call, enum duty duty, struct text_id *ret_text)
{
    struct text_id text = {0};
    ROWS row = db_rows(call->db, &text_query, ARGS(TEXT(duty_name(duty))));
    if (rows_next(&row))
        text.v = row_int(&row, 0);
    TRY(db_error(call->db));
    *ret_text = text;
    return OK;
}

enum err duty_store_add(struct call *call, enum duty duty, struct text_id text)
{
    int64_t added = 0;
    TRY(db_run(call->db, &insert_query, ARGS(TEXT(duty_name(duty)), INT(text.v)), &added));
    return added == 1 ? OK : ERR_CONFLICT;
}
