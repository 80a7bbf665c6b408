// contribution_store.c - every SQL statement about contributions, and the rows they become.
#include "workshops/contribution_store.h"

#define FLAGS                                                                                                 \
    "(SELECT CAST(count(*) AS BIGINT) FROM flag AS f WHERE f.network_id = c.network_id AND f.contribution_id = c.id " \
    "AND f.waiting = 1)"
#define COLUMNS                                                                                               \
    "SELECT c.id, c.activity_id, c.participant_id, c.words, c.said, c.language, c.text_id, c.state, c.origin, " \
    "c.theme_id, c.source_id, c.reason, c.said_at, c.version, " FLAGS
#define OF_ACTIVITY COLUMNS " FROM contribution AS c WHERE c.network_id = ?1 AND c.activity_id = ?2 "

static const struct query find_query = {
    "contribution_find",
    COLUMNS
    ", c.network_id, n.region_id FROM contribution AS c JOIN network AS n ON n.id = c.network_id WHERE c.id = ?1",
};
static const struct query list_query = {
    "contribution_list",
    OF_ACTIVITY "AND c.state = ?3 ORDER BY c.id LIMIT ?4 OFFSET ?5",
};
static const struct query list_newest_query = {
    "contribution_list_newest",
    OF_ACTIVITY "AND c.state = ?3 ORDER BY c.id DESC LIMIT ?4 OFFSET ?5",
};
static const struct query list_aside_query = {
    "contribution_list_aside",
    OF_ACTIVITY "AND c.state IN ('waiting', 'taken_down', 'refused') "
                "ORDER BY CASE c.state WHEN 'waiting' THEN 0 WHEN 'taken_down' THEN 1 ELSE 2 END, c.id LIMIT ?3",
};
static const struct query list_own_query = {
    "contribution_list_own",
    OF_ACTIVITY "AND c.participant_id = ?3 ORDER BY c.id",
};
static const struct query list_flagged_query = {
    "contribution_list_flagged",
    COLUMNS " FROM contribution AS c WHERE c.id IN (SELECT contribution_id FROM flag WHERE network_id = ?1 "
            "AND workshop_id = ?2 AND waiting = 1) AND +c.network_id = ?1 AND c.state = 'shown' ORDER BY c.id",
};

// Ids a query takes at once: a page. The + keeps SQLite from reading the whole network by its index.
enum { THESE = 20 };
static const struct query list_these_query = {
    "contribution_list_these",
    COLUMNS
    " FROM contribution AS c WHERE c.id IN (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
    "?18, ?19, ?20, ?21) AND +c.network_id = ?1 ORDER BY c.id",
};

static const struct query count_query = {
    "contribution_count",
    "SELECT CAST(count(*) AS BIGINT) FROM contribution WHERE network_id = ?1 AND activity_id = ?2 AND state = ?3",
};

static const struct query list_ids_query = {
    "contribution_list_ids",
    "SELECT id, participant_id, theme_id FROM contribution "
    "WHERE network_id = ?1 AND activity_id = ?2 AND state = ?3 ORDER BY id",
};

static const struct query list_steps_query = {
    "contribution_list_steps",
    COLUMNS " FROM contribution AS c WHERE c.network_id = ?1 AND c.activity_id IN "
            "(SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2) AND c.state = 'shown' "
            "ORDER BY c.activity_id, c.id LIMIT ?3",
};

static const struct query list_said_query = {
    "contribution_list_said",
    "SELECT id, words, language, theme_id, text_id FROM contribution "
    "WHERE network_id = ?1 AND activity_id = ?2 AND state = 'shown' ORDER BY id DESC LIMIT ?3",
};

static const struct query insert_query = {
    "contribution_insert",
    "INSERT INTO contribution (id, network_id, activity_id, participant_id, words, language, sameness, state, "
    "origin, source_id, said_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1) "
    "ON CONFLICT (network_id, activity_id, participant_id, sameness) DO NOTHING",
};

