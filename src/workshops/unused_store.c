// unused_store.c - every SQL statement about participants who are kept no longer.
#include "workshops/unused_store.h"

#include "base/vec.h"

#define OF_THEIRS(table) \
    "(SELECT 1 FROM " table " AS x WHERE x.network_id = p.network_id AND x.activity_id IN (SELECT id FROM activity AS a WHERE " \
    "a.network_id = p.network_id) AND x.participant_id = p.id)"
#define NO_CARD "NOT EXISTS (SELECT 1 FROM card AS c WHERE c.network_id = p.network_id AND c.participant_id = p.id) "
#define UNUSED                                                                                                     \
    "p.joined_at < ?1 AND " NO_CARD "AND NOT EXISTS " OF_THEIRS("contribution") " AND NOT EXISTS " OF_THEIRS("participation") \
    " AND NOT EXISTS (SELECT 1 FROM help AS h WHERE h.network_id = p.network_id AND h.participant_id = p.id)"

static const struct query unused_query = {
    "unused_find", "SELECT p.id FROM participant AS p WHERE " UNUSED " ORDER BY p.id LIMIT ?2",
};
static const struct query leave_query = {
    "unused_leave",
    "DELETE FROM attendance WHERE participant_id = ?2 AND network_id = (SELECT network_id FROM participant WHERE id = ?2) AND workshop_id IN "
    "(SELECT id FROM workshop WHERE network_id = (SELECT network_id FROM participant WHERE id = ?2)) AND EXISTS "
    "(SELECT 1 FROM participant AS p WHERE p.id = ?2 AND " UNUSED ")",
};
static const struct query remove_query = {
    "unused_remove", "DELETE FROM participant WHERE id IN (SELECT p.id FROM participant AS p WHERE p.id = ?2 AND " UNUSED ")",
};
static const struct query tied_query = {
    "tied_find",
    "SELECT p.id FROM participant AS p WHERE p.joined_at < ?1 AND p.secret_hash NOT LIKE '-%' AND " NO_CARD
    "AND NOT EXISTS (SELECT 1 FROM workshop AS w JOIN attendance AS t ON t.network_id = w.network_id AND t.workshop_id = w.id "
    "AND t.participant_id = p.id WHERE w.network_id = p.network_id AND (w.state <> 'closed' OR w.begins_at >= ?1)) ORDER BY p.id LIMIT ?2",
};
static const struct query cut_query = {
    "tied_cut",
    "UPDATE participant SET secret_hash = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM card AS c WHERE c.network_id = participant.network_id "
    "AND c.participant_id = participant.id)",
};

const struct query *const unused_queries[] = {&unused_query, &leave_query, &remove_query, &tied_query, &cut_query, NULL};

static enum err find(struct call *call, const struct query *query, int64_t before, size_t most, struct participant_ids *ret_ids)
{
    struct participant_ids ids = {0};
    ROWS rows = db_rows(call->db, query, ARGS(INT(before), INT((int64_t)most)));
    while (rows_next(&rows))
        VEC_PUSH(call->arena, &ids)->v = row_int(&rows, 0);
    TRY(db_error(call->db));
    *ret_ids = ids;
    return OK;
}

enum err unused_find(struct call *call, int64_t before, size_t most, struct participant_ids *ret_ids)
{
    return find(call, &unused_query, before, most, ret_ids);
}

enum err unused_remove(struct call *call, int64_t before, const struct participant_ids *ids, int64_t *ret_n)
{
    int64_t n = 0;
    for (size_t i = 0; i < ids->n; i++) {
        int64_t removed = 0;
        TRY(db_run(call->db, &leave_query, ARGS(INT(before), INT(ids->at[i].v)), NULL));
        TRY(db_run(call->db, &remove_query, ARGS(INT(before), INT(ids->at[i].v)), &removed));
        n += removed;
    }
    *ret_n = n;
    return OK;
}

enum err tied_find(struct call *call, int64_t before, size_t most, struct participant_ids *ret_ids)
{
    return find(call, &tied_query, before, most, ret_ids);
}

enum err tied_cut(struct call *call, const struct participant_ids *ids, int64_t *ret_n)
{
    int64_t n = 0;
    for (size_t i = 0; i < ids->n; i++) {
        int64_t changed = 0;
        TRY(db_run(call->db, &cut_query, ARGS(INT(ids->at[i].v), TEXT(participant_nobodys_hash(call))), &changed));
        n += changed;
    }
    *ret_n = n;
    return OK;
}
