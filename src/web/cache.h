// cache.h - the page cache: whole public pages in memory, 8 MB, least recently used first out; at most 0.5 MB of them not
// compressed.
#ifndef SEMPRE_WEB_CACHE_H
#define SEMPRE_WEB_CACHE_H

#include <stdbool.h>

#include "web/reply.h"

struct cache;

struct cache *cache_new(size_t most_bytes);
void cache_free(struct cache *cache);

// Fills `reply` (REPLY_HELD, with its headers) from the cache. From any thread; the entry stays alive until it was sent.
bool cache_find(struct cache *cache, const char *key, struct reply *reply);

// Keeps a copy of a drawn reply with its topics. `generation`: cache_generation() read before the page's data were read; a page
// whose topics changed since is not kept.
void cache_add(struct cache *cache, const char *key, const struct reply *reply, uint64_t generation);
uint64_t cache_generation(const struct cache *cache);

// Forgets every page that shows (topic, id); topic 0 forgets all.
void cache_forget(struct cache *cache, int topic, int64_t id);

#endif
