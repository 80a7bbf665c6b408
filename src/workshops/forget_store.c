// forget_store.c - every SQL statement by which marks are taken out of the counts again.
#include "workshops/forget_store.h"

#define IN_NETWORK "network_id = ?1 AND activity_id IN (SELECT id FROM activity WHERE network_id = ?1) AND participant_id = ?2 "
#define ADD_TO_TALLY                                                                                                \
    " ON CONFLICT (network_id, activity_id, contribution_id, value, slot) DO UPDATE SET people = tally.people + excluded.people"
#define INTO_TALLY "INSERT INTO tally (network_id, activity_id, contribution_id, value, slot, people) "

// Tallies of the marks, then of the people; both before what they are counted from goes.
static const struct query of_tallies_query = {
    "forget_of_tallies",
    INTO_TALLY "SELECT network_id, activity_id, contribution_id, value, 0, -1 FROM mark WHERE " IN_NETWORK
               "AND value IS NOT NULL" ADD_TO_TALLY,
};
static const struct query of_people_query = {
    "forget_of_people",
    INTO_TALLY "SELECT network_id, activity_id, 0, 0, 0, -1 FROM participation WHERE " IN_NETWORK "AND marks > 0" ADD_TO_TALLY,
};
static const struct query of_marks_query = {"forget_of_marks", "DELETE FROM mark WHERE " IN_NETWORK};
static const struct query of_participation_query = {"forget_of_participation", "DELETE FROM participation WHERE " IN_NETWORK};

#define ON_LINE "network_id = ?1 AND activity_id = ?2 AND contribution_id = ?3"
#define THEIRS                                                                                                      \
    "participant_id IN (SELECT m.participant_id FROM mark AS m WHERE m.network_id = ?1 AND m.activity_id = ?2 "     \
    "AND m.contribution_id = ?3 AND m.value IS NOT NULL)"

static const struct query on_participation_query = {
    "forget_on_participation", "UPDATE participation SET marks = marks - 1 WHERE network_id = ?1 AND activity_id = ?2 AND " THEIRS,
};
// Whoever had marked nothing else has marked nothing now.
static const struct query on_people_query = {
    "forget_on_people",
    INTO_TALLY "SELECT ?1, ?2, 0, 0, 0, -CAST(count(*) AS BIGINT) FROM participation WHERE network_id = ?1 "
               "AND activity_id = ?2 AND marks = 0 AND " THEIRS ADD_TO_TALLY,
    INTO_TALLY "SELECT CAST(?1 AS BIGINT), CAST(?2 AS BIGINT), 0, 0, 0, -count(*) FROM participation WHERE network_id = ?1 "
               "AND activity_id = ?2 AND marks = 0 AND " THEIRS ADD_TO_TALLY,
};
static const struct query on_marks_query = {"forget_on_marks", "DELETE FROM mark WHERE " ON_LINE};
static const struct query on_tallies_query = {"forget_on_tallies", "DELETE FROM tally WHERE " ON_LINE};
static const struct query on_hands_query = {"forget_on_hands", "DELETE FROM hand_count WHERE " ON_LINE};
static const struct query on_flags_query = {
    "forget_on_flags", "DELETE FROM flag WHERE network_id = ?1 AND contribution_id = ?2",
};
static const struct query attendance_query = {
    "forget_attendance",
    "DELETE FROM attendance WHERE network_id = ?1 AND workshop_id IN (SELECT id FROM workshop WHERE network_id = ?1) "
    "AND participant_id = ?2",
};

const struct query *const forget_queries[] = {
    &of_tallies_query,       &of_people_query, &of_marks_query,   &of_participation_query,
    &on_participation_query, &on_people_query, &on_marks_query,   &on_tallies_query,
    &on_hands_query,         &on_flags_query,  &attendance_query, NULL,
};

enum err forget_marks_of(struct call *call, struct network_id network, struct participant_id participant)
{
    static const struct query *const steps[] = {&of_tallies_query, &of_people_query, &of_marks_query, &of_participation_query};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        TRY(db_run(call->db, steps[i], ARGS(INT(network.v), INT(participant.v)), NULL));
    return OK;
}

enum err forget_marks_on(struct call *call, const struct activity *activity, struct contribution_id contribution)
{
    static const struct query *const steps[] = {
        &on_participation_query, &on_people_query, &on_marks_query, &on_tallies_query, &on_hands_query};
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        TRY(db_run(call->db, steps[i],
                   ARGS(INT(activity->scope.network.v), INT(activity->id.v), INT(contribution.v)), NULL));
    return db_run(call->db, &on_flags_query, ARGS(INT(activity->scope.network.v), INT(contribution.v)), NULL);
}

enum err forget_attendance(struct call *call, struct network_id network, struct participant_id participant)
{
    return db_run(call->db, &attendance_query, ARGS(INT(network.v), INT(participant.v)), NULL);
}
