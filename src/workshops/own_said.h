// own_said.h - what one participant said, over all workshops of a network: for their own page.
#ifndef SEMPRE_WORKSHOPS_OWN_SAID_H
#define SEMPRE_WORKSHOPS_OWN_SAID_H

#include "cards/own_data.h"
#include "networks/network.h"
#include "workshops/contribution.h"

// A workshop they were in, and what they are called there.
struct own_meeting {
    struct workshop_id id;
    struct words title;
    struct text_id title_text;
    int64_t begins_at;
    const char *alias;
};
struct own_meetings {
    struct own_meeting *at;
    size_t n, cap;
};

struct own_said {
    struct contribution_id id;
    struct workshop_id workshop;
    struct words words;
    struct text_id text;      // v 0: there are no translations
    enum contribution_state state;
    const char *reason;       // why it was taken down
    int64_t said_at;
};
struct own_said_list {
    struct own_said *at;
    size_t n, cap;
};

// The latest first, at most OWN_MEETINGS_MOST and OWN_SAID_MOST. Asks for no right: the caller is the participant.
enum { OWN_MEETINGS_MOST = 50, OWN_SAID_MOST = 500 };
CHECKED enum err own_said_list(struct call *call, struct network_id network, struct participant_id participant,
                               struct own_meetings *ret_meetings, struct own_said_list *ret_said);

// The participant's page: for own_set_slots.
CHECKED enum err workshops_own_body(struct call *call, const struct network *network, struct participant_id participant,
                                    struct body *ret_body);

// What is to be done when a participant is forgotten: for own_set_slots. Where their words go, all they marked goes too,
// and every count is as if they had never been there.
CHECKED enum err workshops_forget(struct call *call, struct network_id network, struct participant_id participant,
                                  bool keeps_words);

// All that is kept of them here, for the file that is theirs to take away: for own_set_slots (own_kept.c).
CHECKED enum err workshops_own_data(struct call *call, const struct network *network, struct participant_id participant,
                                    struct own_data *data);

#endif
