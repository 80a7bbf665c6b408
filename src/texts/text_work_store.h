// text_work_store.h - the list of texts with what is to be done about them, in the database.
#ifndef SEMPRE_TEXTS_TEXT_WORK_STORE_H
#define SEMPRE_TEXTS_TEXT_WORK_STORE_H

#include "texts/text_work.h"

extern const struct query *const text_work_queries[];

// Id and kind of each text, worst first.
CHECKED enum err text_work_store_list(struct call *call, const struct text_work_filter *filter, size_t skip, size_t most,
                                      struct text_work_list *ret_list);

// The variants of at most LIMIT_PAGE_ROWS texts.
struct variant_state {
    struct text_id id;
    enum language language;
    bool easy;
    enum text_state state;
};
CHECKED enum err text_work_store_states(struct call *call, const struct text_id *ids, size_t n,
                                        void (*take)(const struct variant_state *state, void *context), void *context);

struct state_count {
    enum language language;
    bool easy;
    enum text_state state;
    int64_t n, expected; // of n: texts that are expected, see text_kind_is_expected
};
struct state_count_list {
    struct state_count *at;
    size_t n, cap;
};
// ret_texts: all there are; ret_expected: those of them that are expected in every language.
CHECKED enum err text_work_store_count(struct call *call, struct network_id network, struct state_count_list *ret_list,
                                       int64_t *ret_texts, int64_t *ret_expected);

#endif
