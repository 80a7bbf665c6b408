// need_slot.h - what other features show on the page of a need, and what they must know when two needs become one. needs may not
// know those features; the program (app/) sets the slots once, at start.
#ifndef SEMPRE_NEEDS_NEED_SLOT_H
#define SEMPRE_NEEDS_NEED_SLOT_H

#include "needs/need.h"
#include "networks/slot.h"

struct need_slot {
    // What stands there for this reader, under a heading of its own (h2). A body without `draw` is nothing.
    CHECKED enum err (*body)(struct call *call, const struct need *need, struct body *ret_body);
    // `from` was merged into `into`: what belongs to the one belongs to the other now. In the rule's transaction.
    CHECKED enum err (*merged)(struct call *call, struct network_id network, struct need_id from, struct need_id into);
};

// Drawn and asked in this order. `slots` is kept by reference.
void need_set_slots(const struct need_slot *slots, size_t n);

CHECKED enum err need_slot_bodies(struct call *call, const struct need *need, struct body_list *ret_bodies);
CHECKED enum err need_slots_merged(struct call *call, struct network_id network, struct need_id from, struct need_id into);

#endif
