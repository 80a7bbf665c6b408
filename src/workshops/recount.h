// recount.h - for tests: tallies, people and totals as a recount of the marks gives them.
#ifndef SEMPRE_WORKSHOPS_RECOUNT_H
#define SEMPRE_WORKSHOPS_RECOUNT_H

#include "workshops/fixture.h"

// Differences between what is kept and what the marks say, over all activities; 0 where all is right.
static inline int64_t recount_wrong_tallies(struct db *db)
{
    return test_number(
        db, "SELECT count(*) FROM ("
            "SELECT network_id, activity_id, contribution_id, value, sum(n) AS n FROM ("
            "SELECT network_id, activity_id, contribution_id, value, count(*) AS n FROM mark "
            "WHERE value IS NOT NULL GROUP BY network_id, activity_id, contribution_id, value UNION ALL "
            "SELECT network_id, activity_id, contribution_id, value, -sum(people) AS n FROM tally "
            "WHERE contribution_id <> 0 GROUP BY network_id, activity_id, contribution_id, value) AS both_sides "
            "GROUP BY network_id, activity_id, contribution_id, value) AS differences WHERE n <> 0");
}

static inline int64_t recount_wrong_people(struct db *db)
{
    return test_number(db,
                       "SELECT count(*) FROM (SELECT activity_id, sum(n) AS n FROM (SELECT activity_id, "
                       "count(DISTINCT participant_id) AS n FROM mark WHERE value IS NOT NULL GROUP BY activity_id "
                       "UNION ALL SELECT activity_id, -sum(people) AS n FROM tally WHERE contribution_id = 0 GROUP "
                       "BY activity_id"
                       ") AS both_sides GROUP BY activity_id) AS differences WHERE n <> 0");
}

static inline int64_t recount_wrong_participations(struct db *db)
{
    return test_number(
        db, "SELECT count(*) FROM (SELECT activity_id, participant_id, sum(marks) AS marks, sum(total) AS total FROM ("
            "SELECT m.activity_id, m.participant_id, 1 AS marks, CASE WHEN a.kind = 'dots' AND c.state = 'shown' "
            "THEN m.value ELSE 0 END AS total FROM mark AS m JOIN activity AS a ON a.id = m.activity_id JOIN "
            "contribution AS c ON c.id = m.contribution_id WHERE m.value IS NOT NULL UNION ALL SELECT activity_id, "
            "participant_id, -marks, -total FROM participation) AS both_sides "
            "GROUP BY activity_id, participant_id) AS differences WHERE marks <> 0 OR total <> 0");
}

static inline void assert_recount(struct db *db)
{
    assert_int_equal(recount_wrong_tallies(db), 0);
    assert_int_equal(recount_wrong_people(db), 0);
    assert_int_equal(recount_wrong_participations(db), 0);
}

#endif
