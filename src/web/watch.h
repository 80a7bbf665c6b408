// watch.h - the deadlines of open connections. One thread looks at them about once a second and shuts those that are late:
// absolutely, however often a few bytes arrive.
#ifndef SEMPRE_WEB_WATCH_H
#define SEMPRE_WEB_WATCH_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/err.h"

enum watch_phase {
    WATCH_IDLE,   // no request yet, or only its first bytes
    WATCH_HEADER, // the request line is there
    WATCH_BODY,
    WATCH_BUSY,   // being answered: no deadline here
    WATCH_SENDING,
};

// One open connection: the first member of whatever its owner keeps about it.
struct watched {
    int socket;
    _Atomic int phase;             // enum watch_phase
    _Atomic int64_t since;         // ms, monotonic: of the phase; of the first byte seen where there was one
    _Atomic int64_t first_byte;    // ms; 0: none seen
    _Atomic unsigned turn;         // counts phases
    uint64_t received;             // by the socket when the phase began, as far as was seen
    unsigned received_for;         // the turn that `received` belongs to
    struct watched *before, *after;
};

struct watch_limits {
    unsigned header_ms, body_ms, idle_ms;
    void (*tick)(void *context); // called by the thread each time it looks
    void *context;
};

struct watch;

// Errors: ERR_BUSY (no thread to be had).
CHECKED enum err watch_start(const struct watch_limits *limits, struct watch **ret_watch);
void watch_stop(struct watch *watch); // all connections removed before

void watch_add(struct watch *watch, struct watched *watched, int socket);
void watch_remove(struct watch *watch, struct watched *watched);
unsigned watch_count(const struct watch *watch);

// The next phase of a connection; called by the thread that serves it.
void watch_enter(struct watched *watched, enum watch_phase phase);

// Ends connections that have been idle for a quarter of a second: nothing more is read than what has arrived. Whoever asks
// again before that is answered, and told in the answer that the connection ends; a phone in a meeting thus loses no vote
// to a restart. Returns when all are gone, or after `patience_ms`.
void watch_drain(struct watch *watch, int patience_ms);

#endif
