// text_work.h - what is to be done about the texts of a network, or of the programme: which are missing in a language or in easy
// language, which are drafts, which are out of date.
#ifndef SEMPRE_TEXTS_TEXT_WORK_H
#define SEMPRE_TEXTS_TEXT_WORK_H

#include "texts/text.h"

struct language_list {
    enum language *at;
    size_t n, cap;
};

enum text_easy { EASY_NO, EASY_YES, EASY_BOTH };

struct text_work_filter {
    struct network_id network;      // v 0: of the programme
    struct language_list languages; // looked at, at most LANGUAGE_COUNT
    enum text_easy easy;            // which form of them
    enum text_kind kind;            // TEXT_KINDS: every one
    bool only_work;                 // leaves out where nothing is to be done
};

// Whether a variant is there, and how it is.
struct variant_mark {
    enum language language;
    bool easy, is_there, is_expected;
    enum text_state state;
};
struct variant_mark_list {
    struct variant_mark *at;
    size_t n, cap;
};

struct text_work {
    struct text_id id;
    enum text_kind kind;
    struct words words;             // best for the reader
    struct variant_mark_list marks; // one for each language and form that the filter looks at
};
struct text_work_list {
    struct text_work *at;
    size_t n, cap;
};

// Whether somebody waits for a translation of such a text. Names of organisations and what people said are translated where it helps.
bool text_kind_is_expected(enum text_kind kind);

// A page of texts, worst first: those with the most variants out of date, then with the most missing, then with the most drafts, then
// the newest. `page` from 0. Whoever calls has asked for the right.
CHECKED enum err text_work_list_of(struct call *call, const struct text_work_filter *filter, size_t page,
                                   struct text_work_list *ret_list, bool *ret_more);

// How many texts are in which state in one language and form. Only texts that are expected count as missing.
struct text_count {
    enum language language;
    bool easy;
    int64_t missing, drafts, checked, out_of_date;
};
struct text_count_list {
    struct text_count *at;
    size_t n, cap;
};
// One for each language and form that the filter looks at; its kind and only_work do not matter. ret_texts: texts there are at all.
CHECKED enum err text_work_count(struct call *call, const struct text_work_filter *filter, struct text_count_list *ret_list,
                                 int64_t *ret_texts);

#endif
