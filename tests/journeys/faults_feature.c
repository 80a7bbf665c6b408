// faults_feature.c - routes that crash and a job that ends by a signal only, for tests; in the program test-journeys starts, in no other.
#include <stdlib.h>
#include <unistd.h>

#include "feature/feature.h"

static enum err crash(struct call *call, const struct request *request, struct reply *reply)
{
    (void)call, (void)request, (void)reply;
    abort();
}

static const struct route routes[] = {
    {METHOD_GET, "/fault/read", ANYONE, "crashes while it reads", NULL, crash, NULL, NULL, 0},
    {METHOD_POST, "/fault/write", ANYONE, "crashes in the middle of a transaction", NULL, crash, NULL, NULL,
     ROUTE_NO_TOKEN},
    {0},
};

static enum err wait_for_a_signal(struct call *call, const char *payload)
{
    (void)call, (void)payload;
    pause(); // until a signal ends the process
    return OK;
}

static const struct job_kind jobs[] = {{"fault", 0, "ends by a signal only", wait_for_a_signal}, {0}};

extern const struct feature faults_feature;
const struct feature faults_feature = {.name = "faults", .routes = routes, .jobs = jobs};
