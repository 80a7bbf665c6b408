// text.h - what people read: a text may exist in several languages and in easy language, each variant with its own state.
// The reader sees the variant best for them and is told when it is not theirs.
#ifndef SEMPRE_TEXTS_TEXT_H
#define SEMPRE_TEXTS_TEXT_H

#include "feature/call.h"
#include "web/view.h"

struct text_id { int64_t v; };

enum text_state { TEXT_DRAFT, TEXT_CHECKED, TEXT_OUT_OF_DATE };

// What a text belongs to: for the list of texts, and for what is expected of it. The numbers are stored.
enum text_kind {
    TEXT_OTHER,
    TEXT_REGION,
    TEXT_NETWORK,      // its title, group, place and description
    TEXT_ORGANISATION, // a name: nobody waits for a translation
    TEXT_FIGURE,
    TEXT_WORKSHOP,     // title and place, steps, questions and themes
    TEXT_NEED,         // title, for whom, where, why it is set aside
    TEXT_ANSWER,
    TEXT_CONTRIBUTION, // what somebody said: no earlier wording is kept, and nobody waits for a translation
    TEXT_DUTY,         // what an installation owes its readers
    TEXT_KINDS,
};
const char *text_kind_label(enum text_kind kind); // msgid

// A new text of a network (network.v 0: of the programme) with its first variant, which becomes its source. `words` is
// checked by the caller (form). Needs an open transaction; the rule that owns the thing has asked for the right.
CHECKED enum err text_add(struct call *call, enum text_kind kind, struct network_id network, enum language language,
                          const char *words, struct text_id *ret_id);

// Adds or replaces one variant. Other words in the source make the other variants out of date. `version` is the variant's version
// that the writer saw (0: there was none); ERR_CONFLICT when somebody changed it since.
CHECKED enum err text_put(struct call *call, struct text_id id, enum language language, bool easy, enum text_state state,
                          const char *words, int64_t version);

// Replaces the source variant whatever its version: for forms that edit a thing in its own language, whose row has a version.
CHECKED enum err text_reword(struct call *call, struct text_id id, const char *words);

CHECKED enum err text_remove(struct call *call, struct text_id id);

// Somebody took back what they said: where a text of the network quotes these words as they are, they give way to "…"; a text that is nothing
// else says so instead. Words of fewer than TEXT_LEAST_QUOTED signs are not looked for: others say the same.
enum { TEXT_LEAST_QUOTED = 20 };
CHECKED enum err text_take_out(struct call *call, struct network_id network, const char *words);

// Who must know that the words of a text changed, in the transaction that changes them: the search. Set once, at start.
void text_set_listener(enum err (*changed)(struct call *call, struct text_id id));

// Who can suggest words for a variant that nobody has begun: the duties. Words NULL: no suggestion. Set once, at start.
typedef enum err text_suggester(struct call *call, struct text_id id, enum language language, bool easy, const char **ret_words);
void text_set_suggester(text_suggester *suggest);
CHECKED enum err text_suggest(struct call *call, struct text_id id, enum language language, bool easy, const char **ret_words);

// Texts wanted for a page: collected first, then read with one query. `to` gets the best variant for call->language and
// call->easy: wanted language and easy form, wanted language, source language, English, any; out-of-date ones last in each step.
struct text_want {
    struct text_id id;
    struct words *to;
};
struct text_wants {
    struct text_want *at;
    size_t n, cap;
};
void text_want(struct call *call, struct text_wants *wants, struct text_id id, struct words *to);
CHECKED enum err text_read(struct call *call, const struct text_wants *wants);

// One text at once, for places that need a single one.
CHECKED enum err text_find(struct call *call, struct text_id id, struct words *ret_words);

#endif
