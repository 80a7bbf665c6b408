// route.h - from method and path to the number of a route. Patterns: "/networks/:network/edit".
#ifndef SEMPRE_WEB_ROUTE_H
#define SEMPRE_WEB_ROUTE_H

#include "base/arena.h"
#include "web/request.h"

struct route_pattern {
    enum method method; // a GET pattern also answers HEAD
    const char *path;
};

struct router;

// A router over `n` patterns, kept by reference. Two patterns that match the same addresses are a bug. Lives in `arena`.
struct router *router_new(struct arena *arena, const struct route_pattern *patterns, size_t n);

// The index of the pattern and the values of its ":name" parts (arena copies), literal parts before parameters.
// ERR_NOT_FOUND: no such path. ERR_INVALID: the path is there but not for this method (405); `ret_allow` lists methods.
CHECKED enum err router_find(const struct router *router, struct arena *arena, enum method method, const char *path,
                             size_t *ret_index, const char *ret_param[PATH_PARAMS], const char **ret_allow);

#endif
