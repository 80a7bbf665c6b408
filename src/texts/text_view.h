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
    bool is_duty;
    struct variant_rows_view variants, missing;
};
// The text that was written first.
struct source_view {
    struct text_id id;
    const char *name, *language;
    const char *stored;             // a clash: what somebody else stored meanwhile
    struct filled *filled;
};

// A variant beside the source.
struct side_piece_view {
    const char *text;
    bool is_out, is_in;
};
struct side_pieces_view {
    struct side_piece_view *at;
    size_t n, cap;
};
struct side_row_view {
    const char *number, *key;
    const char *label, *writing;    // above the source, above the words
    const char *tag, *writing_tag;  // their languages
    struct words source, normal;    // normal: in the language of an easy variant, where that is not the source's
    struct side_pieces_view pieces; // what changed in the source
    const char *words;
    const char *stored;             // a clash: what somebody else stored meanwhile
    const char *message;            // what is wrong with them
    const char *tick;               // what ticking says; NULL where there is nothing to tick
    int64_t lines;                  // room to write in
    bool is_right;                  // ticked
    bool is_same, is_changed, is_unknown, is_new, is_gone;
};
struct side_rows_view {
    struct side_row_view *at;
    size_t n, cap;
};
struct side_view {
    struct text_id id;
    const char *name, *language, *source_language;
    const char *list;               // address of the list of texts it is in
    struct filled *filled;
    struct side_rows_view rows;
    struct side_rows_view open;     // those that need work
    int64_t open_count, source_version;
    bool easy, is_there, is_draft, is_checked, is_out_of_date, is_saved, is_clash, is_suggestion;
};

#endif
