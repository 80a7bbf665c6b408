// stream.h - server-sent events that say only "changed, version n". Keyed by what is watched (a workshop's id).
#ifndef SEMPRE_WEB_STREAM_H
#define SEMPRE_WEB_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct stream_hub;

struct stream_hub *stream_hub_new(void);
struct stream_hub *stream_hub_new_with(int beat_ms, int oldest_ms); // the same with other times
void stream_hub_free(struct stream_hub *hub);

// Tells every stream of `key` (0: all streams) that something changed: "data: N\n\n", N counts up per hub. Bursts are joined:
// a stream gets at most 10 a second. From any thread.
void stream_wake(struct stream_hub *hub, int64_t key);

// Takes over a connected, non-blocking socket: sends `head` (of HTTP), then "retry: 5000" and the present N, so that a page
// that missed something while it was away asks anew; then what wakes bring, and "event: beat" every 15 s. The hub closes the
// socket when the client leaves, does not listen, or after LIMIT_STREAM_SECONDS. Called by server.c.
// Errors: ERR_BUSY (no memory or descriptors; the socket is closed).
CHECKED enum err stream_start(struct stream_hub *hub, int socket, int64_t key, const char *head, size_t head_n);

// Closes all streams; later ones are refused. stream_hub_free does the same.
void stream_close_all(struct stream_hub *hub);

unsigned stream_count(const struct stream_hub *hub);

#endif
