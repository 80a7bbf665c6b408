// found_store.c - every SQL statement about contributions as the search knows them.
#include "workshops/found_store.h"

#include "base/limits.h"
#include "base/vec.h"

// The same rule as activity_is_public.
#define LINES                                                                                                           \
    "SELECT c.id, c.network_id, c.words, c.language, c.text_id, c.said_at, w.id, w.title_text_id, " \
    "CASE WHEN c.state = 'waiting' THEN 1 ELSE 0 END, CASE WHEN c.state = 'shown' AND a.state <> 'waiting' "                \
    "AND (a.results_open = 1 OR (a.state = 'closed' AND w.state = 'closed')) THEN 1 ELSE 0 END "                            \
    "FROM contribution AS c JOIN activity AS a ON a.id = c.activity_id JOIN workshop AS w ON w.id = a.workshop_id "
#define FINDABLE "c.state IN ('shown', 'waiting') "

static const struct query all_query = {"found_all", LINES "WHERE c.id > ?1 AND " FINDABLE "ORDER BY c.id LIMIT ?2"};
static const struct query shown_query = {
    "found_shown",
    LINES "WHERE c.network_id = ?1 AND c.activity_id = ?2 AND c.state = 'shown' AND c.id > ?3 ORDER BY c.id LIMIT ?4",
};
// The + keeps SQLite from reading the whole network by its index.
static const struct query these_query = {
    "found_these",
    LINES "WHERE c.id IN (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) "
          "AND +c.network_id = ?1 AND " FINDABLE "ORDER BY c.id DESC",
};

const struct query *const found_queries[] = {&all_query, &shown_query, &these_query, NULL};

static enum err read_lines(struct call *call, const struct query *query, const struct arg *args, size_t n, struct found_lines *ret_lines)
{
    struct found_lines lines = {0};
    ROWS row = db_rows(call->db, query, args, n);
    while (rows_next(&row)) {
        enum language language = language_of(row_text(call->arena, &row, 3));
        *VEC_PUSH(call->arena, &lines) = (struct found_line){
            .id = row_int(&row, 0),
            .network = {row_int(&row, 1)},
            .words = {.text = row_text(call->arena, &row, 2), .language = language},
            .text = {row_int(&row, 4)},
            .said_at = row_int(&row, 5),
            .workshop = {row_int(&row, 6)},
            .title_text = {row_int(&row, 7)},
            .is_waiting = row_int(&row, 8) != 0,
            .is_public = row_int(&row, 9) != 0,
        };
    }
    TRY(db_error(call->db));
    *ret_lines = lines;
    return OK;
}

enum err found_read_all(struct call *call, int64_t after, size_t most, struct found_lines *ret_lines)
{
    return read_lines(call, &all_query, ARGS(INT(after), INT((int64_t)most)), ret_lines);
}

enum err found_read_shown(struct call *call, const struct activity *activity, int64_t after, size_t most, struct found_lines *ret_lines)
{
    return read_lines(call, &shown_query,
                      ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(after), INT((int64_t)most)), ret_lines);
}

enum err found_read_these(struct call *call, struct network_id network, const int64_t *ids, size_t n, struct found_lines *ret_lines)
{
    struct arg args[1 + LIMIT_PAGE_ROWS] = {INT(network.v)};
    for (size_t i = 0; i < LIMIT_PAGE_ROWS; i++)
        args[1 + i] = INT(i < n ? ids[i] : 0); // no contribution has the id 0
    return read_lines(call, &these_query, args, 1 + LIMIT_PAGE_ROWS, ret_lines);
}
