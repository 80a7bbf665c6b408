// stream.h - server-sent events that say only "changed, version n". Keyed by what is watched (a workshop's id).
#ifndef SEMPRE_WEB_STREAM_H
#define SEMPRE_WEB_STREAM_H

#include <stdint.h>

struct stream_hub;

struct stream_hub *stream_hub_new(void);
void stream_hub_free(struct stream_hub *hub);

// Tells every stream of `key` (0: all streams) that something changed: "data: N\n\n", N counts up per hub. Bursts are joined:
// a stream gets at most 10 a second. From any thread.
void stream_wake(struct stream_hub *hub, int64_t key);

unsigned stream_count(const struct stream_hub *hub);

#endif
