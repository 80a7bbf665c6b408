// search_store.c - every SQL statement about searching, and the rows they become.
#include "search/search_store.h"

#include <string.h>

#include "base/vec.h"

#define COLUMNS "SELECT id, network_id, kind, is_public, text_id, words FROM search_thing "

static const struct query thing_find_query = {"search_thing_find", COLUMNS "WHERE id = ?1"};
static const struct query thing_by_text_query = {"search_thing_by_text", COLUMNS "WHERE text_id = ?1 ORDER BY id"};
static const struct query thing_insert_query = {
    "search_thing_insert",
    "INSERT INTO search_thing (id, network_id, kind, is_public, text_id, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};
static const struct query thing_update_query = {
    "search_thing_update", "UPDATE search_thing SET is_public = ?2, text_id = ?3, words = ?4 WHERE id = ?1",
};
static const struct query thing_delete_query = {"search_thing_delete", "DELETE FROM search_thing WHERE id = ?1"};

// Pairs of word and thing that one statement takes. The last pair is repeated where there are fewer.
enum { PAIRS = 24 };
static const struct query word_insert_query = {
    "search_word_insert",
    "INSERT INTO search_word (word, thing_id) VALUES (?1, ?2), (?3, ?4), (?5, ?6), (?7, ?8), (?9, ?10), (?11, ?12), (?13, ?14), "
    "(?15, ?16), (?17, ?18), (?19, ?20), (?21, ?22), (?23, ?24), (?25, ?26), (?27, ?28), (?29, ?30), (?31, ?32), (?33, ?34), "
    "(?35, ?36), (?37, ?38), (?39, ?40), (?41, ?42), (?43, ?44), (?45, ?46), (?47, ?48) ON CONFLICT (word, thing_id) DO NOTHING",
};
static const struct query word_delete_query = {
    "search_word_delete",
    "DELETE FROM search_word WHERE thing_id = ?1 AND word IN (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24, ?25)",
};

// Of a word that stands everywhere no more is read than it takes to know that.
#define COUNTED(from)                                                                                                    \
    "SELECT v.word, (SELECT CAST(count(*) AS BIGINT) FROM (SELECT 1 FROM search_word AS w WHERE w.word = v.word LIMIT ?1) AS few) " \
    "FROM " from
enum { COUNTED_WORDS = 24 };
static const struct query word_count_query = {
    "search_word_count",
    "WITH v (word) AS (VALUES (?2), (?3), (?4), (?5), (?6), (?7), (?8), (?9), (?10), (?11), (?12), (?13), (?14), (?15), (?16), (?17), "
    "(?18), (?19), (?20), (?21), (?22), (?23), (?24), (?25)) " COUNTED("v"),
    "WITH v (word) AS (SELECT unnest(ARRAY[?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
    "?22, ?23, ?24, ?25]::bigint[])) " COUNTED("v"),
};

// The newest things of each form of the first word, then those of them that have the others. Each is read from the end of its range of the key.
// `LIMIT 1` keeps PostgreSQL from reading all things of another word to join them.
#define NEWEST(word) "SELECT thing_id FROM (SELECT thing_id FROM search_word WHERE word = " word " ORDER BY thing_id DESC LIMIT ?7) AS f"
#define HAS(first, words)                                                                                                \
    "AND (" first " = 0 OR (SELECT 1 FROM search_word AS w WHERE w.thing_id = d.thing_id AND w.word IN (" words ") LIMIT 1) = 1) "
static const struct query word_find_query = {
    "search_word_find",
    "SELECT d.thing_id FROM (SELECT thing_id FROM (" NEWEST("?1") " UNION " NEWEST("?2") " UNION " NEWEST("?3") " UNION " NEWEST("?4")
    " UNION " NEWEST("?5") " UNION " NEWEST("?6") ") AS u ORDER BY thing_id DESC LIMIT ?7) AS d WHERE 1 = 1 "
    HAS("?9", "?9, ?10, ?11, ?12, ?13, ?14") HAS("?15", "?15, ?16, ?17, ?18, ?19, ?20") HAS("?21", "?21, ?22, ?23, ?24, ?25, ?26")
    HAS("?27", "?27, ?28, ?29, ?30, ?31, ?32") HAS("?33", "?33, ?34, ?35, ?36, ?37, ?38") "ORDER BY d.thing_id DESC LIMIT ?8",
};

const struct query *const search_queries[] = {
    &thing_find_query,  &thing_by_text_query, &thing_insert_query, &thing_update_query, &thing_delete_query,
    &word_insert_query, &word_delete_query,   &word_count_query,   &word_find_query,    NULL,
};

// --- things ---

enum { WORD_BYTES = 8 };

static const void *packed(struct arena *arena, const struct word_hashes *words)
{
    unsigned char *bytes = arena_alloc(arena, words->n * WORD_BYTES + 1);
    for (size_t i = 0; i < words->n; i++)
        for (int j = 0; j < WORD_BYTES; j++)
            bytes[i * WORD_BYTES + (size_t)j] = (unsigned char)((uint64_t)words->at[i] >> (8 * j));
    return bytes;
}

static void unpack(struct arena *arena, const unsigned char *bytes, size_t n, struct word_hashes *words)
{
    for (size_t i = 0; i + WORD_BYTES <= n; i += WORD_BYTES) {
        uint64_t word = 0;
        for (int j = 0; j < WORD_BYTES; j++)
            word |= (uint64_t)bytes[i + (size_t)j] << (8 * j);
        *VEC_PUSH(arena, words) = (int64_t)word;
    }
}

static struct search_row row_of(struct call *call, const struct rows *rows)
{
    size_t n = 0;
    const unsigned char *bytes = row_bytes(call->arena, rows, 5, &n);
    struct search_row row = {
        .id = row_int(rows, 0),
        .network = {row_int(rows, 1)},
        .kind = (enum search_kind)row_int(rows, 2),
        .is_public = row_int(rows, 3) != 0,
        .text = {row_int(rows, 4)},
    };
    unpack(call->arena, bytes, n, &row.words);
    return row;
}

enum err search_row_read(struct call *call, int64_t id, struct search_row *ret_row)
{
    ROWS rows = db_rows(call->db, &thing_find_query, ARGS(INT(id)));
    if (!rows_next(&rows))
        return db_error(call->db) != OK ? db_error(call->db) : ERR_NOT_FOUND;
    *ret_row = row_of(call, &rows);
    return OK;
}

enum err search_row_read_by_text(struct call *call, struct text_id text, struct search_rows *ret_rows)
{
    struct search_rows list = {0};
    ROWS rows = db_rows(call->db, &thing_by_text_query, ARGS(INT(text.v)));
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &list) = row_of(call, &rows);
    TRY(db_error(call->db));
    *ret_rows = list;
    return OK;
}

