// view.h - what compiled views are made of, and what they may call. Views are written in views/*.html and compiled by
// dev/viewc; nothing else in the program makes HTML. docs/internals/views.md describes the language of the files.
#ifndef SEMPRE_WEB_VIEW_H
#define SEMPRE_WEB_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/rand.h"
#include "i18n/language.h"
#include "web/form.h"

// Parts of a drawn page, from byte `from` up to `to`.
struct view_span {
    size_t from, to;
};
struct view_spans {
    struct view_span *at;
    size_t n, cap;
};

// Everything a view needs besides its data: who reads, and how.
struct view_env {
    struct arena *arena;
    enum language language;
    bool easy;              // the reader asked for easy language
    const char *time_zone;  // IANA name for dates; NULL is UTC
    // Gives the masked token of the page's forms, when the first of them is drawn; NULL on pages that may be cached: a {form post}
    // there is a bug.
    const char *(*csrf)(void *context);
    void *csrf_context;
    struct rand *random;    // for idempotency keys
    const char *form_key;   // that of a form sent before, which the page gives back; NULL: each form has a new one
    struct view_spans *secrets; // where tokens and keys were drawn, which differ each time; NULL: nobody asks
    const char *path;       // of this page
    bool is_copy;           // drawn for a copy in files (sempre archive): forms do not work there
    const char *address;    // public URL of the installation, "https://..."; for QR codes and paper
};

// A text in the reader's best variant. `language` differs from the page's where it could not be had.
enum words_notice { WORDS_AS_WANTED, WORDS_OTHER_LANGUAGE, WORDS_NOT_EASY, WORDS_OUT_OF_DATE };
struct words {
    const char *text;        // never NULL after reading
    enum language language;
    bool easy;
    enum words_notice notice;
};

// A view with its data, ready to be drawn: made by the generated body_NAME functions.
struct body {
    void (*draw)(struct buf *out, const struct view_env *env, const void *data);
    const void *data;
};

// --- called by generated code (see also draw.h); escaped by place ---
void view_text(struct buf *out, const char *text);            // between tags
void view_attribute(struct buf *out, const char *text);       // inside "..."
void view_number(struct buf *out, const struct view_env *env, int64_t number); // between tags: as people write it
void view_number_plain(struct buf *out, int64_t number);      // in attributes and addresses: 1234
void view_words(struct buf *out, const struct view_env *env, struct words words);  // <span lang> where it differs
void view_words_attribute(struct buf *out, struct words words);
void view_lines(struct buf *out, const char *text);           // paragraphs at empty lines, <br> at line ends
void view_url_part(struct buf *out, const char *text);        // percent-encoded (RFC 3986 unreserved kept), attribute-safe
void view_id(struct buf *out, int64_t id);
void view_date(struct buf *out, const struct view_env *env, int64_t at, int style); // enum date_style, in <time datetime>
void view_form_open(struct buf *out, const struct view_env *env); // the hidden fields of a POST form: token and key
void view_field(struct buf *out, const struct view_env *env, const struct filled *filled, const char *name);
struct body body_fields(const struct filled *filled); // every field, in the order in which they are declared
void view_errors(struct buf *out, const struct view_env *env, const struct filled *filled); // the summary on top

#endif
