// slot.h - places on a network's public page that other features fill: its workshops, later its needs and micro projects.
// networks may not know those features; the program (app/) sets the slots once, at start.
#ifndef SEMPRE_NETWORKS_SLOT_H
#define SEMPRE_NETWORKS_SLOT_H

#include "networks/network.h"
#include "web/view.h"

struct network_slot {
    // What stands there for this reader, under a heading of its own (h2). A body without `draw` is nothing. The page reads all its
    // texts with one query: those of the body are wanted in `wants`, into its own data, and are there when it is drawn. The
    // words of `network` are not there yet.
    CHECKED enum err (*body)(struct call *call, const struct network *network, struct text_wants *wants, struct body *ret_body);
};

// Drawn in this order. `slots` is kept by reference.
void network_set_slots(const struct network_slot *slots, size_t n);

struct body_list {
    struct body *at;
    size_t n, cap;
};

CHECKED enum err network_slot_bodies(struct call *call, const struct network *network, struct text_wants *wants,
                                     struct body_list *ret_bodies);

#endif
