// given_answer.h - what a body said became of a need or of one contribution, and when. Everyone who spoke gets one: the pages here
// also tell the team who is still without.
//
// A contribution is answered when it has an answer of its own or stands behind a need that has one.
#ifndef SEMPRE_ANSWERS_GIVEN_ANSWER_H
#define SEMPRE_ANSWERS_GIVEN_ANSWER_H

#include "needs/need.h"
#include "networks/organisation.h"

struct answer_id { int64_t v; };

// What is answered: a need, or a contribution (the other is v 0).
struct answer_target {
    struct need_id need;
    struct contribution_id line;
};

struct answer {
    struct answer_id id;
    struct scope scope;
    struct answer_target target;
    struct words words;
    struct text_id text;
    struct words body;           // who says so: the name of an organisation; "" for the team of the network
    struct text_id body_text;
    struct words about;          // the need's title, or the contribution's words
    struct text_id about_text;   // v 0: `about` is as it was said
    int64_t said_at;
};
struct answer_list {
    struct answer *at;
    size_t n, cap;
};

// A sentence or need that has no answer yet.
struct waiting {
    struct answer_target target; // its need, where the sentence stands behind one
    struct words words;
    struct text_id text;
    int64_t since;               // when it was said
};
struct waiting_list {
    struct waiting *at;
    size_t n, cap;
};
// How many are without an answer; each counts no further than WAITING_MOST, which means "or more".
enum { WAITING_MOST = 1000, ANSWER_SIGNS = 1000 };
struct waiting_counts {
    int64_t people, lines, needs;
};

struct answer_draft {
    const char *words, *organisation; // id of a member of the network, "" for its team
};
extern const struct form answer_form;

// ANSWER_NEEDS. ERR_INVALID with messages in `filled` (may be NULL): no words, or a body that is no member. ERR_NOT_FOUND: no
// such need, or no such contribution of a participant that is shown, in this network.
CHECKED enum err answer_add(struct call *call, const struct network *network, struct answer_target target,
                            const struct answer_draft *draft, struct filled *filled, struct answer_id *ret_id);
// ANSWER_NEEDS. A mistake goes; what was right once stays and gets a newer answer.
CHECKED enum err answer_remove(struct call *call, struct answer_id id);

// The latest first. Anybody: of needs they are public, of contributions for their participant and the team.
CHECKED enum err answer_list_of(struct call *call, struct network_id network, struct answer_target target,
                                struct answer_list *ret_list);
// To all needs of a network, by need, the latest first, at most 500: for the notice board.
CHECKED enum err answer_list_needs(struct call *call, struct network_id network, struct answer_list *ret_list);
// To what a participant said, and to the needs behind which it stands. Asks for no right: the caller is the participant.
CHECKED enum err answer_list_own(struct call *call, struct network_id network, struct participant_id participant,
                                 struct answer_list *ret_list);

// Who is without an answer: the oldest first, a page of LIMIT_PAGE_ROWS. ANSWER_NEEDS.
CHECKED enum err answer_waiting(struct call *call, struct scope scope, size_t page, struct waiting_list *ret_list, bool *ret_more);
CHECKED enum err answer_waiting_counts(struct call *call, struct scope scope, struct waiting_counts *ret_counts);

// --- for the slots of other features ---
CHECKED enum err answers_slot_body(struct call *call, const struct network *network, struct text_wants *wants,
                                    struct body *ret_body);
CHECKED enum err answers_own_body(struct call *call, const struct network *network, struct participant_id participant,
                                  struct body *ret_body);
CHECKED enum err answers_own_data(struct call *call, const struct network *network, struct participant_id participant,
                                  struct own_data *data);
CHECKED enum err answers_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words);
CHECKED enum err answers_need_body(struct call *call, const struct need *need, struct body *ret_body);
CHECKED enum err answers_merged(struct call *call, struct network_id network, struct need_id from, struct need_id into);

#endif
