// stream.c - event streams. One thread writes to all of them; a stream costs a socket and a hundred bytes.
//
// The HTTP server hands the socket over once the request is read: there its connection would keep its buffers (16 KB and
// more), and a suspended connection does not notice that its client left. Here epoll tells at once.
#include "web/stream.h"

#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/time.h"

enum {
    BEAT_MS = 15 * SECOND,
    JOIN_MS = 100,        // what comes within it is told once
    MOST_WOKEN = 64,      // keys at once; beyond, everybody is told
    GIVE_UP_MS = 45 * SECOND, // without an answer from the client's machine
    EVENTS = 64,
};

struct stream {
    int socket;
    int64_t key;
    int64_t began, written; // ms, monotonic
    struct stream *before, *after;
};

struct stream_hub {
    int beat_ms, oldest_ms;
    int epoll, wake;
    pthread_t thread;
    pthread_mutex_t lock;     // of what follows
    struct stream *first;
    int64_t woken[MOST_WOKEN];
    size_t woken_n;
    bool woken_all, closing, stopping;
    uint64_t version;
    _Atomic unsigned count;
};

static bool send_all(int socket, const char *bytes, size_t n)
{
    return send(socket, bytes, n, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)n;
}

// --- the thread; the lock is held ---

static void close_stream(struct stream_hub *hub, struct stream *stream)
{
    *(stream->before != NULL ? &stream->before->after : &hub->first) = stream->after;
    if (stream->after != NULL)
        stream->after->before = stream->before;
    epoll_ctl(hub->epoll, EPOLL_CTL_DEL, stream->socket, NULL);
    close(stream->socket);
    free(stream);
    atomic_fetch_sub(&hub->count, 1);
}

static bool is_woken(const struct stream_hub *hub, int64_t key)
{
    for (size_t i = 0; i < hub->woken_n; i++)
        if (hub->woken[i] == key)
            return true;
    return hub->woken_all;
}

static void tell_woken(struct stream_hub *hub, int64_t now)
{
    char event[40];
    int n = snprintf(event, sizeof(event), "data: %llu\n\n", (unsigned long long)hub->version);
    for (struct stream *stream = hub->first, *after; stream != NULL; stream = after) {
        after = stream->after;
        if (!is_woken(hub, stream->key))
            continue;
        stream->written = now;
        if (!send_all(stream->socket, event, (size_t)n)) // it does not listen; its page asks anew when it can
            close_stream(hub, stream);
    }
    hub->woken_n = 0;
    hub->woken_all = false;
}

static void beat(struct stream_hub *hub, int64_t now)
{
    static const char event[] = "event: beat\ndata:\n\n";
    for (struct stream *stream = hub->first, *after; stream != NULL; stream = after) {
        after = stream->after;
        bool is_old = now - stream->began >= hub->oldest_ms;
        if (!is_old && now - stream->written < hub->beat_ms)
            continue;
        stream->written = now;
        if (is_old || !send_all(stream->socket, event, sizeof(event) - 1))
            close_stream(hub, stream);
    }
}

static void close_all(struct stream_hub *hub)
{
    while (hub->first != NULL)
        close_stream(hub, hub->first);
}

// How long nothing needs to be done, unless something happens; -1: for ever.
static int time_left(const struct stream_hub *hub, int64_t now, int64_t next_told, int64_t next_beat)
{
    int64_t left = INT64_MAX;
    if (hub->woken_n > 0 || hub->woken_all)
        left = next_told - now;
    if (hub->first != NULL && next_beat - now < left)
        left = next_beat - now;
    return left == INT64_MAX ? -1 : left < 0 ? 0 : (int)left;
}

static void forget_wake(struct stream_hub *hub)
{
    uint64_t count;
    (void)!read(hub->wake, &count, sizeof(count));
}

static void *run(void *context)
{
    struct stream_hub *hub = context;
    struct epoll_event events[EVENTS];
    int64_t next_told = 0, next_beat = 0;
    pthread_mutex_lock(&hub->lock);
    while (!hub->stopping) {
        int wait_ms = time_left(hub, time_monotonic(), next_told, next_beat);
        pthread_mutex_unlock(&hub->lock);
        int n = epoll_wait(hub->epoll, events, EVENTS, wait_ms);
        pthread_mutex_lock(&hub->lock);
        for (int i = 0; i < n; i++) {
            if (events[i].data.ptr == NULL)
                forget_wake(hub);
            else // its client left
                close_stream(hub, events[i].data.ptr);
        }
        int64_t now = time_monotonic();
        if (hub->closing)
            close_all(hub);
        if ((hub->woken_n > 0 || hub->woken_all) && now >= next_told) {
            tell_woken(hub, now);
            next_told = now + JOIN_MS;
        }
        if (now >= next_beat) {
            beat(hub, now);
            next_beat = now + (hub->beat_ms / 8 > 0 ? hub->beat_ms / 8 : 1);
        }
    }
    close_all(hub);
    pthread_mutex_unlock(&hub->lock);
    return NULL;
}

