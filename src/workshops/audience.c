// audience.c - who sees which figure: the one function that decides.
#include "workshops/audience.h"

#include <assert.h>

void figures_for(enum audience audience, bool opinions, const int64_t *people, size_t n, struct figure *ret_figures,
                 struct figure *ret_whole)
{
    int64_t sum = 0;
    assert(audience != AUDIENCE_PUBLIC);
    for (size_t i = 0; i < n; i++) {
        assert(people[i] >= 0);
        sum += people[i];
        ret_figures[i] = (struct figure){.people = people[i], .is_shown = true, .has_bar = true};
    }
    *ret_whole = (struct figure){.people = sum, .is_shown = true, .has_bar = true};
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
