// server.c - HTTP/1.1 over libmicrohttpd: its connections become exchanges, and replies become its responses.
#include "web/server.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"
#include "web/stream.h"
#include "web/traffic.h"

enum {
    // Of a connection: headers, what the library notes about each, and the head of the reply. It is written over for each
    // request, so small is fast.
    CONNECTION_MEMORY = 16 * 1024,
    READ_STEP = 1024,
    HEADERS_MOST = 64,
    OTHER_DESCRIPTORS = 256, // database, logs, pipes
};

struct server {
    struct server_options options;
    struct MHD_Daemon *daemon;
    struct watch *watch;
    struct spares spares;
    atomic_bool stopping;
    struct traffic *waiting; // under `waiting_lock`, as is
    bool has_abandoned;
};

// Of all servers: who holds it may resume a connection that is WAITING, as no server is taken down meanwhile.
static pthread_mutex_t waiting_lock = PTHREAD_MUTEX_INITIALIZER;

// --- refusing ---

static void *as_buffer(const char *bytes)
{
    return (void *)(uintptr_t)bytes; // the library does not write to it, but does not say so
}

static enum MHD_Result queue_answer(struct traffic *traffic, const struct answer *answer)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(answer->n, as_buffer(answer->bytes), MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    for (size_t i = 0; i < answer->headers.n; i++)
        MHD_add_response_header(response, answer->headers.at[i].name, answer->headers.at[i].value);
    // After a chunked request the library and a proxy before it may differ in where the next one begins: there is none.
    if (traffic->announced.chunked || atomic_load_explicit(&traffic->server->stopping, memory_order_relaxed))
        MHD_add_response_header(response, "Connection", "close");
    enum MHD_Result queued = MHD_queue_response(traffic->line, (unsigned)answer->status, response);
    MHD_destroy_response(response); // the connection holds it now
    return queued;
}

// Answers before the request was read to its end: the library then closes the connection.
static enum MHD_Result refuse(struct traffic *traffic, int status)
{
    struct reply *reply = &traffic->exchange.reply;
    struct buf text = buf_make(reply->arena, 64);
    buf_print(&text, "%d %s\n", status, answer_reason(status));
    reply_bytes(reply, status, "text/plain; charset=utf-8", text);
    answer_make(reply, &traffic->exchange.request, &traffic->answer);
    atomic_store(&traffic->state, TRAFFIC_ANSWERED);
    return queue_answer(traffic, &traffic->answer);
}

// The same in the middle of a body, where the library takes no answer: it is sent past it.
static enum MHD_Result refuse_and_close(struct traffic *traffic, int status)
{
    char text[128];
    int n = snprintf(text, sizeof(text), "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status,
                     answer_reason(status));
    (void)!send(traffic->connection->watched.socket, text, (size_t)n, MSG_NOSIGNAL | MSG_DONTWAIT);
    return MHD_NO;
}

// --- reading ---

static enum MHD_Result read_head(struct traffic *traffic, const char *method, const char *version)
{
    struct guard_header headers[HEADERS_MOST];
    size_t n = 0;
    int status = guard_connection(traffic->line, method, version, traffic->target, traffic->target_place,
                                  headers, HEADERS_MOST, &n, &traffic->announced);
    traffic->has_head = true;
    watch_enter(&traffic->connection->watched, WATCH_BODY);
    if (status != 0)
        return refuse(traffic, status);
    enum err error = traffic_fill(traffic, method, headers, n, traffic->server->options.trusted_proxies);
    if (error != OK)
        return refuse(traffic, error == ERR_LIMIT ? 413 : 400);
    if (traffic->announced.length == 0 && !traffic->announced.chunked)
        return MHD_YES;
    return traffic->announced.length > LIMIT_TYPED_BYTES ? refuse(traffic, 413) : MHD_YES;
}

static enum MHD_Result read_body(struct traffic *traffic, const char *bytes, size_t *n)
{
    int status = traffic_body(traffic, &traffic->server->spares, bytes, *n);
    *n = 0;
    return status == 0 ? MHD_YES : refuse_and_close(traffic, status);
}

// --- handing on ---

static enum MHD_Result start_stream(struct traffic *traffic)
{
    struct server *server = traffic->server;
    struct reply *reply = &traffic->exchange.reply;
    const struct answer *answer = &traffic->answer;
    struct buf head = buf_make(reply->arena, 1024);
    if (server->options.hub == NULL || stream_count(server->options.hub) >= server->options.connections)
        return refuse_and_close(traffic, 503);
    int socket = fcntl(traffic->connection->watched.socket, F_DUPFD_CLOEXEC, 0);
    if (socket < 0)
        return refuse_and_close(traffic, 503);
    buf_print(&head, "HTTP/1.1 %d %s\r\nConnection: close\r\n", answer->status, answer_reason(answer->status));
    for (size_t i = 0; i < answer->headers.n; i++)
        buf_print(&head, "%s: %s\r\n", answer->headers.at[i].name, answer->headers.at[i].value);
    BUF_LITERAL(&head, "\r\n");
    (void)!stream_start(server->options.hub, socket, reply->stream_key, head.at, head.n);
    return MHD_NO; // the library closes its descriptor of the socket, and nothing else
}