static const struct query delete_query = {"contribution_delete", "DELETE FROM contribution WHERE id = ?1"};

static const struct query update_state_query = {
    "contribution_update_state",
    "UPDATE contribution SET state = ?2, reason = ?3 WHERE id = ?1",
};

static const struct query update_words_query = {
    "contribution_update_words",
    "UPDATE contribution SET words = ?3, said = COALESCE(said, words), version = version + 1 "
    "WHERE id = ?1 AND version = ?2",
};

static const struct query update_text_query = {
    "contribution_update_text",
    "UPDATE contribution SET text_id = ?2, version = version + 1 WHERE id = ?1",
};

static const struct query update_theme_query = {
    "contribution_update_theme",
    "UPDATE contribution SET theme_id = ?2 WHERE id = ?1",
};

static const struct query ballot_write_query = {
    "ballot_write",
    "INSERT INTO ballot (network_id, activity_id, statements) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (network_id, activity_id) DO UPDATE SET statements = excluded.statements",
};

static const struct query ballot_read_query = {
    "ballot_read",
    "SELECT statements FROM ballot WHERE network_id = ?1 AND activity_id = ?2",
};

const struct query *const contribution_queries[] = {
    &find_query,
    &list_query,
    &list_newest_query,
    &list_aside_query,
    &list_own_query,
    &list_flagged_query,
    &list_these_query,
    &count_query,
    &list_ids_query,
    &list_steps_query,
    &list_said_query,
    &insert_query,
    &delete_query,
    &update_state_query,
    &update_words_query,
    &update_text_query,
    &update_theme_query,
    &ballot_write_query,
    &ballot_read_query,
    NULL,
};

static const char *const state_names[] = {
    [CONTRIBUTION_WAITING] = "waiting",
    [CONTRIBUTION_SHOWN] = "shown",
    [CONTRIBUTION_REFUSED] = "refused",
    [CONTRIBUTION_TAKEN_DOWN] = "taken_down",
};
static const char *const origin_names[] = {
    [FROM_PHONE] = "phone",
    [FROM_SHEET] = "sheet",
    [FROM_TEAM] = "team",
    [FROM_IMPORT] = "import",
};

// Position of a name that a CHECK constraint guarantees to be there.
static int position_of(const char *const *names, const char *name)
{
    int at = 0;
    while (at < 3 && strcmp(names[at], name) != 0)
        at++;
    return at;
}

static struct words words_as_said(const struct call *call, const char *text, enum language language)
{
    return (struct words){
        .text = text,
        .language = language,
        .notice = language == call->language ? WORDS_AS_WANTED : WORDS_OTHER_LANGUAGE,
    };
}

static struct contribution contribution_of_row(struct call *call, const struct rows *row)
{
    struct arena *arena = call->arena;
    return (struct contribution){
        .id = {row_int(row, 0)},
        .activity = {row_int(row, 1)},
        .participant = {row_int(row, 2)},
        .words = words_as_said(call, row_text(arena, row, 3), language_of(row_text(arena, row, 5))),
        .said = row_text(arena, row, 4),
        .text = {row_int(row, 6)},
        .state = (enum contribution_state)position_of(state_names, row_text(arena, row, 7)),
        .origin = (enum contribution_origin)position_of(origin_names, row_text(arena, row, 8)),
        .theme = {row_int(row, 9)},
        .source_id = row_text(arena, row, 10),
        .reason = row_text(arena, row, 11),
        .said_at = row_int(row, 12),
        .version = row_int(row, 13),
        .flags = (size_t)row_int(row, 14),
    };
}

