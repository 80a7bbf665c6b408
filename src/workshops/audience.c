// audience.c - who sees which figure: the one function that decides.
#include "workshops/audience.h"

#include <assert.h>

// What is hidden can be worked out from what is shown and the whole: together it is as good as shown. So it must be at
// least two counts, together no small count themselves, and not all at the upper end of what is hidden (three hidden
// counts that make 12 would be 4, 4 and 4).
static bool is_safe(const int64_t *people, const struct figure *figures, size_t n)
{
    size_t hidden = 0;
    int64_t together = 0;
    for (size_t i = 0; i < n; i++)
        if (!figures[i].is_shown) {
            hidden++;
            together += people[i];
        }
    return hidden == 0 || (hidden >= 2 && together >= SMALLEST_PUBLIC_COUNT &&
                           together != (int64_t)hidden * (SMALLEST_PUBLIC_COUNT - 1));
}

// Hides the smallest count that is still shown, and its equals: which of them was hidden would tell too. False: there
// is none.
static bool hide_smallest(struct figure *figures, size_t n)
{
    int64_t smallest = INT64_MAX;
    for (size_t i = 0; i < n; i++)
        if (figures[i].is_shown && figures[i].people < smallest)
            smallest = figures[i].people;
    for (size_t i = 0; i < n; i++)
        if (figures[i].is_shown && figures[i].people == smallest)
            figures[i] = (struct figure){0};
    return smallest != INT64_MAX;
}

static void figures_for_public(const int64_t *people, size_t n, struct figure *figures, struct figure *whole)
{
    for (size_t i = 0; i < n; i++)
        if (people[i] < SMALLEST_PUBLIC_COUNT)
            figures[i] = (struct figure){0};
    if (whole->people < SMALLEST_PUBLIC_COUNT)
        *whole = (struct figure){0};
    while (!is_safe(people, figures, n))
        if (!hide_smallest(figures, n)) { // all are hidden, and the whole alone tells them
            *whole = (struct figure){0};
            return;
        }
}

void figures_for(enum audience audience, bool opinions, const int64_t *people, size_t n, struct figure *ret_figures,
                 struct figure *ret_whole)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        assert(people[i] >= 0);
        sum += people[i];
        ret_figures[i] = (struct figure){.people = people[i], .is_shown = true, .has_bar = true};
    }
    *ret_whole = (struct figure){.people = sum, .is_shown = true, .has_bar = true};
    if (audience == AUDIENCE_PUBLIC) {
        figures_for_public(people, n, ret_figures, ret_whole);
        return;
    }
    if (audience == AUDIENCE_TEAM || !opinions || sum >= SMALLEST_PUBLIC_COUNT)
        return;
    for (size_t i = 0; i < n; i++)
        ret_figures[i] = (struct figure){.has_bar = true};
    *ret_whole = (struct figure){.has_bar = true};
}

enum groups_shown groups_for(enum audience audience, int64_t people, const int64_t *sizes, size_t k)
{
    if (people < LEAST_PEOPLE_FOR_GROUPS)
        return GROUPS_TOO_FEW_PEOPLE;
    for (size_t i = 0; i < k; i++)
        if (sizes[i] < SMALLEST_PUBLIC_COUNT)
            return GROUPS_TOO_SMALL;
    if (k == 0)
        return GROUPS_NOT_FOUND;
    return audience == AUDIENCE_PUBLIC ? GROUPS_AS_CROWDS : GROUPS_AS_PEOPLE;
}
