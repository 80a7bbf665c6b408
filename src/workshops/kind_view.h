// kind_view.h - the data of the views of activities: phone, console, screen, paper.
#ifndef SEMPRE_WORKSHOPS_KIND_VIEW_H
#define SEMPRE_WORKSHOPS_KIND_VIEW_H

#include "workshops/contribution.h"
#include "workshops/result_view.h"

struct option_view {
    const char *value;
    const char *class_;
    struct words label;
    bool is_current;
};
struct options_view {
    struct option_view *at;
    size_t n, cap;
};

// A contribution as phone, console, screen and paper show it.
struct said_view {
    const char *id;            // 13 signs
    struct words said;
    const char *number;        // its place in a list
    int64_t people;            // who need this too, or the value this participant gave
    bool is_marked;            // by this participant
    bool can_less, can_more;   // dots
    bool is_question;          // the step's question itself: drawn where there is no heading with it
    struct options_view marks; // the kind's values, this participant's pressed
    bool is_own, is_flagged, is_sheet;
    const char *reason;
    int64_t version;
    int64_t flags;
    bool has_themes;
    struct options_view themes; // console: where it may be put
    const char *typed;          // sheet: what was typed at this line
    struct options_view choices; // sheet: the values it may have
};
struct said_list {
    struct said_view *at;
    size_t n, cap;
};

// Contributions under one theme; title.text NULL: those without one.
struct theme_view {
    struct words title;
    struct said_list list;
};
struct theme_views {
    struct theme_view *at;
    size_t n, cap;
};

// Contributions that say nearly the same, proposed for one theme; said_view.is_marked: under it already.
struct alike_view {
    const char *id;            // of the first
    const char *ids;           // of all, for the form
    bool has_theme;            // some are under a theme
    struct words theme;        // which
    const char *title;         // else: the heading to begin with
    struct said_list list;
};
struct alike_views {
    struct alike_view *at;
    size_t n, cap;
};

struct dot_view {
    bool is_left;
};
struct dot_views {
    struct dot_view *at;
    size_t n, cap;
};

struct phone_view {
    const char *code;          // join code
    struct words question;
    const struct filled *filled;
    const char *saved;         // what was just saved, in the reader's words
    const char *saved_of;      // the statement to change, or NULL
    bool is_running, is_closed, can_need;
    bool takes_words, has_wall, has_line;
    const char *activity;
    struct theme_views wall;
    // opinions
    struct said_view line;
    const char *position, *all, *done;
    bool is_end;
    // dots
    struct said_list lines;
    const char *left, *most;
    struct dot_views dots;
    // scale
    struct words low, high;
    struct body result;
    bool has_result;
};

struct console_view {
    const char *workshop, *activity;
    struct words title, question;
    const char *kind;
    bool is_running, is_closed, is_waiting, results_open, has_values, takes_words, has_list;
    bool is_behind; // it is running, but the room is at another step
    bool has_flagged, has_down;
    struct said_list waiting, flagged, down, lines;
    struct theme_views shown;
    struct options_view themes; // all there are
    struct alike_views alike;
    bool has_alike;
    int64_t more_alike;        // proposals besides
    const char *waiting_count;
    struct key_parts hands;    // one number field a value: class_ is the field's name
    struct body result;
};

struct screen_view {
    struct words question;
    struct theme_views wall;
    int64_t more;              // shown, but not on the screen: it has no room for them
    struct result_lines bars;
    bool shows_bars;
};

// A line for a sentence on a sheet.
struct sheet_line {
    const char *number, *typed;
};
struct sheet_lines {
    struct sheet_line *at;
    size_t n, cap;
};

struct sheet_view {
    struct words workshop, question;
    const char *code, *address;
    const char *workshop_id, *activity_id;
    struct said_list lines;
    struct key_parts columns;
    bool takes_words, has_values, adds_up;
    const char *most;
    struct sheet_lines empty_lines;
};

#endif