enum err contribution_read(struct call *call, struct contribution_id id, struct contribution *ret_contribution,
                           struct scope *ret_scope)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(id.v)));
    if (!rows_next(&row))
        return row_missing(call);
    struct contribution contribution = contribution_of_row(call, &row);
    struct scope scope = {.network = {row_int(&row, 15)}, .region = {row_int(&row, 16)}};
    TRY(db_error(call->db));
    if (is_elsewhere(call, scope.network))
        return ERR_NOT_FOUND;
    *ret_contribution = contribution;
    *ret_scope = scope;
    return OK;
}

static enum err read_list(struct call *call, const struct query *query, const struct arg *args, size_t n,
                          struct contribution_list *ret_list)
{
    struct contribution_list list = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = contribution_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err contribution_read_state(struct call *call, const struct activity *activity, enum contribution_state state,
                                 bool newest_first, size_t skip, size_t most, struct contribution_list *ret_list)
{
    return read_list(call, newest_first ? &list_newest_query : &list_query,
                     ARGS(INT(activity->scope.network.v), INT(activity->id.v), TEXT(state_names[state]),
                          INT((int64_t)most), INT((int64_t)skip)),
                     ret_list);
}

enum err contribution_read_aside(struct call *call, const struct activity *activity, size_t most,
                                 struct contribution_list *ret_list)
{
    return read_list(call, &list_aside_query,
                     ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT((int64_t)most)), ret_list);
}

enum err contribution_read_own(struct call *call, const struct activity *activity, struct participant_id participant,
                               struct contribution_list *ret_list)
{
    return read_list(call, &list_own_query,
                     ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(participant.v)), ret_list);
}

enum err contribution_read_flagged(struct call *call, const struct workshop *workshop,
                                   struct contribution_list *ret_list)
{
    return read_list(call, &list_flagged_query, ARGS(INT(workshop->scope.network.v), INT(workshop->id.v)), ret_list);
}

// Moves the rows that were read, ordered by id, into the order of `ids`.
static void put_in_order(struct call *call, const struct contribution_list *read, const struct contribution_id *ids,
                         size_t n, struct contribution_list *list)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < read->n; j++)
            if (read->at[j].id.v == ids[i].v) {
                *VEC_PUSH(call->arena, list) = read->at[j];
                break;
            }
}

enum err contribution_read_these(struct call *call, struct network_id network, const struct contribution_id *ids,
                                 size_t n, struct contribution_list *ret_list)
{
    struct contribution_list list = {0};
    for (size_t done = 0; done < n; done += THESE) {
        size_t part = n - done < THESE ? n - done : THESE;
        struct arg args[1 + THESE] = {INT(network.v)};
        for (size_t i = 0; i < THESE; i++)
            args[1 + i] = INT(i < part ? ids[done + i].v : 0); // no contribution has the id 0
        struct contribution_list read;
        TRY(read_list(call, &list_these_query, args, 1 + THESE, &read));
        put_in_order(call, &read, ids + done, part, &list);
    }
    *ret_list = list;
    return OK;
}

enum err contribution_read_steps(struct call *call, const struct activity *any, size_t most,
                                 struct contribution_list *ret_list)
{
    return read_list(call, &list_steps_query,
                     ARGS(INT(any->scope.network.v), INT(any->workshop.v), INT((int64_t)most)), ret_list);
}

enum err contribution_read_said(struct call *call, const struct activity *activity, size_t most,
                                struct contribution_list *ret_list)
{
    struct contribution_list list = {0};
    ROWS row = db_rows(call->db, &list_said_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT((int64_t)most)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct contribution){
            .id = {row_int(&row, 0)},
            .activity = activity->id,
            .words = words_as_said(call, row_text(call->arena, &row, 1), language_of(row_text(call->arena, &row, 2))),
            .state = CONTRIBUTION_SHOWN,
            .theme = {row_int(&row, 3)},
            .text = {row_int(&row, 4)},
        };
    TRY(db_error(call->db));
    for (size_t i = 0; i < list.n / 2; i++) {
        struct contribution one = list.at[i];
        list.at[i] = list.at[list.n - 1 - i];
        list.at[list.n - 1 - i] = one;
    }
    *ret_list = list;
    return OK;
}

