// cache.c - the page cache: a table by key and a list by last use, under one lock that is held for a moment only.
#include "web/cache.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum {
    BUCKETS = 4096,
    PLAIN_SHARE = 16, // pages that are not compressed take at most this part together: browsers do not ask for them
    FORGOTTEN = 256, // the last changes, to refuse pages that were being drawn meanwhile
};

struct entry {
    _Atomic unsigned users; // the cache itself, and each reply being sent
    size_t size;
    bool is_plain; // not compressed
    uint64_t hash;
    struct entry *next;            // in its bucket
    struct entry *newer, *older;   // by last use
    const char *key;
    int status;
    const char *content_type;
    struct pairs headers;
    const char *bytes;
    size_t n;
    struct { int topic; int64_t id; } topics[4];
    size_t topic_count;
    // what the pointers point to follows
};

struct change {
    int topic; // 0: everything
    int64_t id;
};

struct cache {
    size_t most, used;
    size_t plain; // part of `used`
    unsigned char hash_key[crypto_shorthash_KEYBYTES]; // of this process: nobody can make keys collide
    pthread_mutex_t lock;
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
    _Atomic uint64_t generation;
    struct change changes[FORGOTTEN]; // by generation, in a ring
};

struct cache *cache_new(size_t most_bytes)
{
    struct cache *cache = calloc(1, sizeof(*cache));
    if (cache == NULL)
        abort();
    cache->most = most_bytes;
    randombytes_buf(cache->hash_key, sizeof(cache->hash_key));
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

static void entry_release(void *context)
{
    struct entry *entry = context;
    if (atomic_fetch_sub(&entry->users, 1) == 1)
        free(entry);
}

static uint64_t hash_of(const struct cache *cache, const char *key)
{
    uint64_t hash;
    _Static_assert(sizeof(hash) == crypto_shorthash_BYTES, "one word");
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)key, strlen(key), cache->hash_key);
    return hash;
}

// --- under the lock ---

static struct entry **place_of(struct cache *cache, uint64_t hash, const char *key)
{
    struct entry **place = &cache->buckets[hash % BUCKETS];
    while (*place != NULL && ((*place)->hash != hash || strcmp((*place)->key, key) != 0))
        place = &(*place)->next;
    return place;
}

static void unlink_use(struct cache *cache, struct entry *entry)
{
    *(entry->newer != NULL ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older != NULL ? &entry->older->newer : &cache->oldest) = entry->newer;
}

