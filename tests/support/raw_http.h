// raw_http.h - a small server of the program's own kind, and a client that sends bytes exactly as they are.
//
// The server answers: /echo at once, with method, fields and uploads as text; /pool the same from another thread; /hold
// when the test calls raw_release; /events with a stream of key 7; /page with 3000 signs of HTML and an ETag; else 404.
#ifndef SEMPRE_TESTS_RAW_HTTP_H
#define SEMPRE_TESTS_RAW_HTTP_H

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/time.h"
#include "support.h"
#include "web/server.h"
#include "web/stream.h"

enum { RAW_PATIENCE_MS = 20000 }; // far more than a loaded machine needs; nothing waits that long unless it is broken

struct raw_server {
    int listener;
    uint16_t port;
    struct server *server;
    struct stream_hub *hub;
    pthread_t worker;
    pthread_mutex_t lock;
    // One waiter each: several on one condition can sleep through a signal in glibc 2.36 (its bug 25847).
    pthread_cond_t queue_changed, held_changed;
    struct exchange *queue; // for the worker
    struct exchange *held;  // for the test
    bool stopping;
};

static inline void raw_draw(struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    struct buf text = buf_make(request->arena, 256);
    buf_print(&text, "method=%d path=%s host=%s error=%d\n", (int)request->method, request->path, request->host,
              (int)request->fields_error);
    buf_print(&text, "from=%s secure=%d\n", request->address, request->secure);
    for (size_t i = 0; i < request->fields.n; i++)
        buf_print(&text, "%s=%.80s (%zu)\n", request->fields.at[i].name, request->fields.at[i].value,
                  strlen(request->fields.at[i].value));
    for (size_t i = 0; i < request->upload_count; i++)
        buf_print(&text, "file %s: %s (%zu)\n", request->uploads[i].field, request->uploads[i].file_name,
                  request->uploads[i].n);
    reply_bytes(&exchange->reply, 200, "text/plain; charset=utf-8", text);
}

static inline void raw_draw_page(struct exchange *exchange)
{
    struct buf page = buf_make(exchange->request.arena, 4096);
    for (int i = 0; i < 300; i++)
        buf_add_text(&page, "<p>hello</");
    reply_bytes(&exchange->reply, 200, "text/html; charset=utf-8", page);
    reply_header(&exchange->reply, "ETag", "\"one\"");
}

static inline void *raw_work(void *context)
{
    struct raw_server *raw = context;
    pthread_mutex_lock(&raw->lock);
    while (!raw->stopping || raw->queue != NULL) {
        if (raw->queue == NULL) {
            pthread_cond_wait(&raw->queue_changed, &raw->lock);
            continue;
        }
        struct exchange *exchange = raw->queue;
        raw->queue = exchange->next;
        pthread_mutex_unlock(&raw->lock);
        raw_draw(exchange);
        server_reply(exchange);
        pthread_mutex_lock(&raw->lock);
    }
    pthread_mutex_unlock(&raw->lock);
    return NULL;
}

static inline void raw_on_request(struct exchange *exchange, void *context)
{
    struct raw_server *raw = context;
    const char *path = exchange->request.path;
    bool is_pool = strcmp(path, "/pool") == 0, is_hold = strcmp(path, "/hold") == 0;
    if (is_pool || is_hold) {
        pthread_mutex_lock(&raw->lock);
        struct exchange **list = is_pool ? &raw->queue : &raw->held;
        exchange->next = *list;
        *list = exchange;
        pthread_cond_signal(is_pool ? &raw->queue_changed : &raw->held_changed);
        pthread_mutex_unlock(&raw->lock);
        return;
    }
    if (strcmp(path, "/echo") == 0)
        raw_draw(exchange);
    else if (strcmp(path, "/page") == 0)
        raw_draw_page(exchange);
    else if (strcmp(path, "/events") == 0)
        reply_stream(&exchange->reply, 7);
    else
        reply_bytes(&exchange->reply, 404, "text/plain", buf_make(exchange->request.arena, 0));
    server_reply(exchange);
}

