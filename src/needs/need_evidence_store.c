// need_evidence_store.c - every SQL statement about the evidence of needs, and what is counted through it.
#include "needs/need_evidence_store.h"

#include "base/vec.h"

// What speaks for a contribution now: marks and hands in its favour, -1 where it is hidden.
#define SPEAKS_FOR(e)                                                                                              \
    "CASE WHEN c.state = 'shown' THEN CAST(coalesce((SELECT sum(t.people) FROM tally AS t WHERE t.network_id = " e   \
    ".network_id AND t.activity_id = " e ".activity_id AND t.contribution_id = " e ".contribution_id AND t.value >= " e \
    ".least), 0) + coalesce((SELECT sum(h.people) FROM hand_count AS h WHERE h.network_id = " e                      \
    ".network_id AND h.activity_id = " e ".activity_id AND h.contribution_id = " e ".contribution_id AND h.value >= " e \
    ".least), 0) AS BIGINT) ELSE -1 END "
#define OF_NEED "e.network_id = ?1 AND e.need_id = ?2 "
#define SHOWN "JOIN contribution AS c ON c.id = e.contribution_id AND c.state = 'shown' "

static const struct query place_query = {
    "need_evidence_place",
    "SELECT a.id, a.workshop_id, a.kind FROM contribution AS c JOIN activity AS a ON a.id = c.activity_id "
    "WHERE c.id = ?2 AND c.network_id = ?1 AND c.state = 'shown'",
};
static const struct query insert_query = {
    "need_evidence_insert",
    "INSERT INTO need_evidence (network_id, need_id, contribution_id, activity_id, workshop_id, least, marks, added_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, -2, ?7) ON CONFLICT DO NOTHING",
};
static const struct query copy_query = {
    "need_evidence_copy",
    "INSERT INTO need_evidence (network_id, need_id, contribution_id, activity_id, workshop_id, least, marks, added_at) "
    "SELECT network_id, ?3, contribution_id, activity_id, workshop_id, least, marks, added_at FROM need_evidence "
    "WHERE network_id = ?1 AND need_id = ?2 AND (?4 = 0 OR contribution_id = ?4) ON CONFLICT DO NOTHING",
};
static const struct query take_query = {
    "need_evidence_take",
    "DELETE FROM need_evidence WHERE network_id = ?1 AND need_id = ?2 AND (?3 = 0 OR contribution_id = ?3)",
};
static const struct query count_query = {
    "need_evidence_count", "SELECT CAST(count(*) AS BIGINT) FROM need_evidence AS e WHERE " OF_NEED,
};
static const struct query lines_query = {
    "need_evidence_lines",
    "SELECT c.id, c.words, c.language, c.text_id, (SELECT CAST(count(*) AS BIGINT) FROM need_evidence AS o "
    "WHERE o.network_id = ?1 AND o.contribution_id = c.id) FROM need_evidence AS e JOIN contribution AS c "
    "ON c.id = e.contribution_id WHERE " OF_NEED "ORDER BY c.id LIMIT ?3",
};
static const struct query free_query = {
    "need_evidence_free",
    "SELECT c.id, c.words, c.language, c.text_id, (SELECT CAST(count(*) AS BIGINT) FROM need_evidence AS o "
    "WHERE o.network_id = ?1 AND o.contribution_id = c.id) FROM contribution AS c WHERE c.network_id = ?1 "
    "AND c.activity_id IN (SELECT id FROM activity WHERE network_id = ?1 AND workshop_id = ?2) AND c.state = 'shown' "
    "ORDER BY CASE WHEN EXISTS (SELECT 1 FROM need_evidence AS o WHERE o.network_id = ?1 AND o.contribution_id = c.id) "
    "THEN 1 ELSE 0 END, c.id LIMIT ?3 OFFSET ?4",
};
static const struct query sources_query = {
    "need_evidence_sources",
    "SELECT w.id, w.title_text_id, w.begins_at, CAST(count(*) AS BIGINT) FROM need_evidence AS e JOIN workshop AS w "
    "ON w.id = e.workshop_id WHERE " OF_NEED "GROUP BY w.id, w.title_text_id, w.begins_at ORDER BY w.begins_at, w.id",
};
static const struct query voices_query = {
    "need_evidence_voices",
    "SELECT CAST(count(*) AS BIGINT) FROM (SELECT c.participant_id FROM need_evidence AS e " SHOWN "WHERE " OF_NEED
    "AND c.participant_id IS NOT NULL UNION SELECT m.participant_id FROM need_evidence AS e " SHOWN
    "JOIN mark AS m ON m.network_id = e.network_id AND m.activity_id = e.activity_id AND m.contribution_id = e.contribution_id "
    "WHERE " OF_NEED "AND m.value >= e.least) AS voices",
};
static const struct query hands_query = {
    "need_evidence_hands",
    "SELECT CAST(coalesce(sum(most), 0) AS BIGINT) FROM (SELECT e.workshop_id, max(h.people) AS most FROM need_evidence AS e " SHOWN
    "JOIN hand_count AS h ON h.network_id = e.network_id AND h.activity_id = e.activity_id "
    "AND h.contribution_id = e.contribution_id WHERE " OF_NEED "AND h.value >= e.least GROUP BY e.workshop_id) AS hands",
};
static const struct query counted_query = {
    "need_evidence_counted",
    "UPDATE need_evidence SET marks = (SELECT " SPEAKS_FOR("need_evidence") "FROM contribution AS c "
    "WHERE c.id = need_evidence.contribution_id) WHERE network_id = ?1 AND need_id = ?2",
};
static const struct query changed_query = {
    "need_evidence_changed",
    "SELECT DISTINCT e.need_id FROM need_evidence AS e JOIN contribution AS c ON c.id = e.contribution_id "
    "WHERE (?1 = 0 OR e.network_id = ?1) AND e.marks <> " SPEAKS_FOR("e") "LIMIT ?2",
};
static const struct query shown_query = {
    "need_evidence_shown",
    "SELECT e.need_id, e.contribution_id, coalesce(e.least, 0) FROM need_evidence AS e " SHOWN "WHERE e.network_id = ?1",
};
#define GONE "network_id = ?1 AND NOT EXISTS (SELECT 1 FROM contribution AS c WHERE c.id = need_evidence.contribution_id)"
static const struct query gone_query = {"need_evidence_gone", "SELECT DISTINCT need_id FROM need_evidence WHERE " GONE};
static const struct query delete_gone_query = {"need_evidence_delete_gone", "DELETE FROM need_evidence WHERE " GONE};

