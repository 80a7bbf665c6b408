// duty_view.h - the data of this folder's pages.
#ifndef SEMPRE_DUTIES_DUTY_VIEW_H
#define SEMPRE_DUTIES_DUTY_VIEW_H

#include "texts/note.h"
#include "texts/text.h"
#include "web/form.h"

struct duty_view {
    const char *name, *label;
    struct words words;     // text "" where nothing is published
    struct words_note note;
    bool may_edit, is_privacy;
};

struct duty_row_view {
    const char *name, *label;
    struct text_id text;    // v 0: nobody has begun
    const char *shown;      // the languages in which readers see it, or NULL
    bool is_empty, is_draft, has_gaps, is_published;
};
struct duty_rows_view {
    struct duty_row_view *at;
    size_t n, cap;
};
struct duties_view {
    struct duty_rows_view rows;
    bool is_saved;
};

struct duty_edit_view {
    const char *name, *label;
    const char *stored;     // a clash: what somebody else stored meanwhile
    struct filled *filled;
    bool is_suggestion;
};

#endif
