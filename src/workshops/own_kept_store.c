// own_kept_store.c - every SQL statement about all that is kept of a participant.
#include "workshops/own_kept_store.h"

#include "base/vec.h"

static const struct query meetings_query = {
    "own_kept_meetings",
    "SELECT w.title_text_id, t.alias, w.begins_at, t.joined_at FROM workshop AS w JOIN attendance AS t ON t.network_id = ?1 "
    "AND t.workshop_id = w.id AND t.participant_id = ?2 WHERE w.network_id = ?1 ORDER BY w.begins_at, w.id",
};
static const struct query said_query = {
    "own_kept_said",
    "SELECT w.title_text_id, c.words, c.language, c.said, c.state, c.reason, c.said_at FROM contribution AS c "
    "JOIN activity AS a ON a.id = c.activity_id JOIN workshop AS w ON w.id = a.workshop_id WHERE c.network_id = ?1 "
    "AND c.activity_id IN (SELECT id FROM activity WHERE network_id = ?1) AND c.participant_id = ?2 ORDER BY c.id",
};
static const struct query marks_query = {
    "own_kept_marks",
    "SELECT a.title_text_id, c.text_id, c.words, c.language, a.kind, m.value, m.marked_at FROM mark AS m "
    "JOIN activity AS a ON a.id = m.activity_id JOIN contribution AS c ON c.id = m.contribution_id WHERE m.network_id = ?1 "
    "AND m.activity_id IN (SELECT id FROM activity WHERE network_id = ?1) AND m.participant_id = ?2 ORDER BY m.marked_at, c.id",
};
static const struct query helps_query = {
    "own_kept_helps",
    "SELECT w.title_text_id, h.agreed_at FROM help AS h JOIN workshop AS w ON w.id = h.workshop_id WHERE h.network_id = ?1 "
    "AND h.participant_id = ?2 ORDER BY h.id",
};

const struct query *const own_kept_queries[] = {&meetings_query, &said_query, &marks_query, &helps_query, NULL};

#define OF ARGS(INT(network.v), INT(participant.v))

enum err kept_read_meetings(struct call *call, struct network_id network, struct participant_id participant,
                            struct text_wants *wants, struct kept_meetings *ret_list)
{
    struct kept_meetings list = {0};
    struct { struct text_id *at; size_t n, cap; } titles = {0};
    ROWS row = db_rows(call->db, &meetings_query, OF);
    while (rows_next(&row)) {
        VEC_PUSH(call->arena, &titles)->v = row_int(&row, 0);
        *VEC_PUSH(call->arena, &list) = (struct kept_meeting){
            .alias = row_text(call->arena, &row, 1), .begins_at = row_int(&row, 2), .joined_at = row_int(&row, 3)};
    }
    for (size_t i = 0; i < list.n; i++)
        text_want(call, wants, titles.at[i], &list.at[i].title);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err kept_read_said(struct call *call, struct network_id network, struct participant_id participant,
                        struct text_wants *wants, struct kept_said_list *ret_list)
{
    struct kept_said_list list = {0};
    struct { struct text_id *at; size_t n, cap; } titles = {0};
    ROWS row = db_rows(call->db, &said_query, OF);
    while (rows_next(&row)) {
        VEC_PUSH(call->arena, &titles)->v = row_int(&row, 0);
        *VEC_PUSH(call->arena, &list) = (struct kept_said){
            .words = {.text = row_text(call->arena, &row, 1), .language = language_of(row_text(call->arena, &row, 2))},
            .said = row_text(call->arena, &row, 3),
            .state = row_text(call->arena, &row, 4),
            .reason = row_text(call->arena, &row, 5),
            .said_at = row_int(&row, 6),
        };
    }
    for (size_t i = 0; i < list.n; i++)
        text_want(call, wants, titles.at[i], &list.at[i].meeting);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err kept_read_marks(struct call *call, struct network_id network, struct participant_id participant,
                         struct text_wants *wants, struct kept_marks *ret_list)
{
    struct kept_marks list = {0};
    struct { struct text_id *at; size_t n, cap; } titles = {0}, lines = {0};
    ROWS row = db_rows(call->db, &marks_query, OF);
    while (rows_next(&row)) {
        VEC_PUSH(call->arena, &titles)->v = row_int(&row, 0);
        VEC_PUSH(call->arena, &lines)->v = row_int(&row, 1);
        *VEC_PUSH(call->arena, &list) = (struct kept_mark){
            .line = {.text = row_text(call->arena, &row, 2), .language = language_of(row_text(call->arena, &row, 3))},
            .kind = activity_kind_find(row_text(call->arena, &row, 4)),
            .has_value = !row_is_null(&row, 5),
            .value = row_int(&row, 5),
            .marked_at = row_int(&row, 6),
        };
    }
    for (size_t i = 0; i < list.n; i++) {
        text_want(call, wants, titles.at[i], &list.at[i].step);
        if (lines.at[i].v != 0)
            text_want(call, wants, lines.at[i], &list.at[i].line);
    }
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err kept_read_helps(struct call *call, struct network_id network, struct participant_id participant,
                         struct text_wants *wants, struct kept_helps *ret_list)
{
    struct kept_helps list = {0};
    struct { struct text_id *at; size_t n, cap; } titles = {0};
    ROWS row = db_rows(call->db, &helps_query, OF);
    while (rows_next(&row)) {
        VEC_PUSH(call->arena, &titles)->v = row_int(&row, 0);
        VEC_PUSH(call->arena, &list)->agreed_at = row_int(&row, 1);
    }
    for (size_t i = 0; i < list.n; i++)
        text_want(call, wants, titles.at[i], &list.at[i].meeting);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}
