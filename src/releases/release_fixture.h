// release_fixture.h - for tests: a release of a network at once, as the job makes it.
#ifndef SEMPRE_RELEASES_RELEASE_FIXTURE_H
#define SEMPRE_RELEASES_RELEASE_FIXTURE_H

#include "releases/release.h"
#include "support_call.h"

// Of everything, running steps with open results too.
static inline void fixture_release(struct call *call, struct network_id network)
{
    struct release_plan plan;
    const struct release_wish wish = {.network = network};
    assert_ok(release_make_plan(call, &wish, &plan));
    assert_ok(release_store_plan(call, &plan));
}

#endif
