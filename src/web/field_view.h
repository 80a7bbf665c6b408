// field_view.h - what the views of form fields show.
#ifndef SEMPRE_WEB_FIELD_VIEW_H
#define SEMPRE_WEB_FIELD_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct field_choice_view {
    const char *id, *value, *label;
    bool is_chosen;
};

struct field_choice_list {
    struct field_choice_view *at;
    size_t n, cap;
};

struct field_view {
    const char *id, *name;
    const char *label, *hint, *message; // in the reader's language; hint and message may be NULL
    const char *described_by;           // ids of hint and message, or ""
    const char *value;
    const char *type;                   // of the input element
    int64_t rows;                       // of a text area
    const char *keyboard;               // inputmode, or NULL
    const char *autocomplete;           // or NULL
    bool is_optional;                   // says so
    bool is_code;                       // capital letters, large
    bool is_long;                       // a code of more signs than fit in large ones
    bool is_exact;                      // a name or address: nothing to correct
    bool is_checked;
    struct field_choice_list choices;
};

struct error_view {
    const char *id;      // of the field, or NULL for the whole form
    const char *label;   // of the field; two may have the same message
    bool is_question;    // the label ends with a question mark
    const char *message; // in the reader's language
};

struct error_list {
    struct error_view *at;
    size_t n, cap;
};

struct error_summary_view {
    struct error_list errors;
};

struct form_view {
    const char *token, *key;
};

#endif