const struct query *const need_evidence_queries[] = {
    &place_query,  &insert_query, &copy_query,    &take_query,    &count_query,   &lines_query, &free_query,     &sources_query,
    &voices_query, &hands_query,  &counted_query, &changed_query, &gone_query,    &delete_gone_query, &shown_query, NULL,
};

static enum err read_number(struct call *call, const struct query *query, struct network_id network, struct need_id need,
                            int64_t *ret_n)
{
    ROWS row = db_rows(call->db, query, ARGS(INT(network.v), INT(need.v)));
    if (!rows_next(&row))
        return db_error(call->db);
    *ret_n = row_int(&row, 0);
    return OK;
}

enum err evidence_read_place(struct call *call, struct network_id network, struct contribution_id id,
                             struct evidence_place *ret_place)
{
    ROWS row = db_rows(call->db, &place_query, ARGS(INT(network.v), INT(id.v)));
    if (!rows_next(&row))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_place = (struct evidence_place){
        .activity = {row_int(&row, 0)}, .workshop = {row_int(&row, 1)}, .kind = row_text(call->arena, &row, 2)};
    return OK;
}

enum err evidence_insert(struct call *call, struct network_id network, struct need_id need, struct contribution_id id,
                         const struct evidence_place *place, int64_t least)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(network.v), INT(need.v), INT(id.v), INT(place->activity.v), INT(place->workshop.v),
                       least == 0 ? NULL_INT : INT(least), INT(call->now)),
                  NULL);
}

enum err evidence_move(struct call *call, struct network_id network, struct need_id from, struct need_id to,
                       struct contribution_id id, int64_t *ret_n)
{
    TRY(db_run(call->db, &copy_query, ARGS(INT(network.v), INT(from.v), INT(to.v), INT(id.v)), NULL));
    return db_run(call->db, &take_query, ARGS(INT(network.v), INT(from.v), INT(id.v)), ret_n);
}

