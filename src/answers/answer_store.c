// answer_store.c - every SQL statement about answers and those who wait for one.
#include "answers/answer_store.h"

#include "base/vec.h"

#define COLUMNS                                                                                                    \
    "SELECT a.id, a.network_id, w.region_id, a.need_id, a.contribution_id, a.text_id, o.name_text_id, n.title_text_id, " \
    "c.words, c.language, c.text_id, a.said_at, a.body FROM answer AS a JOIN network AS w ON w.id = a.network_id "          \
    "LEFT JOIN organisation AS o ON o.id = a.organisation_id LEFT JOIN need AS n ON n.id = a.need_id "              \
    "LEFT JOIN contribution AS c ON c.id = a.contribution_id "

static const struct query need_there_query = {
    "answer_need_there", "SELECT id FROM need WHERE id = ?2 AND network_id = ?1 AND state <> 'merged'",
};
static const struct query line_there_query = {
    "answer_line_there",
    "SELECT id FROM contribution WHERE id = ?2 AND network_id = ?1 AND state = 'shown' AND participant_id IS NOT NULL",
};
static const struct query find_query = {"answer_find", COLUMNS "WHERE a.id = ?1"};
static const struct query list_need_query = {
    "answer_list_need", COLUMNS "WHERE a.network_id = ?1 AND a.need_id = ?2 ORDER BY a.id DESC LIMIT 100",
};
static const struct query list_line_query = {
    "answer_list_line", COLUMNS "WHERE a.network_id = ?1 AND a.contribution_id = ?2 ORDER BY a.id DESC LIMIT 100",
};
static const struct query list_needs_query = {
    "answer_list_needs", COLUMNS "WHERE a.network_id = ?1 AND a.need_id IS NOT NULL ORDER BY a.need_id DESC, a.id DESC LIMIT 500",
};
#define OWN "SELECT l.id FROM contribution AS l WHERE l.network_id = ?1 AND l.activity_id IN " \
    "(SELECT id FROM activity WHERE network_id = ?1) AND l.participant_id = ?2"
static const struct query list_own_query = {
    "answer_list_own",
    COLUMNS "WHERE a.network_id = ?1 AND (a.contribution_id IN (" OWN ") OR a.need_id IN (SELECT e.need_id FROM need_evidence AS e "
            "WHERE e.network_id = ?1 AND e.contribution_id IN (" OWN "))) ORDER BY a.id DESC LIMIT 200",
};

// Sentences of participants that are shown, without an answer of their own and behind no need that has one.
#define WAITING                                                                                                    \
    "FROM contribution AS c WHERE c.network_id = ?1 AND c.activity_id IN (SELECT id FROM activity WHERE network_id = ?1) " \
    "AND c.participant_id IS NOT NULL AND c.state = 'shown' AND NOT EXISTS (SELECT 1 FROM answer AS a "             \
    "WHERE a.network_id = ?1 AND a.contribution_id = c.id) AND NOT EXISTS (SELECT 1 FROM need_evidence AS e "        \
    "JOIN answer AS a ON a.network_id = e.network_id AND a.need_id = e.need_id WHERE e.network_id = ?1 "             \
    "AND e.contribution_id = c.id) "
static const struct query waiting_query = {
    "answer_waiting",
    "SELECT c.id, c.words, c.language, c.text_id, c.said_at, (SELECT min(e.need_id) FROM need_evidence AS e "
    "WHERE e.network_id = ?1 AND e.contribution_id = c.id) " WAITING "ORDER BY c.id LIMIT ?2 OFFSET ?3",
};
static const struct query waiting_counts_query = {
    "answer_waiting_counts",
    "SELECT (SELECT CAST(count(*) AS BIGINT) FROM (SELECT DISTINCT c.participant_id " WAITING "LIMIT ?2) AS people), "
    "(SELECT CAST(count(*) AS BIGINT) FROM (SELECT c.id " WAITING "LIMIT ?2) AS lines), "
    "(SELECT CAST(count(*) AS BIGINT) FROM (SELECT n.id FROM need AS n WHERE n.network_id = ?1 AND n.state <> 'merged' "
    "AND NOT EXISTS (SELECT 1 FROM answer AS a WHERE a.network_id = ?1 AND a.need_id = n.id) LIMIT ?2) AS needs)",
};
static const struct query insert_query = {
    "answer_insert",
    "INSERT INTO answer (id, network_id, need_id, contribution_id, text_id, organisation_id, person_id, said_at, body) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
};
static const struct query delete_query = {"answer_delete", "DELETE FROM answer WHERE id = ?1"};
static const struct query update_need_query = {
    "answer_update_need", "UPDATE answer SET need_id = ?3 WHERE network_id = ?1 AND need_id = ?2",
};
#define GONE                                                                                                       \
    "network_id = ?1 AND contribution_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contribution AS c "              \
    "WHERE c.id = answer.contribution_id)"
static const struct query gone_query = {"answer_gone", "SELECT text_id FROM answer WHERE " GONE};
static const struct query delete_gone_query = {"answer_delete_gone", "DELETE FROM answer WHERE " GONE};

const struct query *const answer_queries[] = {
    &need_there_query, &line_there_query, &find_query,           &list_need_query, &list_line_query, &list_needs_query,
    &list_own_query,   &waiting_query,    &waiting_counts_query, &insert_query,    &delete_query,    &update_need_query,
    &gone_query,       &delete_gone_query, NULL,
};

