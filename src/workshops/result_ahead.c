// result_ahead.c - five statements for the results of all steps, in place of six for each.
#include "workshops/result_ahead.h"

#include "workshops/finding_store.h"
#include "releases/release.h"
#include "workshops/hand_count_store.h"
#include "workshops/mark_store.h"
#include "workshops/result.h"

static enum err said_read(struct call *call, const struct activity_list *list, struct result_ahead *aheads)
{
    struct contribution_list said;
    TRY(contribution_read_steps(call, &list->at[0], MOST_SAID_AHEAD + 1, &said));
    if (said.n > MOST_SAID_AHEAD)
        return OK;
    TRY(contribution_read_words(call, &said));
    for (size_t i = 0; i < said.n; i++) {
        size_t step = activity_place(list, said.at[i].activity.v);
        if (step < list->n)
            *VEC_PUSH(call->arena, &aheads[step].said) = said.at[i];
    }
    for (size_t i = 0; i < list->n; i++)
        aheads[i].has_said = true;
    return OK;
}

static enum err findings_read(struct call *call, const struct activity_list *list, bool is_public, struct result_ahead *aheads)
{
    bool has_any = false;
    const struct finding **findings = ARENA_ARRAY(call->arena, const struct finding *, list->n);
    for (size_t i = 0; i < list->n; i++)
        has_any = has_any || list->at[i].kind->finds_groups;
    if (has_any)
        TRY(finding_read_steps(call, list, is_public, findings));
    for (size_t i = 0; i < list->n; i++) {
        aheads[i].has_findings = true;
        aheads[i].finding = findings[i];
    }
    return OK;
}

static enum err released_read(struct call *call, const struct activity *any, const struct released **ret_released)
{
    struct released *released = ARENA_NEW(call->arena, struct released);
    TRY(released_of(call, any->scope.network, any->workshop.v, released));
    *ret_released = released;
    return OK;
}

static enum err counts_read(struct call *call, const struct activity_list *list, bool is_public, struct result_ahead *aheads)
{
    const struct released *released;
    if (is_public) {
        TRY(released_read(call, &list->at[0], &released));
        for (size_t i = 0; i < list->n; i++)
            aheads[i].released = released;
        return OK;
    }
    struct tally_list *marks = ARENA_ARRAY(call->arena, struct tally_list, list->n);
    struct tally_list *hands = ARENA_ARRAY(call->arena, struct tally_list, list->n);
    TRY(tally_read_steps(call, list, marks));
    TRY(hand_count_read_steps(call, list, hands));
    for (size_t i = 0; i < list->n; i++) {
        aheads[i].marks = marks[i];
        aheads[i].hands = hands[i];
    }
    return OK;
}

enum err result_read_ahead(struct call *call, struct activity_list *list, enum audience audience)
{
    bool is_public = audience == AUDIENCE_PUBLIC;
    if (list->n == 0)
        return OK;
    struct result_ahead *aheads = ARENA_ARRAY(call->arena, struct result_ahead, list->n);
    TRY(counts_read(call, list, is_public, aheads));
    TRY(said_read(call, list, aheads));
    TRY(findings_read(call, list, is_public, aheads));
    for (size_t i = 0; i < list->n; i++)
        list->at[i].ahead = &aheads[i];
    return OK;
}

enum err result_read_counts(struct call *call, struct activity *activity, enum audience audience)
{
    struct result_ahead *ahead = ARENA_NEW(call->arena, struct result_ahead);
    if (audience == AUDIENCE_PUBLIC) {
        TRY(released_read(call, activity, &ahead->released));
        activity->ahead = ahead;
        return OK;
    }
    TRY(tally_read(call, activity, &ahead->marks));
    TRY(hand_count_read(call, activity, &ahead->hands));
    activity->ahead = ahead;
    return OK;
}
