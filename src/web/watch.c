// watch.c - the deadlines of open connections.
#include "web/watch.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "base/time.h"

enum { SENDING_MS = 10 * MINUTE }; // enough for the largest asset at 2G; a client that does not read is let go

struct watch {
    struct watch_limits limits;
    int period_ms;
    pthread_t thread;
    pthread_mutex_t lock;     // of what follows
    pthread_cond_t changed;   // stopping, or a connection less
    bool stopping;
    struct watched *first;
    _Atomic unsigned count;
};

// Bytes that arrived on a TCP socket since it was opened; 0 for other sockets.
static uint64_t bytes_received(int socket)
{
    struct tcp_info info = {0};
    socklen_t n = sizeof(info);
    return getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &n) == 0 ? info.tcpi_bytes_received : 0;
}

void watch_enter(struct watched *watched, enum watch_phase phase)
{
    int64_t now = time_monotonic(), first_byte = atomic_load_explicit(&watched->first_byte, memory_order_relaxed);
    bool goes_on = phase == WATCH_HEADER && first_byte != 0; // the deadline of a header counts from its first byte
    atomic_store_explicit(&watched->since, goes_on ? first_byte : now, memory_order_relaxed);
    atomic_store_explicit(&watched->first_byte, 0, memory_order_relaxed);
    atomic_store_explicit(&watched->phase, phase, memory_order_relaxed);
    atomic_fetch_add_explicit(&watched->turn, 1, memory_order_relaxed);
}

// Whether the first bytes of a request have come; seen by the count of bytes, as the server does not tell.
static bool has_begun(struct watched *watched, int64_t now)
{
    unsigned turn = atomic_load_explicit(&watched->turn, memory_order_relaxed);
    if (atomic_load_explicit(&watched->first_byte, memory_order_relaxed) != 0)
        return true;
    uint64_t received = bytes_received(watched->socket);
    if (watched->received_for != turn) { // what came before this look is not counted: the idle limit still holds
        watched->received_for = turn;
        watched->received = received;
    }
    if (received == watched->received)
        return false;
    atomic_store_explicit(&watched->first_byte, now, memory_order_relaxed);
    return true;
}

static bool is_late(const struct watch *watch, struct watched *watched, int64_t now, bool *ret_tell)
{
    int phase = atomic_load_explicit(&watched->phase, memory_order_relaxed);
    int64_t since = atomic_load_explicit(&watched->since, memory_order_relaxed);
    int64_t most = 0;
    *ret_tell = true;
    if (phase == WATCH_BUSY)
        return false;
    if (phase == WATCH_SENDING) {
        *ret_tell = false;
        most = SENDING_MS;
    } else if (phase == WATCH_BODY)
        most = watch->limits.body_ms;
    else if (phase == WATCH_HEADER)
        most = watch->limits.header_ms;
    else if (has_begun(watched, now)) {
        since = atomic_load_explicit(&watched->first_byte, memory_order_relaxed);
        most = watch->limits.header_ms;
    } else {
        *ret_tell = false;
        most = watch->limits.idle_ms;
    }
    return since != 0 && now - since > most;
}

