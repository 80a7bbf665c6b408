// server_test.c - tests of the server over real sockets: replies from any thread, deadlines, limits, stopping.
#include "web/server.h"

#include <dlfcn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include "raw_http.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

// Waits until something becomes so.
#define UNTIL(condition)                                               \
    do {                                                               \
        int64_t until_ = time_monotonic() + RAW_PATIENCE_MS;           \
        while (!(condition) && time_monotonic() < until_)              \
            poll(NULL, 0, 1);                                          \
        assert_true(condition);                                        \
    } while (0)

static void one_connection_carries_many_requests_answered_here_and_there(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    int line = raw_connect(raw);
    for (int i = 0; i < 50; i++) {
        assert_true(raw_say(line, i % 2 ? GET("/echo") : GET("/pool")));
        assert_int_equal(raw_status(raw_read_one(line)), 200);
    }
    close(line);
    raw_stop(raw);
}

static void *ask_often(void *context)
{
    struct raw_server *raw = context;
    struct arena *arena = arena_new(1 << 20);
    int line = raw_connect(raw);
    char bytes[2048];
    for (int i = 0; i < 200; i++) {
        const char *request = i % 3 ? GET("/pool") : GET("/echo");
        if (!raw_send(line, request, strlen(request)))
            abort();
        size_t n = 0;
        do {
            ssize_t more = recv(line, bytes + n, sizeof(bytes) - n - 1, 0);
            if (more <= 0)
                abort();
            n += (size_t)more;
            bytes[n] = '\0';
        } while (strstr(bytes, "secure=0\n") == NULL);
        if (strstr(bytes, i % 3 ? "path=/pool" : "path=/echo") == NULL)
            abort();
    }
    close(line);
    arena_free(arena);
    return NULL;
}

static void many_connections_at_once_get_their_own_answers(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    pthread_t threads[8];
    for (int i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_often, raw), 0);
    for (int i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    raw_stop(raw);
}

