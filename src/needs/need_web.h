// need_web.h - the pages of this folder, for its manifest, and what they share.
#ifndef SEMPRE_NEEDS_NEED_WEB_H
#define SEMPRE_NEEDS_NEED_WEB_H

#include "feature/feature.h"
#include "needs/need_view.h"

extern const struct form need_form, need_state_form, need_split_form, need_merge_form, need_pick_form;

// The need as this reader may see it: small counts only for the team.
struct need_card_view need_card(struct call *call, const struct need *need);

// The need of the address, with its words. ERR_NOT_FOUND.
CHECKED enum err need_of_request(struct call *call, const struct request *request, struct need *ret_need);

#define HANDLER(name) CHECKED enum err name(struct call *call, const struct request *request, struct reply *reply)
// need_web.c
HANDLER(needs_get);
HANDLER(need_get);
// need_pick_web.c
HANDLER(need_pick_get);
HANDLER(need_pick_post);
// need_edit_web.c
HANDLER(need_edit_get);
HANDLER(need_edit_post);
HANDLER(need_state_post);
HANDLER(need_split_post);
HANDLER(need_merge_post);
#undef HANDLER

#endif
