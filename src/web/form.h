// form.h - forms: declared fields become a typed draft, or a message at each field. Undeclared input does not exist.
#ifndef SEMPRE_WEB_FORM_H
#define SEMPRE_WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/vec.h"
#include "i18n/language.h"
#include "web/request.h"

enum field_kind {
    FIELD_LINE,     // const char *: one line, trimmed, spaces joined, NFC
    FIELD_SENTENCE, // as FIELD_LINE; drawn so that all of it can be seen on a phone
    FIELD_TEXT,     // const char *: several lines, ends trimmed, NFC
    FIELD_PASSWORD, // const char *: as typed; never given back to the page
    FIELD_CODE,     // const char *: capital letters, spaces and '-' taken out
    FIELD_NUMBER,   // int64_t, from `least` to `most`
    FIELD_CHECK,    // bool
    FIELD_CHOICE,   // const char *: one of `choices` (or of the choices set at run time)
    FIELD_PICK,     // as FIELD_CHOICE, drawn as radio buttons
    FIELD_MANY,     // struct strings: any of `choices`, drawn as check boxes
    FIELD_DATE,     // const char *: "2026-11-24"
    FIELD_TIME,     // const char *: "18:30"
    FIELD_ID,       // int64_t: 13 signs
    FIELD_HIDDEN,   // const char *
    FIELD_FILE,     // struct upload
};

struct choice {
    const char *value;
    const char *label; // msgid
};

struct field {
    const char *name;
    enum field_kind kind;
    const char *label;             // msgid
    const char *hint;              // msgid or NULL
    bool required;
    int64_t least, most;           // signs of a text (most 0: LIMIT_LINE_SIGNS or LIMIT_TEXT_SIGNS), or the number's range
    const struct choice *choices;  // ended by {0}; NULL where set at run time by filled_choices
    size_t offset;                 // of the value in the draft: offsetof(struct network_draft, title)
    const char *autocomplete;      // HTML autocomplete token or NULL
};

// Words that somebody types: a line, a sentence or a text.
bool field_is_words(const struct field *field);

struct form {
    const char *name;
    const struct field *fields;    // ended by {0}
    size_t draft_size;
};

// A choice known only at run time; its label is shown as it is.
struct option {
    const char *value;
    const char *label;
};

// One form as it was filled in: what was typed and what is wrong with it. Goes back into the page.
struct filled {
    const struct form *form;
    struct arena *arena;
    const char **typed;            // by field: the text to show again (never NULL)
    struct strings *many;          // by field: for FIELD_MANY
    const char **messages;         // by field: NULL, or the sentence (msgid); {1} and {2} in it stand for `numbers`
    int64_t (*numbers)[2];         // by field. Views call filled_message(), which puts both together
    const char *top;               // a message about the whole form (msgid), or NULL
    struct option **options;       // by field: run-time choices, ended by {0}
    size_t bad;                    // number of messages
    int64_t version;               // of the row being edited, carried by the hidden field "version"; 0 if none
};

// An empty form, and one that shows a draft that is already stored (`draft` of form->draft_size bytes).
struct filled *filled_empty(struct arena *arena, const struct form *form);
struct filled *filled_from(struct arena *arena, const struct form *form, const void *draft);

// Sets the choices of a field at run time. `options` ended by {0}, owned by the arena.
void filled_choices(struct filled *filled, const char *field, struct option *options);

// Reads the declared fields of the request into `ret_draft`. Wrong input is no error: see filled->bad. Fields that are
// wrong are zero in the draft; texts that are right but empty are "". FIELD_CHOICE without choices is checked only for its
// length: the rule checks it. A request whose body was cut (request->fields_error) always has a message.
// Errors: ERR_LIMIT (arena).
CHECKED enum err form_read(const struct request *request, const struct form *form, void *ret_draft,
                           struct filled **ret_filled);

// A message of the rule at a field; `message` is a msgid. Unknown field: at the top.
void filled_bad(struct filled *filled, const char *field, const char *message);

// The finished sentence at the field of that index, in the reader's language; NULL if it is right. Owned by the arena of
// `filled` or static. filled_top_message: the one about the whole form.
const char *filled_message(const struct filled *filled, size_t field, enum language language);
const char *filled_top_message(const struct filled *filled, enum language language);

#endif