enum err answer_read_target(struct call *call, struct network_id network, struct answer_target target)
{
    bool is_need = target.need.v != 0;
    ROWS row = db_rows(call->db, is_need ? &need_there_query : &line_there_query,
                       ARGS(INT(network.v), INT(is_need ? target.need.v : target.line.v)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    return OK;
}

// As it was said; "" where `text` is NULL.
static struct words said(const struct call *call, const char *text, const char *tag)
{
    enum language language = tag == NULL ? call->language : language_of(tag);
    return (struct words){
        .text = text == NULL ? "" : text,
        .language = language,
        .notice = language == call->language ? WORDS_AS_WANTED : WORDS_OTHER_LANGUAGE,
    };
}

static struct answer answer_of_row(struct call *call, const struct rows *row)
{
    bool is_need = !row_is_null(row, 3);
    return (struct answer){
        .id = {row_int(row, 0)},
        .scope = {.network = {row_int(row, 1)}, .region = {row_int(row, 2)}},
        .target = {.need = {row_int(row, 3)}, .line = {row_int(row, 4)}},
        .words = {.text = ""},
        .text = {row_int(row, 5)},
        .body = said(call, row_text(call->arena, row, 12), NULL),
        .body_text = {row_int(row, 6)},
        .about = said(call, row_text(call->arena, row, 8), row_text(call->arena, row, 9)),
        .about_text = {row_int(row, is_need ? 7 : 10)},
        .said_at = row_int(row, 11),
    };
}

enum err answer_read(struct call *call, struct answer_id id, struct answer *ret_answer)
{
    ROWS row = db_rows(call->db, &find_query, ARGS(INT(id.v)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_answer = answer_of_row(call, &row);
    return OK;
}

static enum err read_list(struct call *call, const struct query *query, const struct arg *args, size_t n,
                          struct answer_list *ret_list)
{
    struct answer_list list = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = answer_of_row(call, &row);
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err answer_read_of(struct call *call, struct network_id network, struct answer_target target, struct answer_list *ret_list)
{
    bool is_need = target.need.v != 0;
    return read_list(call, is_need ? &list_need_query : &list_line_query,
                     ARGS(INT(network.v), INT(is_need ? target.need.v : target.line.v)), ret_list);
}

enum err answer_read_needs(struct call *call, struct network_id network, struct answer_list *ret_list)
{
    return read_list(call, &list_needs_query, ARGS(INT(network.v)), ret_list);
}

enum err answer_read_own(struct call *call, struct network_id network, struct participant_id participant,
                         struct answer_list *ret_list)
{
    return read_list(call, &list_own_query, ARGS(INT(network.v), INT(participant.v)), ret_list);
}

enum err answer_read_waiting(struct call *call, struct network_id network, size_t skip, size_t most, struct waiting_list *ret_list)
{
    struct waiting_list list = {0};
    ROWS row = db_rows(call->db, &waiting_query, ARGS(INT(network.v), INT((int64_t)most), INT((int64_t)skip)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct waiting){
            .target = {.need = {row_int(&row, 5)}, .line = {row_int(&row, 0)}},
            .words = said(call, row_text(call->arena, &row, 1), row_text(call->arena, &row, 2)),
            .text = {row_int(&row, 3)},
            .since = row_int(&row, 4),
        };
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err answer_read_waiting_counts(struct call *call, struct network_id network, struct waiting_counts *ret_counts)
{
    ROWS row = db_rows(call->db, &waiting_counts_query, ARGS(INT(network.v), INT(WAITING_MOST)));
    if (!rows_next(&row))
        return db_error(call->db);
    *ret_counts = (struct waiting_counts){.people = row_int(&row, 0), .lines = row_int(&row, 1), .needs = row_int(&row, 2)};
    return OK;
}

static struct arg id_or_null(int64_t id)
{
    return id == 0 ? NULL_INT : INT(id);
}

enum err answer_insert(struct call *call, struct network_id network, const struct answer *answer,
                       struct organisation_id organisation)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(answer->id.v), INT(network.v), id_or_null(answer->target.need.v), id_or_null(answer->target.line.v),
                       INT(answer->text.v), id_or_null(organisation.v), INT(call->actor.person.v), INT(call->now),
                       TEXT(organisation.v == 0 ? NULL : answer->body.text)),
                  NULL);
}

enum err answer_delete(struct call *call, struct answer_id id)
{
    return db_run(call->db, &delete_query, ARGS(INT(id.v)), NULL);
}

enum err answer_update_need(struct call *call, struct network_id network, struct need_id from, struct need_id into)
{
    return db_run(call->db, &update_need_query, ARGS(INT(network.v), INT(from.v), INT(into.v)), NULL);
}

enum err answer_read_gone(struct call *call, struct network_id network, struct text_ids *ret_texts)
{
    struct text_ids texts = {0};
    ROWS row = db_rows(call->db, &gone_query, ARGS(INT(network.v)));
    while (rows_next(&row))
        VEC_PUSH(call->arena, &texts)->v = row_int(&row, 0);
    TRY(db_error(call->db));
    *ret_texts = texts;
    return OK;
}

enum err answer_delete_gone(struct call *call, struct network_id network)
{
    return db_run(call->db, &delete_gone_query, ARGS(INT(network.v)), NULL);
}