static struct arg text_arg(struct text_id text)
{
    return text.v == 0 ? NULL_INT : INT(text.v);
}

enum err search_row_insert(struct call *call, const struct search_row *row)
{
    return db_run(call->db, &thing_insert_query,
                  ARGS(INT(row->id), INT(row->network.v), INT(row->kind), INT(row->is_public), text_arg(row->text),
                       BYTES(packed(call->arena, &row->words), row->words.n * WORD_BYTES)),
                  NULL);
}

enum err search_row_update(struct call *call, const struct search_row *row)
{
    return db_run(call->db, &thing_update_query,
                  ARGS(INT(row->id), INT(row->is_public), text_arg(row->text),
                       BYTES(packed(call->arena, &row->words), row->words.n * WORD_BYTES)),
                  NULL);
}

enum err search_row_delete(struct call *call, int64_t id)
{
    return db_run(call->db, &thing_delete_query, ARGS(INT(id)), NULL);
}

// --- words ---

static int64_t as_kept(const struct search_row *row, size_t i)
{
    return row->words.at[i] | (row->is_public ? 1 : 0);
}

static enum err insert_pairs(struct call *call, struct arg *pairs, size_t n)
{
    for (size_t i = n; n > 0 && i < PAIRS; i++) {
        pairs[2 * i] = pairs[2 * n - 2];
        pairs[2 * i + 1] = pairs[2 * n - 1];
    }
    return n == 0 ? OK : db_run(call->db, &word_insert_query, pairs, 2 * PAIRS, NULL);
}