enum err evidence_count(struct call *call, struct network_id network, struct need_id need, int64_t *ret_n)
{
    return read_number(call, &count_query, network, need, ret_n);
}

static enum err read_lines(struct call *call, const struct query *query, const struct arg *args, size_t n,
                           struct need_lines *ret_lines)
{
    struct need_lines lines = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row)) {
        enum language language = language_of(row_text(call->arena, &row, 2));
        *VEC_PUSH(call->arena, &lines) = (struct need_line){
            .id = {row_int(&row, 0)},
            .words = {.text = row_text(call->arena, &row, 1), .language = language,
                      .notice = language == call->language ? WORDS_AS_WANTED : WORDS_OTHER_LANGUAGE},
            .text = {row_int(&row, 3)},
            .needs = row_int(&row, 4),
        };
    }
    TRY(db_error(call->db));
    *ret_lines = lines;
    return OK;
}

enum err evidence_read_lines(struct call *call, struct network_id network, struct need_id need, size_t most,
                             struct need_lines *ret_lines)
{
    return read_lines(call, &lines_query, ARGS(INT(network.v), INT(need.v), INT((int64_t)most)), ret_lines);
}

enum err evidence_read_free(struct call *call, struct network_id network, struct workshop_id workshop, size_t skip, size_t most,
                            struct need_lines *ret_lines)
{
    return read_lines(call, &free_query, ARGS(INT(network.v), INT(workshop.v), INT((int64_t)most), INT((int64_t)skip)), ret_lines);
}

enum err evidence_read_sources(struct call *call, struct network_id network, struct need_id need, struct need_sources *ret_sources)
{
    struct need_sources sources = {0};
    ROWS row = db_rows(call->db, &sources_query, ARGS(INT(network.v), INT(need.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &sources) = (struct need_source){
            .workshop = {row_int(&row, 0)},
            .title_text = {row_int(&row, 1)},
            .title = {.text = ""},
            .begins_at = row_int(&row, 2),
            .lines = row_int(&row, 3),
        };
    TRY(db_error(call->db));
    *ret_sources = sources;
    return OK;
}

enum err evidence_recount(struct call *call, struct network_id network, struct need_id need, int64_t *ret_voices,
                          int64_t *ret_hands)
{
    TRY(read_number(call, &voices_query, network, need, ret_voices));
    TRY(read_number(call, &hands_query, network, need, ret_hands));
    return db_run(call->db, &counted_query, ARGS(INT(network.v), INT(need.v)), NULL);
}

enum err evidence_read_voices(struct call *call, struct network_id network, struct need_id need, int64_t *ret_voices)
{
    return read_number(call, &voices_query, network, need, ret_voices);
}

enum err evidence_read_shown(struct call *call, struct network_id network, struct need_evidence_list *ret_list)
{
    struct need_evidence_list list = {0};
    ROWS row = db_rows(call->db, &shown_query, ARGS(INT(network.v)));
    while (rows_next(&row))
        *VEC_PUSH(call->arena, &list) = (struct need_evidence){{row_int(&row, 0)}, {row_int(&row, 1)}, row_int(&row, 2)};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

static enum err read_ids(struct call *call, const struct query *query, const struct arg *args, size_t n, struct need_ids *ret_ids)
{
    struct need_ids ids = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row))
        VEC_PUSH(call->arena, &ids)->v = row_int(&row, 0);
    TRY(db_error(call->db));
    *ret_ids = ids;
    return OK;
}

enum err evidence_read_changed(struct call *call, struct network_id network, size_t most, struct need_ids *ret_ids)
{
    return read_ids(call, &changed_query, ARGS(INT(network.v), INT((int64_t)most)), ret_ids);
}

enum err evidence_read_gone(struct call *call, struct network_id network, struct need_ids *ret_ids)
{
    return read_ids(call, &gone_query, ARGS(INT(network.v)), ret_ids);
}

enum err evidence_delete_gone(struct call *call, struct network_id network)
{
    return db_run(call->db, &delete_gone_query, ARGS(INT(network.v)), NULL);
}