static void link_newest(struct cache *cache, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    *(cache->newest != NULL ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

static void drop(struct cache *cache, struct entry *entry)
{
    *place_of(cache, entry->hash, entry->key) = entry->next;
    unlink_use(cache, entry);
    cache->used -= entry->size;
    cache->plain -= entry->is_plain ? entry->size : 0;
    entry_release(entry);
}

static bool shows(const struct entry *entry, int topic, int64_t id)
{
    for (size_t i = 0; i < entry->topic_count; i++)
        if (topic == 0 || (entry->topics[i].topic == topic && entry->topics[i].id == id))
            return true;
    return false;
}

// Whether something the page shows changed after `generation`; also where that is too long ago to know.
static bool is_outdated(const struct cache *cache, const struct entry *entry, uint64_t generation)
{
    uint64_t now = atomic_load(&cache->generation);
    if (now - generation > FORGOTTEN)
        return true;
    for (uint64_t at = generation + 1; at <= now; at++) {
        const struct change *change = &cache->changes[at % FORGOTTEN];
        if (shows(entry, change->topic, change->id))
            return true;
    }
    return false;
}

// --- for everybody ---

void cache_free(struct cache *cache)
{
    while (cache->oldest != NULL)
        drop(cache, cache->oldest);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

bool cache_find(struct cache *cache, const char *key, struct reply *reply)
{
    uint64_t hash = hash_of(cache, key);
    pthread_mutex_lock(&cache->lock);
    struct entry *entry = *place_of(cache, hash, key);
    if (entry != NULL) {
        atomic_fetch_add(&entry->users, 1);
        if (entry != cache->newest) {
            unlink_use(cache, entry);
            link_newest(cache, entry);
        }
    }
    pthread_mutex_unlock(&cache->lock);
    if (entry == NULL)
        return false;
    reply->form = REPLY_HELD;
    reply->status = entry->status;
    reply->content_type = entry->content_type;
    for (size_t i = 0; i < entry->headers.n; i++)
        *VEC_PUSH(reply->arena, &reply->headers) = entry->headers.at[i];
    reply->held = entry->bytes;
    reply->held_n = entry->n;
    reply->release = entry_release;
    reply->release_context = entry;
    return true;
}

static const char *append(char **end, const char *bytes, size_t n)
{
    char *at = *end;
    memcpy(at, bytes, n);
    at[n] = '\0';
    *end += n + 1;
    return at;
}

static const char *append_text(char **end, const char *text)
{
    return append(end, text, strlen(text));
}

static struct entry *entry_new(const char *key, uint64_t hash, const struct reply *reply)
{
    const char *content_type = reply->content_type == NULL ? "" : reply->content_type;
    size_t size = sizeof(struct entry) + reply->headers.n * sizeof(struct pair) + strlen(key) + strlen(content_type) +
                  reply->bytes.n + 3;
    for (size_t i = 0; i < reply->headers.n; i++)
        size += strlen(reply->headers.at[i].name) + strlen(reply->headers.at[i].value) + 2;
    struct entry *entry = calloc(1, size);
    if (entry == NULL)
        return NULL;
    entry->headers.at = (struct pair *)(entry + 1);
    entry->headers.n = reply->headers.n;
    char *end = (char *)(entry->headers.at + reply->headers.n);
    for (size_t i = 0; i < reply->headers.n; i++) {
        entry->headers.at[i].name = append_text(&end, reply->headers.at[i].name);
        entry->headers.at[i].value = append_text(&end, reply->headers.at[i].value);
    }
    atomic_init(&entry->users, 1);
    entry->size = size;
    entry->is_plain = !reply_has_header(reply, "Content-Encoding");
    entry->hash = hash;
    entry->key = append_text(&end, key);
    entry->status = reply->status;
    entry->content_type = append_text(&end, content_type);
    entry->n = reply->bytes.n;
    entry->bytes = append(&end, reply->bytes.n == 0 ? "" : reply->bytes.at, reply->bytes.n);
    entry->topic_count = reply->topic_count;
    for (size_t i = 0; i < reply->topic_count; i++) {
        entry->topics[i].topic = reply->topics[i].topic;
        entry->topics[i].id = reply->topics[i].id;
    }
    return entry;
}

static struct entry *oldest_plain(const struct cache *cache)
{
    struct entry *entry = cache->oldest;
    while (!entry->is_plain)
        entry = entry->newer;
    return entry;
}

void cache_add(struct cache *cache, const char *key, const struct reply *reply, uint64_t generation)
{
    enum { SHARE = 8 }; // one page takes at most this part of the cache
    if (reply->form != REPLY_BYTES || reply->topic_count == 0 || reply->bytes.n > cache->most / SHARE ||
        (reply_has_header(reply, "Set-Cookie") && !reply->has_public_cookie))
        return;
    struct entry *entry = entry_new(key, hash_of(cache, key), reply);
    if (entry == NULL)
        return;
    pthread_mutex_lock(&cache->lock);
    if (is_outdated(cache, entry, generation)) {
        pthread_mutex_unlock(&cache->lock);
        entry_release(entry);
        return;
    }
    struct entry *old = *place_of(cache, entry->hash, key);
    if (old != NULL)
        drop(cache, old);
    struct entry **bucket = &cache->buckets[entry->hash % BUCKETS];
    entry->next = *bucket;
    *bucket = entry;
    link_newest(cache, entry);
    cache->used += entry->size;
    cache->plain += entry->is_plain ? entry->size : 0;
    while (cache->used > cache->most)
        drop(cache, cache->oldest);
    while (cache->plain > cache->most / PLAIN_SHARE)
        drop(cache, oldest_plain(cache));
    pthread_mutex_unlock(&cache->lock);
}

uint64_t cache_generation(const struct cache *cache)
{
    return atomic_load(&cache->generation);
}

void cache_forget(struct cache *cache, int topic, int64_t id)
{
    pthread_mutex_lock(&cache->lock);
    uint64_t generation = atomic_load(&cache->generation) + 1;
    cache->changes[generation % FORGOTTEN] = (struct change){topic, id};
    atomic_store(&cache->generation, generation);
    for (struct entry *entry = cache->oldest, *newer; entry != NULL; entry = newer) {
        newer = entry->newer;
        if (shows(entry, topic, id))
            drop(cache, entry);
    }
    pthread_mutex_unlock(&cache->lock);
}
