// workshop_store.c - every SQL statement about workshops, and the rows they become.
#include "workshops/workshop_store.h"

#define COLUMNS                                                                                               \
    "SELECT w.id, w.network_id, n.region_id, n.time_zone, w.title_text_id, w.place_text_id, w.language, w.begins_at, " \
    "w.ends_at, w.state, w.join_code, w.screen_secret, w.current_activity_id, w.screen, w.frozen_at, w.dark, " \
    "w.version FROM workshop AS w JOIN network AS n ON n.id = w.network_id "

static const struct query find_query = {"workshop_find", COLUMNS "WHERE w.id = ?1"};
static const struct query find_code_query = {"workshop_find_code", COLUMNS "WHERE w.join_code = ?1"};
static const struct query find_secret_query = {"workshop_find_secret", COLUMNS "WHERE w.screen_secret = ?1"};
static const struct query list_query = {
    "workshop_list",
    COLUMNS "WHERE w.network_id = ?1 ORDER BY w.begins_at DESC, w.id DESC LIMIT ?2 OFFSET ?3",
};

static const struct query insert_query = {
    "workshop_insert",
    "INSERT INTO workshop (id, network_id, title_text_id, place_text_id, language, begins_at, ends_at, state, "
    "screen, dark, version, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'normal', 0, 1, ?9)",
};

static const struct query update_plan_query = {
    "workshop_update_plan",
    "UPDATE workshop SET title_text_id = ?3, place_text_id = ?4, language = ?5, begins_at = ?6, ends_at = ?7, "
    "version = version + 1 WHERE id = ?1 AND version = ?2",
};

static const struct query update_state_query = {
    "workshop_update_state",
    "UPDATE workshop SET state = ?2, current_activity_id = NULL WHERE id = ?1",
};

static const struct query update_current_query = {
    "workshop_update_current",
    "UPDATE workshop SET current_activity_id = ?2 WHERE id = ?1",
};

static const struct query update_screen_query = {
    "workshop_update_screen",
    "UPDATE workshop SET screen = ?2, frozen_at = ?3, dark = ?4 WHERE id = ?1",
};

static const struct query update_secret_query = {
    "workshop_update_secret",
    "UPDATE workshop SET screen_secret = ?2 WHERE id = ?1",
};

static const struct query update_code_query = {
    "workshop_update_code",
    "UPDATE workshop SET join_code = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM workshop AS w WHERE w.join_code = "
    "?2)",
};

const struct query workshop_count_query = {
    "workshop_count",
    "SELECT CAST(count(*) AS BIGINT) FROM workshop",
};

const struct query workshop_count_open_query = {
    "workshop_count_open",
    "SELECT CAST(count(*) AS BIGINT) FROM workshop WHERE state = 'open'",
};

const struct query *const workshop_queries[] = {
    &find_query,
    &find_code_query,
    &find_secret_query,
    &list_query,
    &insert_query,
    &update_plan_query,
    &update_state_query,
    &update_current_query,
    &update_screen_query,
    &update_secret_query,
    &update_code_query,
    &workshop_count_query,
    &workshop_count_open_query,
    NULL,
};

static const char *const state_names[] = {
    [WORKSHOP_PLANNED] = "planned",
    [WORKSHOP_OPEN] = "open",
    [WORKSHOP_CLOSED] = "closed",
};
static const char *const screen_names[] = {
    [SCREEN_NORMAL] = "normal",
    [SCREEN_FROZEN] = "frozen",
    [SCREEN_BLANK] = "blank",
};

// Position of a name that a CHECK constraint guarantees to be there.
static int position_of(const char *const *names, int n, const char *name)
{
    int at = 0;
    while (at < n - 1 && strcmp(names[at], name) != 0)
        at++;
    return at;
}

static const char *text_or_empty(struct arena *arena, const struct rows *row, int column)
{
    return row_is_null(row, column) ? "" : row_text(arena, row, column);
}

