// text_view.h - the data of this folder's pages.
#ifndef SEMPRE_TEXTS_TEXT_VIEW_H
#define SEMPRE_TEXTS_TEXT_VIEW_H

#include "texts/note.h"
#include "texts/variant.h"
#include "web/form.h"

struct variant_row_view {
    const char *name;     // in addresses
    const char *tag;      // of the language
    const char *language; // in itself
    struct words words;
    int64_t changed_at;
    bool easy, is_source, is_draft, is_checked, is_out_of_date, is_there;
};
struct variant_rows_view {
    struct variant_row_view *at;
    size_t n, cap;
};
struct text_view {
    struct text_id id;
    struct words title;             // the source, for the heading
    const char *slug, *place;       // of its network; slug NULL for the programme
    struct variant_rows_view variants, missing;
};
struct variant_view {
    struct text_id id;
    const char *name, *language;
    struct words source;
    const char *source_language;
    const char *stored;             // a clash: what somebody else stored meanwhile
    struct filled *filled;
    int64_t source_version;
    bool easy, is_source, is_line;
};

#endif
