// text_store.c - every SQL statement about texts, and the rows they become.
#include "texts/text_store.h"

#include "base/vec.h"

static const struct query text_add_query = {
    "text_add", "INSERT INTO text (id, network_id, created_at) VALUES (?1, ?2, ?3)",
};
static const struct query text_network = {
    "text_network", "SELECT network_id FROM text WHERE id = ?1",
};
static const struct query text_remove_query = {
    "text_remove", "DELETE FROM text WHERE id = ?1",
};
static const struct query text_remove_variants = {
    "text_remove_variants", "DELETE FROM text_variant WHERE text_id = ?1",
};
static const struct query variant_add = {
    "variant_add",
    "INSERT INTO text_variant (text_id, language, easy, network_id, is_source, state, words, version, source_version, "
    "changed_at, changed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10) "
    "ON CONFLICT (text_id, language, easy) DO NOTHING",
};
static const struct query variant_change = {
    "variant_change",
    "UPDATE text_variant SET words = ?4, state = ?5, source_version = ?6, version = version + 1, changed_at = ?7, "
    "changed_by = ?8 WHERE text_id = ?1 AND language = ?2 AND easy = ?3 AND version = ?9",
};
static const struct query variant_outdate = {
    "variant_outdate",
    "UPDATE text_variant SET state = 2 WHERE text_id = ?1 AND is_source = 0 AND state <> 2",
};
static const struct query variant_list_query = {
    "variant_list",
    "SELECT language, easy, is_source, state, words, version, source_version, changed_at FROM text_variant "
    "WHERE text_id = ?1 ORDER BY is_source DESC, language, easy",
};
// The hot path of every page. The texts wanted come as one parameter, so that there is one statement whatever their number.
// Words are copied only of a variant that is the best so far, hence the number that says which language it is.
#define CANDIDATES \
    "SELECT text_id, CAST(CASE WHEN language = ?2 THEN 1 WHEN language = 'en' THEN 2 ELSE 3 END AS BIGINT), easy, " \
    "is_source, state, language, words FROM text_variant "
#define LANGUAGES "AND (language = ?2 OR is_source = 1 OR language = 'en')"
static const struct query variant_read = {
    "variant_read",
    CANDIDATES "WHERE text_id IN (SELECT value FROM json_each('[' || ?1 || ']')) " LANGUAGES,
    CANDIDATES "WHERE text_id = ANY(string_to_array(?1, ',')::bigint[]) " LANGUAGES,
};

const struct query *const text_queries[] = {
    &text_add_query, &text_network,    &text_remove_query,  &text_remove_variants, &variant_add,
    &variant_change, &variant_outdate, &variant_list_query, &variant_read,         NULL,
};

enum err text_store_add(struct call *call, struct text_id id, struct network_id network)
{
    return db_run(call->db, &text_add_query, ARGS(INT(id.v), INT(network.v), INT(call->now)), NULL);
}

enum err text_store_network(struct call *call, struct text_id id, struct network_id *ret_network)
{
    ROWS rows = db_rows(call->db, &text_network, ARGS(INT(id.v)));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    ret_network->v = row_int(&rows, 0);
    return OK;
}

enum err text_store_remove(struct call *call, struct text_id id)
{
    int64_t removed = 0;
    TRY(db_run(call->db, &text_remove_variants, ARGS(INT(id.v)), NULL));
    TRY(db_run(call->db, &text_remove_query, ARGS(INT(id.v)), &removed));
    return removed == 1 ? OK : ERR_NOT_FOUND;
}

enum err variant_store_add(struct call *call, struct text_id id, struct network_id network, const struct variant *variant)
{
    int64_t added = 0;
    TRY(db_run(call->db, &variant_add,
               ARGS(INT(id.v), TEXT(language_tag(variant->language)), INT(variant->easy), INT(network.v),
                    INT(variant->is_source), INT(variant->state), TEXT(variant->words), INT(variant->source_version),
                    INT(call->now), INT(call->actor.person.v)),
               &added));
    return added == 1 ? OK : ERR_CONFLICT;
}

enum err variant_store_change(struct call *call, struct text_id id, const struct variant *variant)
{
    int64_t changed = 0;
    TRY(db_run(call->db, &variant_change,
               ARGS(INT(id.v), TEXT(language_tag(variant->language)), INT(variant->easy), TEXT(variant->words),
                    INT(variant->state), INT(variant->source_version), INT(call->now), INT(call->actor.person.v),
                    INT(variant->version)),
               &changed));
    return changed == 1 ? OK : ERR_CONFLICT;
}

enum err variant_store_outdate(struct call *call, struct text_id id)
{
    return db_run(call->db, &variant_outdate, ARGS(INT(id.v)), NULL);
}

enum err variant_store_list(struct call *call, struct text_id id, struct variant_list *ret_list)
{
    struct variant_list list = {0};
    ROWS rows = db_rows(call->db, &variant_list_query, ARGS(INT(id.v)));
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &list) = (struct variant){
            .language = language_of(row_text(call->arena, &rows, 0)),
            .easy = row_int(&rows, 1) != 0,
            .is_source = row_int(&rows, 2) != 0,
            .state = (enum text_state)row_int(&rows, 3),
            .words = row_text(call->arena, &rows, 4),
            .version = row_int(&rows, 5),
            .source_version = row_int(&rows, 6),
            .changed_at = row_int(&rows, 7),
        };
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err variant_store_read(struct call *call, const char *ids,
                            bool (*is_better)(const struct candidate *candidate, void *context),
                            void (*take)(const struct candidate *candidate, void *context), void *context)
{
    ROWS rows = db_rows(call->db, &variant_read, ARGS(TEXT(ids), TEXT(language_tag(call->language))));
    while (rows_next(&rows)) {
        struct candidate candidate = {
            .id = {row_int(&rows, 0)},
            .easy = row_int(&rows, 2) != 0,
            .is_source = row_int(&rows, 3) != 0,
            .state = (enum text_state)row_int(&rows, 4),
        };
        int64_t which = row_int(&rows, 1);
        candidate.language = which == 1 ? call->language : which == 2 ? LANGUAGE_EN : LANGUAGE_NONE;
        if (!is_better(&candidate, context))
            continue;
        if (which == 3)
            candidate.language = language_of(row_text(call->arena, &rows, 5));
        candidate.words = row_text(call->arena, &rows, 6);
        take(&candidate, context);
    }
    return db_error(call->db);
}
