// fixture.h - what tests of workshops begin with: a network, an open workshop, an activity that runs, people.
#ifndef SEMPRE_WORKSHOPS_FIXTURE_H
#define SEMPRE_WORKSHOPS_FIXTURE_H

#include "networks/network.h"
#include "support.h"
#include "support_call.h"
#include "workshops/kinds/kinds.h"
#include "workshops/mark.h"

static inline struct network_id fixture_network(struct call *call, const char *slug)
{
    const char **language = ARENA_NEW(call->arena, const char *);
    *language = "en";
    const struct network_draft draft = {
        .slug = slug,
        .title = "A network",
        .group = "Single parents",
        .place = "A village",
        .description = "People who live here.",
        .country = "LV",
        .time_zone = "Europe/Riga",
        .language = "en",
        .languages = {.at = language, .n = 1, .cap = 1},
    };
    struct network_id id;
    struct filled *filled = filled_empty(call->arena, &network_form);
    assert_ok(network_add(call, &draft, filled, &id));
    return id;
}

static inline struct workshop_draft fixture_draft(const char *title)
{
    return (struct workshop_draft){.title = title,
                                   .place = "Village hall",
                                   .date = "2026-01-15",
                                   .begins = "18:00",
                                   .ends = "20:30",
                                   .language = "en"};
}

static inline struct workshop_id fixture_planned(struct call *call, struct network_id network)
{
    struct workshop_id id;
    const struct workshop_draft draft = fixture_draft("What would make life easier?");
    assert_ok(workshop_add(call, network, &draft, NULL, &id));
    return id;
}

static inline struct workshop fixture_workshop(struct call *call, struct workshop_id id)
{
    struct workshop workshop;
    assert_ok(workshop_find(call, id, &workshop));
    return workshop;
}

static inline struct workshop fixture_open(struct call *call, struct network_id network)
{
    struct workshop_id id = fixture_planned(call, network);
    assert_ok(workshop_open(call, id));
    return fixture_workshop(call, id);
}

static inline struct activity fixture_activity(struct call *call, struct activity_id id)
{
    struct activity activity;
    assert_ok(activity_find(call, id, &activity));
    return activity;
}

// An activity that waits, at the end of the agenda. `settings`: JSON.
static inline struct activity fixture_step(struct call *call, struct workshop_id workshop, const char *kind,
                                           const char *settings)
{
    struct activity_id id;
    const struct activity_draft draft = {
        .title = "A step",
        .question = "What do you think?",
        .kind = kind,
        .settings = kind_settings_read(call->arena, activity_kind_find(kind), settings),
    };
    assert_ok(activity_add(call, workshop, &draft, NULL, &id));
    return fixture_activity(call, id);
}

// An activity that runs, in a workshop and a network of its own.
static inline struct activity fixture_running(struct call *call, const char *slug, const char *kind,
                                              const char *settings)
{
    struct workshop workshop = fixture_open(call, fixture_network(call, slug));
    struct activity activity = fixture_step(call, workshop.id, kind, settings);
    assert_ok(activity_open(call, activity.id));
    return fixture_activity(call, activity.id);
}

static inline struct activity fixture_dots(struct call *call, const char *slug, int64_t dots)
{
    return fixture_running(call, slug, "dots", arena_print(call->arena, "{\"dots\":%lld}", (long long)dots));
}

static inline struct activity fixture_opinions(struct call *call, const char *slug)
{
    return fixture_running(call, slug, "opinions", "{\"own_statements\":true}");
}

static inline struct activity fixture_ideas(struct call *call, const char *slug, bool at_once)
{
    return fixture_running(call, slug, "ideas", at_once ? "{\"at_once\":true}" : "{}");
}

static inline struct contribution_id fixture_line(struct call *call, const struct activity *activity, const char *words)
{
    struct contribution_id id;
    assert_ok(contribution_put_up(call, activity, words, &id));
    return id;
}

// Somebody on paper: the workshop has no place in it.
static inline struct participant_id fixture_participant(struct call *call, const struct activity *activity)
{
    struct participant_id id;
    assert_ok(participant_add(call, activity->scope.network, PARTICIPANT_SHEET, &id));
    return id;
}

static inline struct contribution_id fixture_said(struct call *call, const struct activity *activity,
                                                  struct participant_id participant, const char *words)
{
    struct contribution_id id;
    assert_ok(contribution_add(call, activity, participant, FROM_PHONE, words, &id));
    return id;
}

static inline struct contribution fixture_contribution(struct call *call, struct contribution_id id)
{
    struct contribution contribution;
    assert_ok(contribution_find(call, id, &contribution));
    return contribution;
}

#endif
