// mentions.c - puts mentions in order of what, who and when; then whatever is the same stands together.
#include "insight/mentions.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

static int mention_order(const void *one, const void *other)
{
    const struct mention *a = one, *b = other;
    int order = strcmp(a->what, b->what);
    if (order != 0)
        return order;
    if (a->person != b->person)
        return a->person < b->person ? -1 : 1;
    return (a->period > b->period) - (a->period < b->period);
}

static int mentioned_order(const void *one, const void *other)
{
    const struct mentioned *a = one, *b = other;
    if (a->people != b->people)
        return a->people > b->people ? -1 : 1;
    return strcmp(a->what, b->what);
}

enum err mentions_count(struct arena *arena, const struct mention *mentions, size_t n, size_t periods, int64_t least, size_t most,
                        struct mentioned_list *ret_list)
{
    struct mention *sorted = ARENA_ARRAY(arena, struct mention, n + 1);
    struct mentioned_list list = {0};
    for (size_t i = 0; i < n; i++) {
        if (mentions[i].period >= periods)
            return ERR_INVALID;
        sorted[i] = mentions[i];
    }
    qsort(sorted, n, sizeof *sorted, mention_order);
    for (size_t i = 0; i < n; i++) {
        bool is_new = i == 0 || strcmp(sorted[i - 1].what, sorted[i].what) != 0;
        bool is_other = is_new || sorted[i - 1].person != sorted[i].person;
        if (is_new && list.n > 0 && list.at[list.n - 1].people < least)
            list.n--; // too few mentioned what came before
        if (is_new)
            *VEC_PUSH(arena, &list) = (struct mentioned){.what = sorted[i].what, .by_period = ARENA_ARRAY(arena, int64_t, periods)};
        list.at[list.n - 1].people += is_other;
        list.at[list.n - 1].by_period[sorted[i].period] += is_other || sorted[i - 1].period != sorted[i].period;
    }
    if (list.n > 0 && list.at[list.n - 1].people < least)
        list.n--;
    if (list.n > 0)
        qsort(list.at, list.n, sizeof *list.at, mentioned_order);
    list.n = list.n < most ? list.n : most;
    *ret_list = list;
    return OK;
}
