// layout_view.h - the data of the frame, the error pages and the home page.
#ifndef SEMPRE_APP_LAYOUT_VIEW_H
#define SEMPRE_APP_LAYOUT_VIEW_H

#include "web/view.h"

struct layout_language {
    const char *tag, *name;
    bool is_current;
};
struct layout_languages {
    struct layout_language *at;
    size_t n, cap;
};

// A copy of the pages in files: how each may be read, and in which folder.
struct copy_variant {
    enum language language;
    bool easy, is_current;
    const char *folder, *tag, *name;
    const char *sentence;      // in this language: that it is a copy, and of which day
};
struct copy_variants {
    struct copy_variant *at;
    size_t n, cap;
};
struct copy_view {
    const char *file;          // of this page, in each folder; NULL: the page where one chooses a folder
    const char *sentence;
    struct copy_variants variants;
};

struct layout_view {
    const char *language;      // tag
    const char *frame;         // plain, phone, console, screen, paper
    const char *title;
    const char *size, *theme;  // "" where not chosen
    bool contrast, easy;
    bool kiosk;                // a shared computer: a button ends the visit
    bool idles;                // and the page asks whether somebody is still there
    bool is_ending;            // it is that question: without an answer the visit ends
    bool has_css;              // linked; else inlined
    bool is_bare;              // screen and paper: no header, navigation and footer
    bool is_phone, is_console;
    bool refreshes;            // without JavaScript: every 15 seconds
    bool is_error;
    bool catalogue_unchecked;  // no native speaker has read this catalogue yet
    const char *language_name;
    const char *here;          // this page, to come back to
    struct layout_languages languages;
    const char *person;        // login name, or NULL
    bool edits_texts;
    bool at_home, at_networks, at_join, at_team;
    const struct copy_view *copy; // NULL: the page is served
    struct body body;
};

struct error_page_view {
    const char *title, *what_to_do;
    bool offers_home;
};

struct typed_field {
    const char *name, *label, *value;
    bool is_long, is_hidden;
};
struct typed_fields {
    struct typed_field *at;
    size_t n, cap;
};
struct send_again_view {
    const char *title, *reason;
    const char *action;
    struct typed_fields fields;
};

struct display_view {
    struct layout_languages languages;
    const char *back;
    bool size1, size2, size3, contrast, light, dark, as_device, easy, kiosk;
};

struct still_there_view {
    const char *back;
};

struct home_view {
    bool is_signed_in;
    const char *name;
};

#endif
