// search_index.c - putting things into the index and taking them out.
#include "search/search_index.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "i18n/stem.h"
#include "i18n/word.h"
#include "search/search_store.h"
#include "texts/variant.h"

enum { MOST_WORDS = 400 }; // of one thing: a longest statement in four languages

int64_t search_hash(struct network_id network, enum search_kind kind, const char *stem)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    uint64_t place[2] = {(uint64_t)network.v, (uint64_t)kind}, word;
    unsigned char bytes[sizeof(place)];
    crypto_generichash_state state;
    for (size_t i = 0; i < sizeof(place); i++)
        bytes[i] = (unsigned char)(place[i / 8] >> (i % 8 * 8));
    crypto_generichash_init(&state, NULL, 0, sizeof(hash));
    crypto_generichash_update(&state, bytes, sizeof(bytes));
    crypto_generichash_update(&state, (const unsigned char *)stem, strlen(stem));
    crypto_generichash_final(&state, hash, sizeof(hash));
    word = 0;
    for (size_t i = 0; i < sizeof(word); i++)
        word |= (uint64_t)hash[i] << (8 * i);
    word &= ~UINT64_C(1);
    return word == 0 ? 2 : (int64_t)word;
}

static int by_number(const void *one, const void *other)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

// Sorted, each once: so it can be told whether two rows have the same words.
static void tidy(struct word_hashes *words)
{
    size_t n = 0;
    if (words->n > 0)
        qsort(words->at, words->n, sizeof(*words->at), by_number);
    for (size_t i = 0; i < words->n; i++)
        if (n == 0 || words->at[n - 1] != words->at[i])
            words->at[n++] = words->at[i];
    words->n = n < MOST_WORDS ? n : MOST_WORDS;
}

static void add_words(struct call *call, struct search_row *row, enum language language, const char *text)
{
    struct word_list list = {0};
    words_add_with_numbers(call->arena, language, text, &list);
    for (size_t i = 0; i < list.n; i++)
        *VEC_PUSH(call->arena, &row->words) =
            search_hash(row->network, row->kind, word_stem(call->arena, language, list.at[i].plain));
}

static enum err read_words(struct call *call, const struct words *words, struct search_row *row)
{
    struct variant_list list = {0};
    row->words = (struct word_hashes){0};
    if (row->text.v == 0)
        add_words(call, row, words->language, words->text);
    else
        TRY(text_variants(call, row->text, &list));
    for (size_t i = 0; i < list.n; i++)
        add_words(call, row, list.at[i].language, list.at[i].words);
    tidy(&row->words);
    return OK;
}

static enum err row_of(struct call *call, const struct search_thing *thing, struct search_row *ret_row)
{
    struct search_row row = {
        .id = thing->id, .network = thing->network, .kind = thing->kind, .is_public = thing->is_public, .text = thing->text};
    TRY(read_words(call, &thing->words, &row));
    *ret_row = row;
    return OK;
}

static bool are_same(const struct search_row *one, const struct search_row *other)
{
    return one->is_public == other->is_public && one->text.v == other->text.v && one->words.n == other->words.n &&
           (one->words.n == 0 || memcmp(one->words.at, other->words.at, one->words.n * sizeof(*one->words.at)) == 0);
}

static enum err replace(struct call *call, const struct search_row *before, const struct search_row *row)
{
    if (are_same(before, row))
        return OK;
    TRY(search_words_delete(call, before));
    TRY(search_row_update(call, row));
    return search_words_insert(call, row, 1);
}

// The words of all that are new go in together.
enum err search_put(struct call *call, const struct search_thing *things, size_t n)
{
    assert(db_in_transaction(call->db));
    struct search_rows added = {0};
    struct search_row before, row;
    for (size_t i = 0; i < n; i++) {
        TRY(row_of(call, &things[i], &row));
        enum err error = search_row_read(call, things[i].id, &before);
        if (error == OK) {
            TRY(replace(call, &before, &row));
        } else if (error == ERR_NOT_FOUND) {
            TRY(search_row_insert(call, &row));
            *VEC_PUSH(call->arena, &added) = row;
        } else {
            return error;
        }
    }
    return search_words_insert(call, added.at, added.n);
}

enum err search_remove(struct call *call, int64_t id)
{
    assert(db_in_transaction(call->db));
    struct search_row row;
    enum err error = search_row_read(call, id, &row);
    if (error != OK)
        return error == ERR_NOT_FOUND ? OK : error;
    TRY(search_words_delete(call, &row));
    return search_row_delete(call, id);
}

enum err search_text_changed(struct call *call, struct text_id text)
{
    struct search_rows rows;
    TRY(search_row_read_by_text(call, text, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        struct search_row row = rows.at[i];
        TRY(read_words(call, NULL, &row));
        TRY(replace(call, &rows.at[i], &row));
    }
    return OK;
}
