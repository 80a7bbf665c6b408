// audit.h - who did what of weight, and when: roles, approvals, exports, erasure. Never the contents.
#ifndef SEMPRE_PEOPLE_AUDIT_H
#define SEMPRE_PEOPLE_AUDIT_H

#include "feature/call.h"

// Stored as numbers: new acts go to the end.
enum audit_act {
    AUDIT_NONE,
    AUDIT_ROLE_GIVEN,        // object: the person
    AUDIT_ROLE_TAKEN,        // object: the person
    AUDIT_INVITED,           // object: the invitation
    AUDIT_INVITATION_REVOKED,
    AUDIT_INVITATION_ACCEPTED,
    AUDIT_RECOVERY_MADE,     // a one-time code for a lost password; object: the person
    AUDIT_PASSWORD_RECOVERED,
    AUDIT_PERSON_DISABLED,
    AUDIT_PERSON_ENABLED,
    AUDIT_NETWORK_ADDED,
    AUDIT_NETWORK_CHANGED,
    AUDIT_TEXT_CHANGED,      // object: the text
    AUDIT_PLANNED,           // workshops; object: the workshop
    AUDIT_OPENED,
    AUDIT_CLOSED,
    AUDIT_REOPENED,
    AUDIT_APPROVED,          // contributions; object: the contribution
    AUDIT_REFUSED,
    AUDIT_REWORDED,
    AUDIT_TAKEN_DOWN,
    AUDIT_EXPORTED,          // object: what was taken out
    AUDIT_IMPORTED,
    AUDIT_ERASED,
    AUDIT_CARDS_MADE,        // object: the sheets printed together
    AUDIT_CARD_ENDED,        // object: the card
    AUDIT_CARD_REPLACED,     // object: the old card
    AUDIT_FORGOTTEN,         // a participant, by their own wish; no object: nothing names them any more
    AUDIT_FORGOTTEN_WORDS_STAY,
    AUDIT_HELPED,            // object: the workshop
    AUDIT_NEED_NAMED,        // object: the need
    AUDIT_NEED_CHANGED,
    AUDIT_NEED_STATE,
    AUDIT_NEEDS_MERGED,      // object: the need that stays
    AUDIT_NEED_SPLIT,
    AUDIT_ANSWERED,          // object: the answer
    AUDIT_ANSWER_REMOVED,
    AUDIT_SECOND_STEP_APP,   // object: the person
    AUDIT_SECOND_STEP_LIST,
    AUDIT_SECOND_STEP_OFF,
    AUDIT_PERIODS_KEPT,      // object: how many rows and files went
    AUDIT_FIGURES_PUBLISHED,
    AUDIT_COUNT,
};

// One more line in the list of a network (network.v 0: of the programme), by call->actor, now. In the rule's transaction.
CHECKED enum err audit_add(struct call *call, struct network_id network, enum audit_act act, int64_t object);

// The same about a role of a person; role ROLE_NONE where there is none.
CHECKED enum err audit_add_role(struct call *call, struct network_id network, enum audit_act act, struct person_id person,
                                enum role role);

// Lines older than `before` go. How many.
CHECKED enum err audit_tidy(struct call *call, int64_t before, int64_t *ret_n);

// What the list shows.
struct audit_line {
    int64_t id;
    int64_t at;           // ms since 1970
    const char *sentence; // "Anna Berg gave Jan Ek the role: Coordinator." in the reader's language
};
struct audit_list {
    struct audit_line *at;
    size_t n, cap;
};

// Newest first, a page of LIMIT_PAGE_ROWS: those older than the line `before`, 0 for the newest; network.v 0: the list of
// the programme. VIEW_AUDIT in `scope`. `ret_more`: there are older ones.
CHECKED enum err audit_read(struct call *call, struct scope scope, int64_t before, struct audit_list *ret_list,
                            bool *ret_more);

#endif
