// card_store.c - every SQL statement about cards and the browsers they were opened with.
#include "cards/card_store.h"

#include "base/vec.h"

#define COLUMNS                                                                                                   \
    "SELECT id, network_id, number, participant_id, batch_id, language, made_at, opened_at, ended_at FROM card "

static const struct query find_query = {"card_find", COLUMNS "WHERE id = ?1 AND network_id = ?2"};
static const struct query find_code_query = {"card_find_code", COLUMNS "WHERE code_hash = ?1"};
static const struct query find_participant_query = {
    "card_find_participant",
    COLUMNS "WHERE network_id = ?1 AND participant_id = ?2 AND ended_at IS NULL ORDER BY number DESC LIMIT 1",
};
static const struct query list_batch_query = {
    "card_list_batch", COLUMNS "WHERE network_id = ?1 AND batch_id = ?2 ORDER BY number",
};
static const struct query list_query = {
    "card_list", COLUMNS "WHERE network_id = ?1 ORDER BY number DESC LIMIT ?2 OFFSET ?3",
};
static const struct query list_own_query = {
    "card_list_own", COLUMNS "WHERE network_id = ?1 AND participant_id = ?2 ORDER BY number",
};
static const struct query counts_query = {
    "card_counts",
    "SELECT CAST(count(*) AS BIGINT), CAST(coalesce(sum(CASE WHEN opened_at IS NULL AND ended_at IS NULL THEN 1 ELSE 0 END), "
    "0) AS BIGINT), CAST(coalesce(sum(CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) FROM card "
    "WHERE network_id = ?1",
};
static const struct query insert_query = {
    "card_insert",
    "INSERT INTO card (id, network_id, number, code_hash, participant_id, batch_id, language, made_by, made_at) "
    "VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM card WHERE network_id = ?2), ?3, ?4, ?5, ?6, ?7, ?8)",
};
static const struct query update_opened_query = {
    "card_update_opened", "UPDATE card SET opened_at = coalesce(opened_at, ?2), participant_id = ?3 WHERE id = ?1",
};
static const struct query update_ended_query = {
    "card_update_ended", "UPDATE card SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL",
};
static const struct query update_ended_all_query = {
    "card_update_ended_all",
    "UPDATE card SET ended_at = ?3 WHERE network_id = ?1 AND participant_id = ?2 AND ended_at IS NULL",
};
static const struct query delete_all_query = {
    "card_delete_all", "DELETE FROM card WHERE network_id = ?1 AND participant_id = ?2",
};
static const struct query browser_put_query = {
    "card_browser_put",
    "INSERT INTO card_browser (network_id, secret_hash, participant_id) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (network_id, secret_hash) DO UPDATE SET participant_id = excluded.participant_id",
};
static const struct query browser_delete_query = {
    "card_browser_delete", "DELETE FROM card_browser WHERE network_id = ?1 AND secret_hash = ?2",
};
static const struct query browser_delete_all_query = {
    "card_browser_delete_all", "DELETE FROM card_browser WHERE network_id = ?1 AND participant_id = ?2",
};

const struct query *const card_queries[] = {
    &find_query,         &find_code_query,        &find_participant_query, &list_batch_query,     &list_query,
    &list_own_query,
    &counts_query,       &insert_query,           &update_opened_query,    &update_ended_query,   &update_ended_all_query,
    &delete_all_query,   &browser_put_query,      &browser_delete_query,   &browser_delete_all_query, NULL,
};

static struct card card_of_row(struct call *call, const struct rows *row)
{
    return (struct card){
        .id = {row_int(row, 0)},
        .network = {row_int(row, 1)},
        .number = row_int(row, 2),
        .participant = {row_int(row, 3)},
        .batch = row_int(row, 4),
        .language = language_of(row_text(call->arena, row, 5)),
        .made_at = row_int(row, 6),
        .opened_at = row_int(row, 7),
        .ended_at = row_int(row, 8),
    };
}

static enum err read_one(struct call *call, const struct query *query, const struct arg *args, size_t n, struct card *ret_card)
{
    ROWS row = db_rows(call->db, query, args, n);
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_card = card_of_row(call, &row);
    return OK;
}

