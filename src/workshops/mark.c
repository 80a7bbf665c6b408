// mark.c - how participants mark contributions, and the tallies that change in the same transaction.
#include "workshops/mark.h"

#include <assert.h>

#include "workshops/contribution_store.h"
#include "workshops/finding.h"
#include "workshops/mark_store.h"
#include "workshops/participation_store.h"
#include "workshops/speaking.h"

static int64_t weight_of(const struct activity *activity, struct mark_state mark)
{
    return activity->kind->values_add_up && mark.is_there ? mark.value : 0;
}

// What follows from a mark that was `before` and is `after`. `weight`: by how much the participant's total changes.
static enum err count_change(struct call *call, const struct activity *activity, struct contribution_id contribution,
                             struct participant_id participant, struct mark_state before, struct mark_state after,
                             int64_t weight, int64_t most)
{
    struct tally_change changes[2];
    size_t n = 0;
    int64_t more = (int64_t)after.is_there - (int64_t)before.is_there, marks = 0;
    if (more != 0 || weight != 0)
        TRY(participation_mark(call, activity, participant, more, weight, most, &marks));
    if (before.is_there)
        changes[n++] = (struct tally_change){contribution, before.value, -1};
    if (after.is_there)
        changes[n++] = (struct tally_change){contribution, after.value, 1};
    if (more == 1 && marks == 1)
        changes[n++] = (struct tally_change){.people = 1}; // their first mark in this activity
    if (more == -1 && marks == 0)
        changes[n++] = (struct tally_change){.people = -1}; // they took the last one back
    // Votes of people who were counted already are noticed by the look that follows anyhow.
    if ((more == 1 && marks == 1) || activity->state != ACTIVITY_RUNNING)
        TRY(finding_due(call, activity, FINDING_SOON));
    return tally_add(call, activity, participant, changes, n);
}

static bool is_same(struct mark_state a, struct mark_state b)
{
    return a.is_there == b.is_there && (!a.is_there || a.value == b.value);
}

static enum err put(struct call *call, const struct activity *activity, struct contribution_id contribution,
                    struct participant_id participant, struct mark_state mark, int64_t most)
{
    assert(db_in_transaction(call->db));
    struct mark_state before;
    if (!activity_is_open_for(call, activity))
        return ERR_CONFLICT;
    TRY(mark_write(call, activity, contribution, participant, mark, &before));
    if (is_same(before, mark))
        return OK;
    int64_t weight = weight_of(activity, mark) - weight_of(activity, before);
    enum err error = count_change(call, activity, contribution, participant, before, mark, weight, most);
    if (error == ERR_LIMIT && db_error(call->db) == OK)
        TRY(mark_restore(call, activity, contribution, participant, before));
    TRY(error);
    activity_tell_room(call, activity);
    return OK;
}

enum err mark_put(struct call *call, const struct activity *activity, struct contribution_id contribution,
                  struct participant_id participant, int64_t value)
{
    return mark_put_within(call, activity, contribution, participant, value, INT64_MAX);
}

enum err mark_put_within(struct call *call, const struct activity *activity, struct contribution_id contribution,
                         struct participant_id participant, int64_t value, int64_t most)
{
    enum { MOST_VALUE = 1000000 }; // far from where sums of values overflow
    if (!kind_knows_value(activity->kind, value) || value > MOST_VALUE)
        return ERR_INVALID;
    return put(call, activity, contribution, participant, (struct mark_state){.is_there = true, .value = value}, most);
}

enum err mark_pass(struct call *call, const struct activity *activity, struct contribution_id contribution,
                   struct participant_id participant)
{
    return put(call, activity, contribution, participant, (struct mark_state){0}, INT64_MAX);
}

enum err mark_take_back(struct call *call, const struct activity *activity, struct contribution_id contribution,
                        struct participant_id participant)
{
    assert(db_in_transaction(call->db));
    struct contribution owner;
    struct scope scope;
    struct mark_state before, gone = {0};
    if (!activity_is_open_for(call, activity))
        return ERR_CONFLICT;
    TRY(contribution_read(call, contribution, &owner, &scope));
    if (owner.activity.v != activity->id.v)
        return ERR_NOT_FOUND;
    TRY(mark_delete(call, activity, contribution, participant, &before));
    if (!before.is_there)
        return OK;
    // What was put on a line that is hidden now was given back when it was hidden.
    int64_t weight = owner.state == CONTRIBUTION_SHOWN ? -weight_of(activity, before) : 0;
    TRY(count_change(call, activity, contribution, participant, before, gone, weight, INT64_MAX));
    activity_tell_room(call, activity);
    return OK;
}

enum err mark_list_own(struct call *call, const struct activity *activity, struct participant_id participant,
                       struct mark_list *ret_list)
{
    return mark_read_own(call, activity, participant, ret_list);
}
