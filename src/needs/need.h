// need.h - a service need, named by the team from what people said. It keeps its evidence: the contributions it was named from,
// and through them the voices that stand behind it.
//
// A voice is a participant of the network who said one of these contributions or marked one in favour; each counts once,
// however often they said it. Hands that were counted in a room stand apart: of each workshop the largest single count.
// The number is kept with the need and counted anew whenever its evidence changes, so that a list costs the same however
// much was said. The public sees the one of the newest release.
#ifndef SEMPRE_NEEDS_NEED_H
#define SEMPRE_NEEDS_NEED_H

#include "cards/own_data.h"
#include "networks/network.h"
#include "texts/text.h"
#include "web/form.h"
#include "workshops/contribution.h"

struct need_id { int64_t v; };
struct need_label_id { int64_t v; };

enum need_state {
    NEED_HEARD,     // named from what was said
    NEED_CHECKED,   // people were asked whether it is what they meant
    NEED_TAKEN_UP,  // a body works on it
    NEED_MET,
    NEED_SET_ASIDE, // with a reason
    NEED_MERGED,    // into another need
    NEED_STATES,
};

struct need {
    struct need_id id;
    struct scope scope;
    struct words title, reason, group, place; // reason, group, place "" where there is none
    struct text_id title_text, reason_text, group_text, place_text;
    struct need_label_id group_label, place_label;
    enum language language;      // in which it was named
    enum need_state state;
    int64_t state_at, named_at;
    struct need_id merged_into;  // v 0 unless NEED_MERGED
    int64_t voices, hands;               // true counts, for the team
    int64_t public_voices, public_hands; // as the newest release shows them: 0 hidden; voices -1: none was published of it
    int64_t version;
};
struct need_list {
    struct need *at;
    size_t n, cap;
};

struct need_label {
    struct need_label_id id;
    struct words name;
    struct text_id text;
    bool is_place;               // else a group
};
struct need_label_list {
    struct need_label *at;
    size_t n, cap;
};

// From which workshops a need comes.
struct need_source {
    struct workshop_id workshop;
    struct words title;
    struct text_id title_text;
    int64_t begins_at;
    int64_t lines;               // contributions of this workshop
};
struct need_sources {
    struct need_source *at;
    size_t n, cap;
};

// A contribution of the network, for who names needs.
struct need_line {
    struct contribution_id id;
    struct words words;
    struct text_id text;
    int64_t needs;               // how many needs have it as evidence
};
struct need_lines {
    struct need_line *at;
    size_t n, cap;
};

struct need_draft {
    const char *title, *group, *place;
};

// What a list is filtered by. state NEED_STATES, ids 0: by nothing.
struct need_filter {
    enum need_state state;
    struct need_label_id group, place;
};

// "heard", and what people read (msgid). need_state_of gives NEED_STATES where the name is none.
const char *need_state_name(enum need_state state);
const char *need_state_label(enum need_state state);
enum need_state need_state_of(const char *name);

// --- reading: anybody. `voices` and `hands` are true counts: pages of the public show `public_voices` and `public_hands` ---

// Of a need that was merged: see `merged_into`. ERR_NOT_FOUND also where it belongs to another network than call->scope.
CHECKED enum err need_find(struct call *call, struct need_id id, struct need *ret_need);
// A page of LIMIT_PAGE_ROWS without those merged, most voices first; for who may not VIEW_NETWORK in the order of what the
// public may know.
CHECKED enum err need_list_of(struct call *call, struct scope scope, const struct need_filter *filter, size_t page,
                              struct need_list *ret_list, bool *ret_more);
// The first of them, at most `most`, without their words: for a page that shows much else.
CHECKED enum err need_list_top(struct call *call, struct scope scope, size_t most, struct need_list *ret_list, bool *ret_more);
CHECKED enum err need_labels(struct call *call, struct network_id network, struct need_label_list *ret_list);
CHECKED enum err need_sources_of(struct call *call, const struct need *need, struct need_sources *ret_sources);

// --- the team: NAME_NEEDS. Writing rules tell the public pages of the network ---

// The contributions of a need, in the order they were said; at most MOST_LINES.
enum { MOST_LINES = 1000 };
CHECKED enum err need_lines_of(struct call *call, const struct need *need, struct need_lines *ret_lines);
// What was shown in a workshop, a page of LIMIT_PAGE_ROWS: what is evidence of nothing yet comes first.
CHECKED enum err need_lines_to_name(struct call *call, const struct workshop *workshop, size_t page,
                                    struct need_lines *ret_lines, bool *ret_more);

// A new need from contributions of the network. ERR_INVALID with messages at the fields in `filled` (may be NULL);
// ERR_NOT_FOUND: a contribution is none of this network, or was not shown.
CHECKED enum err need_add(struct call *call, struct scope scope, const struct need_draft *draft,
                          const struct contribution_ids *lines, struct filled *filled, struct need_id *ret_id);
// More evidence; what is there already stays as it is. ERR_CONFLICT: the need was merged.
CHECKED enum err need_support(struct call *call, struct need_id id, const struct contribution_ids *lines);
// Title, group and place. filled->version: as the page showed it, ERR_CONFLICT on a clash.
CHECKED enum err need_change(struct call *call, struct need_id id, const struct need_draft *draft, struct filled *filled);
// `reason`: only with NEED_SET_ASIDE, which must have one (ERR_INVALID).
CHECKED enum err need_set_state(struct call *call, struct need_id id, enum need_state state, const char *reason);
// All evidence moves to `into`; the address of the old need leads there. ERR_CONFLICT: the same need, or one that was merged.
CHECKED enum err need_merge(struct call *call, struct need_id id, struct need_id into);
// These contributions of a need become a new one. ERR_INVALID: no title, none of its contributions, or all of them.
CHECKED enum err need_split(struct call *call, struct need_id id, const struct need_draft *draft,
                            const struct contribution_ids *lines, struct filled *filled, struct need_id *ret_id);

// --- for the program ---

// Counts anew the needs for which something was marked, counted or hidden since they were counted: a job. The first part only
// looks for them.
CHECKED enum err need_recount_read(struct call *call, const char *payload, void **ret_work);
CHECKED enum err need_recount_write(struct call *call, const char *payload, void *work);

// Needs that are named from what a participant said. Asks for no right: the caller is the participant.
CHECKED enum err need_list_own(struct call *call, struct network_id network, struct participant_id participant,
                               struct need_list *ret_list);

// What became of what they said, on the participant's own page; and counting without somebody who was forgotten: for
// own_set_slots, after workshops.
CHECKED enum err needs_own_body(struct call *call, const struct network *network, struct participant_id participant,
                                struct body *ret_body);
CHECKED enum err needs_own_data(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data);
CHECKED enum err needs_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words);

// The needs of a network on its page: for network_set_slots.
CHECKED enum err needs_slot_body(struct call *call, const struct network *network, struct text_wants *wants,
                                  struct body *ret_body);

// For routes: scope of a need by the id that is the first parameter of the address.
CHECKED enum err need_scope_of_request(struct call *call, const struct request *request, struct scope *ret_scope);

#endif