enum err search_words_insert(struct call *call, const struct search_row *rows, size_t n)
{
    struct arg pairs[2 * PAIRS];
    size_t held = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < rows[i].words.n; j++) {
            pairs[2 * held] = INT(as_kept(&rows[i], j));
            pairs[2 * held + 1] = INT(rows[i].id);
            if (++held == PAIRS) {
                TRY(insert_pairs(call, pairs, held));
                held = 0;
            }
        }
    return insert_pairs(call, pairs, held);
}

enum err search_words_delete(struct call *call, const struct search_row *row)
{
    for (size_t from = 0; from < row->words.n; from += PAIRS) {
        struct arg args[1 + PAIRS] = {INT(row->id)};
        for (size_t i = 0; i < PAIRS; i++)
            args[1 + i] = INT(as_kept(row, from + i < row->words.n ? from + i : from));
        TRY(db_run(call->db, &word_delete_query, args, 1 + PAIRS, NULL));
    }
    return OK;
}

enum err search_words_count(struct call *call, const int64_t *words, size_t n, int64_t *ret_counts)
{
    for (size_t from = 0; from < n; from += COUNTED_WORDS) {
        size_t some = n - from < COUNTED_WORDS ? n - from : COUNTED_WORDS;
        struct arg args[1 + COUNTED_WORDS] = {INT(SEARCH_LOOKED_AT + 1)};
        for (size_t i = 0; i < COUNTED_WORDS; i++)
            args[1 + i] = INT(i < some ? words[from + i] : 0);
        memset(ret_counts + from, 0, some * sizeof(*ret_counts));
        ROWS rows = db_rows(call->db, &word_count_query, args, 1 + COUNTED_WORDS);
        while (rows_next(&rows))
            for (size_t i = 0; i < some; i++)
                if (words[from + i] == row_int(&rows, 0))
                    ret_counts[from + i] = row_int(&rows, 1);
        TRY(db_error(call->db));
    }
    return OK;
}

enum err search_words_find(struct call *call, const struct word_hashes *first, const struct word_hashes *others, size_t n,
                           struct search_found *ret_found)
{
    enum { BEFORE = SEARCH_MOST_FORMS + 2, ALL = BEFORE + SEARCH_MOST_FORMS * (SEARCH_MOST_WORDS - 1) };
    struct search_found found = {0};
    struct arg args[ALL];
    for (size_t i = 0; i < ALL; i++)
        args[i] = INT(0); // no word has the hash 0
    for (size_t i = 0; i < first->n && i < SEARCH_MOST_FORMS; i++)
        args[i] = INT(first->at[i]);
    args[SEARCH_MOST_FORMS] = INT(SEARCH_LOOKED_AT);
    args[SEARCH_MOST_FORMS + 1] = INT(SEARCH_MOST_FOUND + 1);
    for (size_t i = 0; i < n && i < SEARCH_MOST_WORDS - 1; i++)
        for (size_t j = 0; j < others[i].n && j < SEARCH_MOST_FORMS; j++)
            args[BEFORE + i * SEARCH_MOST_FORMS + j] = INT(others[i].at[j]);
    ROWS rows = db_rows(call->db, &word_find_query, args, ALL);
    while (rows_next(&rows))
        *VEC_PUSH(call->arena, &found) = row_int(&rows, 0);
    TRY(db_error(call->db));
    *ret_found = found;
    return OK;
}