enum err contribution_read_words(struct call *call, struct contribution_list *list)
{
    struct text_wants wants = {0};
    for (size_t i = 0; i < list->n; i++) {
        list->at[i].as_put = list->at[i].words;
        if (list->at[i].text.v != 0)
            text_want(call, &wants, list->at[i].text, &list->at[i].words);
    }
    return wants.n == 0 ? OK : text_read(call, &wants);
}

enum err contribution_read_count(struct call *call, const struct activity *activity, enum contribution_state state,
                                 size_t *ret_n)
{
    ROWS row = db_rows(call->db, &count_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), TEXT(state_names[state])));
    if (!rows_next(&row))
        return row_missing(call);
    *ret_n = (size_t)row_int(&row, 0);
    return OK;
}

enum err contribution_read_ids(struct call *call, const struct activity *activity, enum contribution_state state,
                               struct shown_list *ret_list)
{
    struct shown_list list = {0};
    ROWS row = db_rows(call->db, &list_ids_query,
                       ARGS(INT(activity->scope.network.v), INT(activity->id.v), TEXT(state_names[state])));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) =
            (struct shown){.id = {row_int(&row, 0)}, .participant = {row_int(&row, 1)}, .theme = {row_int(&row, 2)}};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

static struct arg id_arg(int64_t id)
{
    return id == 0 ? NULL_INT : INT(id);
}

enum err contribution_insert(struct call *call, const struct activity *activity,
                             const struct contribution *contribution, int64_t sameness)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &insert_query,
               ARGS(INT(contribution->id.v), INT(activity->scope.network.v), INT(activity->id.v),
                    id_arg(contribution->participant.v), TEXT(contribution->words.text),
                    TEXT(language_tag(contribution->words.language)), id_arg(sameness),
                    TEXT(state_names[contribution->state]), TEXT(origin_names[contribution->origin]),
                    TEXT(contribution->source_id), INT(contribution->said_at)),
               &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err contribution_delete(struct call *call, struct contribution_id id)
{
    return db_run(call->db, &delete_query, ARGS(INT(id.v)), NULL);
}

enum err contribution_update_state(struct call *call, const struct contribution *contribution)
{
    return db_run(call->db, &update_state_query,
                  ARGS(INT(contribution->id.v), TEXT(state_names[contribution->state]), TEXT(contribution->reason)),
                  NULL);
}

enum err contribution_update_words(struct call *call, const struct contribution *contribution, const char *words)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &update_words_query,
               ARGS(INT(contribution->id.v), INT(contribution->version), TEXT(words)), &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err contribution_update_text(struct call *call, struct contribution_id id, struct text_id text)
{
    return db_run(call->db, &update_text_query, ARGS(INT(id.v), INT(text.v)), NULL);
}

enum err contribution_update_theme(struct call *call, struct contribution_id id, struct theme_id theme)
{
    return db_run(call->db, &update_theme_query, ARGS(INT(id.v), id_arg(theme.v)), NULL);
}

enum err ballot_write(struct call *call, struct network_id network, struct activity_id activity, const void *bytes,
                      size_t n)
{
    return db_run(call->db, &ballot_write_query, ARGS(INT(network.v), INT(activity.v), BYTES(bytes, n)), NULL);
}

enum err ballot_read(struct call *call, struct network_id network, struct activity_id activity,
                     const unsigned char **ret_bytes, size_t *ret_n)
{
    ROWS row = db_rows(call->db, &ballot_read_query, ARGS(INT(network.v), INT(activity.v)));
    size_t n = 0;
    const unsigned char *bytes = (const unsigned char *)"";
    if (rows_next(&row))
        bytes = row_bytes(call->arena, &row, 0, &n);
    TRY(db_error(call->db));
    *ret_bytes = bytes;
    *ret_n = n;
    return OK;
}
