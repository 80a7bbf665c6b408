// contribution.h - what one participant said in an activity, or what the team put up to be marked: an idea, a line of a
// list, a statement. It waits for the team, is shown, or is taken back.
#ifndef SEMPRE_WORKSHOPS_CONTRIBUTION_H
#define SEMPRE_WORKSHOPS_CONTRIBUTION_H

#include "workshops/activity.h"

struct contribution_id { int64_t v; };
struct contribution_ids {
    struct contribution_id *at;
    size_t n, cap;
};
struct theme_id { int64_t v; };

enum contribution_state {
    CONTRIBUTION_WAITING,
    CONTRIBUTION_SHOWN,
    CONTRIBUTION_REFUSED,    // "not now": never was public
    CONTRIBUTION_TAKEN_DOWN, // was public, with a reason
};
enum contribution_origin { FROM_PHONE, FROM_SHEET, FROM_TEAM, FROM_IMPORT };

struct contribution {
    struct contribution_id id;
    struct activity_id activity;
    struct words words;                 // as said, or the best variant where the team made translations
    struct words as_put;                // without translations; set by contribution_read_words
    const char *said;                   // before the team reworded it; NULL where nobody did
    struct participant_id participant;  // v 0: the team put it up; never shown
    enum contribution_state state;
    enum contribution_origin origin;
    struct theme_id theme;              // v 0: none
    const char *source_id;              // of imported data: the comment's id there; else NULL
    const char *reason;                 // why it was taken down
    size_t flags;                       // how often it was reported and not yet looked at
    int64_t said_at;
    int64_t version;
    struct text_id text;                // v 0: there are no translations
};
struct contribution_list {
    struct contribution *at;
    size_t n, cap;
};

struct theme {
    struct theme_id id;
    struct words title;
    struct text_id title_text;
};
struct theme_list {
    struct theme *at;
    size_t n, cap;
};

// Words as they are kept. ERR_INVALID: none, or control characters; ERR_LIMIT: too long.
CHECKED enum err contribution_check_words(struct call *call, const char *words, size_t most_signs,
                                          const char **ret_words);

// A participant says something. Waiting where the kind's settings ask for moderation, else shown. FROM_SHEET:
// RUN_WORKSHOP, shown at once. ERR_CONFLICT: the activity is not running, or the same participant said the same
// (folded) before; ERR_LIMIT: too long, or more than MOST_SAID from one participant; ERR_INVALID: no words, control
// characters.
enum { MOST_SAID = 100, MOST_PUT_UP = 1000 };
CHECKED enum err contribution_add(struct call *call, const struct activity *activity, struct participant_id participant,
                                  enum contribution_origin origin, const char *words,
                                  struct contribution_id *ret_id);
// The team puts up a line or statement (PLAN_WORKSHOP or RUN_WORKSHOP), shown at once. ERR_LIMIT: too long, or
// more than MOST_PUT_UP.
CHECKED enum err contribution_put_up(struct call *call, const struct activity *activity, const char *words,
                                     struct contribution_id *ret_id);

// For a kind that `asks_question`: where the team put up no line, the question itself becomes one; its words stay those of
// the question. Called when the activity opens; asks for no right.
CHECKED enum err contribution_put_up_question(struct call *call, const struct activity *activity);

// RUN_WORKSHOP; each writes the audit list. `version`: as the page showed it, ERR_CONFLICT on a clash.
// ERR_CONFLICT also where its state does not allow it; doing it twice is the same as once.
CHECKED enum err contribution_approve(struct call *call, struct contribution_id id);
CHECKED enum err contribution_refuse(struct call *call, struct contribution_id id);
CHECKED enum err contribution_reword(struct call *call, struct contribution_id id, const char *words, int64_t version);
CHECKED enum err contribution_take_down(struct call *call, struct contribution_id id, const char *reason);
CHECKED enum err contribution_bring_back(struct call *call, struct contribution_id id); // taken down, or not now
// One more language, or easy language: the words as they are become the source.
CHECKED enum err contribution_translate(struct call *call, struct contribution_id id, enum language language, bool easy,
                                        const char *words);
CHECKED enum err contribution_set_theme(struct call *call, struct contribution_id id, struct theme_id theme);
// Anyone who can see it may report it; once a visitor. ERR_INVALID without visitor cookie or login.
CHECKED enum err contribution_flag(struct call *call, struct contribution_id id);
CHECKED enum err contribution_unflag(struct call *call, struct contribution_id id); // looked at: it stays

CHECKED enum err theme_add(struct call *call, const struct activity *activity, const char *title,
                           struct theme_id *ret_id);
CHECKED enum err theme_remove(struct call *call, struct theme_id id);
CHECKED enum err theme_list_of(struct call *call, const struct activity *activity, struct theme_list *ret_list);

// Those in one state (others than shown: VIEW_NETWORK), in the order they were said (`newest_first` turns it), at most
// `most` from `skip`.
CHECKED enum err contribution_list_of(struct call *call, const struct activity *activity, enum contribution_state state,
                                      bool newest_first, size_t skip, size_t most, struct contribution_list *ret_list);
// All that the room does not see: first what waits, then what was taken down, then what was refused. VIEW_NETWORK.
CHECKED enum err contribution_list_aside(struct call *call, const struct activity *activity, size_t most,
                                         struct contribution_list *ret_list);
CHECKED enum err contribution_list_own(struct call *call, const struct activity *activity,
                                       struct participant_id participant, struct contribution_list *ret_list);
CHECKED enum err contribution_list_flagged(struct call *call, const struct workshop *workshop,
                                           struct contribution_list *ret_list);
// ERR_NOT_FOUND also where it is not shown and the caller may not VIEW_NETWORK.
CHECKED enum err contribution_find(struct call *call, struct contribution_id id, struct contribution *ret_contribution);
CHECKED enum err contribution_count(struct call *call, const struct activity *activity, enum contribution_state state,
                                    size_t *ret_n);

#endif