static void look(struct watch *watch)
{
    static const char late[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    int64_t now = time_monotonic();
    for (struct watched *watched = watch->first; watched != NULL; watched = watched->after) {
        bool tell;
        if (!is_late(watch, watched, now, &tell))
            continue;
        if (tell)
            (void)!send(watched->socket, late, sizeof(late) - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
        shutdown(watched->socket, SHUT_RDWR); // its server sees the end and closes it
        watch_enter(watched, WATCH_BUSY);
    }
}

// Waits for `ms` or a change; the lock is held.
static void wait_a_little(struct watch *watch, int ms)
{
    int64_t until = time_monotonic() + ms;
    struct timespec at = {.tv_sec = until / SECOND, .tv_nsec = until % SECOND * 1000000};
    pthread_cond_timedwait(&watch->changed, &watch->lock, &at);
}

static void *run(void *context)
{
    struct watch *watch = context;
    pthread_mutex_lock(&watch->lock);
    int64_t next = time_monotonic() + watch->period_ms;
    while (!watch->stopping) {
        int64_t left = next - time_monotonic();
        if (left > 0) {
            wait_a_little(watch, (int)left);
            continue;
        }
        look(watch);
        next = time_monotonic() + watch->period_ms;
        if (watch->limits.tick != NULL)
            watch->limits.tick(watch->limits.context);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

static unsigned or_default(unsigned given, unsigned seconds)
{
    return given != 0 ? given : seconds * 1000;
}

static int period(const struct watch_limits *limits)
{
    unsigned least = limits->header_ms < limits->body_ms ? limits->header_ms : limits->body_ms;
    least = (limits->idle_ms < least ? limits->idle_ms : least) / 8;
    return least > SECOND ? SECOND : least < 10 ? 10 : (int)least;
}

enum err watch_start(const struct watch_limits *limits, struct watch **ret_watch)
{
    struct watch *watch = calloc(1, sizeof(*watch));
    if (watch == NULL)
        return ERR_BUSY;
    watch->limits = *limits;
    watch->limits.header_ms = or_default(limits->header_ms, LIMIT_HEADER_SECONDS);
    watch->limits.body_ms = or_default(limits->body_ms, LIMIT_BODY_SECONDS);
    watch->limits.idle_ms = or_default(limits->idle_ms, LIMIT_IDLE_SECONDS);
    watch->period_ms = period(&watch->limits);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&watch->lock, NULL);
    if (pthread_create(&watch->thread, NULL, run, watch) != 0) {
        free(watch);
        return ERR_BUSY;
    }
    *ret_watch = watch;
    return OK;
}

void watch_stop(struct watch *watch)
{
    pthread_mutex_lock(&watch->lock);
    watch->stopping = true;
    pthread_cond_broadcast(&watch->changed);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_cond_destroy(&watch->changed);
    pthread_mutex_destroy(&watch->lock);
    free(watch);
}

void watch_add(struct watch *watch, struct watched *watched, int socket)
{
    watched->socket = socket;
    watch_enter(watched, WATCH_IDLE);
    watched->received_for = atomic_load(&watched->turn); // nothing was received before
    pthread_mutex_lock(&watch->lock);
    watched->after = watch->first;
    if (watch->first != NULL)
        watch->first->before = watched;
    watch->first = watched;
    atomic_fetch_add(&watch->count, 1);
    pthread_mutex_unlock(&watch->lock);
}

void watch_remove(struct watch *watch, struct watched *watched)
{
    pthread_mutex_lock(&watch->lock);
    if (watched->before != NULL)
        watched->before->after = watched->after;
    else
        watch->first = watched->after;
    if (watched->after != NULL)
        watched->after->before = watched->before;
    if (atomic_fetch_sub(&watch->count, 1) == 1)
        pthread_cond_broadcast(&watch->changed);
    pthread_mutex_unlock(&watch->lock);
}

unsigned watch_count(const struct watch *watch)
{
    return atomic_load(&watch->count);
}

void watch_drain(struct watch *watch, int patience_ms)
{
    enum { LOOK_EVERY = 10, QUIET_MS = 250 };
    int64_t began = time_monotonic(), until = began + patience_ms;
    pthread_mutex_lock(&watch->lock);
    while (atomic_load(&watch->count) > 0 && time_monotonic() < until) {
        int64_t now = time_monotonic();
        for (struct watched *watched = watch->first; watched != NULL; watched = watched->after) {
            int64_t since = atomic_load_explicit(&watched->since, memory_order_relaxed);
            bool is_idle = atomic_load_explicit(&watched->phase, memory_order_relaxed) == WATCH_IDLE;
            if (is_idle && now - (since > began ? since : began) >= QUIET_MS)
                shutdown(watched->socket, SHUT_RD); // requests that have arrived are still read
        }
        wait_a_little(watch, LOOK_EVERY);
    }
    pthread_mutex_unlock(&watch->lock);
}
