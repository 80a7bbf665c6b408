// serve.h - the life of a request: from the socket to a route, through the lanes, into a page and back.
#ifndef SEMPRE_APP_SERVE_H
#define SEMPRE_APP_SERVE_H

#include <stdatomic.h>

#include "app/access.h"
#include "app/config.h"
#include "app/features.h"
#include "app/lanes.h"
#include "web/cache.h"
#include "web/server.h"

// Everything a running server process holds.
struct house {
    const struct config *config;
    struct arena *arena;
    const char *address;                 // setting; "" where none: then from the Host header
    const char *const *trusted_proxies;
    bool asks_second_step;               // settings second_step and address: see struct call
    unsigned header_ms, body_ms;         // settings: deadlines of a request
    atomic_flag warned_of_proxy;
    struct route_list routes;
    struct router *router;
    struct lanes *lanes;
    _Atomic int64_t *pace;               // of each route: how much work its GETs were lately, in microseconds
    struct server *server;
    struct stream_hub *hub;
    struct cache *cache;                 // NULL: --page-cache off
    _Atomic bool jobs_changed;
    _Atomic uint64_t requests, cache_hits, errors;
    _Atomic uint64_t by_status[6];       // 1xx ... 5xx
    _Atomic uint64_t microseconds;       // spent in all requests together
};

// Fills routes and router. Called once before the server starts.
void serve_prepare(struct house *house);

// For struct server_options.
void serve_request(struct exchange *exchange, void *context);

// The house that serves, for its own pages (/metrics); NULL outside a server process.
struct house *serve_house(void);

#endif