static enum MHD_Result send_answer(struct traffic *traffic)
{
    watch_enter(&traffic->connection->watched, WATCH_SENDING);
    bool is_stream = traffic->exchange.reply.form == REPLY_STREAM && traffic->exchange.request.method == METHOD_GET;
    return is_stream ? start_stream(traffic) : queue_answer(traffic, &traffic->answer);
}

// Suspends the connection until server_reply, unless that came meanwhile.
static void wait_for_reply(struct traffic *traffic)
{
    struct server *server = traffic->server;
    struct MHD_Connection *line = traffic->line;
    int state = TRAFFIC_HANDLING;
    MHD_suspend_connection(line);
    pthread_mutex_lock(&waiting_lock);
    int next = server->has_abandoned ? TRAFFIC_ABANDONED : TRAFFIC_WAITING;
    bool waits = atomic_compare_exchange_strong(&traffic->state, &state, next) && next == TRAFFIC_WAITING;
    if (waits) {
        traffic->after = server->waiting;
        if (traffic->after != NULL)
            traffic->after->before = traffic;
        server->waiting = traffic;
    }
    pthread_mutex_unlock(&waiting_lock);
    if (!waits)
        MHD_resume_connection(line);
}

// The lock is held.
static void stop_waiting(struct traffic *traffic)
{
    *(traffic->before != NULL ? &traffic->before->after : &traffic->server->waiting) = traffic->after;
    if (traffic->after != NULL)
        traffic->after->before = traffic->before;
    MHD_resume_connection(traffic->line);
}

static enum MHD_Result hand_on(struct traffic *traffic)
{
    const struct server_options *options = &traffic->server->options;
    watch_enter(&traffic->connection->watched, WATCH_BUSY);
    if (traffic->body_all > 0)
        traffic_fields(traffic);
    atomic_store(&traffic->state, TRAFFIC_HANDLING);
    options->on_request(&traffic->exchange, options->context);
    if (atomic_load(&traffic->state) == TRAFFIC_ANSWERED)
        return send_answer(traffic);
    wait_for_reply(traffic);
    return MHD_YES;
}

void server_reply(struct exchange *exchange)
{
    struct traffic *traffic = (struct traffic *)exchange;
    answer_make(&exchange->reply, &exchange->request, &traffic->answer);
    int state = TRAFFIC_HANDLING;
    if (atomic_compare_exchange_strong(&traffic->state, &state, TRAFFIC_ANSWERED))
        return; // and it is the event thread's
    pthread_mutex_lock(&waiting_lock);
    state = atomic_load(&traffic->state);
    if (state != TRAFFIC_CUT_OFF)
        atomic_store(&traffic->state, TRAFFIC_ANSWERED);
    if (state == TRAFFIC_WAITING)
        stop_waiting(traffic);
    pthread_mutex_unlock(&waiting_lock);
    if (state == TRAFFIC_CUT_OFF)
        traffic_free(traffic, NULL);
}

// The connection needs its exchange no longer. One that was abandoned is left to server_reply.
static void let_go(struct server *server, struct connection *connection)
{
    struct traffic *traffic = connection->traffic;
    connection->traffic = NULL;
    if (atomic_load(&traffic->state) == TRAFFIC_ABANDONED) {
        pthread_mutex_lock(&waiting_lock);
        int state = TRAFFIC_ABANDONED;
        bool is_left = atomic_compare_exchange_strong(&traffic->state, &state, TRAFFIC_CUT_OFF);
        pthread_mutex_unlock(&waiting_lock);
        if (is_left)
            return;
    }
    traffic_free(traffic, &server->spares);
}

// --- what the library calls ---

