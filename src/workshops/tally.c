// tally.c - how many people gave which value: marks and hands, joined for those who read results.
#include "workshops/contribution_store.h"
#include "workshops/hand_count_store.h"
#include "workshops/mark_store.h"

static int order_of(const struct tally *a, const struct tally *b)
{
    if (a->contribution.v != b->contribution.v)
        return a->contribution.v < b->contribution.v ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value);
}

// The next of two sorted lists, or of both where they are about the same.
static struct tally take_next(const struct tally_list *marks, const struct tally_list *hands, size_t *mark,
                              size_t *hand)
{
    if (*hand == hands->n)
        return marks->at[(*mark)++];
    if (*mark == marks->n)
        return hands->at[(*hand)++];
    int order = order_of(&marks->at[*mark], &hands->at[*hand]);
    if (order < 0)
        return marks->at[(*mark)++];
    struct tally tally = hands->at[(*hand)++];
    if (order == 0)
        tally.people = marks->at[(*mark)++].people;
    return tally;
}

struct tally_list tally_join(struct arena *arena, const struct tally_list *marks, const struct tally_list *hands,
                             const struct shown_list *shown)
{
    struct tally_list list = {0};
    size_t mark = 0, hand = 0, at = 0;
    while (mark < marks->n || hand < hands->n) {
        struct tally tally = take_next(marks, hands, &mark, &hand);
        while (at < shown->n && shown->at[at].id.v < tally.contribution.v)
            at++;
        if (at < shown->n && shown->at[at].id.v == tally.contribution.v)
            *VEC_PUSH(arena, &list) = tally;
    }
    return list;
}

int64_t tally_people(const struct tally_list *marks)
{
    int64_t people = 0;
    for (size_t i = 0; i < marks->n && marks->at[i].contribution.v == 0; i++)
        people += marks->at[i].people;
    return people;
}

enum err tally_list_of(struct call *call, const struct activity *activity, struct tally_list *ret_list)
{
    struct shown_list shown;
    struct tally_list marks, hands;
    TRY(contribution_read_ids(call, activity, CONTRIBUTION_SHOWN, &shown));
    TRY(tally_read(call, activity, &marks));
    TRY(hand_count_read(call, activity, &hands));
    *ret_list = tally_join(call->arena, &marks, &hands, &shown);
    return OK;
}

enum err mark_people(struct call *call, const struct activity *activity, int64_t *ret_people)
{
    struct tally_list marks;
    TRY(tally_read(call, activity, &marks));
    *ret_people = tally_people(&marks);
    return OK;
}
