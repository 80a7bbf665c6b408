// text_work_store.c - every SQL statement about what is to be done about texts.
#include "texts/text_work_store.h"

#include "base/limits.h"
#include "base/vec.h"

// Names of organisations (3) and what people said (8) are not waited for: text_kind_is_expected.
#define EXPECTED "kind NOT IN (3, 8)"
_Static_assert(TEXT_ORGANISATION == 3 && TEXT_CONTRIBUTION == 8, "the queries name these kinds by their numbers");

static const struct query list_query = {
    "text_work_list",
    "SELECT w.id, w.kind FROM (SELECT t.id, t.kind, count(v.text_id) AS there, "
    "CAST(sum(CASE WHEN v.state = 2 THEN 1 ELSE 0 END) AS BIGINT) AS stale, "
    "CAST(sum(CASE WHEN v.state = 0 THEN 1 ELSE 0 END) AS BIGINT) AS drafts, "
    "CASE WHEN t." EXPECTED " THEN ?16 ELSE 0 END AS wanted "
    "FROM text AS t LEFT JOIN text_variant AS v ON v.text_id = t.id "
    "AND v.language IN (?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) AND (?2 = 2 OR v.easy = ?2) "
    "WHERE t.network_id = ?1 AND (?3 = -1 OR t.kind = ?3) GROUP BY t.id, t.kind) AS w "
    "WHERE ?17 = 0 OR w.stale > 0 OR w.drafts > 0 OR w.there < w.wanted "
    "ORDER BY w.stale DESC, CASE WHEN w.there < w.wanted THEN w.wanted - w.there ELSE 0 END DESC, w.drafts DESC, w.id DESC "
    "LIMIT ?18 OFFSET ?19",
};
static const struct query states_query = {
    "text_work_states",
    "SELECT text_id, language, easy, state FROM text_variant WHERE text_id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
    "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
};
static const struct query count_query = {
    "text_work_count",
    "SELECT v.language, v.easy, v.state, count(*), CAST(sum(CASE WHEN t." EXPECTED " THEN 1 ELSE 0 END) AS BIGINT) "
    "FROM text_variant AS v JOIN text AS t ON t.id = v.text_id WHERE v.network_id = ?1 GROUP BY v.language, v.easy, v.state",
};
static const struct query texts_query = {
    "text_work_texts",
    "SELECT count(*), CAST(coalesce(sum(CASE WHEN " EXPECTED " THEN 1 ELSE 0 END), 0) AS BIGINT) FROM text WHERE network_id = ?1",
};

const struct query *const text_work_queries[] = {&list_query, &states_query, &count_query, &texts_query, NULL};

enum err text_work_store_list(struct call *call, const struct text_work_filter *filter, size_t skip, size_t most,
                              struct text_work_list *ret_list)
{
    enum { BEFORE = 3, AFTER = 4 };
    struct text_work_list list = {0};
    struct arg args[BEFORE + LANGUAGE_COUNT + AFTER] = {INT(filter->network.v), INT(filter->easy),
                                                        INT(filter->kind == TEXT_KINDS ? -1 : (int64_t)filter->kind)};
    struct arg *arg = args + BEFORE;
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        *arg++ = i < filter->languages.n ? TEXT(language_tag(filter->languages.at[i])) : TEXT("");
    *arg++ = INT((int64_t)filter->languages.n * (filter->easy == EASY_BOTH ? 2 : 1));
    *arg++ = INT(filter->only_work);
    *arg++ = INT((int64_t)most);
    *arg = INT((int64_t)skip);
    ROWS rows = db_rows(call->db, &list_query, args, sizeof args / sizeof *args);
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &list) = (struct text_work){.id = {row_int(&rows, 0)}, .kind = (enum text_kind)row_int(&rows, 1)};
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err text_work_store_states(struct call *call, const struct text_id *ids, size_t n,
                                void (*take)(const struct variant_state *state, void *context), void *context)
{
    struct arg args[LIMIT_PAGE_ROWS];
    for (size_t i = 0; i < LIMIT_PAGE_ROWS; i++)
        args[i] = i < n ? INT(ids[i].v) : NULL_INT;
    ROWS rows = db_rows(call->db, &states_query, args, LIMIT_PAGE_ROWS);
    while (rows_next(&rows))
        take(&(struct variant_state){{row_int(&rows, 0)}, language_of(row_text(call->arena, &rows, 1)), row_int(&rows, 2) != 0,
                                     (enum text_state)row_int(&rows, 3)},
             context);
    return db_error(call->db);
}

enum err text_work_store_count(struct call *call, struct network_id network, struct state_count_list *ret_list, int64_t *ret_texts,
                               int64_t *ret_expected)
{
    struct state_count_list list = {0};
    ROWS rows = db_rows(call->db, &count_query, ARGS(INT(network.v)));
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &list) = (struct state_count){
            .language = language_of(row_text(call->arena, &rows, 0)),
            .easy = row_int(&rows, 1) != 0,
            .state = (enum text_state)row_int(&rows, 2),
            .n = row_int(&rows, 3),
            .expected = row_int(&rows, 4),
        };
    ROWS total = db_rows(call->db, &texts_query, ARGS(INT(network.v)));
    if (!rows_next(&total))
        return db_error(call->db) == OK ? ERR_STORE : db_error(call->db);
    *ret_texts = row_int(&total, 0);
    *ret_expected = row_int(&total, 1);
    *ret_list = list;
    return OK;
}
