// demo_workshop.h - one workshop of the demonstration while it is being made.
#ifndef SEMPRE_DEMO_DEMO_WORKSHOP_H
#define SEMPRE_DEMO_DEMO_WORKSHOP_H

#include "demo/demo.h"
#include "workshops/result.h"

enum { NO_AUTHOR = -1 };
#define NO_MARK INT64_MIN

// How the people of a workshop marked something; what it means depends on the kind of activity.
struct leaning {
    bool is_there;
    double too;                    // ideas
    double weight;                 // dots
    double chances[RESULT_VALUES]; // by the kind's values, all together 1
};

// Something in an activity: a line or statement of the team, or what a participant said.
struct demo_line {
    struct node node;
    struct tongues words;
    struct leaning leaning;
    int64_t author;         // index of a person of the workshop, or NO_AUTHOR
    enum contribution_state state;
    bool on_paper;
    struct contribution_id id;
};
struct demo_lines {
    struct demo_line *at;
    size_t n, cap;
};

struct demo_theme {
    const char *key;
    struct theme_id id;
};
struct demo_themes {
    struct demo_theme *at;
    size_t n, cap;
};

struct demo_step {
    struct node node;
    const struct activity_kind *kind;
    enum activity_state state;
    int64_t dots;           // of one person; 0 for other kinds
    struct demo_lines lines;
    struct demo_themes themes;
    struct activity_id id;
    int64_t *marks;         // [person * lines.n + line], NO_MARK where there is none
};
struct demo_steps {
    struct demo_step *at;
    size_t n, cap;
};

struct demo_workshop {
    struct demo *demo;
    struct node node;
    struct network network;
    enum language language;
    enum workshop_state state;
    int64_t begins, ends;   // ms since 1970
    size_t people;
    size_t cards;           // how many of them have a card
    uint64_t seed;
    struct demo_steps steps;
    struct workshop_id id;
    struct participant_id *persons;
};

// The names of a kind's values as the file has them: "agree unsure disagree"; "" where it has none.
const char *demo_value_names(struct arena *arena, const struct activity_kind *kind);

// Reads a workshop from its file, whole, before anything of it is stored.
CHECKED enum err demo_read_workshop(struct demo *demo, struct node node, struct demo_workshop *ret_workshop);

// Draws every mark from the workshop's seed, for one person after the other.
void demo_draw(struct demo_workshop *workshop);

// Stores it, with the rules that pages use.
CHECKED enum err demo_store_workshop(struct demo_workshop *workshop);

#endif
