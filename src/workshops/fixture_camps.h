// fixture_camps.h - for tests of opinion groups: people in camps who answer alike, and the job that looks for them.
#ifndef SEMPRE_WORKSHOPS_FIXTURE_CAMPS_H
#define SEMPRE_WORKSHOPS_FIXTURE_CAMPS_H

#include "workshops/finding.h"
#include "workshops/fixture.h"

enum { CAMP_STATEMENTS = 10 };

struct camps {
    struct activity activity;
    struct contribution_id lines[CAMP_STATEMENTS];
};

// An activity of opinions that runs, with ten statements.
static inline struct camps camps_begin(struct call *call, const char *slug)
{
    static const char *const words[CAMP_STATEMENTS] = {"a bus on Sundays", "a late train", "a warm hall", "a café",
                                                       "more parking", "a wider road", "a shop at the edge", "a petrol station",
                                                       "a bench", "a flag"};
    struct camps camps = {.activity = fixture_opinions(call, slug)};
    for (size_t i = 0; i < CAMP_STATEMENTS; i++)
        camps.lines[i] = fixture_line(call, &camps.activity, words[i]);
    return camps;
}

// `n` more people of a camp: 0 agrees with the first four statements and disagrees with the next four, 1 the other way round, 2 disagrees
// with all eight. Everybody agrees with the ninth and is unsure about the last. One in three leaves out one statement.
static inline void camps_vote(struct call *call, const struct camps *camps, int camp, size_t n)
{
    for (size_t p = 0; p < n; p++) {
        struct participant_id person = fixture_participant(call, &camps->activity);
        for (size_t i = 0; i < CAMP_STATEMENTS; i++) {
            int value = i == 8 ? 1 : i == 9 ? 0 : camp == 2 ? -1 : (i < 4) == (camp == 0) ? 1 : -1;
            if (p % 3 != 0 || i != p % CAMP_STATEMENTS)
                assert_ok(mark_put(call, &camps->activity, camps->lines[i], person, value));
        }
    }
}

static inline const char *camps_payload(struct call *call, const struct camps *camps)
{
    return arena_print(call->arena, "%lld", (long long)camps->activity.id.v);
}

// What the job does, both steps.
static inline void camps_look(struct call *call, const struct camps *camps)
{
    void *work = NULL;
    assert_ok(finding_read_votes(call, camps_payload(call, camps), &work));
    assert_ok(finding_keep(call, camps_payload(call, camps), work));
}

#endif
