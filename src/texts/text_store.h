// text_store.h - texts and their variants in the database.
#ifndef SEMPRE_TEXTS_TEXT_STORE_H
#define SEMPRE_TEXTS_TEXT_STORE_H

#include "texts/text.h"
#include "texts/variant.h"

extern const struct query *const text_queries[];

CHECKED enum err text_store_add(struct call *call, struct text_id id, enum text_kind kind, struct network_id network);
CHECKED enum err text_store_network(struct call *call, struct text_id id, struct network_id *ret_network, enum text_kind *ret_kind);
CHECKED enum err text_store_remove(struct call *call, struct text_id id);

// A variant with version 1. ERR_CONFLICT where it is there already; the transaction lives on.
CHECKED enum err variant_store_add(struct call *call, struct text_id id, struct network_id network,
                                   const struct variant *variant);
// Takes variant->words, state and source_version where the row still has variant->version, which then counts on.
// ERR_CONFLICT.
CHECKED enum err variant_store_change(struct call *call, struct text_id id, const struct variant *variant);
// Keeps what variant->followed and counts say; NULL: it follows the source as it is, or nobody knows what.
CHECKED enum err variant_store_follow(struct call *call, struct text_id id, struct network_id network, const struct variant *variant);
// The source is about to change: those that follow it as it is keep these `words` of it. Not for what somebody said, whose earlier
// wording may have held a name.
CHECKED enum err variant_store_keep_followed(struct call *call, struct text_id id, const char *words);
// The others became out of date.
CHECKED enum err variant_store_outdate(struct call *call, struct text_id id);
CHECKED enum err variant_store_list(struct call *call, struct text_id id, struct variant_list *ret_list);

// Variants of a network in which these words stand, as they are.
struct quoting {
    struct text_id text;
    struct variant variant;
};
struct quoting_list {
    struct quoting *at;
    size_t n, cap;
};
CHECKED enum err variant_store_quoting(struct call *call, struct network_id network, const char *words, struct quoting_list *ret_list);

// The same words in what variants follow: "…" stands in their place.
CHECKED enum err variant_store_take_out_followed(struct call *call, struct network_id network, const char *words);

struct candidate {
    struct text_id id;
    enum language language;
    bool easy, is_source;
    enum text_state state;
    const char *words; // for take only
};
// Asked for each variant that is read; only where one is better, its words are copied and handed to `take`.
struct variant_reader {
    bool (*is_better)(const struct candidate *candidate, void *context);
    void (*take)(const struct candidate *candidate, void *context);
    void *context;
};
// In the call's language; or those in other languages that may stand in: the source, and English.
enum variants { VARIANTS_WANTED, VARIANTS_OTHERS };
// One statement for each 60 of the `n` texts.
CHECKED enum err variant_store_read(struct call *call, const struct text_id *ids, size_t n, enum variants variants,
                                    const struct variant_reader *reader);

#endif
