// variant.h - one language, normal or easy, of a text; what the forms show and change.
#ifndef SEMPRE_TEXTS_VARIANT_H
#define SEMPRE_TEXTS_VARIANT_H

#include "texts/text.h"

struct variant {
    enum language language;
    bool easy, is_source;
    enum text_state state;
    const char *words;
    int64_t version;        // 0: it is not there yet
    int64_t source_version; // of the source it follows
    int64_t changed_at;
    // What the words follow, see side.h; NULL where it is the source as it is, or, of one that is out of date, where nobody knows.
    const char *followed;
    const char *counts;
};
struct variant_list {
    struct variant *at;
    size_t n, cap;
};

// The variant in this language and form, or NULL.
const struct variant *variant_find(const struct variant_list *list, enum language language, bool easy);

// The name of a variant in addresses: "de", "de-easy". ERR_NOT_FOUND where it is none.
CHECKED enum err variant_parse(const char *name, enum language *ret_language, bool *ret_easy);
const char *variant_name(struct arena *arena, enum language language, bool easy);

// Network and region of a text. ERR_NOT_FOUND.
CHECKED enum err text_scope(struct call *call, struct text_id id, struct scope *ret_scope);

// The right to change it: EDIT_TEXT in its network, MANAGE_PROGRAMME for a text of the programme.
CHECKED enum err text_require(struct call *call, struct scope scope);

// Every variant there is, the source first. ERR_NOT_FOUND.
CHECKED enum err text_variants(struct call *call, struct text_id id, struct variant_list *ret_list);

// The best of some variants of one text for the reader: as text_read chooses, for features that do not show all of them. There is at
// least one.
struct words variants_best(const struct call *call, const struct variant_list *list);

// As text_put, for whoever translated from the source as it was at `source_version`: when the source is newer by now, the
// variant is out of date at once.
CHECKED enum err variant_put(struct call *call, struct text_id id, const struct variant *variant);

// The same for a form: asks for the right and notes it in the audit list.
CHECKED enum err variant_save(struct call *call, struct text_id id, const struct variant *variant);

#endif
