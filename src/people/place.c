// place.c - the functions of networks and regions, as handed in at start.
#include "people/place.h"

#include <assert.h>

#include "i18n/message.h"

static const struct place_names *place_names;

void people_set_places(const struct place_names *names)
{
    place_names = names;
}

const struct place_names *places(void)
{
    assert(place_names != NULL);
    return place_names;
}

enum err places_name(struct call *call, struct place *at, size_t n)
{
    if (n > 0)
        TRY(places()->name(call, at, n));
    for (size_t i = 0; i < n; i++)
        if (at[i].network.v == 0 && at[i].region.v == 0)
            at[i].name = tr(call->language, "The whole programme");
        else if (at[i].name == NULL)
            at[i].name = tr(call->language, "A place that is no longer there");
    return OK;
}
