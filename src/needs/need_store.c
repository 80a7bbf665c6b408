// need_store.c - every SQL statement about needs and their labels, and the rows they become.
#include "needs/need_store.h"

#include "base/limits.h"
#include "base/vec.h"
#include "releases/release.h"

#define COLUMNS                                                                                                    \
    "SELECT n.id, n.network_id, w.region_id, n.title_text_id, n.language, n.group_id, g.text_id, n.place_id, p.text_id, " \
    "n.state, n.state_at, n.reason_text_id, n.merged_into_id, n.voices, n.hands, n.named_at, n.version, n.public_voices, " \
    "n.public_hands FROM need AS n "                                                                                \
    "JOIN network AS w ON w.id = n.network_id LEFT JOIN need_label AS g ON g.id = n.group_id "                     \
    "LEFT JOIN need_label AS p ON p.id = n.place_id "
#define FILTERED                                                                                                   \
    "WHERE n.network_id = ?1 AND n.state <> 'merged' AND (?2 = '' OR n.state = ?2) AND (?3 = 0 OR n.group_id = ?3) " \
    "AND (?4 = 0 OR n.place_id = ?4) "

static const struct query find_query = {"need_find", COLUMNS "WHERE n.id = ?1"};
static const struct query list_query = {
    "need_list", COLUMNS FILTERED "ORDER BY n.voices DESC, n.id DESC LIMIT ?5 OFFSET ?6",
};
static const struct query list_public_query = {
    "need_list_public", COLUMNS FILTERED "ORDER BY n.public_voices DESC, n.id DESC LIMIT ?5 OFFSET ?6",
};
static const struct query list_own_query = {
    "need_list_own",
    COLUMNS "WHERE n.network_id = ?1 AND n.id IN (SELECT e.need_id FROM need_evidence AS e JOIN contribution AS c "
            "ON c.id = e.contribution_id WHERE e.network_id = ?1 AND c.participant_id = ?2) ORDER BY n.id DESC LIMIT 100",
};
static const struct query list_these_query = {
    "need_list_these",
    COLUMNS "WHERE n.id IN (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) "
            "AND +n.network_id = ?1 AND n.state <> 'merged' ORDER BY n.id DESC",
};
static const struct query list_after_query = {
    "need_list_after", COLUMNS "WHERE n.id > ?1 AND n.state <> 'merged' ORDER BY n.id LIMIT ?2",
};
static const struct query insert_query = {
    "need_insert",
    "INSERT INTO need (id, network_id, title_text_id, language, group_id, place_id, state, state_at, voices, public_voices, "
    "hands, named_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, -1, 0, ?8, 1)",
};
static const struct query update_query = {
    "need_update",
    "UPDATE need SET group_id = ?3, place_id = ?4, state = ?5, state_at = ?6, reason_text_id = ?7, merged_into_id = ?8, "
    "version = version + 1 WHERE id = ?1 AND version = ?2",
};
static const struct query update_counts_query = {
    "need_update_counts", "UPDATE need SET voices = ?2, hands = ?3 WHERE id = ?1",
};
static const struct query counted_query = {
    "need_counted", "SELECT id, title_text_id, voices FROM need WHERE network_id = ?1 AND state <> 'merged' ORDER BY id",
};
// ?2: voices, ?3: hands, ?4: a number (release.h).
static const struct query released_query = {
    "need_update_released",
    "UPDATE need SET public_voices = coalesce((SELECT CASE WHEN r.display = ?4 THEN r.shown ELSE 0 END FROM release_cell AS r "
    "WHERE r.network_id = ?1 AND r.object_id = need.id AND r.kind = ?2 AND r.newest = 1), -1), "
    "public_hands = coalesce((SELECT CAST(sum(m.most) AS BIGINT) FROM (SELECT max(r.shown) AS most FROM need_evidence AS e "
    "JOIN contribution AS c ON c.id = e.contribution_id AND c.state = 'shown' JOIN release_cell AS r ON r.network_id = e.network_id "
    "AND r.object_id = e.contribution_id AND r.kind = ?3 AND r.newest = 1 AND r.display = ?4 WHERE e.network_id = ?1 "
    "AND e.need_id = need.id AND r.value >= e.least GROUP BY e.workshop_id) AS m), 0) WHERE network_id = ?1 AND state <> 'merged'",
};
static const struct query label_find_query = {
    "need_label_find", "SELECT id FROM need_label WHERE network_id = ?1 AND kind = ?2 AND folded = ?3",
};
static const struct query label_insert_query = {
    "need_label_insert", "INSERT INTO need_label (id, network_id, kind, folded, text_id) VALUES (?1, ?2, ?3, ?4, ?5)",
};
static const struct query label_list_query = {
    "need_label_list", "SELECT id, kind, text_id FROM need_label WHERE network_id = ?1 ORDER BY kind, folded",
};

const struct query need_count_query = {"need_count", "SELECT CAST(count(*) AS BIGINT) FROM need WHERE state <> 'merged'"};

const struct query *const need_queries[] = {
    &find_query,          &list_query,       &list_public_query,  &list_own_query,   &list_these_query, &list_after_query, &insert_query,
    &update_query,        &update_counts_query, &label_find_query, &label_insert_query, &label_list_query, &need_count_query,
    &counted_query,       &released_query,   NULL,
};