// `options` NULL: as usual. Its socket, callbacks and hub are set here.
static inline struct raw_server *raw_start(const struct server_options *options)
{
    struct raw_server *raw = ARENA_NEW(test_arena(), struct raw_server);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof(address);
    raw->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(raw->listener, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(raw->listener, 64), 0);
    assert_int_equal(getsockname(raw->listener, (struct sockaddr *)&address, &n), 0);
    raw->port = ntohs(address.sin_port);
    raw->hub = options != NULL && options->hub != NULL ? options->hub : stream_hub_new();
    pthread_mutex_init(&raw->lock, NULL);
    pthread_cond_init(&raw->queue_changed, NULL);
    pthread_cond_init(&raw->held_changed, NULL);
    struct server_options all = options == NULL ? (struct server_options){0} : *options;
    all.listen_socket = raw->listener;
    all.hub = raw->hub;
    all.on_request = raw_on_request;
    all.context = raw;
    if (all.event_threads == 0)
        all.event_threads = 2;
    if (all.connections == 0)
        all.connections = 100;
    assert_ok(server_start(&all, &raw->server));
    assert_int_equal(pthread_create(&raw->worker, NULL, raw_work, raw), 0);
    return raw;
}

static inline void raw_end_worker(struct raw_server *raw)
{
    pthread_mutex_lock(&raw->lock);
    raw->stopping = true;
    pthread_cond_signal(&raw->queue_changed);
    pthread_mutex_unlock(&raw->lock);
    pthread_join(raw->worker, NULL);
}

static inline void raw_stop(struct raw_server *raw)
{
    server_stop(raw->server, RAW_PATIENCE_MS);
    raw_end_worker(raw);
    stream_hub_free(raw->hub);
    close(raw->listener);
}

// Waits until /hold has `n` exchanges.
static inline void raw_wait_held(struct raw_server *raw, int n)
{
    pthread_mutex_lock(&raw->lock);
    for (;;) {
        int held = 0;
        for (struct exchange *exchange = raw->held; exchange != NULL; exchange = exchange->next)
            held++;
        if (held >= n)
            break;
        pthread_cond_wait(&raw->held_changed, &raw->lock);
    }
    pthread_mutex_unlock(&raw->lock);
}

static inline void raw_release(struct raw_server *raw)
{
    raw_wait_held(raw, 1);
    pthread_mutex_lock(&raw->lock);
    struct exchange *exchange = raw->held;
    raw->held = exchange->next;
    pthread_mutex_unlock(&raw->lock);
    raw_draw(exchange);
    server_reply(exchange);
}

// --- the client ---

static inline int raw_connect(const struct raw_server *raw)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(raw->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(line, (struct sockaddr *)&address, sizeof(address)), 0);
    return line;
}

// False where the server has closed the connection.
static inline bool raw_send(int line, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(line, bytes, n, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        n -= (size_t)sent;
    }
    return true;
}

static inline bool raw_say(int line, const char *text)
{
    return raw_send(line, text, strlen(text));
}

// Adds what arrives to `text`; false at the end of the connection.
static inline bool raw_read_more(int line, struct buf *text)
{
    char bytes[4096];
    struct pollfd ready = {.fd = line, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, RAW_PATIENCE_MS), 1);
    ssize_t n = recv(line, bytes, sizeof(bytes), 0);
    if (n > 0)
        buf_add(text, bytes, (size_t)n);
    return n > 0;
}

// Everything up to the end of the connection.
static inline const char *raw_read_all(int line)
{
    struct buf text = buf_make(test_arena(), 4096);
    while (raw_read_more(line, &text)) {
    }
    return buf_text(&text);
}

// Everything until `sign` has arrived; fails the test where the connection ends before.
static inline const char *raw_read_until(int line, struct buf *text, const char *sign)
{
    while (strstr(buf_text(text), sign) == NULL)
        assert_true(raw_read_more(line, text));
    return buf_text(text);
}

// One response with its body as Content-Length says.
static inline const char *raw_read_one(int line)
{
    struct buf text = buf_make(test_arena(), 4096);
    const char *end = strstr(raw_read_until(line, &text, "\r\n\r\n"), "\r\n\r\n");
    const char *length = strcasestr(text.at, "\r\nContent-Length: ");
    size_t head = (size_t)(end - text.at) + 4;
    size_t body = length == NULL ? 0 : strtoul(length + 18, NULL, 10);
    while (text.n < head + body)
        assert_true(raw_read_more(line, &text));
    return buf_text(&text);
}

// Sends and reads up to the end of the connection.
static inline const char *raw_ask(const struct raw_server *raw, const char *bytes, size_t n)
{
    int line = raw_connect(raw);
    raw_send(line, bytes, n);
    const char *answer = raw_read_all(line);
    close(line);
    return answer;
}

static inline int raw_status(const char *answer)
{
    return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}

static inline void raw_serves(const struct raw_server *raw)
{
    static const char request[] = "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    assert_int_equal(raw_status(raw_ask(raw, request, sizeof(request) - 1)), 200);
}

#endif
