// bad_requests_test.c - every request of tests/raw/ to the whole program, and clients that drip; it serves on afterwards.
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/time.h"
#include "raw_files.h"
#include "scene.h"

static bool serves_on(int port)
{
    struct browser *browser = browser_new(port);
    bool serves = browser_get(browser, "/healthz") == 200;
    browser_free(browser);
    return serves;
}

// The program has none of the addresses of the small server these requests were written for: what is well formed gets an
// answer of the program, what is not the very refusal.
static bool is_as_expected(int port, const char *file, const struct buf *request, const char *expected)
{
    bool is_well_formed = strncmp(expected, "200", 3) == 0;
    int wanted = strcmp(expected, "closed") == 0 ? 0 : (int)strtol(expected, NULL, 10);
    struct buf answer = buf_make(test_arena(), 4096);
    int line = line_open(port);
    assert_true(line >= 0);
    (void)line_send(line, request->at, request->n);
    (void)line_read(line, &answer);
    close(line);
    int status = line_status(buf_text(&answer));
    bool is_right = is_well_formed ? status == 200 || status == 303 || status == 404 || status == 405 : status == wanted;
    if (!is_right)
        print_error("%s: \"%s\" expected, not \"%.200s\"\n", strrchr(file, '/') + 1, expected, buf_text(&answer));
    return is_right && serves_on(port);
}

static void every_raw_request_is_refused_or_answered_and_it_serves_on(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    struct strings files = raw_files();
    int wrong = 0;
    assert_true(files.n >= 70);
    for (size_t i = 0; i < files.n; i++) {
        const char *expected;
        struct buf request = raw_file_read(files.at[i], &expected);
        wrong += !is_as_expected(started->port, files.at[i], &request, expected);
    }
    assert_int_equal(started_stop(started), 0);
    assert_int_equal(wrong, 0);
}

// Sends a piece ten times a second until there is an answer; returns its status and how long it took.
static int drip(int port, const char *first, const char *piece, int64_t *ret_ms)
{
    struct buf answer = buf_make(test_arena(), 4096);
    int line = line_open(port);
    int64_t began = time_monotonic();
    struct pollfd ready = {.fd = line, .events = POLLIN};
    bool is_open = line >= 0 && line_send(line, first, strlen(first));
    while (is_open && poll(&ready, 1, 100) == 0 && time_monotonic() - began < STARTED_PATIENCE_MS)
        is_open = line_send(line, piece, strlen(piece));
    (void)line_read(line, &answer);
    *ret_ms = time_monotonic() - began;
    close(line);
    return line_status(buf_text(&answer));
}

static void who_drips_a_request_is_let_go_at_the_deadline(void **state)
{
    (void)state;
    static const char *const drips[][2] = {
        {"GET / HTTP/1.1\r\nHost: a\r\n", "X-A: b\r\n"},
        {"GET / HTT", "P"},
        {"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n", "a"},
        {"POST /login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"},
    };
    assert_int_equal(RUN("settings", "header_seconds", "1").code, 0);
    assert_int_equal(RUN("settings", "body_seconds", "1").code, 0);
    struct started *started = started_serve(NULL);
    for (size_t i = 0; i < sizeof drips / sizeof drips[0]; i++) {
        int64_t took = 0;
        int status = drip(started->port, drips[i][0], drips[i][1], &took);
        if (status != 408 && status != 400) // 400: what arrived so far was no request
            fail_msg("%s: %d", drips[i][0], status);
        assert_in_range(took, 500, 20 * SECOND);
        assert_true(serves_on(started->port));
    }
    assert_int_equal(started_stop(started), 0);
    assert_int_equal(RUN("settings", "header_seconds", "10").code, 0);
    assert_int_equal(RUN("settings", "body_seconds", "60").code, 0);
}

TESTS(bad_requests, every_raw_request_is_refused_or_answered_and_it_serves_on, who_drips_a_request_is_let_go_at_the_deadline)
