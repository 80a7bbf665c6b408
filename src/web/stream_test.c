// stream_test.c - tests of event streams over real sockets.
#include "web/stream.h"

#include <stdio.h>

#include "raw_http.h"

#define EVENTS "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"
enum { NEVER = 3600 * 1000 };

static void wait_for_count(const struct raw_server *raw, unsigned n)
{
    for (int64_t until = time_monotonic() + RAW_PATIENCE_MS; stream_count(raw->hub) != n && time_monotonic() < until;)
        poll(NULL, 0, 1);
    assert_int_equal(stream_count(raw->hub), n);
}

// Opens a stream and reads its beginning; `text` then holds what came.
static int open_stream(const struct raw_server *raw, struct buf *text)
{
    int line = raw_connect(raw);
    raw_say(line, EVENTS);
    *text = buf_make(test_arena(), 1024);
    raw_read_until(line, text, "\r\n\r\nretry: 5000\ndata: ");
    raw_read_until(line, text, "\n\n");
    return line;
}

static struct raw_server *start(int beat_ms, int oldest_ms)
{
    return raw_start(&(struct server_options){.hub = stream_hub_new_with(beat_ms, oldest_ms), .connections = 20});
}

static int count_of(const char *text, const char *part)
{
    int n = 0;
    while ((text = strstr(text, part)) != NULL)
        n++, text++;
    return n;
}

static void a_stream_begins_with_its_head_and_the_present_version(void **state)
{
    (void)state;
    struct raw_server *raw = start(NEVER, NEVER);
    struct buf text;
    int line = raw_connect(raw);
    raw_say(line, EVENTS);
    text = buf_make(test_arena(), 1024);
    raw_read_until(line, &text, "data: ");
    assert_int_equal(raw_status(text.at), 200);
    assert_non_null(strstr(text.at, "Content-Type: text/event-stream; charset=utf-8\r\n"));
    assert_non_null(strstr(text.at, "Cache-Control: no-store\r\n"));
    assert_non_null(strstr(text.at, "X-Accel-Buffering: no\r\n"));
    assert_non_null(strstr(text.at, "X-Content-Type-Options: nosniff\r\n"));
    assert_non_null(strstr(text.at, "\r\n\r\nretry: 5000\ndata: "));
    close(line);
    raw_stop(raw);
}

static void a_change_wakes_who_watches_it_and_nobody_else(void **state)
{
    (void)state;
    struct raw_server *raw = start(NEVER, NEVER);
    struct buf text;
    int line = open_stream(raw, &text);
    size_t before = text.n;
    stream_wake(raw->hub, 8); // somebody else's
    struct pollfd ready = {.fd = line, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 50), 0);
    stream_wake(raw->hub, 7);
    while (text.n == before)
        assert_true(raw_read_more(line, &text));
    unsigned long long first, second;
    assert_int_equal(sscanf(strstr(text.at, "\r\n\r\n"), "\r\n\r\nretry: 5000\ndata: %llu\n\ndata: %llu", &first, &second), 2);
    assert_int_equal(second, first + 2);
    before = text.n;
    stream_wake(raw->hub, 0); // everybody
    while (text.n == before)
        assert_true(raw_read_more(line, &text));
    close(line);
    raw_stop(raw);
}

static void a_burst_is_told_as_one_change(void **state)
{
    (void)state;
    struct raw_server *raw = start(NEVER, NEVER);
    struct buf text;
    int line = open_stream(raw, &text);
    unsigned long long first = strtoull(strstr(buf_text(&text), "data: ") + 6, NULL, 10);
    int64_t began = time_monotonic();
    for (int i = 0; i < 1000; i++)
        stream_wake(raw->hub, 7);
    raw_read_until(line, &text, arena_print(test_arena(), "data: %llu\n\n", first + 1000));
    int64_t most = (time_monotonic() - began) / 100 + 2; // ten a second
    assert_true(count_of(buf_text(&text), "data: ") <= 1 + most);
    close(line);
    raw_stop(raw);
}

static void a_silent_stream_beats(void **state)
{
    (void)state;
    struct raw_server *raw = start(20, NEVER);
    struct buf text;
    int line = open_stream(raw, &text);
    raw_read_until(line, &text, "event: beat\ndata:\n\nevent: beat\ndata:\n\n");
    close(line);
    raw_stop(raw);
}

static void an_old_stream_ends(void **state)
{
    (void)state;
    struct raw_server *raw = start(20, 60);
    struct buf text;
    int line = open_stream(raw, &text);
    while (raw_read_more(line, &text)) {
    }
    wait_for_count(raw, 0);
    close(line);
    raw_stop(raw);
}

static void a_client_that_leaves_is_noticed_at_once(void **state)
{
    (void)state;
    struct raw_server *raw = start(NEVER, NEVER);
    struct buf text;
    int lines[10];
    for (int i = 0; i < 10; i++)
        lines[i] = open_stream(raw, &text);
    wait_for_count(raw, 10);
    // A socket that was handed over is counted twice for a moment.
    for (int64_t until = time_monotonic() + RAW_PATIENCE_MS; server_connections(raw->server) != 10 && time_monotonic() < until;)
        poll(NULL, 0, 1);
    assert_int_equal(server_connections(raw->server), 10);
    for (int i = 0; i < 10; i++)
        close(lines[i]);
    wait_for_count(raw, 0);
    raw_serves(raw);
    raw_stop(raw);
}

static void beyond_the_limit_a_stream_is_refused(void **state)
{
    (void)state;
    struct raw_server *raw = start(NEVER, NEVER);
    struct buf text;
    int lines[20];
    for (int i = 0; i < 20; i++)
        lines[i] = open_stream(raw, &text);
    assert_int_equal(raw_status(raw_ask(raw, EVENTS, sizeof(EVENTS) - 1)), 503);
    raw_serves(raw);
    for (int i = 0; i < 20; i++)
        close(lines[i]);
    raw_stop(raw);
}

static void stopping_ends_all_streams(void **state)
{
    (void)state;
    struct raw_server *raw = start(NEVER, NEVER);
    struct buf text;
    int line = open_stream(raw, &text);
    server_stop(raw->server, RAW_PATIENCE_MS);
    while (raw_read_more(line, &text)) {
    }
    raw_end_worker(raw);
    stream_hub_free(raw->hub);
    close(line);
    close(raw->listener);
}

static void *wake_often(void *context)
{
    for (int i = 0; i < 20000; i++)
        stream_wake(context, i % 100 + 1);
    return NULL;
}

static void streams_come_and_go_while_others_are_woken(void **state)
{
    (void)state;
    struct raw_server *raw = start(1, NEVER);
    struct buf text;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wake_often, raw->hub), 0);
    for (int i = 0; i < 200; i++) {
        close(open_stream(raw, &text));
        if (i % 10 == 9)
            wait_for_count(raw, 0); // else the hub may still hold as many as are allowed
    }
    pthread_join(thread, NULL);
    wait_for_count(raw, 0);
    raw_stop(raw);
}

TESTS(stream, a_stream_begins_with_its_head_and_the_present_version, a_change_wakes_who_watches_it_and_nobody_else,
      a_burst_is_told_as_one_change, a_silent_stream_beats, an_old_stream_ends, a_client_that_leaves_is_noticed_at_once,
      beyond_the_limit_a_stream_is_refused, stopping_ends_all_streams, streams_come_and_go_while_others_are_woken)
