// release_count_store.c - the SQL statements that count for releases.
#include "workshops/release_count_store.h"

// Closed steps whose results are open to all; where the coordinator wishes everything (?2 = 0), running ones too.
#define STEPS "activity AS a JOIN workshop AS w ON w.id = a.workshop_id "
#define RIPE                                                                                                                  \
    "WHERE a.network_id = ?1 AND (?2 = 0 OR a.workshop_id = ?2) AND (a.state = 'closed' OR (?2 = 0 AND a.state = 'running')) " \
    "AND (a.results_open = 1 OR w.state = 'closed') "
#define SHOWN "JOIN contribution AS c ON c.network_id = a.network_id AND c.activity_id = a.id AND c.state = 'shown' "

static const struct query marks_query = {
    "release_count_marks",
    "SELECT a.workshop_id, c.id, a.kind, coalesce(t.value, 0), CAST(coalesce(sum(t.people), 0) AS BIGINT) FROM " STEPS SHOWN
    "LEFT JOIN tally AS t ON t.network_id = a.network_id AND t.activity_id = a.id AND t.contribution_id = c.id " RIPE
    "GROUP BY a.workshop_id, c.id, a.kind, t.value ORDER BY c.id, t.value",
};
static const struct query hands_query = {
    "release_count_hands",
    "SELECT a.workshop_id, c.id, a.kind, h.value, h.people FROM " STEPS SHOWN
    "JOIN hand_count AS h ON h.network_id = a.network_id AND h.activity_id = a.id AND h.contribution_id = c.id " RIPE
    "ORDER BY c.id, h.value",
};
static const struct query findings_query = {
    "release_count_findings",
    "SELECT a.id, a.workshop_id, f.worked_at, f.document, coalesce(r.people, 0) FROM " STEPS
    "JOIN finding AS f ON f.network_id = a.network_id AND f.activity_id = a.id "
    "LEFT JOIN released_finding AS r ON r.network_id = a.network_id AND r.activity_id = a.id " RIPE "ORDER BY a.id",
};

static const struct query said_query = {
    "release_count_said",
    "SELECT a.workshop_id, a.kind, c.participant_id, c.words, c.language, c.theme_id, h.title_text_id FROM " STEPS SHOWN
    "LEFT JOIN theme AS h ON h.id = c.theme_id " RIPE "AND c.participant_id IS NOT NULL ORDER BY a.workshop_id, c.id LIMIT ?3",
};

const struct query *const release_count_queries[] = {&marks_query, &hands_query, &findings_query, &said_query, NULL};

static enum err values_read(struct call *call, const struct query *query, const struct release_wish *wish,
                            struct counted_values *ret_values)
{
    struct counted_values values = {0};
    ROWS row = db_rows(call->db, query, ARGS(INT(wish->network.v), INT(wish->workshop)));
    while (rows_next(&row)) {
        const struct counted_value value = {.workshop = {row_int(&row, 0)},
                                            .contribution = {row_int(&row, 1)},
                                            .kind = activity_kind_find(row_text(call->arena, &row, 2)),
                                            .value = row_int(&row, 3),
                                            .people = row_int(&row, 4)};
        if (value.kind != NULL)
            *VEC_PUSH(call->arena, &values) = value;
    }
    TRY(db_error(call->db));
    *ret_values = values;
    return OK;
}

enum err release_count_read_marks(struct call *call, const struct release_wish *wish, struct counted_values *ret_values)
{
    return values_read(call, &marks_query, wish, ret_values);
}

enum err release_count_read_hands(struct call *call, const struct release_wish *wish, struct counted_values *ret_values)
{
    return values_read(call, &hands_query, wish, ret_values);
}

enum err release_count_read_findings(struct call *call, const struct release_wish *wish, struct counted_findings *ret_findings)
{
    struct counted_findings findings = {0};
    ROWS row = db_rows(call->db, &findings_query, ARGS(INT(wish->network.v), INT(wish->workshop)));
    while (rows_next(&row)) {
        size_t n = 0;
        const unsigned char *document = row_bytes(call->arena, &row, 3, &n);
        struct finding *finding = ARENA_NEW(call->arena, struct finding);
        if (document == NULL || !finding_unpack(call->arena, document, n, finding))
            continue;
        finding->worked_at = row_int(&row, 2);
        *VEC_PUSH(call->arena, &findings) = (struct counted_finding){
            .activity = {.id = {row_int(&row, 0)}, .workshop = {row_int(&row, 1)}, .scope.network = wish->network},
            .finding = finding,
            .released_people = row_int(&row, 4)};
    }
    TRY(db_error(call->db));
    *ret_findings = findings;
    return OK;
}

enum err release_count_read_said(struct call *call, const struct release_wish *wish, size_t most, struct counted_said_list *ret_said)
{
    struct counted_said_list list = {0};
    ROWS row = db_rows(call->db, &said_query, ARGS(INT(wish->network.v), INT(wish->workshop), INT((int64_t)most)));
    while (rows_next(&row)) {
        const struct activity_kind *kind = activity_kind_find(row_text(call->arena, &row, 1));
        if (kind != NULL && kind->takes_words)
            *VEC_PUSH(call->arena, &list) = (struct counted_said){
                .workshop = {row_int(&row, 0)},
                .participant = {row_int(&row, 2)},
                .words = {.text = row_text(call->arena, &row, 3), .language = language_of(row_text(call->arena, &row, 4))},
                .theme = {row_int(&row, 5)},
                .theme_title = {row_int(&row, 6)},
            };
    }
    TRY(db_error(call->db));
    *ret_said = list;
    return OK;
}
