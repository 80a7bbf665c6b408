// activity_store.c - every SQL statement about activities, and the rows they become.
#include "workshops/activity_store.h"

#define COLUMNS                                                                                               \
    "SELECT a.id, a.network_id, n.region_id, a.workshop_id, a.position, a.kind, a.title_text_id, a.question_text_id, " \
    "a.state, a.results_open, a.settings, a.version FROM activity AS a JOIN network AS n ON n.id = a.network_id "

static const struct query find_query = {"activity_find", COLUMNS "WHERE a.id = ?1"};
static const struct query list_query = {
    "activity_list",
    COLUMNS "WHERE a.network_id = ?1 AND a.workshop_id = ?2 ORDER BY a.position, a.id",
};

static const struct query insert_query = {
    "activity_insert",
    "INSERT INTO activity (id, network_id, workshop_id, position, kind, title_text_id, question_text_id, state, "
    "results_open, settings, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)",
};

static const struct query update_plan_query = {
    "activity_update_plan",
    "UPDATE activity SET settings = ?3, version = version + 1 WHERE id = ?1 AND version = ?2",
};

static const struct query update_state_query = {
    "activity_update_state",
    "UPDATE activity SET state = ?2, results_open = ?3 WHERE id = ?1",
};

static const struct query update_position_query = {
    "activity_update_position",
    "UPDATE activity SET position = ?2 WHERE id = ?1",
};

static const struct query close_running_query = {
    "activity_close_running",
    "UPDATE activity SET state = 'closed' WHERE network_id = ?1 AND workshop_id = ?2 AND state = 'running'",
};

static const struct query was_used_query = {
    "activity_was_used",
    "SELECT CASE "
    "WHEN EXISTS (SELECT 1 FROM contribution WHERE network_id = ?1 AND activity_id = ?2 AND origin <> 'team') THEN 1 "
    "WHEN EXISTS (SELECT 1 FROM mark WHERE network_id = ?1 AND activity_id = ?2) THEN 1 "
    "WHEN EXISTS (SELECT 1 FROM hand_count WHERE network_id = ?1 AND activity_id = ?2) THEN 1 ELSE 0 END",
};

static const struct query own_texts_query = {
    "activity_own_texts",
    "SELECT text_id FROM contribution WHERE network_id = ?1 AND activity_id = ?2 AND text_id IS NOT NULL "
    "AND text_id NOT IN (SELECT question_text_id FROM activity WHERE id = ?2) " // a line that is the question itself
    "UNION ALL SELECT title_text_id FROM theme WHERE network_id = ?1 AND activity_id = ?2",
};

// In the order in which they point to each other. Marks, hands and participations are none: the activity was not used.
static const struct query delete_queries[] = {
    {"activity_delete_flags", "DELETE FROM flag WHERE network_id = ?1 AND contribution_id IN "
                              "(SELECT id FROM contribution WHERE network_id = ?1 AND activity_id = ?2)"},
    {"activity_delete_ballot", "DELETE FROM ballot WHERE network_id = ?1 AND activity_id = ?2"},
    {"activity_delete_contributions", "DELETE FROM contribution WHERE network_id = ?1 AND activity_id = ?2"},
    {"activity_delete_themes", "DELETE FROM theme WHERE network_id = ?1 AND activity_id = ?2"},
    {"activity_delete_tallies", "DELETE FROM tally WHERE network_id = ?1 AND activity_id = ?2"},
    {"activity_delete_participations", "DELETE FROM participation WHERE network_id = ?1 AND activity_id = ?2"},
    {"activity_delete_finding", "DELETE FROM finding WHERE network_id = ?1 AND activity_id = ?2"},
    {"activity_delete", "DELETE FROM activity WHERE network_id = ?1 AND id = ?2"},
};
enum { DELETES = sizeof(delete_queries) / sizeof(delete_queries[0]) };

const struct query *const activity_queries[] = {
    &find_query,
    &list_query,
    &insert_query,
    &update_plan_query,
    &update_state_query,
    &update_position_query,
    &close_running_query,
    &was_used_query,
    &delete_queries[0],
    &delete_queries[1],
    &delete_queries[2],
    &delete_queries[3],
    &delete_queries[4],
    &delete_queries[5],
    &delete_queries[6],
    &delete_queries[7],
    &own_texts_query,
    NULL,
};

static const char *const state_names[] = {
    [ACTIVITY_WAITING] = "waiting",
    [ACTIVITY_RUNNING] = "running",
    [ACTIVITY_CLOSED] = "closed",
};

