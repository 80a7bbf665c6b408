// text_store.c - every SQL statement about texts, and the rows they become.
#include "texts/text_store.h"

#include "base/vec.h"

static const struct query text_add_query = {
    "text_add", "INSERT INTO text (id, network_id, created_at, kind) VALUES (?1, ?2, ?3, ?4)",
};
static const struct query text_network = {
    "text_network", "SELECT network_id, kind FROM text WHERE id = ?1",
};
static const struct query text_remove_query = {
    "text_remove", "DELETE FROM text WHERE id = ?1",
};
static const struct query text_remove_variants = {
    "text_remove_variants", "DELETE FROM text_variant WHERE text_id = ?1",
};
static const struct query text_remove_followed = {
    "text_remove_followed", "DELETE FROM text_followed WHERE text_id = ?1",
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
    "SELECT v.language, v.easy, v.is_source, v.state, v.words, v.version, v.source_version, v.changed_at, f.words, f.counts "
    "FROM text_variant AS v LEFT JOIN text_followed AS f "
    "ON f.text_id = v.text_id AND f.language = v.language AND f.easy = v.easy "
    "WHERE v.text_id = ?1 ORDER BY v.is_source DESC, v.language, v.easy",
};
static const struct query variant_follow = {
    "variant_follow",
    "INSERT INTO text_followed (text_id, language, easy, network_id, words, counts) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
    "ON CONFLICT (text_id, language, easy) DO UPDATE SET words = excluded.words, counts = excluded.counts",
};
static const struct query variant_follow_no_more = {
    "variant_follow_no_more", "DELETE FROM text_followed WHERE text_id = ?1 AND language = ?2 AND easy = ?3",
};
static const struct query variant_keep_followed = {
    "variant_keep_followed",
    "INSERT INTO text_followed (text_id, language, easy, network_id, words, counts) "
    "SELECT v.text_id, v.language, v.easy, v.network_id, ?2, '' FROM text_variant AS v JOIN text AS t ON t.id = v.text_id "
    "WHERE v.text_id = ?1 AND v.is_source = 0 AND v.state <> 2 AND t.kind <> ?3 "
    "ON CONFLICT (text_id, language, easy) DO NOTHING",
};
// Seldom asked, and reads all texts: when somebody takes back what they said.
static const struct query variant_quoting_query = {
    "variant_quoting",
    "SELECT text_id, language, easy, state, words, version, source_version FROM text_variant WHERE network_id = ?1 AND instr(words, ?2) > 0 "
    "ORDER BY text_id, language, easy",
    "SELECT text_id, language, easy, state, words, version, source_version FROM text_variant WHERE network_id = ?1 AND strpos(words, ?2) > 0 "
    "ORDER BY text_id, language, easy",
};
static const struct query followed_take_out = {
    "followed_take_out", "UPDATE text_followed SET words = replace(words, ?2, '…') WHERE network_id = ?1 AND replace(words, ?2, '') <> words",
};
// The hot path of every page. As many texts at once as a page wants; what is left over stays NULL, which no text is. SQLite looks
// each up by its key: a list after IN it would first copy into a tree. Nearly always the reader's own language is all that is
// needed, so the other variants are asked for only where it is missing. That is seldom more than a few: a statement of its own
// size for few spares ten times as many empty places, half the work of such a query.
enum { TEXTS = 60, FEW_TEXTS = 6 };
#define SQLITE_FEW "(?2), (?3), (?4), (?5), (?6), (?7)"
#define SQLITE_ALL \
    SQLITE_FEW ", (?8), (?9), (?10), (?11), (?12), (?13), (?14), (?15), (?16), (?17), (?18), " \
    "(?19), (?20), (?21), (?22), (?23), (?24), (?25), (?26), (?27), (?28), (?29), (?30), (?31), (?32), (?33), (?34), " \
    "(?35), (?36), (?37), (?38), (?39), (?40), (?41), (?42), (?43), (?44), (?45), (?46), (?47), (?48), (?49), (?50), " \
    "(?51), (?52), (?53), (?54), (?55), (?56), (?57), (?58), (?59), (?60), (?61)"
#define POSTGRES_FEW "?2, ?3, ?4, ?5, ?6, ?7"
#define POSTGRES_ALL \
    POSTGRES_FEW ", ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, " \
    "?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, " \
    "?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59, ?60, ?61"
#define SQLITE_VARIANTS(texts, which) \
    "WITH wanted (id) AS (VALUES " texts ") " \
    "SELECT v.text_id, v.language, v.easy, v.is_source, v.state, v.words " \
    "FROM wanted CROSS JOIN text_variant AS v ON v.text_id = wanted.id WHERE " which
#define POSTGRES_VARIANTS(texts, which) \
    "SELECT v.text_id, v.language, v.easy, v.is_source, v.state, v.words FROM text_variant AS v " \
    "WHERE v.text_id IN (" texts ") AND " which
