// search.h - finding needs and contributions of a network by their words, whatever accents and endings they have.
//
// Features put their things in and take them out in the transaction that changes their words. What is kept of a word is a hash of its stem
// (i18n/stem.h), with the network: so both databases find the same, and no forgotten word lies in an index. Whoever searches asks for the
// stems the word has in any language, because a contribution is often not in the language its writer's phone was set to.
#ifndef SEMPRE_SEARCH_SEARCH_H
#define SEMPRE_SEARCH_SEARCH_H

#include "networks/network.h"

enum search_kind { SEARCH_NEEDS = 1, SEARCH_CONTRIBUTIONS = 2 };

struct search_thing {
    int64_t id;
    struct network_id network;
    enum search_kind kind;
    bool is_public;        // else the team alone finds it
    struct text_id text;   // whose variants are its words; v 0: `words`
    struct words words;
};

// --- keeping in step: in the transaction of the rule, which has asked for the right ---
// New things, or changed ones; where one is in the index as it is, nothing happens.
CHECKED enum err search_put(struct call *call, const struct search_thing *things, size_t n);
// Harmless where it is not there.
CHECKED enum err search_remove(struct call *call, int64_t id);
// A text has other words: for text_set_listener.
CHECKED enum err search_text_changed(struct call *call, struct text_id text);

// --- asking ---
// Of what somebody typed: its words and their stems. Nothing in it can fail: what is no word is left out. Beside others, words that say nothing
// alone in one of `languages` ("the", "und") are left out too: where people write in it, they are in no index.
enum { SEARCH_MOST_WORDS = 6, SEARCH_MOST_SIGNS = 200 };
struct search_stems {
    const char **at;
    size_t n, cap;
};
struct search_term {
    const char *written;
    struct search_stems stems; // each once
};
struct search_query {
    struct search_term terms[SEARCH_MOST_WORDS];
    size_t n;                  // 0: there is nothing to look for
    bool is_cut;               // there were more words, or more signs
};
// What is typed beyond SEARCH_MOST_SIGNS is not looked at. Owned by `arena`.
const char *search_query_shortened(struct arena *arena, const char *typed);
// Bits 1 << language: those of the network, and the reader's.
unsigned search_languages(const struct call *call, const struct network *network);
void search_query_read(struct arena *arena, const char *typed, unsigned languages, struct search_query *ret_query);

// Whether a word of a text in this language is one of those looked for; `plain` as word.h gives it.
bool search_query_has(struct arena *arena, const struct search_query *query, enum language language, const char *plain);

// The newest things with all words of the query, that this caller may find: VIEW_NETWORK finds what is not public yet, too. Where every word
// stands in more than SEARCH_LOOKED_AT things, only the newest of them are looked at (`is_part`): so it costs the same however much was said.
enum { SEARCH_MOST_FOUND = 1000, SEARCH_LOOKED_AT = 2000 };
struct search_found {
    int64_t *at;               // ids, descending
    size_t n, cap;
    bool is_part;
};
CHECKED enum err search_find(struct call *call, struct scope scope, enum search_kind kind, const struct search_query *query,
                             struct search_found *ret_found);

// --- what features show of their things; the program (app/) sets the sources once, at start ---
struct search_hit {
    struct words words;
    struct text_id text;       // of the words; v 0: they are as they are
    const char *path;          // where it leads
    struct text_id from;       // what names the place where it was said; v 0: nothing does
    int64_t at;                // when, ms since 1970
    bool is_inside;            // only the team sees it
};
struct search_hits {
    struct search_hit *at;
    size_t n, cap;
};
struct search_source {
    enum search_kind kind;
    const char *name;          // in the address: "needs"
    const char *heading;       // msgid
    // The things with these ids, in their order; what this caller may not see, or is gone, is left out. At most LIMIT_PAGE_ROWS. The page
    // reads their texts.
    CHECKED enum err (*read)(struct call *call, struct scope scope, const int64_t *ids, size_t n, struct search_hits *ret_hits);
};
void search_set_sources(const struct search_source *sources, size_t n); // kept by reference

// The field to search a network in, for a page about it; `slug` as long as the page. On the page of the network: for network_set_slots.
struct body search_field_body(struct call *call, const char *slug);
CHECKED enum err search_slot_body(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body);

#endif
