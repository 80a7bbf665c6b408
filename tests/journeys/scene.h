// scene.h - what journeys begin with: a network with a coordinator, and an open workshop in which a step runs.
#ifndef SEMPRE_TESTS_SCENE_H
#define SEMPRE_TESTS_SCENE_H

#include <stdio.h>

#include "browser.h"
#include "started.h"
#include "workshops/fixture.h"

struct scene {
    const char *slug, *workshop, *code, *activity; // as addresses show them
    int64_t network_id, workshop_id, activity_id;
    const char *lines[20]; // ids of the lines put up
    int line_count;
    const char *login; // cookie of a coordinator of the network
};

// Stores and commits it in the group's database. `kind`: "ideas", "dots", "opinions"; `slug` names the network and has to
// be new in the group.
struct scene scene_make(const char *slug, const char *kind, const char *settings, int lines);

// Stores a person with a role in the network of that id (0: in the whole programme), signed in; returns the cookie.
const char *scene_login(const char *name, enum role role, int64_t network);

// A phone that has joined and sees the step; NULL where it could not. From any thread.
struct browser *scene_phone(int port, const char *code);
struct browser *scene_team(int port, const char *login);

// Asks until /healthz answers; fails the test where it does not. Returns the ms it took from the call.
int64_t scene_wait_serving(int port);

#endif
