// own_kept_store.h - every row about a participant, for the file that is theirs to take away.
#ifndef SEMPRE_WORKSHOPS_OWN_KEPT_STORE_H
#define SEMPRE_WORKSHOPS_OWN_KEPT_STORE_H

#include "workshops/contribution.h"

extern const struct query *const own_kept_queries[];

struct kept_meeting {
    struct words title;
    const char *alias;
    int64_t begins_at, joined_at;
};
struct kept_meetings {
    struct kept_meeting *at;
    size_t n, cap;
};
struct kept_said {
    struct words meeting, words; // words: as they stand now
    const char *said;            // before the team reworded them; NULL: it did not
    const char *state, *reason;  // state: as it is stored
    int64_t said_at;
};
struct kept_said_list {
    struct kept_said *at;
    size_t n, cap;
};
struct kept_mark {
    struct words step, line;
    const struct activity_kind *kind; // NULL: of a kind the program no longer knows
    bool has_value;                   // else they would rather not say
    int64_t value, marked_at;
};
struct kept_marks {
    struct kept_mark *at;
    size_t n, cap;
};
struct kept_help {
    struct words meeting;
    int64_t agreed_at;
};
struct kept_helps {
    struct kept_help *at;
    size_t n, cap;
};

// The oldest first, all of them. `wants`: the texts of their words, to be read before they are shown; the lists must not grow then.
CHECKED enum err kept_read_meetings(struct call *call, struct network_id network, struct participant_id participant,
                                    struct text_wants *wants, struct kept_meetings *ret_list);
CHECKED enum err kept_read_said(struct call *call, struct network_id network, struct participant_id participant,
                                struct text_wants *wants, struct kept_said_list *ret_list);
CHECKED enum err kept_read_marks(struct call *call, struct network_id network, struct participant_id participant,
                                 struct text_wants *wants, struct kept_marks *ret_list);
CHECKED enum err kept_read_helps(struct call *call, struct network_id network, struct participant_id participant,
                                 struct text_wants *wants, struct kept_helps *ret_list);

#endif