static enum activity_state state_of(const char *name)
{
    int state = ACTIVITY_CLOSED;
    while (state > ACTIVITY_WAITING && strcmp(state_names[state], name) != 0)
        state--;
    return (enum activity_state)state;
}

// `kind` NULL: the program does not know it.
static struct activity activity_of_row(struct call *call, const struct rows *row)
{
    struct arena *arena = call->arena;
    struct activity activity = {
        .id = {row_int(row, 0)},
        .scope = {.network = {row_int(row, 1)}, .region = {row_int(row, 2)}},
        .workshop = {row_int(row, 3)},
        .position = row_int(row, 4),
        .kind = activity_kind_find(row_text(arena, row, 5)),
        .title_text = {row_int(row, 6)},
        .question_text = {row_int(row, 7)},
        .title.text = "",
        .question.text = "",
        .state = state_of(row_text(arena, row, 8)),
        .results_open = row_int(row, 9) != 0,
        .version = row_int(row, 11),
    };
    if (activity.kind != NULL)
        activity.settings = kind_settings_read(arena, activity.kind, row_text(arena, row, 10));
    return activity;
}

enum err activity_read(struct call *call, struct activity_id id, struct activity *ret_activity)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(id.v)));
    if (!rows_next(&row))
        return row_missing(call);
    struct activity activity = activity_of_row(call, &row);
    TRY(db_error(call->db));
    if (activity.kind == NULL || is_elsewhere(call, activity.scope.network))
        return ERR_NOT_FOUND;
    *ret_activity = activity;
    return OK;
}

enum err activity_read_list(struct call *call, struct network_id network, struct workshop_id workshop,
                            struct activity_list *ret_list)
{
    struct activity_list list = {0};
    ROWS row = db_rows(call->db, &list_query, ARGS(INT(network.v), INT(workshop.v)));
    while (rows_next(&row)) {
        struct activity activity = activity_of_row(call, &row);
        if (activity.kind != NULL)
            *VEC_PUSH(call->arena, &list) = activity;
    }
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err activity_insert(struct call *call, const struct activity *activity)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(activity->id.v), INT(activity->scope.network.v), INT(activity->workshop.v),
                       INT(activity->position), TEXT(activity->kind->name), INT(activity->title_text.v),
                       INT(activity->question_text.v), TEXT(state_names[activity->state]), INT(activity->results_open),
                       TEXT(kind_settings_text(call->arena, activity->kind, activity->settings))),
                  NULL);
}

enum err activity_update_plan(struct call *call, const struct activity *activity)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &update_plan_query,
               ARGS(INT(activity->id.v), INT(activity->version),
                    TEXT(kind_settings_text(call->arena, activity->kind, activity->settings))),
               &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err activity_update_state(struct call *call, const struct activity *activity)
{
    return db_run(call->db, &update_state_query,
                  ARGS(INT(activity->id.v), TEXT(state_names[activity->state]), INT(activity->results_open)), NULL);
}

enum err activity_update_position(struct call *call, struct activity_id id, int64_t position)
{
    return db_run(call->db, &update_position_query, ARGS(INT(id.v), INT(position)), NULL);
}

enum err activity_close_running(struct call *call, struct network_id network, struct workshop_id workshop)
{
    return db_run(call->db, &close_running_query, ARGS(INT(network.v), INT(workshop.v)), NULL);
}

enum err activity_was_used(struct call *call, const struct activity *activity, bool *ret_was_used)
{
    ROWS row = db_rows(call->db, &was_used_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    if (!rows_next(&row))
        return row_missing(call);
    *ret_was_used = row_int(&row, 0) != 0;
    return OK;
}

enum err activity_read_texts(struct call *call, const struct activity *activity, struct text_ids *ret_texts)
{
    struct text_ids texts = {0};
    ROWS row = db_rows(call->db, &own_texts_query, ARGS(INT(activity->scope.network.v), INT(activity->id.v)));
    while (rows_next(&row))
        VEC_PUSH(call->arena, &texts)->v = row_int(&row, 0);
    TRY(db_error(call->db));
    *VEC_PUSH(call->arena, &texts) = activity->title_text;
    *VEC_PUSH(call->arena, &texts) = activity->question_text;
    *ret_texts = texts;
    return OK;
}

enum err activity_delete(struct call *call, const struct activity *activity)
{
    for (int i = 0; i < DELETES; i++)
        TRY(db_run(call->db, &delete_queries[i], ARGS(INT(activity->scope.network.v), INT(activity->id.v)), NULL));
    return OK;
}