#define IN_WANTED "v.language = ?1"
#define IN_OTHERS "v.language <> ?1 AND (v.is_source = 1 OR v.language = 'en')"
#define VARIANT_READ(name, size, which) \
    {name, SQLITE_VARIANTS(SQLITE_##size, which), POSTGRES_VARIANTS(POSTGRES_##size, which)}
static const struct query variant_read = VARIANT_READ("variant_read", ALL, IN_WANTED);
static const struct query variant_read_few = VARIANT_READ("variant_read_few", FEW, IN_WANTED);
static const struct query variant_read_others = VARIANT_READ("variant_read_others", ALL, IN_OTHERS);
static const struct query variant_read_few_others = VARIANT_READ("variant_read_few_others", FEW, IN_OTHERS);

const struct query *const text_queries[] = {
    &text_add_query, &text_network,    &text_remove_query,  &text_remove_variants, &text_remove_followed,   &variant_add,
    &variant_change, &variant_outdate, &variant_list_query, &variant_follow,       &variant_follow_no_more, &variant_keep_followed,
    &variant_read,   &variant_read_few,    &variant_read_others, &variant_read_few_others,
    &variant_quoting_query, &followed_take_out,
    NULL,
};

enum err text_store_add(struct call *call, struct text_id id, enum text_kind kind, struct network_id network)
{
    return db_run(call->db, &text_add_query, ARGS(INT(id.v), INT(network.v), INT(call->now), INT(kind)), NULL);
}

enum err text_store_network(struct call *call, struct text_id id, struct network_id *ret_network, enum text_kind *ret_kind)
{
    ROWS rows = db_rows(call->db, &text_network, ARGS(INT(id.v)));
    if (!rows_next(&rows))
        return db_error(call->db) == OK ? ERR_NOT_FOUND : db_error(call->db);
    ret_network->v = row_int(&rows, 0);
    *ret_kind = (enum text_kind)row_int(&rows, 1);
    return OK;
}

enum err text_store_remove(struct call *call, struct text_id id)
{
    int64_t removed = 0;
    TRY(db_run(call->db, &text_remove_followed, ARGS(INT(id.v)), NULL));
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

enum err variant_store_follow(struct call *call, struct text_id id, struct network_id network, const struct variant *variant)
{
    const struct arg text = INT(id.v), language = TEXT(language_tag(variant->language)), easy = INT(variant->easy);
    if (variant->followed == NULL)
        return db_run(call->db, &variant_follow_no_more, ARGS(text, language, easy), NULL);
    return db_run(call->db, &variant_follow,
                  ARGS(text, language, easy, INT(network.v), TEXT(variant->followed), TEXT(variant->counts)), NULL);
}

enum err variant_store_keep_followed(struct call *call, struct text_id id, const char *words)
{
    return db_run(call->db, &variant_keep_followed, ARGS(INT(id.v), TEXT(words), INT(TEXT_CONTRIBUTION)), NULL);
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
            .followed = row_is_null(&rows, 8) ? NULL : row_text(call->arena, &rows, 8),
            .counts = row_is_null(&rows, 9) ? NULL : row_text(call->arena, &rows, 9),
        };
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

enum err variant_store_take_out_followed(struct call *call, struct network_id network, const char *words)
{
    return db_run(call->db, &followed_take_out, ARGS(INT(network.v), TEXT(words)), NULL);
}

enum err variant_store_quoting(struct call *call, struct network_id network, const char *words, struct quoting_list *ret_list)
{
    struct quoting_list list = {0};
    ROWS rows = db_rows(call->db, &variant_quoting_query, ARGS(INT(network.v), TEXT(words)));
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &list) = (struct quoting){
            .text = {row_int(&rows, 0)},
            .variant = {.language = language_of(row_text(call->arena, &rows, 1)),
                        .easy = row_int(&rows, 2) != 0,
                        .state = (enum text_state)row_int(&rows, 3),
                        .words = row_text(call->arena, &rows, 4),
                        .version = row_int(&rows, 5),
                        .source_version = row_int(&rows, 6)},
        };
    TRY(db_error(call->db));
    *ret_list = list;
    return OK;
}

static enum err read_some(struct call *call, const struct text_id *ids, size_t n, enum variants variants,
                          const struct variant_reader *reader)
{
    static const struct query *const queries[][2] = {
        [VARIANTS_WANTED] = {&variant_read, &variant_read_few},
        [VARIANTS_OTHERS] = {&variant_read_others, &variant_read_few_others},
    };
    bool few = n <= FEW_TEXTS;
    size_t places = few ? FEW_TEXTS : TEXTS;
    struct arg args[1 + TEXTS] = {TEXT(language_tag(call->language))};
    for (size_t i = 0; i < places; i++)
        args[1 + i] = i < n ? INT(ids[i].v) : NULL_INT;
    ROWS rows = db_rows(call->db, queries[variants][few], args, 1 + places);
    while (rows_next(&rows)) {
        struct candidate candidate = {
            .id = {row_int(&rows, 0)},
            .language = variants == VARIANTS_WANTED ? call->language : language_of(row_text(call->arena, &rows, 1)),
            .easy = row_int(&rows, 2) != 0,
            .is_source = row_int(&rows, 3) != 0,
            .state = (enum text_state)row_int(&rows, 4),
        };
        if (!reader->is_better(&candidate, reader->context))
            continue;
        candidate.words = row_text(call->arena, &rows, 5);
        reader->take(&candidate, reader->context);
    }
    return db_error(call->db);
}

enum err variant_store_read(struct call *call, const struct text_id *ids, size_t n, enum variants variants,
                            const struct variant_reader *reader)
{
    for (size_t from = 0; from < n; from += TEXTS)
        TRY(read_some(call, ids + from, n - from < TEXTS ? n - from : TEXTS, variants, reader));
    return OK;
}
