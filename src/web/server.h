// server.h - HTTP/1.1 over libmicrohttpd: connections, limits, deadlines. Requests come out whole and checked (guard.c),
// replies go in from any thread.
#ifndef SEMPRE_WEB_SERVER_H
#define SEMPRE_WEB_SERVER_H

#include "base/err.h"
#include "web/reply.h"
#include "web/request.h"

struct server;
struct stream_hub;

// One request on its way through the program.
struct exchange {
    struct request request;
    struct reply reply;
    struct exchange *next; // for queues of whoever holds it
    void *app;             // the program's own
    int64_t began_us;      // monotonic
};

struct server_options {
    int listen_socket;        // bound and listening; not closed by the server
    unsigned event_threads;
    unsigned connections;     // at most, event streams beside them as many again; lowered where RLIMIT_NOFILE is too low
    unsigned header_ms, body_ms, idle_ms; // deadlines; 0: LIMIT_HEADER_SECONDS, LIMIT_BODY_SECONDS, LIMIT_IDLE_SECONDS
    struct stream_hub *hub;   // for REPLY_STREAM
    const char *const *trusted_proxies; // addresses, ended by NULL; their X-Forwarded-For/-Proto count
    // Called on an event thread when a request is whole; must return at once, having kept or answered the exchange.
    void (*on_request)(struct exchange *exchange, void *context);
    void *context;
};

// A body of more than LIMIT_BODY_BYTES is too long (request->fields_error), but kept so that it can be given back: whole as
// long as all that are kept at one time fit into LIMIT_TYPED_BYTES, else its beginning (request->is_cut). One announced to be
// larger than LIMIT_TYPED_BYTES is refused at once (413).
CHECKED enum err server_start(const struct server_options *options, struct server **ret_server);

// Sends exchange->reply (REPLY_BYTES, REPLY_SEE, REPLY_STREAM, REPLY_ASSET, REPLY_HELD; pages and fragments must be
// drawn before) and gives the exchange back. From any thread; the exchange must not be touched afterwards.
void server_reply(struct exchange *exchange);

// Stops accepting and waits until every request that came in is answered, at most `patience_ms`. Streams are closed.
void server_stop(struct server *server, int patience_ms);

unsigned server_connections(const struct server *server);

#endif
