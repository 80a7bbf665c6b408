// need_slot.c - the places on the page of a need that other features fill.
#include "needs/need_slot.h"

#include "base/vec.h"

static const struct need_slot *slots;
static size_t slot_count;

void need_set_slots(const struct need_slot *new_slots, size_t n)
{
    slots = new_slots;
    slot_count = n;
}

enum err need_slot_bodies(struct call *call, const struct need *need, struct body_list *ret_bodies)
{
    struct body_list bodies = {0};
    for (size_t i = 0; i < slot_count; i++) {
        struct body body = {0};
        TRY(slots[i].body(call, need, &body));
        if (body.draw != NULL)
            *VEC_PUSH(call->arena, &bodies) = body;
    }
    *ret_bodies = bodies;
    return OK;
}

enum err need_slots_merged(struct call *call, struct network_id network, struct need_id from, struct need_id into)
{
    for (size_t i = 0; i < slot_count; i++)
        TRY(slots[i].merged(call, network, from, into));
    return OK;
}
