// mark_store.c - every SQL statement about marks and their tallies. A vote takes three; the first of a person one or two more (finding_due).
#include "workshops/mark_store.h"

#include <assert.h>

// Checks, writes and says what was there before in one statement: `previous` remembers the value that the update
// replaces.
static const struct query write_query = {
    "mark_write",
    "INSERT INTO mark (network_id, activity_id, participant_id, contribution_id, value, previous, marked_at) "
    "SELECT ?1, ?2, ?3, c.id, ?5, NULL, ?6 FROM contribution AS c WHERE c.id = ?4 AND c.network_id = ?1 "
    "AND c.activity_id = ?2 AND c.state = 'shown' "
    "ON CONFLICT (network_id, activity_id, participant_id, contribution_id) DO UPDATE SET previous = mark.value, "
    "value = excluded.value, marked_at = excluded.marked_at RETURNING previous",
    "INSERT INTO mark (network_id, activity_id, participant_id, contribution_id, value, previous, marked_at) "
    "SELECT ?1, ?2, ?3, c.id, CAST(?5 AS BIGINT), CAST(NULL AS BIGINT), ?6 FROM contribution AS c WHERE c.id = ?4 "
    "AND c.network_id = ?1 AND c.activity_id = ?2 AND c.state = 'shown' "
    "ON CONFLICT (network_id, activity_id, participant_id, contribution_id) DO UPDATE SET previous = mark.value, "
    "value = excluded.value, marked_at = excluded.marked_at RETURNING previous",
};

#define THIS_MARK " WHERE network_id = ?1 AND activity_id = ?2 AND participant_id = ?3 AND contribution_id = ?4 "

static const struct query restore_query = {"mark_restore", "UPDATE mark SET value = previous" THIS_MARK};
static const struct query delete_query = {"mark_delete", "DELETE FROM mark" THIS_MARK "RETURNING value"};

static const struct query insert_query = {
    "mark_insert",
    "INSERT INTO mark (network_id, activity_id, participant_id, contribution_id, value, marked_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

static const struct query list_own_query = {
    "mark_list_own",
    "SELECT contribution_id, value FROM mark WHERE network_id = ?1 AND activity_id = ?2 AND participant_id = ?3 "
    "AND value IS NOT NULL ORDER BY contribution_id",
};

static const struct query list_seen_query = {
    "mark_list_seen",
    "SELECT contribution_id FROM mark WHERE network_id = ?1 AND activity_id = ?2 AND participant_id = ?3 "
    "ORDER BY contribution_id",
};

#define TALLY_INSERT "INSERT INTO tally (network_id, activity_id, contribution_id, value, slot, people) VALUES "
#define TALLY_ADD                                                                                                      \
    " ON CONFLICT (network_id, activity_id, contribution_id, value, slot) "                                     \
    "DO UPDATE SET people = tally.people + excluded.people"

static const struct query tally_add_query = {"tally_add", TALLY_INSERT "(?1, ?2, ?4, ?5, ?3, ?6)" TALLY_ADD};
static const struct query tally_add_two_query = {
    "tally_add_two",
    TALLY_INSERT "(?1, ?2, ?4, ?5, ?3, ?6), (?1, ?2, ?7, ?8, ?3, ?9)" TALLY_ADD,
};
static const struct query tally_insert_query = {"tally_insert", TALLY_INSERT "(?1, ?2, ?3, ?4, 0, ?5)"};

// SQLite has one row a count, and reads rows twice as fast as groups; PostgreSQL sums the slots before it sends them.
static const struct query tally_list_query = {
    "tally_list",
    "SELECT contribution_id, value, people FROM tally WHERE network_id = ?1 AND activity_id = ?2 "
    "ORDER BY contribution_id, value",
    "SELECT contribution_id, value, CAST(sum(people) AS BIGINT) FROM tally WHERE network_id = ?1 AND activity_id = ?2 "
    "GROUP BY contribution_id, value ORDER BY contribution_id, value",
};

#define TALLY_STEPS "WHERE network_id = ?1 AND activity_id IN (SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2) "
static const struct query tally_list_steps_query = {
    "tally_list_steps",
    "SELECT contribution_id, value, people, activity_id FROM tally " TALLY_STEPS "ORDER BY activity_id, contribution_id, value",
    "SELECT contribution_id, value, CAST(sum(people) AS BIGINT), activity_id FROM tally " TALLY_STEPS
    "GROUP BY activity_id, contribution_id, value ORDER BY activity_id, contribution_id, value",
};

const struct query *const mark_queries[] = {
    &write_query,        &restore_query,    &delete_query,       &insert_query,
    &list_own_query,     &list_seen_query,  &tally_add_query,    &tally_add_two_query,
    &tally_insert_query, &tally_list_query, &tally_list_steps_query, NULL,
};

enum err mark_write(struct call *call, const struct activity *activity, struct contribution_id contribution,
                    struct participant_id participant, struct mark_state mark, struct mark_state *ret_before)
{
    ROWS row = db_rows(call->db, &write_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v),
                            INT(contribution.v), mark.is_there ? INT(mark.value) : NULL_INT, INT(call->now)));
    if (!rows_next(&row))
        return row_missing(call);
    *ret_before = (struct mark_state){.is_there = !row_is_null(&row, 0), .value = row_int(&row, 0)};
    return OK;
}