static void *on_request_line(void *context, const char *target, struct MHD_Connection *line)
{
    struct server *server = context;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(line, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *connection = info->socket_context;
    watch_enter(&connection->watched, WATCH_HEADER);
    struct traffic *traffic = traffic_new(&server->spares, connection);
    traffic->server = server;
    traffic->line = line;
    traffic->target_place = target;
    traffic->target = target == NULL ? "" : arena_dup(traffic->exchange.request.arena, target);
    return traffic;
}

static enum MHD_Result on_progress(void *context, struct MHD_Connection *line, const char *url, const char *method,
                                   const char *version, const char *bytes, size_t *n, void **traffic_place)
{
    (void)context, (void)line, (void)url;
    struct traffic *traffic = *traffic_place;
    if (!traffic->has_head)
        return read_head(traffic, method, version);
    if (*n > 0)
        return read_body(traffic, bytes, n);
    int state = atomic_load(&traffic->state);
    if (state == TRAFFIC_READING)
        return hand_on(traffic);
    return state == TRAFFIC_ANSWERED ? send_answer(traffic) : MHD_NO;
}

static void on_completed(void *context, struct MHD_Connection *line, void **traffic_place,
                         enum MHD_RequestTerminationCode code)
{
    (void)line, (void)code;
    struct server *server = context;
    struct traffic *traffic = *traffic_place;
    if (traffic == NULL)
        return;
    struct connection *connection = traffic->connection;
    *traffic_place = NULL;
    let_go(server, connection);
    watch_enter(&connection->watched, WATCH_IDLE);
}

static void on_connection(void *context, struct MHD_Connection *line, void **place, enum MHD_ConnectionNotificationCode code)
{
    struct server *server = context;
    struct connection *connection = *place;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        connection = calloc(1, sizeof(*connection));
        if (connection == NULL)
            abort();
        address_text(MHD_get_connection_info(line, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr, connection->address);
        watch_add(server->watch, &connection->watched,
                  MHD_get_connection_info(line, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
        *place = connection;
        return;
    }
    watch_remove(server->watch, &connection->watched);
    if (connection->traffic != NULL) // closed without being completed
        let_go(server, connection);
    free(connection);
    *place = NULL;
}

static void on_tick(void *context)
{
    spares_trim(&((struct server *)context)->spares);
}

// The library must not decode the address: the guard measures it, and target.c decodes it.
static size_t leave_encoded(void *context, struct MHD_Connection *line, char *text)
{
    (void)context, (void)line;
    return strlen(text);
}

// --- starting and stopping ---

// Descriptors for as many connections and streams as asked for, or as few as the system allows.
static unsigned allowed_connections(unsigned wanted)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    rlim_t needed = (rlim_t)wanted * 2 + OTHER_DESCRIPTORS;
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return wanted;
    return limit.rlim_cur > OTHER_DESCRIPTORS + 2 ? (unsigned)(limit.rlim_cur - OTHER_DESCRIPTORS) / 2 : 1;
}

static struct MHD_Daemon *start_daemon(struct server *server)
{
    // TURBO also means that a connection is closed without shutting its socket down: streams go on with theirs.
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME;
    const struct server_options *options = &server->options;
    unsigned threads = options->event_threads;
    struct MHD_OptionItem pool[] = {
        {threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t)threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(flags, 0, NULL, NULL, on_progress, server,
        MHD_OPTION_LISTEN_SOCKET, options->listen_socket,
        MHD_OPTION_CONNECTION_LIMIT, options->connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)READ_STEP,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, on_request_line, server,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_ARRAY, pool,
        MHD_OPTION_END);
}

enum err server_start(const struct server_options *options, struct server **ret_server)
{
    struct server *server = calloc(1, sizeof(*server));
    if (server == NULL)
        return ERR_BUSY;
    server->options = *options;
    server->options.connections = allowed_connections(options->connections);
    if (server->options.connections < options->event_threads)
        server->options.event_threads = server->options.connections;
    spares_init(&server->spares);
    struct watch_limits limits = {.header_ms = options->header_ms, .body_ms = options->body_ms, .idle_ms = options->idle_ms,
                                  .tick = on_tick, .context = server};
    enum err error = watch_start(&limits, &server->watch);
    if (error == OK) {
        server->daemon = start_daemon(server);
        if (server->daemon != NULL) {
            *ret_server = server;
            return OK;
        }
        watch_stop(server->watch);
    }
    free(server);
    return ERR_BUSY;
}

unsigned server_connections(const struct server *server)
{
    unsigned streams = server->options.hub == NULL ? 0 : stream_count(server->options.hub);
    return watch_count(server->watch) + streams;
}

// What is still unanswered loses its connection; its exchange belongs to whoever holds it.
static void abandon_waiting(struct server *server)
{
    pthread_mutex_lock(&waiting_lock);
    server->has_abandoned = true;
    while (server->waiting != NULL) {
        atomic_store(&server->waiting->state, TRAFFIC_ABANDONED);
        stop_waiting(server->waiting);
    }
    pthread_mutex_unlock(&waiting_lock);
}

// An epoll_ctl for this process to which removing a descriptor that is not there is no error. When libmicrohttpd 0.9.75 is told to accept
// no more, two of its threads may take the listening socket out of the same epoll set; the second gets ENOENT, and the library then
// aborts the process: a stop or a restart would lose what is being answered. Shared libraries find this function before that of libc.
__attribute__((visibility("default"))) int epoll_ctl(int set, int operation, int descriptor, struct epoll_event *event)
{
    long result = syscall(SYS_epoll_ctl, set, operation, descriptor, event);
    return result != 0 && operation == EPOLL_CTL_DEL && errno == ENOENT ? 0 : (int)result;
}

void server_stop(struct server *server, int patience_ms)
{
    MHD_quiesce_daemon(server->daemon); // also keeps the library from closing the listening socket
    atomic_store(&server->stopping, true);
    if (server->options.hub != NULL)
        stream_close_all(server->options.hub);
    watch_drain(server->watch, patience_ms);
    abandon_waiting(server);
    MHD_stop_daemon(server->daemon);
    watch_stop(server->watch);
    spares_free(&server->spares);
    free(server);
}
