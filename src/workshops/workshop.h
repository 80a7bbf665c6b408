// workshop.h - one run of a method by a network, at a time and place: planned, open, closed, perhaps open again. It has
// an agenda of activities, a join code for phones and a secret for the big screen.
#ifndef SEMPRE_WORKSHOPS_WORKSHOP_H
#define SEMPRE_WORKSHOPS_WORKSHOP_H

#include "cards/participant.h"
#include "feature/call.h"
#include "texts/text.h"
#include "web/form.h"

struct workshop_id { int64_t v; };
struct activity_id { int64_t v; };

enum workshop_state { WORKSHOP_PLANNED, WORKSHOP_OPEN, WORKSHOP_CLOSED };
enum { JOIN_CODE_SIGNS = 5, SCREEN_SECRET_SIGNS = 20 };

// What the facilitator has set for the big screen.
enum screen_mode { SCREEN_NORMAL, SCREEN_FROZEN, SCREEN_BLANK };

struct workshop {
    struct workshop_id id;
    struct scope scope;               // its network and region
    struct words title, place;
    enum language language;           // in which it is held
    const char *time_zone;            // of its network
    int64_t begins_at, ends_at;       // ends_at 0: not said
    enum workshop_state state;
    const char *join_code;            // 5 signs; works while the workshop is open; "" where none (imported)
    const char *screen_secret;
    struct activity_id current;       // the activity the room is at; v is 0 between activities
    enum screen_mode screen;
    int64_t frozen_at;                // SCREEN_FROZEN: the screen shows nothing newer
    bool dark;                        // dark room: dark screen
    int64_t version;
    struct text_id title_text, place_text;
};
struct workshop_list {
    struct workshop *at;
    size_t n, cap;
};

struct workshop_draft {
    const char *title, *place, *date, *begins, *ends, *language;
};
extern const struct form workshop_form;

// --- rules. `call` has an open transaction; writing rules ask for PLAN_WORKSHOP or RUN_WORKSHOP themselves ---
CHECKED enum err workshop_add(struct call *call, struct network_id network, const struct workshop_draft *draft,
                              struct filled *filled, struct workshop_id *ret_id);
CHECKED enum err workshop_change(struct call *call, struct workshop_id id, const struct workshop_draft *draft,
                                 struct filled *filled); // filled->version; ERR_CONFLICT on a clash
CHECKED enum err workshop_open(struct call *call, struct workshop_id id);   // gives it a join code and a screen secret
CHECKED enum err workshop_close(struct call *call, struct workshop_id id);  // closes its activities too
CHECKED enum err workshop_reopen(struct call *call, struct workshop_id id);
CHECKED enum err workshop_show(struct call *call, struct workshop_id id, struct activity_id activity); // v 0: none
CHECKED enum err workshop_set_screen(struct call *call, struct workshop_id id, enum screen_mode mode);
CHECKED enum err workshop_set_dark(struct call *call, struct workshop_id id, bool dark);
CHECKED enum err workshop_renew_screen(struct call *call, struct workshop_id id); // a new secret; the old address ends

// ERR_NOT_FOUND also where the workshop belongs to another network than call->scope. title and place are read.
CHECKED enum err workshop_find(struct call *call, struct workshop_id id, struct workshop *ret_workshop);
// By join code (small letters, spaces and '-' do not matter) or screen secret: one statement, title and place are ""
// until workshop_read_words. A code stays with its workshop for ever: see `state` for one that is over.
CHECKED enum err workshop_find_code(struct call *call, const char *code, struct workshop *ret_workshop);
CHECKED enum err workshop_find_secret(struct call *call, const char *secret, struct workshop *ret_workshop);
CHECKED enum err workshop_list_of(struct call *call, struct network_id network, size_t page,
                                  struct workshop_list *ret_list, bool *ret_more); // the latest first
// The same without their words, the first page: for a page that reads more texts at once.
CHECKED enum err workshop_list_bare(struct call *call, struct network_id network, struct workshop_list *ret_list, bool *ret_more);

// The activity the room is at, without its words. ERR_NOT_FOUND between activities.
struct activity;
CHECKED enum err workshop_current(struct call *call, const struct workshop *workshop, struct activity *ret_activity);
// Reads the words of a workshop, an activity or both (either may be NULL) with one query.
CHECKED enum err workshop_read_words(struct call *call, struct workshop *workshop, struct activity *activity);
// What a form that changes the workshop begins with.
struct workshop_draft workshop_draft_of(struct call *call, const struct workshop *workshop);

// Joins the visitor: a participant of the network, present in this workshop, with an alias of its own here. Joining
// again changes nothing. ERR_CONFLICT where the workshop is not open.
CHECKED enum err workshop_join(struct call *call, const struct workshop *workshop,
                               struct participant_id *ret_participant);
// The visitor as participant of the workshop. ERR_NOT_FOUND where they have not joined.
CHECKED enum err workshop_participant(struct call *call, const struct workshop *workshop,
                                      struct participant_id *ret_participant);
// How many joined, sheets included. Counts a row a person: for pages that show the number, not for every vote.
CHECKED enum err workshop_people(struct call *call, const struct workshop *workshop, size_t *ret_people);
// Somebody without a phone takes part: a participant for one paper sheet. RUN_WORKSHOP.
CHECKED enum err workshop_add_sheet(struct call *call, const struct workshop *workshop,
                                    struct participant_id *ret_participant);
// What the participant is called in this workshop: 4 signs drawn by lot. For their own phone only, never for the
// screen.
CHECKED enum err workshop_alias(struct call *call, const struct workshop *workshop, struct participant_id participant,
                                const char **ret_alias);

// For routes: scope of a workshop by the id that is the first parameter of the address.
CHECKED enum err workshop_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope);

#endif