// --- for everybody ---

struct stream_hub *stream_hub_new(void)
{
    // A beat comes at most an eighth late.
    return stream_hub_new_with(BEAT_MS * 7 / 8, LIMIT_STREAM_SECONDS * SECOND);
}

struct stream_hub *stream_hub_new_with(int beat_ms, int oldest_ms)
{
    struct stream_hub *hub = calloc(1, sizeof(*hub));
    if (hub == NULL)
        abort();
    hub->beat_ms = beat_ms;
    hub->oldest_ms = oldest_ms;
    hub->version = (uint64_t)time_now() / SECOND; // goes on counting up after a restart
    hub->epoll = epoll_create1(EPOLL_CLOEXEC);
    hub->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN};
    pthread_mutex_init(&hub->lock, NULL);
    if (hub->epoll < 0 || hub->wake < 0 || epoll_ctl(hub->epoll, EPOLL_CTL_ADD, hub->wake, &event) != 0 ||
        pthread_create(&hub->thread, NULL, run, hub) != 0)
        abort(); // at the start of the process: nothing can be served
    return hub;
}

static void wake_thread(struct stream_hub *hub)
{
    uint64_t one = 1;
    (void)!write(hub->wake, &one, sizeof(one));
}

void stream_hub_free(struct stream_hub *hub)
{
    pthread_mutex_lock(&hub->lock);
    hub->stopping = true;
    wake_thread(hub);
    pthread_mutex_unlock(&hub->lock);
    pthread_join(hub->thread, NULL);
    close(hub->wake);
    close(hub->epoll);
    pthread_mutex_destroy(&hub->lock);
    free(hub);
}

void stream_close_all(struct stream_hub *hub)
{
    pthread_mutex_lock(&hub->lock);
    hub->closing = true;
    wake_thread(hub);
    pthread_mutex_unlock(&hub->lock);
}

void stream_wake(struct stream_hub *hub, int64_t key)
{
    pthread_mutex_lock(&hub->lock);
    bool was_quiet = hub->woken_n == 0 && !hub->woken_all;
    hub->version++;
    if (!is_woken(hub, key)) {
        if (key == 0 || hub->woken_n == MOST_WOKEN)
            hub->woken_all = true;
        else
            hub->woken[hub->woken_n++] = key;
    }
    if (was_quiet && hub->first != NULL)
        wake_thread(hub);
    else if (hub->first == NULL) { // nobody to tell: the next stream begins with the present version
        hub->woken_n = 0;
        hub->woken_all = false;
    }
    pthread_mutex_unlock(&hub->lock);
}

// Head, first events, and a place in the list, so that no change falls between them; the lock is held.
static bool begin(struct stream_hub *hub, struct stream *stream, const char *head, size_t head_n)
{
    char first[64];
    int n = snprintf(first, sizeof(first), "retry: 5000\ndata: %llu\n\n", (unsigned long long)hub->version);
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLHUP | EPOLLERR, .data.ptr = stream};
    if (hub->closing || hub->stopping || !send_all(stream->socket, head, head_n) ||
        !send_all(stream->socket, first, (size_t)n) || epoll_ctl(hub->epoll, EPOLL_CTL_ADD, stream->socket, &event) != 0)
        return false;
    if (hub->first == NULL)
        wake_thread(hub); // so that it counts time
    else
        hub->first->before = stream;
    stream->after = hub->first;
    hub->first = stream;
    atomic_fetch_add(&hub->count, 1);
    return true;
}

enum err stream_start(struct stream_hub *hub, int socket, int64_t key, const char *head, size_t head_n)
{
    struct stream *stream = calloc(1, sizeof(*stream));
    int at_once = 1, give_up = GIVE_UP_MS;
    if (stream == NULL) {
        close(socket);
        return ERR_BUSY;
    }
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
    setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &give_up, sizeof(give_up));
    stream->socket = socket;
    stream->key = key;
    stream->began = stream->written = time_monotonic();
    pthread_mutex_lock(&hub->lock);
    bool has_begun = begin(hub, stream, head, head_n);
    pthread_mutex_unlock(&hub->lock);
    if (has_begun)
        return OK;
    close(socket);
    free(stream);
    return ERR_BUSY;
}

unsigned stream_count(const struct stream_hub *hub)
{
    return atomic_load(&hub->count);
}