static struct workshop workshop_of_row(struct call *call, const struct rows *row)
{
    struct arena *arena = call->arena;
    return (struct workshop){
        .id = {row_int(row, 0)},
        .scope = {.network = {row_int(row, 1)}, .region = {row_int(row, 2)}},
        .time_zone = row_text(arena, row, 3),
        .title_text = {row_int(row, 4)},
        .place_text = {row_int(row, 5)},
        .title.text = "",
        .place.text = "",
        .language = language_of(row_text(arena, row, 6)),
        .begins_at = row_int(row, 7),
        .ends_at = row_int(row, 8),
        .state = (enum workshop_state)position_of(state_names, 3, row_text(arena, row, 9)),
        .join_code = text_or_empty(arena, row, 10),
        .screen_secret = text_or_empty(arena, row, 11),
        .current = {row_int(row, 12)},
        .screen = (enum screen_mode)position_of(screen_names, 3, row_text(arena, row, 13)),
        .frozen_at = row_int(row, 14),
        .dark = row_int(row, 15) != 0,
        .version = row_int(row, 16),
    };
}

static enum err read_one(struct call *call, const struct query *query, struct arg key, struct workshop *ret_workshop)
{
    ROWS row = db_rows(call->db, query, &key, 1);
    if (!rows_next(&row))
        return row_missing(call);
    struct workshop workshop = workshop_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_workshop = workshop;
    return OK;
}

enum err workshop_read(struct call *call, struct workshop_id id, struct workshop *ret_workshop)
{
    return read_one(call, &find_query, INT(id.v), ret_workshop);
}

enum err workshop_read_code(struct call *call, const char *code, struct workshop *ret_workshop)
{
    return read_one(call, &find_code_query, TEXT(code), ret_workshop);
}

enum err workshop_read_secret(struct call *call, const char *secret, struct workshop *ret_workshop)
{
    return read_one(call, &find_secret_query, TEXT(secret), ret_workshop);
}

enum err workshop_read_list(struct call *call, struct network_id network, size_t skip, size_t most,
                            struct workshop_list *ret_list)
{
    struct workshop_list list = {0};
    ROWS row = db_rows(call->db, &list_query, ARGS(INT(network.v), INT((int64_t)most), INT((int64_t)skip)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = workshop_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

static struct arg ends_arg(const struct workshop *workshop)
{
    return workshop->ends_at == 0 ? NULL_INT : INT(workshop->ends_at);
}

enum err workshop_insert(struct call *call, const struct workshop *workshop)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(workshop->id.v), INT(workshop->scope.network.v), INT(workshop->title_text.v),
                       INT(workshop->place_text.v), TEXT(language_tag(workshop->language)), INT(workshop->begins_at),
                       ends_arg(workshop), TEXT(state_names[workshop->state]), INT(call->now)),
                  NULL);
}

enum err workshop_update_plan(struct call *call, const struct workshop *workshop)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &update_plan_query,
               ARGS(INT(workshop->id.v), INT(workshop->version), INT(workshop->title_text.v),
                    INT(workshop->place_text.v), TEXT(language_tag(workshop->language)), INT(workshop->begins_at),
                    ends_arg(workshop)),
               &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err workshop_update_state(struct call *call, struct workshop_id id, enum workshop_state state)
{
    return db_run(call->db, &update_state_query, ARGS(INT(id.v), TEXT(state_names[state])), NULL);
}

enum err workshop_update_current(struct call *call, struct workshop_id id, struct activity_id activity)
{
    return db_run(call->db, &update_current_query, ARGS(INT(id.v), activity.v == 0 ? NULL_INT : INT(activity.v)), NULL);
}

enum err workshop_update_screen(struct call *call, const struct workshop *workshop)
{
    return db_run(call->db, &update_screen_query,
                  ARGS(INT(workshop->id.v), TEXT(screen_names[workshop->screen]),
                       workshop->screen == SCREEN_FROZEN ? INT(workshop->frozen_at) : NULL_INT, INT(workshop->dark)),
                  NULL);
}

enum err workshop_update_secret(struct call *call, struct workshop_id id, const char *secret)
{
    return db_run(call->db, &update_secret_query, ARGS(INT(id.v), TEXT(secret)), NULL);
}

enum err workshop_update_code(struct call *call, struct workshop_id id, const char *code)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &update_code_query, ARGS(INT(id.v), TEXT(code)), &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}
