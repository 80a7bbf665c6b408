// fixture_publish.h - for tests of what the public sees: opens the results of a step and publishes them.
#ifndef SEMPRE_WORKSHOPS_FIXTURE_PUBLISH_H
#define SEMPRE_WORKSHOPS_FIXTURE_PUBLISH_H

#include "releases/release_fixture.h"
#include "workshops/fixture.h"
#include "workshops/release_source.h"

static inline void fixture_publish(struct call *call, const struct activity *activity)
{
    static const struct release_source source = {workshops_count, NULL, workshops_name, workshops_stored};
    release_set_sources(&source, 1);
    assert_ok(activity_show_results(call, activity->id, true));
    fixture_release(call, activity->scope.network);
}

#endif
