// traffic.h - inside of the server: one exchange while it is read, and the memory it lives in.
#ifndef SEMPRE_WEB_TRAFFIC_H
#define SEMPRE_WEB_TRAFFIC_H

#include <pthread.h>
#include <stdatomic.h>

#include "web/answer.h"
#include "web/guard.h"
#include "web/server.h"
#include "web/target.h"
#include "web/watch.h"

struct MHD_Connection;

// Arenas waiting for the next request, and the room for what is too long.
enum { SPARE_ARENAS = 32 };
struct spares {
    pthread_mutex_t lock;
    struct arena *at[SPARE_ARENAS];
    size_t n, least;      // least: since spares_trim
    _Atomic size_t typed; // bytes of bodies that are too long, of LIMIT_TYPED_BYTES
};

void spares_init(struct spares *spares);
void spares_free(struct spares *spares);

// Gives back to the system what nobody needed since the last call, half at a time.
void spares_trim(struct spares *spares);

struct connection {
    struct watched watched; // first
    struct traffic *traffic;
    char address[ADDRESS_SIZE];
};

// The thread that moves an exchange on owns it until then.
enum traffic_state {
    TRAFFIC_READING,   // the event thread collects headers and body
    TRAFFIC_HANDLING,  // on_request has it; where server_reply is called inside, the connection goes straight on
    TRAFFIC_WAITING,   // its connection is suspended until server_reply
    TRAFFIC_ANSWERED,  // the event thread queues the answer, and frees the exchange when it was sent
    TRAFFIC_ABANDONED, // the server stops without an answer, and closes the connection
    TRAFFIC_CUT_OFF,   // the connection is closed: server_reply frees it
};

// An exchange as the server knows it. Lives in its own arena, with copies of all it needs.
struct traffic {
    struct exchange exchange; // first
    struct server *server;
    struct connection *connection;
    struct MHD_Connection *line;
    _Atomic int state;        // enum traffic_state
    const char *target;       // as sent: a copy, and
    const char *target_place; // where it stands in the connection's buffer
    struct guard_body announced;
    bool has_head;            // the guard has passed it
    char *body;
    size_t body_n, body_cap;
    size_t body_typed;        // of the spares' `typed`
    uint64_t body_all;        // with what was not kept
    struct answer answer;
    struct traffic *before, *after; // among those WAITING
};

struct traffic *traffic_new(struct spares *spares, struct connection *connection);
void traffic_free(struct traffic *traffic, struct spares *spares); // `spares` NULL: the server is no more

// Fills the request from its checked head. Errors: ERR_INVALID, ERR_LIMIT of target_read.
CHECKED enum err traffic_fill(struct traffic *traffic, const char *method, const struct guard_header *headers, size_t n,
                              const char *const *trusted_proxies);

// Takes bytes of the body; where there is no room for them they are counted only. 0, or the status that refuses them: 413.
int traffic_body(struct traffic *traffic, struct spares *spares, const char *bytes, size_t n);

// Reads the fields of the whole body.
void traffic_fields(struct traffic *traffic);

#endif
