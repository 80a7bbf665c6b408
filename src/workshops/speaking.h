// speaking.h - what the rules about contributions and marks share: who may act in an activity now, and who must hear of
// it.
#ifndef SEMPRE_WORKSHOPS_SPEAKING_H
#define SEMPRE_WORKSHOPS_SPEAKING_H

#include "store/signal.h"
#include "workshops/activity.h"

// While it runs everybody may; once it is closed the team may, which types in what was written on paper.
static inline bool activity_is_open_for(const struct call *call, const struct activity *activity)
{
    return activity->state == ACTIVITY_RUNNING ||
           (activity->state == ACTIVITY_CLOSED && call_may(call, RUN_WORKSHOP, activity->scope));
}

// Phones, console and screen draw themselves anew.
static inline void activity_tell_room(struct call *call, const struct activity *activity)
{
    signal_add(call->db, TOPIC_WORKSHOP, activity->workshop.v);
}

// The public pages do, too.
static inline void activity_tell_all(struct call *call, const struct activity *activity)
{
    activity_tell_room(call, activity);
    signal_add(call->db, TOPIC_NETWORK, activity->scope.network.v);
}

#endif
