// view_html.h - where in the HTML a view's text stands: between tags, in a tag, in an attribute of which kind.
#ifndef SEMPRE_DEV_VIEW_HTML_H
#define SEMPRE_DEV_VIEW_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum html_place {
    HTML_TEXT,       // between tags
    HTML_OPEN,       // behind '<'
    HTML_TAG,        // in a tag, between attributes
    HTML_NAME,       // in the name of an attribute
    HTML_EQUALS,     // behind '='
    HTML_VALUE,      // in "..."
    HTML_CLOSE,      // in the name of a closing tag
    HTML_DECLARATION // in <!doctype ...>
};

enum { HTML_DEEP = 64, HTML_NAME_SIZE = 40 };

struct html_element {
    char name[HTML_NAME_SIZE];
    int line;
};

struct html {
    enum html_place place;
    char tag[HTML_NAME_SIZE];       // being read, or the one we are in
    char attribute[HTML_NAME_SIZE]; // being read, or the one we are in
    bool slash;                     // the tag ends with "/>"
    bool started;                   // something stands in the value already
    bool spaced;                    // in a tag: an attribute may begin
    bool has_source;                // <script src>
    bool posts;                     // <form method="post">
    char value[24];                 // how the value begins, in small letters
    size_t value_n;
    int letters;                    // letters in a row that stand there as they are
    struct html_element open[HTML_DEEP];
    int depth, floor;               // elements below `floor` may not be closed here
};

// Takes one sign of static text. Returns NULL, or what is wrong with it (owned by `arena`).
const char *html_take(struct html *html, struct arena *arena, char sign, int line);

// Opens and closes an element that a command writes.
const char *html_push(struct html *html, const char *name, int line);
const char *html_pop(struct html *html, struct arena *arena, const char *name);

// Goes into the value of an attribute of a tag that a command writes.
void html_begin(struct html *html, const char *tag, const char *attribute);

// An attribute without value ends where a command begins.
void html_pause(struct html *html);

// A command writes into the value of an attribute; `begins` is how an address that it writes begins, else "".
void html_filled(struct html *html, const char *begins);

// NULL, or why two ways through the view may not meet again here (owned by `arena`).
const char *html_differ(const struct html *a, const struct html *b, struct arena *arena);

// "between tags", "in the attribute title", ... for messages. Owned by `arena`.
const char *html_where(const struct html *html, struct arena *arena);

bool html_keeps_space(const struct html *html); // inside pre or textarea
bool html_is_address(const struct html *html);  // in an attribute that holds an address
bool html_is_safe_address(const char *value);   // begins like an address that cannot be script
bool html_is_plain(const struct html *html);    // in an element that holds text only: title, textarea, option

#endif