static enum err read_list(struct call *call, const struct query *query, const struct arg *args, size_t n,
                          struct card_list *ret_list)
{
    struct card_list list = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = card_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err card_read(struct call *call, struct network_id network, struct card_id id, struct card *ret_card)
{
    return read_one(call, &find_query, ARGS(INT(id.v), INT(network.v)), ret_card);
}

enum err card_read_code(struct call *call, const char *code_hash, struct card *ret_card)
{
    return read_one(call, &find_code_query, ARGS(TEXT(code_hash)), ret_card);
}

enum err card_read_participant(struct call *call, struct network_id network, struct participant_id participant,
                               struct card *ret_card)
{
    return read_one(call, &find_participant_query, ARGS(INT(network.v), INT(participant.v)), ret_card);
}

enum err card_read_batch(struct call *call, struct network_id network, int64_t batch, struct card_list *ret_list)
{
    return read_list(call, &list_batch_query, ARGS(INT(network.v), INT(batch)), ret_list);
}

enum err card_read_own(struct call *call, struct network_id network, struct participant_id participant, struct card_list *ret_list)
{
    return read_list(call, &list_own_query, ARGS(INT(network.v), INT(participant.v)), ret_list);
}

enum err card_read_list(struct call *call, struct network_id network, size_t skip, size_t most, struct card_list *ret_list)
{
    return read_list(call, &list_query, ARGS(INT(network.v), INT((int64_t)most), INT((int64_t)skip)), ret_list);
}

enum err card_read_counts(struct call *call, struct network_id network, struct card_counts *ret_counts)
{
    ROWS row = db_rows(call->db, &counts_query, ARGS(INT(network.v)));
    if (!rows_next(&row))
        return db_error(call->db);
    int64_t all = row_int(&row, 0), blank = row_int(&row, 1), ended = row_int(&row, 2);
    *ret_counts = (struct card_counts){.blank = blank, .used = all - blank - ended, .ended = ended};
    return OK;
}

enum err card_insert(struct call *call, const struct card *card, const char *code_hash)
{
    struct arg participant = card->participant.v == 0 ? NULL_INT : INT(card->participant.v);
    return db_run(call->db, &insert_query,
                  ARGS(INT(card->id.v), INT(card->network.v), TEXT(code_hash), participant, INT(card->batch),
                       TEXT(language_tag(card->language)), INT(call->actor.person.v), INT(card->made_at)),
                  NULL);
}

enum err card_update_opened(struct call *call, struct card_id id, struct participant_id participant)
{
    return db_run(call->db, &update_opened_query, ARGS(INT(id.v), INT(call->now), INT(participant.v)), NULL);
}

enum err card_update_ended(struct call *call, struct card_id id)
{
    return db_run(call->db, &update_ended_query, ARGS(INT(id.v), INT(call->now)), NULL);
}

enum err card_update_ended_all(struct call *call, struct network_id network, struct participant_id participant)
{
    return db_run(call->db, &update_ended_all_query, ARGS(INT(network.v), INT(participant.v), INT(call->now)), NULL);
}

enum err card_delete_all(struct call *call, struct network_id network, struct participant_id participant)
{
    return db_run(call->db, &delete_all_query, ARGS(INT(network.v), INT(participant.v)), NULL);
}

enum err card_browser_put(struct call *call, struct network_id network, const char *secret_hash,
                          struct participant_id participant)
{
    return db_run(call->db, &browser_put_query, ARGS(INT(network.v), TEXT(secret_hash), INT(participant.v)), NULL);
}

enum err card_browser_delete(struct call *call, struct network_id network, const char *secret_hash)
{
    return db_run(call->db, &browser_delete_query, ARGS(INT(network.v), TEXT(secret_hash)), NULL);
}

enum err card_browser_delete_all(struct call *call, struct network_id network, struct participant_id participant)
{
    return db_run(call->db, &browser_delete_all_query, ARGS(INT(network.v), INT(participant.v)), NULL);
}
