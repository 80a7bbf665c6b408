// slowdown.c - leaky buckets of failed tries, in a table of fixed size.
#include "people/slowdown.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "base/rand.h"
#include "base/time.h"
#include "i18n/message.h"

// How many failures a bucket takes; each minute as many run out of it again.
static const struct {
    int account, address, server;
    int account_minutes; // as many run out of that of an account in so many minutes; 0: in one
} limits[SLOWDOWN_KINDS] = {
    [SLOWDOWN_LOGIN] = {10, 30, 300},
    [SLOWDOWN_RECOVERY] = {5, 30, 300},
    [SLOWDOWN_INVITATION] = {0, 30, 300},
    [SLOWDOWN_JOIN] = {0, 30, 300},
    [SLOWDOWN_CARD] = {0, 30, 300},
    // A code is one of a million, and three count at a time: so someone who has the password guesses for more than a year.
    [SLOWDOWN_SECOND_STEP] = {5, 30, 300, .account_minutes = 10},
};

enum who { WHO_ACCOUNT, WHO_ADDRESS, WHO_SERVER };

// Keys fall into sets of 8 by their hash; a full set gives up the bucket that is nearest to empty.
enum { SETS = 512, WAYS = 8 };
static struct bucket {
    uint64_t key;  // 0: free
    int64_t level; // failures x MINUTE
    int64_t at;    // when `level` was right
    int64_t empty; // when all will have run out
} buckets[SETS][WAYS];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static uint64_t seed; // so that nobody can choose addresses that share a set

static uint64_t key_of(enum slowdown kind, enum who who, const char *text)
{
    if (seed == 0) {
        struct rand random = {0};
        rand_bytes(&random, &seed, sizeof(seed));
    }
    uint64_t key = seed ^ ((uint64_t)kind << 8 | (uint64_t)who);
    for (; *text != '\0'; text++) {
        key = (key ^ (unsigned char)*text) * UINT64_C(0x9e3779b97f4a7c15);
        key ^= key >> 29;
    }
    key *= UINT64_C(0xbf58476d1ce4e5b9);
    key ^= key >> 32;
    return key == 0 ? 1 : key;
}

// Whoever has an IPv6 network has 2^64 addresses of it: they count as one.
static const char *network_of(const char *address, char ret_text[static INET6_ADDRSTRLEN])
{
    struct in6_addr parsed;
    if (address == NULL || inet_pton(AF_INET6, address, &parsed) != 1 || IN6_IS_ADDR_V4MAPPED(&parsed))
        return address;
    memset(parsed.s6_addr + 8, 0, 8);
    return inet_ntop(AF_INET6, &parsed, ret_text, INET6_ADDRSTRLEN);
}

static int limit_of(enum slowdown kind, enum who who)
{
    return who == WHO_ACCOUNT ? limits[kind].account : who == WHO_ADDRESS ? limits[kind].address : limits[kind].server;
}

// Milliseconds in which as many failures run out as the bucket takes.
static int64_t period_of(enum slowdown kind, enum who who)
{
    return who == WHO_ACCOUNT && limits[kind].account_minutes > 0 ? limits[kind].account_minutes * MINUTE : MINUTE;
}

static int64_t level_at(const struct bucket *bucket, int limit, int64_t period, int64_t now)
{
    // A clock that was set back must not lock anybody out.
    int64_t passed = now > bucket->at ? now - bucket->at : 0;
    int64_t level = passed > 2 * period ? 0 : bucket->level - passed * limit / (period / MINUTE);
    return level > 0 ? level : 0;
}

static bool is_full(enum slowdown kind, enum who who, const char *text, int64_t now)
{
    int limit = limit_of(kind, who);
    if (text == NULL || limit == 0)
        return false;
    uint64_t key = key_of(kind, who, text);
    const struct bucket *set = buckets[key % SETS];
    for (int i = 0; i < WAYS; i++)
        if (set[i].key == key)
            return level_at(&set[i], limit, period_of(kind, who), now) > (int64_t)(limit - 1) * MINUTE;
    return false;
}

// How much is lost with a bucket that makes room for another.
static int64_t weight(const struct bucket *bucket, int64_t now)
{
    return now > bucket->empty ? 0 : bucket->level;
}

static void pour(enum slowdown kind, enum who who, const char *text, int64_t now)
{
    int limit = limit_of(kind, who);
    if (text == NULL || limit == 0)
        return;
    uint64_t key = key_of(kind, who, text);
    struct bucket *set = buckets[key % SETS], *bucket = &set[0];
    for (int i = 0; i < WAYS && bucket->key != key; i++)
        if (set[i].key == key || set[i].key == 0 || weight(&set[i], now) < weight(bucket, now))
            bucket = &set[i];
    if (bucket->key != key)
        *bucket = (struct bucket){.key = key, .at = now};
    int64_t most = (int64_t)limit * MINUTE, period = period_of(kind, who);
    int64_t level = level_at(bucket, limit, period, now) + MINUTE;
    bucket->level = level < most ? level : most;
    bucket->at = now;
    bucket->empty = now + bucket->level * (period / MINUTE) / limit;
}

enum err slowdown_check(enum slowdown kind, const char *account, const char *address, int64_t now)
{
    char text[INET6_ADDRSTRLEN];
    address = network_of(address, text);
    pthread_mutex_lock(&mutex);
    bool full = is_full(kind, WHO_ACCOUNT, account, now) || is_full(kind, WHO_ADDRESS, address, now) ||
                is_full(kind, WHO_SERVER, "", now);
    pthread_mutex_unlock(&mutex);
    return full ? ERR_BUSY : OK;
}

void slowdown_failed(enum slowdown kind, const char *account, const char *address, int64_t now)
{
    char text[INET6_ADDRSTRLEN];
    address = network_of(address, text);
    pthread_mutex_lock(&mutex);
    pour(kind, WHO_ACCOUNT, account, now);
    pour(kind, WHO_ADDRESS, address, now);
    pour(kind, WHO_SERVER, "", now);
    pthread_mutex_unlock(&mutex);
}

void slowdown_succeeded(enum slowdown kind, const char *account)
{
    pthread_mutex_lock(&mutex);
    uint64_t key = key_of(kind, WHO_ACCOUNT, account);
    for (int i = 0; i < WAYS; i++)
        if (buckets[key % SETS][i].key == key)
            buckets[key % SETS][i] = (struct bucket){0};
    pthread_mutex_unlock(&mutex);
}

void slowdown_forget(void)
{
    pthread_mutex_lock(&mutex);
    memset(buckets, 0, sizeof(buckets));
    pthread_mutex_unlock(&mutex);
}

const char *slowdown_sentence(void)
{
    return N_("Too many tries went wrong in the last minute. Wait a minute, then try again.");
}
