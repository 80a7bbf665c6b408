// network_fixture.h - a network to begin with, for tests of this folder and of those after it.
#ifndef SEMPRE_NETWORKS_NETWORK_FIXTURE_H
#define SEMPRE_NETWORKS_NETWORK_FIXTURE_H

#include "networks/network.h"
#include "support_call.h"

// What a network needs; change what the test is about.
static inline struct network_draft network_draft_for_tests(struct call *call, const char *slug)
{
    struct network_draft draft = {
        .slug = slug,
        .title = arena_print(call->arena, "Network %s", slug),
        .group = "Single parents",
        .place = "Heide",
        .description = "Parents and services meet.",
        .country = "DE",
        .language = "de",
        .latitude = "54.196",
        .longitude = "9,098",
    };
    *VEC_PUSH(call->arena, &draft.languages) = "de";
    return draft;
}

static inline struct network network_for_tests(struct call *call, const char *slug)
{
    struct network_draft draft = network_draft_for_tests(call, slug);
    struct network network;
    struct call maker = *call;
    maker.actor = (struct actor){.kind = ACTOR_COMMAND};
    assert_ok(network_add(&maker, &draft, NULL, &network.id));
    assert_ok(network_find_id(call, network.id, &network));
    return network;
}

#endif