#define KEY(activity, participant, contribution)                                                              \
    ARGS(INT((activity)->scope.network.v), INT((activity)->id.v), INT((participant).v), INT((contribution).v))

enum err mark_delete(struct call *call, const struct activity *activity, struct contribution_id contribution,
                     struct participant_id participant, struct mark_state *ret_before)
{
    struct mark_state before = {0};
    ROWS row = db_rows(call->db, &delete_query, KEY(activity, participant, contribution));
    if (rows_next(&row))
        before = (struct mark_state){.is_there = !row_is_null(&row, 0), .value = row_int(&row, 0)};
    TRY(db_error(call->db));
    *ret_before = before;
    return OK;
}

enum err mark_restore(struct call *call, const struct activity *activity, struct contribution_id contribution,
                      struct participant_id participant, struct mark_state before)
{
    struct mark_state gone;
    if (!before.is_there)
        return mark_delete(call, activity, contribution, participant, &gone);
    return db_run(call->db, &restore_query, KEY(activity, participant, contribution), NULL);
}

enum err mark_insert(struct call *call, const struct activity *activity, struct contribution_id contribution,
                     struct participant_id participant, int64_t value, int64_t at)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v), INT(contribution.v),
                       INT(value), INT(at)),
                  NULL);
}

enum err mark_read_own(struct call *call, const struct activity *activity, struct participant_id participant,
                       struct mark_list *ret_list)
{
    struct mark_list list = {0};
    ROWS row = db_rows(call->db, &list_own_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct mark){.contribution = {row_int(&row, 0)}, .value = row_int(&row, 1)};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err mark_read_seen(struct call *call, const struct activity *activity, struct participant_id participant,
                        struct seen_list *ret_list)
{
    struct seen_list list = {0};
    ROWS row = db_rows(call->db, &list_seen_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v)));
    while (rows_next(&row))
        VEC_PUSH(call->arena, &list)->v = row_int(&row, 0);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

// On PostgreSQL eight writers at once seldom want the same row; SQLite has one writer and needs one row.
static int64_t slot_of(const struct call *call, struct participant_id participant)
{
    enum { SLOTS = 8 };
    return db_kind(call->db) == DB_POSTGRES ? participant.v % SLOTS : 0;
}

static bool comes_first(const struct tally_change *a, const struct tally_change *b)
{
    return a->contribution.v != b->contribution.v ? a->contribution.v < b->contribution.v : a->value < b->value;
}

enum err tally_add(struct call *call, const struct activity *activity, struct participant_id participant,
                   const struct tally_change *changes, size_t n)
{
    assert(n == 1 || n == 2);
    const struct tally_change *first = changes, *second = changes + n - 1;
    if (comes_first(second, first))
        first = changes + 1, second = changes;
    struct arg args[] = {
        INT(activity->scope.network.v), INT(activity->id.v), INT(slot_of(call, participant)),
        INT(first->contribution.v),     INT(first->value),   INT(first->people),
        INT(second->contribution.v),    INT(second->value),  INT(second->people),
    };
    return db_run(call->db, n == 1 ? &tally_add_query : &tally_add_two_query, args, n == 1 ? 6 : 9, NULL);
}

enum err tally_insert(struct call *call, const struct activity *activity, const struct tally_change *tally)
{
    return db_run(call->db, &tally_insert_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(tally->contribution.v),
                       INT(tally->value), INT(tally->people)),
                  NULL);
}

// Adds the count of a row; the slots of one count follow each other.
static void add_count(struct call *call, const struct rows *row, struct tally_list *list)
{
    struct tally tally = {.contribution = {row_int(row, 0)}, .value = row_int(row, 1), .people = row_int(row, 2)};
    struct tally *last = list->n == 0 ? NULL : &list->at[list->n - 1];
    if (last != NULL && last->contribution.v == tally.contribution.v && last->value == tally.value)
        last->people += tally.people; // another slot
    else if (tally.people != 0)
        *VEC_PUSH(call->arena, list) = tally;
}

enum err tally_read(struct call *call, const struct activity *activity, struct tally_list *ret_list)
{
    struct tally_list list = {0};
    ROWS row = db_rows(call->db, &tally_list_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    while (rows_next(&row))
        add_count(call, &row, &list);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err tally_read_steps(struct call *call, const struct activity_list *steps, struct tally_list *ret_lists)
{
    if (steps->n == 0)
        return OK;
    const struct activity *first = &steps->at[0];
    ROWS row = db_rows(call->db, &tally_list_steps_query, ARGS(INT(first->scope.network.v), INT(first->workshop.v)));
    while (rows_next(&row)) {
        size_t step = activity_place(steps, row_int(&row, 3));
        if (step < steps->n)
            add_count(call, &row, &ret_lists[step]);
    }
    return db_error(call->db);
}
