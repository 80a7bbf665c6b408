// result_ahead.c - five statements for the results of all steps, in place of six for each.
#include "workshops/result_ahead.h"

#include "workshops/finding_store.h"
#include "workshops/hand_count_store.h"
#include "workshops/mark_store.h"
#include "workshops/result.h"

enum { MOST_SAID_AHEAD = 500 };

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

static enum err findings_read(struct call *call, const struct activity_list *list, struct result_ahead *aheads)
{
    bool has_any = false;
    const struct finding **findings = ARENA_ARRAY(call->arena, const struct finding *, list->n);
    for (size_t i = 0; i < list->n; i++)
        has_any = has_any || list->at[i].kind->finds_groups;
    if (has_any)
        TRY(finding_read_steps(call, list, findings));
    for (size_t i = 0; i < list->n; i++) {
        aheads[i].has_findings = true;
        aheads[i].finding = findings[i];
    }
    return OK;
}

enum err result_read_ahead(struct call *call, struct activity_list *list)
{
    if (list->n == 0)
        return OK;
    struct result_ahead *aheads = ARENA_ARRAY(call->arena, struct result_ahead, list->n);
    struct tally_list *marks = ARENA_ARRAY(call->arena, struct tally_list, list->n);
    struct tally_list *hands = ARENA_ARRAY(call->arena, struct tally_list, list->n);
    TRY(tally_read_steps(call, list, marks));
    TRY(hand_count_read_steps(call, list, hands));
    TRY(said_read(call, list, aheads));
    TRY(findings_read(call, list, aheads));
    for (size_t i = 0; i < list->n; i++) {
        aheads[i].marks = marks[i];
        aheads[i].hands = hands[i];
        list->at[i].ahead = &aheads[i];
    }
    return OK;
}

enum err result_read_counts(struct call *call, struct activity *activity)
{
    struct result_ahead *ahead = ARENA_NEW(call->arena, struct result_ahead);
    TRY(tally_read(call, activity, &ahead->marks));
    TRY(hand_count_read(call, activity, &ahead->hands));
    activity->ahead = ahead;
    return OK;
}
