// help_store.c - every SQL statement about who helped whom.
#include "workshops/help_store.h"

static const struct query insert_query = {
    "help_insert",
    "INSERT INTO help (id, network_id, workshop_id, participant_id, person_id, agreed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};
static const struct query forget_query = {
    "help_forget", "UPDATE help SET participant_id = NULL WHERE network_id = ?1 AND participant_id = ?2",
};

const struct query *const help_queries[] = {&insert_query, &forget_query, NULL};

enum err help_insert(struct call *call, const struct activity *activity, struct participant_id participant)
{
    return db_run(call->db, &insert_query,
                  ARGS(INT(call_id(call)), INT(activity->scope.network.v), INT(activity->workshop.v), INT(participant.v),
                       INT(call->actor.person.v), INT(call->now)),
                  NULL);
}

enum err help_forget(struct call *call, struct network_id network, struct participant_id participant)
{
    return db_run(call->db, &forget_query, ARGS(INT(network.v), INT(participant.v)), NULL);
}
