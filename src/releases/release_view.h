// release_view.h - the data of the page on which figures are published.
#ifndef SEMPRE_RELEASES_RELEASE_VIEW_H
#define SEMPRE_RELEASES_RELEASE_VIEW_H

#include "texts/text.h"
#include "web/view.h"

// Something that was counted, and what the public would read of it.
struct release_line {
    struct words words;
    const char *figures; // "Voices: 12"
};
struct release_lines {
    struct release_line *at;
    size_t n, cap;
};

// Things of which nothing new is shown, for one reason.
struct release_reason {
    const char *why;
    struct release_lines lines;
    int64_t more;        // besides those listed
};
struct release_reasons {
    struct release_reason *at;
    size_t n, cap;
};

struct release_view {
    const char *slug;
    struct words network;
    int64_t last_at, refused; // last_at 0: never
    bool is_queued, is_empty;
    bool is_too_much; // to list; it can be published
    struct release_lines news;
    int64_t more_news;
    struct release_reasons reasons;
};

#endif