static void head_sends_what_get_would_without_the_body(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    int line = raw_connect(raw);
    raw_say(line, "HEAD /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const char *answer = raw_read_all(line);
    assert_int_equal(raw_status(answer), 200);
    assert_non_null(strstr(answer, "Content-Length: 3000\r\n"));
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
    close(line);
    raw_stop(raw);
}

static void what_the_client_has_is_answered_with_304(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    int line = raw_connect(raw);
    raw_say(line, "GET /page HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"one\"\r\nConnection: close\r\n\r\n");
    const char *answer = raw_read_all(line);
    assert_int_equal(raw_status(answer), 304);
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
    close(line);
    raw_stop(raw);
}

static const char *post(const struct raw_server *raw, const char *headers, const char *start, size_t filler, const char *end)
{
    struct buf request = buf_make(test_arena(), filler + 1024);
    buf_print(&request, "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%sContent-Length: %zu\r\n\r\n%s", headers,
              strlen(start) + filler + strlen(end), start);
    for (size_t i = 0; i < filler; i++)
        buf_add_char(&request, 'x');
    buf_add_text(&request, end);
    return raw_ask(raw, request.at, request.n);
}

static void ten_megabytes_are_too_long_and_arrive_whole(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    const char *answer = post(raw, "Content-Type: application/x-www-form-urlencoded\r\n", "a=1&b=", 10000000, "&c=3");
    assert_int_equal(raw_status(answer), 200);
    assert_non_null(strstr(answer, "error=5"));
    assert_non_null(strstr(answer, "a=1 (1)"));
    assert_non_null(strstr(answer, "(10000000)\n"));
    assert_non_null(strstr(answer, "c=3"));
    answer = post(raw, "Content-Type: multipart/form-data; boundary=AB\r\n",
                  "--AB\r\nContent-Disposition: form-data; name=b\r\n\r\n", 100000, "\r\n--AB--\r\n");
    assert_non_null(strstr(answer, "error=5"));
    assert_non_null(strstr(answer, "(100000)\n"));
    raw_stop(raw);
}

static void without_room_what_is_too_long_is_cut(void **state)
{
    (void)state;
    enum { SENT = 10000000 };
    const char *type = "Content-Type: application/x-www-form-urlencoded\r\n";
    struct raw_server *raw = raw_start(NULL);
    char *much = arena_alloc(test_arena(), SENT + 1);
    memset(much, 'x', SENT);
    int held[2]; // hold all the room there is
    for (int i = 0; i < 2; i++) {
        held[i] = raw_connect(raw);
        raw_say(held[i], arena_print(test_arena(), "POST /hold HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s\r\n", SENT, type));
        raw_say(held[i], much);
    }
    raw_wait_held(raw, 2);
    const char *answer = post(raw, type, "a=1&b=", 100000, "&c=3");
    assert_int_equal(raw_status(answer), 200);
    assert_non_null(strstr(answer, "error=5"));
    assert_non_null(strstr(answer, "(65530)\n")); // what fits into 64 KB
    assert_null(strstr(answer, "c=3"));
    raw_release(raw);
    raw_release(raw);
    raw_read_one(held[0]), raw_read_one(held[1]);
    int64_t end = time_monotonic_us() + RAW_PATIENCE_MS * 1000;
    do // until the server has put both away
        answer = post(raw, type, "a=1&b=", 100000, "&c=3");
    while (strstr(answer, "c=3") == NULL && time_monotonic_us() < end);
    assert_non_null(strstr(answer, "(100000)\n"));
    close(held[0]), close(held[1]);
    raw_stop(raw);
}

static void an_upload_arrives_whole(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    const char *answer = post(raw, "Content-Type: multipart/form-data; boundary=AB\r\n",
                              "--AB\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n", 60000, "\r\n--AB--\r\n");
    assert_non_null(strstr(answer, "file f: a.txt (60000)"));
    assert_non_null(strstr(answer, "error=0"));
    answer = post(raw, "Content-Type: multipart/form-data; boundary=AB\r\n", "rubbish", 0, "");
    assert_non_null(strstr(answer, "error=1"));
    raw_stop(raw);
}

static void a_client_that_asks_first_is_told_to_go_on(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    struct buf text = buf_make(test_arena(), 1024);
    int line = raw_connect(raw);
    raw_say(line, "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n"
                  "Content-Type: application/x-www-form-urlencoded\r\n\r\n");
    raw_read_until(line, &text, "HTTP/1.1 100 Continue\r\n\r\n");
    raw_say(line, "a=1");
    raw_read_until(line, &text, "a=1 (1)\n");
    close(line);
    raw_stop(raw);
}

static void proxies_are_believed_only_where_they_are_named(void **state)
{
    (void)state;
    static const char *const proxies[] = {"127.0.0.1", NULL};
    static const char request[] = "GET /echo HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 1.2.3.4\r\n"
                                  "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n";
    struct raw_server *raw = raw_start(NULL);
    assert_non_null(strstr(raw_ask(raw, request, sizeof(request) - 1), "from=127.0.0.1 secure=0"));
    raw_stop(raw);
    raw = raw_start(&(struct server_options){.trusted_proxies = proxies});
    assert_non_null(strstr(raw_ask(raw, request, sizeof(request) - 1), "from=1.2.3.4 secure=1"));
    raw_stop(raw);
}

// --- deadlines ---

static struct raw_server *start_hasty(unsigned header_ms, unsigned body_ms, unsigned idle_ms)
{
    return raw_start(&(struct server_options){.header_ms = header_ms, .body_ms = body_ms, .idle_ms = idle_ms});
}

enum { NEVER = 3600 * 1000, SOON = 200 };

// Sends one byte every few milliseconds until the server has enough of it; returns what it says.
static const char *drip(int line, const char *first, char byte)
{
    struct buf text = buf_make(test_arena(), 256);
    raw_say(line, first);
    for (int64_t until = time_monotonic() + RAW_PATIENCE_MS; time_monotonic() < until;) {
        struct pollfd ready = {.fd = line, .events = POLLIN};
        if (!raw_send(line, &byte, 1) || poll(&ready, 1, 5) == 1)
            break;
    }
    while (raw_read_more(line, &text)) {
    }
    return buf_text(&text);
}

static void a_header_that_drips_ends_at_its_deadline(void **state)
{
    (void)state;
    struct raw_server *raw = start_hasty(SOON, NEVER, NEVER);
    int line = raw_connect(raw);
    assert_int_equal(raw_status(drip(line, "GET /echo HTTP/1.1\r\nHost: a\r\nX-A: ", 'a')), 408);
    close(line);
    line = raw_connect(raw);
    assert_int_equal(raw_status(drip(line, "GET /", 'a')), 408); // not even the first line
    close(line);
    line = raw_connect(raw);
    raw_say(line, GET("/echo"));
    assert_int_equal(raw_status(raw_read_one(line)), 200);
    assert_int_equal(raw_status(drip(line, "", 'G')), 408); // the second request of a connection
    close(line);
    raw_serves(raw);
    raw_stop(raw);
}

static void a_body_that_drips_ends_at_its_deadline(void **state)
{
    (void)state;
    struct raw_server *raw = start_hasty(NEVER, SOON, NEVER);
    int line = raw_connect(raw);
    assert_int_equal(raw_status(drip(line, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n", 'a')), 408);
    close(line);
    line = raw_connect(raw);
    assert_int_equal(raw_status(drip(line, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", 'a')), 408);
    close(line);
    raw_serves(raw);
    raw_stop(raw);
}

static void an_idle_connection_is_closed_without_a_word(void **state)
{
    (void)state;
    struct raw_server *raw = start_hasty(NEVER, NEVER, SOON);
    int silent = raw_connect(raw), used = raw_connect(raw);
    raw_say(used, GET("/echo"));
    raw_read_one(used);
    assert_string_equal(raw_read_all(silent), "");
    assert_string_equal(raw_read_all(used), "");
    close(silent);
    close(used);
    UNTIL(server_connections(raw->server) == 0);
    raw_stop(raw);
}

static void a_handler_may_take_its_time(void **state)
{
    (void)state;
    struct raw_server *raw = start_hasty(SOON, SOON, SOON);
    int line = raw_connect(raw);
    raw_say(line, GET("/hold"));
    raw_wait_held(raw, 1);
    int other = raw_connect(raw); // ends at its own deadline, which is that of the held one
    assert_string_equal(raw_read_all(other), "");
    raw_release(raw);
    assert_int_equal(raw_status(raw_read_one(line)), 200);
    close(line);
    close(other);
    raw_stop(raw);
}

// --- limits and leaving ---

static void beyond_the_limit_connections_wait_until_one_leaves(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(&(struct server_options){.event_threads = 1, .connections = 3});
    int lines[3];
    for (int i = 0; i < 3; i++) {
        lines[i] = raw_connect(raw);
        raw_say(lines[i], GET("/echo"));
        raw_read_one(lines[i]);
    }
    int next = raw_connect(raw);
    raw_say(next, GET("/echo"));
    struct pollfd ready = {.fd = next, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 50), 0);
    close(lines[0]);
    assert_int_equal(raw_status(raw_read_one(next)), 200);
    close(next), close(lines[1]), close(lines[2]);
    raw_stop(raw);
}

static void a_client_that_leaves_while_it_waits_harms_nobody(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    for (int i = 0; i < 10; i++) {
        int line = raw_connect(raw);
        raw_say(line, GET("/hold"));
        raw_wait_held(raw, i + 1);
        close(line);
    }
    for (int i = 0; i < 10; i++)
        raw_release(raw);
    UNTIL(server_connections(raw->server) == 0);
    raw_serves(raw);
    raw_stop(raw);
}

// --- stopping ---

struct stopping {
    struct raw_server *raw;
    int patience_ms;
};

static void *stop_server(void *context)
{
    struct stopping *stopping = context;
    server_stop(stopping->raw->server, stopping->patience_ms);
    return NULL;
}

static void stopping_answers_what_came_in_and_leaves_the_rest_to_the_next(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    int held = raw_connect(raw), idle = raw_connect(raw);
    raw_say(held, GET("/hold"));
    raw_say(idle, GET("/echo"));
    raw_read_one(idle);
    raw_wait_held(raw, 1);
    pthread_t thread;
    struct stopping stopping = {raw, RAW_PATIENCE_MS};
    assert_int_equal(pthread_create(&thread, NULL, stop_server, &stopping), 0);
    assert_string_equal(raw_read_all(idle), ""); // closed, so the server has begun to stop
    int late = raw_connect(raw);
    raw_say(late, GET("/echo"));
    raw_release(raw);
    const char *answer = raw_read_all(held);
    assert_int_equal(raw_status(answer), 200);
    assert_non_null(strstr(answer, "Connection: close\r\n"));
    pthread_join(thread, NULL);
    // The listening socket is the parent's: the next server answers who came meanwhile.
    struct server_options options = {.listen_socket = raw->listener, .event_threads = 1, .connections = 10,
                                     .on_request = raw_on_request, .context = raw};
    assert_ok(server_start(&options, &raw->server));
    assert_int_equal(raw_status(raw_read_one(late)), 200);
    close(held), close(idle), close(late);
    raw_stop(raw);
}

static void who_asks_again_at_once_is_answered_and_told_that_the_server_stops(void **state)
{
    (void)state;
    enum { LINES = 20 };
    struct raw_server *raw = raw_start(NULL);
    int lines[LINES], open = LINES, unanswered = 0;
    for (int i = 0; i < LINES; i++) {
        lines[i] = raw_connect(raw);
        raw_say(lines[i], GET("/echo"));
        assert_int_equal(raw_status(raw_read_one(lines[i])), 200);
    }
    pthread_t thread;
    struct stopping stopping = {raw, RAW_PATIENCE_MS};
    assert_int_equal(pthread_create(&thread, NULL, stop_server, &stopping), 0);
    while (open > 0) // in turn, so that each is idle for most of the time
        for (int i = 0; i < LINES; i++) {
            if (lines[i] < 0)
                continue;
            struct buf answer = buf_make(test_arena(), 1024);
            raw_say(lines[i], "HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n");
            while (strstr(buf_text(&answer), "\r\n\r\n") == NULL && raw_read_more(lines[i], &answer))
                ;
            bool is_answered = raw_status(buf_text(&answer)) == 200;
            if (is_answered && strstr(buf_text(&answer), "Connection: close\r\n") == NULL)
                continue;
            unanswered += !is_answered;
            close(lines[i]);
            lines[i] = -1;
            open--;
        }
    pthread_join(thread, NULL);
    assert_int_equal(unanswered, 0);
    raw_end_worker(raw);
    stream_hub_free(raw->hub);
    close(raw->listener);
}

static void stopping_does_not_wait_longer_than_it_may(void **state)
{
    (void)state;
    struct raw_server *raw = raw_start(NULL);
    int line = raw_connect(raw);
    raw_say(line, GET("/hold"));
    raw_wait_held(raw, 1);
    server_stop(raw->server, 50);
    assert_string_equal(raw_read_all(line), "");
    raw_release(raw); // too late, and harmless
    raw_end_worker(raw);
    stream_hub_free(raw->hub);
    close(line);
    close(raw->listener);
}

// The library must find ours, and removing twice must be no error.
static void a_socket_can_be_taken_out_of_an_epoll_set_twice(void **state)
{
    (void)state;
    struct epoll_event event = {.events = EPOLLIN};
    int (*found)(int, int, int, struct epoll_event *) = NULL;
    *(void **)&found = dlsym(RTLD_DEFAULT, "epoll_ctl");
    assert_non_null(found);
    int set = epoll_create1(EPOLL_CLOEXEC), descriptor = eventfd(0, EFD_CLOEXEC);
    assert_int_equal(found(set, EPOLL_CTL_ADD, descriptor, &event), 0);
    assert_int_equal(found(set, EPOLL_CTL_DEL, descriptor, NULL), 0);
    assert_int_equal(found(set, EPOLL_CTL_DEL, descriptor, NULL), 0);
    assert_int_equal(found(set, EPOLL_CTL_MOD, descriptor, &event), -1);
    close(descriptor);
    assert_int_equal(found(set, EPOLL_CTL_DEL, descriptor, NULL), -1); // not a descriptor at all
    close(set);
}

TESTS(server, one_connection_carries_many_requests_answered_here_and_there, many_connections_at_once_get_their_own_answers,
      head_sends_what_get_would_without_the_body, what_the_client_has_is_answered_with_304,
      ten_megabytes_are_too_long_and_arrive_whole, without_room_what_is_too_long_is_cut, an_upload_arrives_whole,
      a_client_that_asks_first_is_told_to_go_on,
      proxies_are_believed_only_where_they_are_named, a_header_that_drips_ends_at_its_deadline,
      a_body_that_drips_ends_at_its_deadline, an_idle_connection_is_closed_without_a_word, a_handler_may_take_its_time,
      beyond_the_limit_connections_wait_until_one_leaves, a_client_that_leaves_while_it_waits_harms_nobody,
      stopping_answers_what_came_in_and_leaves_the_rest_to_the_next,
      who_asks_again_at_once_is_answered_and_told_that_the_server_stops, stopping_does_not_wait_longer_than_it_may,
      a_socket_can_be_taken_out_of_an_epoll_set_twice)
