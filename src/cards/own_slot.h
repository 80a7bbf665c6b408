// own_slot.h - what other features show on a participant's own page, and what they do when somebody wants to be forgotten.
// cards may not know those features; the program (app/) sets the slots once, at start.
#ifndef SEMPRE_CARDS_OWN_SLOT_H
#define SEMPRE_CARDS_OWN_SLOT_H

#include "cards/own_data.h"
#include "networks/network.h"
#include "networks/slot.h"

struct own_slot {
    // What stands there for the participant, under a heading of its own (h2). A body without `draw` is nothing. NULL: nothing.
    CHECKED enum err (*body)(struct call *call, const struct network *network, struct participant_id participant,
                             struct body *ret_body);
    // Adds all that rows of this feature say of the participant. NULL: there is nothing.
    CHECKED enum err (*data)(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data);
    // Cuts every tie to the participant that a row of this feature has. `keeps_words`: what they said stays as somebody's;
    // else it goes, with all that was counted from it. In the rule's transaction. NULL: there is nothing.
    CHECKED enum err (*forget)(struct call *call, struct network_id network, struct participant_id participant,
                               bool keeps_words);
};

// Drawn and asked in this order. `slots` is kept by reference.
void own_set_slots(const struct own_slot *slots, size_t n);

CHECKED enum err own_bodies(struct call *call, const struct network *network, struct participant_id participant,
                            struct body_list *ret_bodies);
CHECKED enum err own_data_of_slots(struct call *call, const struct network *network, struct participant_id participant,
                                   struct own_data *data);
CHECKED enum err own_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words);

#endif
