// finding_store.c - every SQL statement about findings.
#include "workshops/finding_store.h"

#include <stdlib.h>

#include "workshops/workshop_store.h"

static const struct query write_query = {
    "finding_write",
    "INSERT INTO finding (network_id, activity_id, worked_at, tallies, document) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (network_id, activity_id) DO UPDATE SET worked_at = excluded.worked_at, tallies = excluded.tallies, "
    "document = excluded.document",
};
static const struct query read_query = {
    "finding_read", "SELECT worked_at, tallies, document FROM finding WHERE network_id = ?1 AND activity_id = ?2"};
static const struct query read_steps_query = {
    "finding_read_steps",
    "SELECT worked_at, tallies, document, activity_id FROM finding WHERE network_id = ?1 AND activity_id IN "
    "(SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2)",
};
static const struct query write_released_query = {
    "finding_write_released",
    "INSERT INTO released_finding (network_id, activity_id, people, worked_at, document) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (network_id, activity_id) DO UPDATE SET people = excluded.people, worked_at = excluded.worked_at, "
    "document = excluded.document",
};
static const struct query read_released_query = {
    "finding_read_released",
    "SELECT worked_at, CAST(0 AS BIGINT), document FROM released_finding WHERE network_id = ?1 AND activity_id = ?2",
};
static const struct query read_released_steps_query = {
    "finding_read_released_steps",
    "SELECT worked_at, CAST(0 AS BIGINT), document, activity_id FROM released_finding WHERE network_id = ?1 AND activity_id IN "
    "(SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2)",
};
static const struct query votes_query = {
    "finding_votes",
    "SELECT participant_id, contribution_id, value FROM mark WHERE network_id = ?1 AND activity_id = ?2 AND value IS NOT NULL "
    "ORDER BY participant_id, contribution_id",
};

static const struct query forget_query = {
    "finding_forget",
    "DELETE FROM finding WHERE network_id = ?1 AND activity_id IN (SELECT p.activity_id FROM participation AS p JOIN activity AS a "
    "ON a.id = p.activity_id WHERE p.network_id = ?1 AND a.network_id = ?1 AND p.participant_id = ?2 AND p.marks > 0) "
    "RETURNING activity_id",
};

const struct query *const finding_queries[] = {&write_query, &read_query, &read_steps_query, &votes_query, &forget_query,
                                              &write_released_query, &read_released_query, &read_released_steps_query, NULL};

enum err finding_write(struct call *call, const struct activity *activity, const struct finding *finding)
{
    struct buf document = finding_pack(call->arena, finding);
    return db_run(call->db, &write_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(finding->worked_at), INT(finding->tallies),
                       BYTES(document.at, document.n)),
                  NULL);
}

enum err finding_write_released(struct call *call, const struct activity *activity, const struct finding *finding)
{
    struct buf document = finding_pack(call->arena, finding);
    return db_run(call->db, &write_released_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(finding->people), INT(finding->worked_at),
                       BYTES(document.at, document.n)),
                  NULL);
}

static bool finding_of_row(struct call *call, const struct rows *row, struct finding *ret_finding)
{
    size_t n = 0;
    const unsigned char *document = row_bytes(call->arena, row, 2, &n);
    struct finding finding;
    if (document == NULL || !finding_unpack(call->arena, document, n, &finding))
        return false;
    finding.worked_at = row_int(row, 0);
    finding.tallies = row_int(row, 1);
    *ret_finding = finding;
    return true;
}

static enum err read_one(struct call *call, const struct query *query, const struct activity *activity, struct finding *ret_finding)
{
    ROWS row = db_rows(call->db, query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    if (!rows_next(&row))
        return row_missing(call);
    bool is_known = finding_of_row(call, &row, ret_finding);
    TRY(db_error(call->db));
    return is_known ? OK : ERR_NOT_FOUND;
}

enum err finding_read(struct call *call, const struct activity *activity, struct finding *ret_finding)
{
    return read_one(call, &read_query, activity, ret_finding);
}

enum err finding_read_released(struct call *call, const struct activity *activity, struct finding *ret_finding)
{
    return read_one(call, &read_released_query, activity, ret_finding);
}

enum err finding_read_steps(struct call *call, const struct activity_list *steps, bool is_public, const struct finding **ret_findings)
{
    if (steps->n == 0)
        return OK;
    const struct activity *first = &steps->at[0];
    ROWS row = db_rows(call->db, is_public ? &read_released_steps_query : &read_steps_query,
                       ARGS(INT(first->scope.network.v), INT(first->workshop.v)));
    while (rows_next(&row)) {
        size_t step = activity_place(steps, row_int(&row, 3));
        struct finding *finding = ARENA_NEW(call->arena, struct finding);
        if (step < steps->n && finding_of_row(call, &row, finding))
            ret_findings[step] = finding;
    }
    return db_error(call->db);
}

enum err finding_delete_of(struct call *call, struct network_id network, struct participant_id participant,
                           struct activity_ids *ret_activities)
{
    struct activity_ids list = {0};
    ROWS row = db_rows(call->db, &forget_query, ARGS(INT(network.v), INT(participant.v)));
    while (rows_next(&row))
        VEC_PUSH(call->arena, &list)->v = row_int(&row, 0);
    TRY(db_error(call->db));
    *ret_activities = list;
    return OK;
}

static int id_order(const void *one, const void *other)
{
    const struct contribution_id *a = one, *b = other;
    return (a->v > b->v) - (a->v < b->v);
}

enum err finding_read_all_votes(struct call *call, const struct activity *activity, const struct contribution_id *ids, size_t n,
                                struct vote_rows *rows)
{
    int64_t participant = 0;
    ROWS row = db_rows(call->db, &votes_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    while (rows_next(&row)) {
        const struct contribution_id wanted = {row_int(&row, 1)};
        const struct contribution_id *found = n == 0 ? NULL : bsearch(&wanted, ids, n, sizeof *ids, id_order);
        bool is_next = rows->people == 0 || row_int(&row, 0) != participant;
        if (found == NULL)
            continue; // not counted, and so not among those whose ids these are
        if (rows->n == rows->most || (is_next && rows->people == rows->people_most))
            return ERR_LIMIT;
        if (is_next)
            rows->begins[rows->people++] = rows->n;
        participant = row_int(&row, 0);
        const struct vote vote = {.statement = (uint32_t)(found - ids), .value = (int32_t)row_int(&row, 2)};
        rows->cells[rows->n++] = vote_cell(vote);
    }
    rows->begins[rows->people] = rows->n;
    return db_error(call->db);
}
