// kind.h - the kinds of activity: one file each under kinds/, one line each in kind.c. A kind is a table of what it
// needs; whatever two kinds have in common they call (contribution.h, mark.h, result.h, kinds/common.h) and never copy.
#ifndef SEMPRE_WORKSHOPS_KIND_H
#define SEMPRE_WORKSHOPS_KIND_H

#include "feature/call.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/view.h"

struct activity;
struct workshop;

// A value a mark may have, in the order in which it is drawn. Larger values are more: of agreement, of whatever is
// asked.
struct mark_value {
    int64_t value;
    const char *label;   // msgid: "Agree"; a bare number is the same in every language
    const char *name;    // in exported files and in content/demo: "agree"
    const char *class_;  // of its bar and button in the style sheet: "y", "u", "n", "v1" ...
};

// What a kind gets to draw one of its views.
struct kind_place {
    struct call *call;
    const struct workshop *workshop;
    const struct activity *activity;
    int64_t participant;             // id of the participant; 0 on console, screen and paper
    const struct request *request;   // query fields (filter, page); NULL on paper
    struct filled *filled;           // a form of this kind that came back with messages, or NULL
    bool frozen;                     // screen
};

struct activity_kind {
    const char *name;                // stored and in addresses: "dots"
    const char *label;               // msgid: "Dots"
    const char *help;                // msgid: one sentence for who plans a workshop
    const struct form *settings;     // declared fields; stored as JSON by field name
    const struct mark_value *values; // ended by label NULL; NULL where marks are free numbers (dots)
    bool has_list;                   // the team puts up lines or statements beforehand
    bool takes_words;                // people say something; a setting "at_once" (FIELD_CHECK) shows it unchecked
    bool values_add_up;              // a mark of 3 counts as three (dots)
    bool marks_support;              // a mark of 1 or more says: I stand behind this (see needs/)
    bool are_opinions;               // for audience.h: what the room may see of few answers
    bool asks_question;              // where the team put up no line, people answer the question itself
    bool has_mean;                   // the values are numbers whose mean says something
    const char *agreement_heading;   // msgid: of the lines, most agreed (highest mean) first; NULL: most marks first
    bool finds_groups;               // a job looks for groups of opinion among its votes: finding.h
    bool asks_one_by_one;            // the phone asks for one statement after the other: mark_next

    // What a value is called in this activity; NULL: by its label.
    struct words (*value_words)(const struct kind_place *place, const struct mark_value *value);

    // Views. Each returns a body over data in the call's arena.
    CHECKED enum err (*phone)(const struct kind_place *place, struct body *ret_body);
    CHECKED enum err (*console)(const struct kind_place *place, struct body *ret_body);
    CHECKED enum err (*screen)(const struct kind_place *place, struct body *ret_body);
    CHECKED enum err (*result)(const struct kind_place *place, int audience, struct body *ret_body);
    CHECKED enum err (*sheet)(const struct kind_place *place, struct body *ret_body);      // paper to print

    // A participant's form came in: POST /w/CODE. Reads its fields from place->request, calls rules, and sets
    // `ret_saved` (what the next page is asked with, "saved=1&of=ID", so that it can say what was saved) or leaves
    // place->filled with messages.
    CHECKED enum err (*act)(struct kind_place *place, const char **ret_saved);
    // Somebody types in a filled paper sheet for a participant made for it: POST /console/ID/sheet.
    CHECKED enum err (*type_sheet)(struct kind_place *place);
    CHECKED enum err (*sheet_form)(const struct kind_place *place, struct body *ret_body); // the form to type it into
};

// Every kind, ended by NULL; and one by name (NULL: none).
extern const struct activity_kind *const activity_kinds[];
const struct activity_kind *activity_kind_find(const char *name);

// Whether a mark may have this value: one of `values`; where there are none, 1, or from 1 up where they add
// up.
bool kind_knows_value(const struct activity_kind *kind, int64_t value);

// Settings as JSON by field name, and back. What is missing, of another type or out of range reads as the field's
// least: old rows stay readable when a kind gets a new setting. Owned by the arena.
const char *kind_settings_text(struct arena *arena, const struct activity_kind *kind, const void *settings);
const void *kind_settings_read(struct arena *arena, const struct activity_kind *kind, const char *text);
// Value of a FIELD_CHECK among the settings; false where the kind has no such field.
bool kind_setting_is_on(const struct activity_kind *kind, const void *settings, const char *name);

#endif
