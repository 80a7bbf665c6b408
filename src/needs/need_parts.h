// need_parts.h - what the rules of needs share.
#ifndef SEMPRE_NEEDS_NEED_PARTS_H
#define SEMPRE_NEEDS_NEED_PARTS_H

#include "needs/need_evidence_store.h"
#include "people/audit.h"

// A need the caller may work with (NAME_NEEDS), without words. ERR_CONFLICT where it was merged.
CHECKED enum err need_to_name(struct call *call, struct need_id id, struct need *ret_need);

// Counts voices and hands, stores them and tells the public pages.
CHECKED enum err need_recount(struct call *call, struct network_id network, struct need_id id);

// Fills group and place from their names: one that is known already, or a new one. "": none.
CHECKED enum err need_set_labels(struct call *call, const struct need_draft *draft, struct need *need);

// Whether the words of a draft can be taken; else messages in `filled` (may be NULL).
bool need_draft_is_right(struct call *call, const struct need_draft *draft, struct filled *filled, const char **ret_title);

// A new need without evidence.
CHECKED enum err need_name(struct call *call, struct scope scope, const struct need_draft *draft, const char *title,
                           struct need_id *ret_id);

#endif
