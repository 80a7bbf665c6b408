// help.c - the rule by which a helper writes for somebody else.
#include "workshops/help.h"

#include <assert.h>

#include "people/audit.h"
#include "workshops/attendance_store.h"
#include "workshops/contribution.h"
#include "workshops/help_store.h"

enum err help_say(struct call *call, const struct activity *activity, const struct card *card, bool agrees,
                  const char *words)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    struct contribution_id contribution;
    struct network_id network = activity->scope.network;
    TRY(call_require(call, HELP_PARTICIPANT, activity->scope));
    if (!agrees)
        return ERR_DENIED;
    if (card != NULL && card->network.v != network.v)
        return ERR_NOT_FOUND;
    if (activity->state != ACTIVITY_RUNNING) // a helper writes with those in the room, not after them
        return ERR_CONFLICT;
    if (card != NULL)
        TRY(card_take(call, card, &participant));
    else
        TRY(participant_add(call, network, PARTICIPANT_SHEET, &participant));
    TRY(attendance_add(call, network, activity->workshop, participant));
    TRY(contribution_add(call, activity, participant, FROM_PHONE, words, &contribution));
    TRY(help_insert(call, activity, participant));
    return audit_add(call, network, AUDIT_HELPED, activity->workshop.v);
}
