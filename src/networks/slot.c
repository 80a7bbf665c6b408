// slot.c - places on a network's public page that other features fill.
#include "networks/slot.h"

static const struct network_slot *slots;
static size_t slot_count;

void network_set_slots(const struct network_slot *new_slots, size_t n)
{
    slots = new_slots;
    slot_count = n;
}

enum err network_slot_bodies(struct call *call, const struct network *network, struct text_wants *wants,
                             struct body_list *ret_bodies)
{
    struct body_list bodies = {0};
    for (size_t i = 0; i < slot_count; i++) {
        struct body body = {0};
        TRY(slots[i].body(call, network, wants, &body));
        if (body.draw != NULL)
            *VEC_PUSH(call->arena, &bodies) = body;
    }
    *ret_bodies = bodies;
    return OK;
}