static struct need need_of_row(struct call *call, const struct rows *row)
{
    return (struct need){
        .id = {row_int(row, 0)},
        .scope = {.network = {row_int(row, 1)}, .region = {row_int(row, 2)}},
        .title = {.text = ""}, .reason = {.text = ""}, .group = {.text = ""}, .place = {.text = ""},
        .title_text = {row_int(row, 3)},
        .language = language_of(row_text(call->arena, row, 4)),
        .group_label = {row_int(row, 5)},
        .group_text = {row_int(row, 6)},
        .place_label = {row_int(row, 7)},
        .place_text = {row_int(row, 8)},
        .state = need_state_of(row_text(call->arena, row, 9)),
        .state_at = row_int(row, 10),
        .reason_text = {row_int(row, 11)},
        .merged_into = {row_int(row, 12)},
        .voices = row_int(row, 13),
        .hands = row_int(row, 14),
        .named_at = row_int(row, 15),
        .version = row_int(row, 16),
        .public_voices = row_int(row, 17),
        .public_hands = row_int(row, 18),
    };
}

enum err need_read(struct call *call, struct need_id id, struct need *ret_need)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(id.v)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_need = need_of_row(call, &row);
    return OK;
}

static enum err read_list(struct call *call, const struct query *query, const struct arg *args, size_t n, struct need_list *ret_list)
{
    struct need_list list = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = need_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err need_read_list(struct call *call, struct network_id network, const struct need_filter *filter, bool is_public,
                        size_t skip, size_t most, struct need_list *ret_list)
{
    const char *state = filter->state == NEED_STATES ? "" : need_state_name(filter->state);
    return read_list(call, is_public ? &list_public_query : &list_query,
                     ARGS(INT(network.v), TEXT(state), INT(filter->group.v), INT(filter->place.v), INT((int64_t)most),
                          INT((int64_t)skip)),
                     ret_list);
}

enum err need_read_own(struct call *call, struct network_id network, struct participant_id participant, struct need_list *ret_list)
{
    return read_list(call, &list_own_query, ARGS(INT(network.v), INT(participant.v)), ret_list);
}

enum err need_read_these(struct call *call, struct network_id network, const int64_t *ids, size_t n, struct need_list *ret_list)
{
    struct arg args[1 + LIMIT_PAGE_ROWS] = {INT(network.v)};
    for (size_t i = 0; i < LIMIT_PAGE_ROWS; i++)
        args[1 + i] = INT(i < n ? ids[i] : 0); // no need has the id 0
    return read_list(call, &list_these_query, args, 1 + LIMIT_PAGE_ROWS, ret_list);
}

enum err need_read_after(struct call *call, int64_t after, size_t most, struct need_list *ret_list)
{
    return read_list(call, &list_after_query, ARGS(INT(after), INT((int64_t)most)), ret_list);
}

static struct arg id_or_null(int64_t id)
{
    return id == 0 ? NULL_INT : INT(id);
}

enum err need_insert(struct call *call, const struct need *need)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(need->id.v), INT(need->scope.network.v), INT(need->title_text.v), TEXT(language_tag(need->language)),
                       id_or_null(need->group_label.v), id_or_null(need->place_label.v), TEXT(need_state_name(need->state)),
                       INT(call->now)),
                  NULL);
}

enum err need_update(struct call *call, const struct need *need)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &update_query,
               ARGS(INT(need->id.v), INT(need->version), id_or_null(need->group_label.v), id_or_null(need->place_label.v),
                    TEXT(need_state_name(need->state)), INT(need->state_at), id_or_null(need->reason_text.v),
                    id_or_null(need->merged_into.v)),
               &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err need_update_counts(struct call *call, struct need_id id, int64_t voices, int64_t hands)
{
    return db_run(call->db, &update_counts_query, ARGS(INT(id.v), INT(voices), INT(hands)), NULL);
}

enum err need_read_counted(struct call *call, struct network_id network, struct need_counted_list *ret_list)
{
    struct need_counted_list list = {0};
    ROWS row = db_rows(call->db, &counted_query, ARGS(INT(network.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) =
            (struct need_counted){.id = {row_int(&row, 0)}, .title = {row_int(&row, 1)}, .voices = row_int(&row, 2)};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err need_update_released(struct call *call, struct network_id network)
{
    return db_run(call->db, &released_query, ARGS(INT(network.v), INT(CELL_VOICES), INT(CELL_HANDS), INT(CELL_NUMBER)), NULL);
}

static const char *kind_of(bool is_place)
{
    return is_place ? "place" : "group";
}

enum err need_label_find(struct call *call, struct network_id network, bool is_place, const char *folded,
                         struct need_label_id *ret_id)
{
    ROWS row = db_rows(call->db, &label_find_query, ARGS(INT(network.v), TEXT(kind_of(is_place)), TEXT(folded)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    ret_id->v = row_int(&row, 0);
    return OK;
}

enum err need_label_insert(struct call *call, struct network_id network, const struct need_label *label, const char *folded)
{
    return db_run(call->db, &label_insert_query,
                  ARGS(INT(label->id.v), INT(network.v), TEXT(kind_of(label->is_place)), TEXT(folded), INT(label->text.v)), NULL);
}

enum err need_label_read(struct call *call, struct network_id network, struct need_label_list *ret_list)
{
    struct need_label_list list = {0};
    ROWS row = db_rows(call->db, &label_list_query, ARGS(INT(network.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct need_label){
            .id = {row_int(&row, 0)},
            .is_place = *row_text(call->arena, &row, 1) == 'p',
            .text = {row_int(&row, 2)},
            .name = {.text = ""},
        };
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}
