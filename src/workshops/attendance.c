// attendance.c - who takes part in a workshop, and what they are called in it.
#include <assert.h>

#include "store/signal.h"
#include "workshops/attendance_store.h"

enum err attendance_add(struct call *call, struct network_id network, struct workshop_id workshop,
                        struct participant_id participant)
{
    enum { ALIAS_SIGNS = 4, DRAWS = 20 }; // half a million aliases a workshop
    const char *alias;
    enum err error = ERR_NOT_FOUND;
    // Written without looking first, as participant_join does and for the same reason.
    for (int i = 0; error == ERR_NOT_FOUND && i < DRAWS; i++) {
        error = attendance_insert(call, network, workshop, participant, call_secret(call, ALIAS_SIGNS));
        if (error == ERR_CONFLICT && db_error(call->db) == OK) // they are in already, or the alias is taken
            error = attendance_read(call, network, workshop, participant, &alias);
    }
    return error == ERR_NOT_FOUND ? ERR_BUSY : error;
}

enum err workshop_join(struct call *call, const struct workshop *workshop, struct participant_id *ret_participant)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    if (workshop->state != WORKSHOP_OPEN)
        return ERR_CONFLICT;
    TRY(participant_join(call, workshop->scope.network, &participant));
    TRY(attendance_add(call, workshop->scope.network, workshop->id, participant));
    signal_add(call->db, TOPIC_WORKSHOP, workshop->id.v);
    *ret_participant = participant;
    return OK;
}

enum err workshop_participant(struct call *call, const struct workshop *workshop,
                              struct participant_id *ret_participant)
{
    struct participant_id participant;
    const char *alias;
    TRY(participant_find(call, workshop->scope.network, &participant));
    TRY(attendance_read(call, workshop->scope.network, workshop->id, participant, &alias));
    *ret_participant = participant;
    return OK;
}

enum err workshop_people(struct call *call, const struct workshop *workshop, size_t *ret_people)
{
    return attendance_count(call, workshop->scope.network, workshop->id, ret_people);
}

enum err workshop_alias(struct call *call, const struct workshop *workshop, struct participant_id participant,
                        const char **ret_alias)
{
    return attendance_read(call, workshop->scope.network, workshop->id, participant, ret_alias);
}

enum err workshop_add_sheet(struct call *call, const struct workshop *workshop, struct participant_id *ret_participant)
{
    assert(db_in_transaction(call->db));
    struct participant_id participant;
    TRY(call_require(call, RUN_WORKSHOP, workshop->scope));
    if (workshop->state == WORKSHOP_PLANNED)
        return ERR_CONFLICT;
    TRY(participant_add(call, workshop->scope.network, PARTICIPANT_SHEET, &participant));
    TRY(attendance_add(call, workshop->scope.network, workshop->id, participant));
    signal_add(call->db, TOPIC_WORKSHOP, workshop->id.v);
    *ret_participant = participant;
    return OK;
}
