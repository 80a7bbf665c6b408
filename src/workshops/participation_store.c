// participation_store.c - every SQL statement about what one participant did in one activity.
#include "workshops/participation_store.h"

// One statement that cannot let two requests of one person through together: the row is locked by whoever is first.
static const struct query mark_query = {
    "participation_mark",
    "INSERT INTO participation (network_id, activity_id, participant_id, marks, total, said) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 0) ON CONFLICT (network_id, activity_id, participant_id) "
    "DO UPDATE SET marks = participation.marks + excluded.marks, total = participation.total + excluded.total "
    "WHERE excluded.total <= 0 OR participation.total + excluded.total <= ?6 RETURNING marks",
};

static const struct query say_query = {
    "participation_say",
    "INSERT INTO participation (network_id, activity_id, participant_id, marks, total, said) "
    "VALUES (?1, ?2, ?3, 0, 0, 1) ON CONFLICT (network_id, activity_id, participant_id) "
    "DO UPDATE SET said = participation.said + 1 WHERE participation.said < ?4",
};

static const struct query shift_query = {
    "participation_shift",
    "UPDATE participation SET total = total + ?4 * COALESCE((SELECT m.value FROM mark AS m WHERE m.network_id = ?1 "
    "AND m.activity_id = ?2 AND m.participant_id = participation.participant_id AND m.contribution_id = ?3), 0) "
    "WHERE network_id = ?1 AND activity_id = ?2",
};

static const struct query insert_query = {
    "participation_insert",
    "INSERT INTO participation (network_id, activity_id, participant_id, marks, total, said) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 0)",
};

const struct query *const participation_queries[] = {&mark_query, &say_query, &shift_query, &insert_query, NULL};

enum err participation_mark(struct call *call, const struct activity *activity, struct participant_id participant,
                            int64_t marks, int64_t total, int64_t most, int64_t *ret_marks)
{
    if (total > most)
        return ERR_LIMIT;
    ROWS row = db_rows(call->db, &mark_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v), INT(marks),
                            INT(total), INT(most)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_LIMIT;
    *ret_marks = row_int(&row, 0);
    return OK;
}

enum err participation_say(struct call *call, const struct activity *activity, struct participant_id participant,
                           int64_t most)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &say_query,
               ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v), INT(most)), &changed));
    return changed == 1 ? OK : ERR_LIMIT;
}

enum err participation_shift(struct call *call, const struct activity *activity, struct contribution_id contribution,
                             int sign)
{
    return db_run(call->db, &shift_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(contribution.v), INT(sign)), NULL);
}

enum err participation_insert(struct call *call, const struct activity *activity, struct participant_id participant,
                              int64_t marks, int64_t total)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v), INT(marks), INT(total)),
                  NULL);
}
