// hand_count.c - shows of hands: numbers counted in the room, kept apart from what participants marked.
#include <assert.h>

#include "workshops/contribution_store.h"
#include "workshops/hand_count_store.h"
#include "workshops/speaking.h"

static bool are_counts(const struct activity *activity, const struct hands *hands, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!kind_knows_value(activity->kind, hands[i].value) || hands[i].people < 0 || hands[i].people > MOST_HANDS)
            return false;
        for (size_t j = 0; j < i; j++)
            if (hands[j].value == hands[i].value)
                return false;
    }
    return true;
}

enum err hand_count_put(struct call *call, const struct activity *activity, struct contribution_id contribution,
                        const struct hands *hands, size_t n)
{
    assert(db_in_transaction(call->db));
    struct contribution owner;
    struct scope scope;
    TRY(call_require(call, RUN_WORKSHOP, activity->scope));
    TRY(contribution_read(call, contribution, &owner, &scope));
    if (owner.activity.v != activity->id.v || owner.state != CONTRIBUTION_SHOWN)
        return ERR_NOT_FOUND;
    if (!are_counts(activity, hands, n))
        return ERR_INVALID;
    if (activity->state == ACTIVITY_WAITING)
        return ERR_CONFLICT;
    TRY(hand_count_delete(call, activity, contribution));
    for (size_t i = 0; i < n; i++)
        TRY(hand_count_insert(call, activity, contribution, hands[i]));
    activity_tell_room(call, activity);
    return OK;
}
