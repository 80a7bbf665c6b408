// workshop_view.h - the data of the pages of a workshop: joining, phone, console, screen, planning.
#ifndef SEMPRE_WORKSHOPS_WORKSHOP_VIEW_H
#define SEMPRE_WORKSHOPS_WORKSHOP_VIEW_H

#include "web/qr.h"
#include "web/view.h"

// What every page of a workshop shows of it.
struct meeting_view {
    const char *id;             // 13 signs
    const char *code, *secret;  // "" where it was never open
    struct words title, place;
    const char *when;           // "24 Nov 2026, 18:30"
    const char *until;          // "20:00" or NULL
    bool is_planned, is_open, is_closed;
    bool may_view, may_plan, may_run, may_help;
};
struct meetings_view {
    struct meeting_view *at;
    size_t n, cap;
};

struct join_view {
    const char *typed;          // the code as it was typed
    const char *problem;        // what is wrong with it, or NULL
    struct meeting_view meeting;
};

// What a participant said, on their own page.
struct own_line_view {
    struct words words;
    const char *reason;         // why it was taken down
    bool is_waiting, is_shown, is_refused, is_down;
};
struct own_lines_view {
    struct own_line_view *at;
    size_t n, cap;
};
struct own_meeting_view {
    const char *id, *alias;
    struct words title;
    int64_t begins_at;
    struct own_lines_view said;
};
struct own_meetings_view {
    struct own_meeting_view *at;
    size_t n, cap;
};
struct own_said_view {
    struct own_meetings_view meetings;
};

// A helper writes for somebody.
struct help_view {
    struct meeting_view meeting;
    struct words question;
    const char *at;             // the step that runs; NULL: none that takes words
    bool is_sent;
    struct filled *filled;
};
struct help_aloud_view {
    struct meeting_view meeting;
    const char *at, *code, *words;
};

struct phone_page_view {
    struct meeting_view meeting;
    const char *at;             // the activity this page shows, "0" between activities
    const char *saved, *of, *change; // handed on to the fragment, so that it shows the same
    const char *alias;
    struct words question;
    bool is_waiting, is_between; // is_between: the step is closed, or none has begun
    struct body step, result;
    const char *late;           // words that came when their step was over
};

// A step of the agenda.
struct step_view {
    const char *id;
    struct words title, question;
    const char *kind;
    bool is_selected, is_now, is_done, is_first, is_last;
};
struct steps_view {
    struct step_view *at;
    size_t n, cap;
};

struct console_page_view {
    struct meeting_view meeting;
    int64_t people;
    const char *activity;       // the selected one, "" where there is none
    struct steps_view steps;
    struct step_view next;      // id NULL: none is left
    struct body now;            // no `draw`: there is no step yet
    struct step_view shown;     // what the room is at; id NULL: the join page
    bool shows_results, is_frozen, is_blank, is_dark, is_between;
    const struct filled *filled;
    struct body again;          // what was typed and could not be taken; no `draw`: nothing
    const char *news;           // for who listens: how many are here
};

// A press of a button that could not be done: what was typed, to look at and to send again.
struct typed_again_field {
    const char *name, *label, *value;
    bool is_long, is_hidden;
};
struct typed_again_fields {
    struct typed_again_field *at;
    size_t n, cap;
};
struct console_again_view {
    const char *workshop, *activity;
    const char *stored;         // what somebody else wrote meanwhile, or NULL
    struct typed_again_fields fields;
};

struct sheet_page_view {
    struct meeting_view meeting;
    const char *activity;
    bool is_saved;
    const struct filled *filled;
    struct body form;
};

struct screen_page_view {
    struct meeting_view meeting;
    const char *dark;           // "1" or "0", as the page was drawn
    const char *join_address;   // "sempre.example.org/j"
    int64_t people;
    bool is_joining, is_blank, is_paused;
    struct qr_view qr;
    struct body step;
};

struct result_body {
    struct words title;
    struct body body;
};
struct result_bodies {
    struct result_body *at;
    size_t n, cap;
};

struct workshop_page_view {
    struct meeting_view meeting;
    const char *network;        // its short name
    struct words network_title;
    struct result_bodies results;
    bool is_public;             // figures are those of releases
    int64_t published_at;       // when they were published last; 0: never
    struct body summary;        // what people spoke of; no `draw`: nothing to tell
    struct steps_view steps;
};

struct workshop_form_view {
    int64_t version;
    const char *action;
    const char *network;
    struct words network_title;
    struct meeting_view meeting; // id NULL: a new one
    struct filled *filled;
    struct body clashes;
};

struct kind_choice {
    const char *name, *label, *help;
};
struct kind_choices {
    struct kind_choice *at;
    size_t n, cap;
};

struct agenda_view {
    struct meeting_view meeting;
    const char *network;
    struct words network_title;
    struct steps_view steps;
    struct kind_choices kinds;
};

struct line_view {
    struct words said;
};
struct lines_view {
    struct line_view *at;
    size_t n, cap;
};

struct activity_page_view {
    int64_t version;
    const char *action;
    struct meeting_view meeting;
    const char *activity;       // NULL: a new one
    const char *kind, *kind_label, *kind_help;
    struct filled *filled, *settings, *lines_filled;
    struct body settings_fields, clashes;
    bool has_list, asks_question;
    struct lines_view lines;
};

struct workshops_view {         // of a network: a slot of its page, and the list
    const char *network;
    struct words network_title;
    struct meetings_view meetings;
    bool may_plan, has_more;
    int64_t before, after;      // numbers of the pages beside this one, 0 where there is none
};

#endif
