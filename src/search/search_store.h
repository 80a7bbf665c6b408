// search_store.h - the rows behind searching.
#ifndef SEMPRE_SEARCH_SEARCH_STORE_H
#define SEMPRE_SEARCH_SEARCH_STORE_H

#include "search/search.h"

extern const struct query *const search_queries[];

// Hashes of words; the last bit says for whom.
struct word_hashes {
    int64_t *at;
    size_t n, cap;
};

struct search_row {
    int64_t id;
    struct network_id network;
    enum search_kind kind;
    bool is_public;
    struct text_id text;
    struct word_hashes words; // the last bit is 0
};
struct search_rows {
    struct search_row *at;
    size_t n, cap;
};

// ERR_NOT_FOUND.
CHECKED enum err search_row_read(struct call *call, int64_t id, struct search_row *ret_row);
CHECKED enum err search_row_read_by_text(struct call *call, struct text_id text, struct search_rows *ret_rows);
CHECKED enum err search_row_insert(struct call *call, const struct search_row *row);
CHECKED enum err search_row_update(struct call *call, const struct search_row *row);
CHECKED enum err search_row_delete(struct call *call, int64_t id);

// The words of some rows: all of them with as few statements as go.
CHECKED enum err search_words_insert(struct call *call, const struct search_row *rows, size_t n);
CHECKED enum err search_words_delete(struct call *call, const struct search_row *row);

// In how many things each of the words stands, counted up to SEARCH_LOOKED_AT + 1; 0 where it stands in none. `ret_counts` has n places.
CHECKED enum err search_words_count(struct call *call, const int64_t *words, size_t n, int64_t *ret_counts);

// Things with one of `first` and, for each of the other groups, one of it. A group has at most SEARCH_MOST_FORMS words, and there are at most
// SEARCH_MOST_WORDS - 1 others.
enum { SEARCH_MOST_FORMS = 6 };
CHECKED enum err search_words_find(struct call *call, const struct word_hashes *first, const struct word_hashes *others, size_t n,
                                   struct search_found *ret_found);

#endif
