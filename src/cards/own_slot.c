// own_slot.c - the places on a participant's own page that other features fill.
#include "cards/own_slot.h"

#include "base/vec.h"

static const struct own_slot *slots;
static size_t slot_count;

void own_set_slots(const struct own_slot *new_slots, size_t n)
{
    slots = new_slots;
    slot_count = n;
}

enum err own_bodies(struct call *call, const struct network *network, struct participant_id participant,
                    struct body_list *ret_bodies)
{
    struct body_list bodies = {0};
    for (size_t i = 0; i < slot_count; i++) {
        struct body body = {0};
        if (slots[i].body != NULL)
            TRY(slots[i].body(call, network, participant, &body));
        if (body.draw != NULL)
            *VEC_PUSH(call->arena, &bodies) = body;
    }
    *ret_bodies = bodies;
    return OK;
}

enum err own_data_of_slots(struct call *call, const struct network *network, struct participant_id participant, struct own_data *data)
{
    for (size_t i = 0; i < slot_count; i++)
        if (slots[i].data != NULL)
            TRY(slots[i].data(call, network, participant, data));
    return OK;
}

enum err own_forget(struct call *call, struct network_id network, struct participant_id participant, bool keeps_words)
{
    for (size_t i = 0; i < slot_count; i++)
        if (slots[i].forget != NULL)
            TRY(slots[i].forget(call, network, participant, keeps_words));
    return OK;
}
