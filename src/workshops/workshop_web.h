// workshop_web.h - the handlers of this folder's pages, and what they share.
#ifndef SEMPRE_WORKSHOPS_WORKSHOP_WEB_H
#define SEMPRE_WORKSHOPS_WORKSHOP_WEB_H

#include "feature/feature.h"
#include "networks/network.h"
#include "workshops/activity.h"
#include "workshops/audience.h"
#include "workshops/workshop_view.h"

// --- shared (workshop_web.c) ---

// The workshop whose id is the first part of the address, with its words.
CHECKED enum err workshop_of_request(struct call *call, const struct request *request, struct workshop *ret_workshop);
// The activity of this workshop whose id is `text` (NULL or nonsense: ERR_NOT_FOUND), with its words.
CHECKED enum err activity_of_workshop(struct call *call, const struct workshop *workshop, const char *text,
                                      struct activity *ret_activity);
struct meeting_view meeting_view_of(struct call *call, const struct workshop *workshop);
struct step_view step_view_of(struct call *call, const struct activity *activity);
struct steps_view steps_view_of(struct call *call, const struct workshop *workshop, const struct activity_list *list);
const char *id_in_words(struct arena *arena, int64_t id);
// A join code as somebody typed it: capital letters, without spaces and '-'. NULL where a sign can be in no code.
const char *join_code_plain(struct arena *arena, const char *typed);
// "What our village needs", or more, as the title of a page; `what` is a msgid with {1}.
const char *page_title(struct call *call, const char *what, struct words name);
// A copy of the call of somebody who reads the workshop's own language: for forms that change its texts.
struct call call_in_own_language(const struct call *call, const struct workshop *workshop);

// What people spoke of in the steps that are open to this audience, by step of the list. Untouched where there is nothing to tell.
CHECKED enum err summary_body(struct call *call, const struct activity_list *list, const bool *is_open, enum audience audience,
                              struct body *ret_body); // summary_web.c

#define HANDLER(name) CHECKED enum err name(struct call *call, const struct request *request, struct reply *reply)
// join_web.c
HANDLER(join_get);
HANDLER(join_code_get);
HANDLER(join_code_post);
// phone_web.c
HANDLER(phone_get);
HANDLER(phone_frag);
HANDLER(phone_post);
HANDLER(phone_mine_get);
// console_web.c
HANDLER(console_get);
HANDLER(console_frag);
HANDLER(console_events);
HANDLER(console_post);
// sheet_web.c
HANDLER(sheet_get);
HANDLER(sheet_form_get);
HANDLER(sheet_form_post);
// help_web.c
HANDLER(help_get);
HANDLER(help_post);
// screen_web.c
HANDLER(screen_get);
HANDLER(screen_frag);
HANDLER(screen_events);
// plan_web.c
HANDLER(workshop_new_get);
HANDLER(workshop_new_post);
HANDLER(workshop_edit_get);
HANDLER(workshop_edit_post);
HANDLER(workshop_open_post);
HANDLER(workshop_close_post);
HANDLER(workshop_reopen_post);
// workshop_web.c
HANDLER(workshop_get);
HANDLER(workshops_get);
// agenda_web.c
HANDLER(agenda_get);
HANDLER(activity_new_get);
HANDLER(activity_new_post);
HANDLER(activity_get);
HANDLER(activity_post);
HANDLER(activity_move_post);
HANDLER(activity_remove_post);
HANDLER(activity_lines_post);
#undef HANDLER


// The declared fields of the forms of console, agenda and helpers.
extern const struct form run_form, activity_form, move_form, lines_form, help_form;

extern const struct route workshop_routes[];

// The workshops of a network on its page: for network_set_slots.
CHECKED enum err workshops_slot_body(struct call *call, const struct network *network, struct text_wants *wants,
                                      struct body *ret_body);

#endif
