// forgotten_store.c - every SQL statement about who was forgotten.
#include "cards/forgotten_store.h"

#include "base/vec.h"

static const struct query insert_query = {
    "forgotten_insert",
    "INSERT INTO forgotten (participant_id, network_id, keeps_words, forgotten_at) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (participant_id) DO NOTHING",
};
static const struct query list_query = {
    "forgotten_list", "SELECT participant_id, network_id, keeps_words, forgotten_at FROM forgotten ORDER BY forgotten_at, participant_id",
};

const struct query *const forgotten_queries[] = {&insert_query, &list_query, NULL};

enum err forgotten_insert(struct call *call, const struct forgotten *forgotten)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(forgotten->participant.v), INT(forgotten->network.v), INT(forgotten->keeps_words), INT(forgotten->at)), NULL);
}

enum err forgotten_read_all(struct call *call, struct forgotten_list *ret_list)
{
    struct forgotten_list list = {0};
    ROWS rows = db_rows(call->db, &list_query, NO_ARGS);
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &list) = (struct forgotten){
            .participant = {row_int(&rows, 0)}, .network = {row_int(&rows, 1)}, .keeps_words = row_int(&rows, 2) != 0, .at = row_int(&rows, 3)};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}
