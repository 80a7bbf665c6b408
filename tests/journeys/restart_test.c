// restart_test.c - tests of stopping, starting anew and being watched, with real processes and signals.
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/time.h"
#include "jobs/queue.h"
#include "scene.h"

// --- what systemd hears ---

static int systemd;
static const char *notify_variable;

static void listen_as_systemd(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/systemd", test_folder());
    unlink(address.sun_path);
    systemd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(systemd, (struct sockaddr *)&address, sizeof(address)), 0);
    notify_variable = arena_print(test_arena(), "NOTIFY_SOCKET=%s", address.sun_path);
}

static const char *heard(void)
{
    char bytes[256];
    struct pollfd ready = {.fd = systemd, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, STARTED_PATIENCE_MS), 1);
    ssize_t n = recv(systemd, bytes, sizeof(bytes), 0);
    assert_true(n > 0);
    return arena_copy(test_arena(), bytes, (size_t)n);
}

static bool has_heard_all(void)
{
    struct pollfd ready = {.fd = systemd, .events = POLLIN};
    return poll(&ready, 1, 0) == 0;
}

static struct started *start_under_systemd(bool with_faults)
{
    listen_as_systemd();
    const char *const environment[] = {notify_variable, NULL};
    struct started *started = started_serve(&(struct started_options){.environment = environment, .with_faults = with_faults});
    assert_string_equal(heard(), "READY=1");
    return started;
}

// --- people who ask all the time ---

struct asker {
    pthread_t thread;
    int port, answered, busy, dropped;
    const struct scene *scene;
};

static _Atomic bool has_ended;

static void *ask_on(void *context)
{
    struct asker *asker = context;
    struct browser *phone = scene_phone(asker->port, asker->scene->code);
    char path[32], fields[64];
    snprintf(path, sizeof(path), "/w/%s", asker->scene->code);
    for (int i = 0; phone != NULL && !atomic_load(&has_ended); i++) {
        snprintf(fields, sizeof(fields), "statement=%s&mark=%d", asker->scene->lines[i % asker->scene->line_count], i % 3 - 1);
        int status = i % 2 == 0 ? browser_post(phone, path, fields) : browser_get(phone, "/networks");
        asker->answered += status == 303 || status == 200;
        asker->busy += status == 503;
        asker->dropped += status != 303 && status != 200 && status != 503;
    }
    if (phone != NULL)
        browser_free(phone);
    return NULL;
}

static void starting_anew_under_load_drops_no_request(void **state)
{
    (void)state;
    enum { ASKERS = 4, TIMES = 3 };
    struct scene scene = scene_make("anew", "opinions", "{}", 5);
    struct started *started = start_under_systemd(false);
    struct asker askers[ASKERS];
    atomic_store(&has_ended, false);
    for (int i = 0; i < ASKERS; i++) {
        askers[i] = (struct asker){.port = started->port, .scene = &scene};
        assert_int_equal(pthread_create(&askers[i].thread, NULL, ask_on, &askers[i]), 0);
    }
    for (int i = 0; i < TIMES; i++) {
        pid_t old = started_server(started);
        assert_int_equal(kill(started->pid, SIGHUP), 0);
        assert_non_null(strstr(heard(), "RELOADING=1\nMONOTONIC_USEC="));
        assert_string_equal(heard(), "READY=1");
        assert_true(started_wait_pid(old, STARTED_PATIENCE_MS));
        assert_true(started_server(started) != old);
    }
    atomic_store(&has_ended, true);
    for (int i = 0; i < ASKERS; i++)
        pthread_join(askers[i].thread, NULL);
    for (int i = 0; i < ASKERS; i++) {
        assert_true(askers[i].answered > 0);
        assert_int_equal(askers[i].dropped, 0);
        if (!test_is_postgres()) // there, two servers at once may be in each other's way more than five times
            assert_int_equal(askers[i].busy, 0);
    }
    assert_int_equal(started_stop(started), 0);
    assert_string_equal(heard(), "STOPPING=1");
    close(systemd);
}

static void a_second_wish_to_start_anew_is_not_forgotten(void **state)
{
    (void)state;
    struct started *started = start_under_systemd(false);
    // a request that is half there keeps the old server until it is answered
    int line = line_open(started->port);
    static const char head[] = "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na";
    assert_true(line_send(line, head, sizeof(head) - 1));
    scene_wait_serving(started->port); // by now the line was accepted
    assert_int_equal(kill(started->pid, SIGHUP), 0);
    assert_non_null(strstr(heard(), "RELOADING=1"));
    assert_string_equal(heard(), "READY=1");
    assert_int_equal(kill(started->pid, SIGHUP), 0);
    scene_wait_serving(started->port);
    assert_true(has_heard_all());
    struct buf answer = buf_make(test_arena(), 4096);
    assert_true(line_send(line, "=b", 2));
    assert_true(line_read(line, &answer));
    assert_int_equal(line_status(buf_text(&answer)), 403); // answered, whatever it was
    close(line);
    assert_non_null(strstr(heard(), "RELOADING=1"));
    assert_string_equal(heard(), "READY=1");
    assert_int_equal(started_stop(started), 0);
    close(systemd);
}

static void a_new_server_that_cannot_start_leaves_the_old_one(void **state)
{
    (void)state;
    struct started *started = start_under_systemd(false);
    pid_t old = started_server(started);
    assert_ok(db_begin(test_db()));
    assert_ok(db_script(test_db(), "INSERT INTO migration (feature, number, checksum, ran_at) "
                                   "VALUES ('app', 9999, 'x', 1)"));
    assert_ok(db_commit(test_db()));
    assert_int_equal(kill(started->pid, SIGHUP), 0);
    assert_non_null(strstr(heard(), "RELOADING=1"));
    assert_string_equal(heard(), "READY=1");
    started_wait_log(started, "the new server did not start; the old one goes on", 1);
    assert_ok(db_begin(test_db()));
    assert_ok(db_script(test_db(), "DELETE FROM migration WHERE number = 9999"));
    assert_ok(db_commit(test_db()));
    assert_int_equal(started_server(started), old);
    scene_wait_serving(started->port);
    assert_int_equal(kill(started->pid, SIGHUP), 0); // and the next wish is heard again
    assert_non_null(strstr(heard(), "RELOADING=1"));
    assert_string_equal(heard(), "READY=1");
    assert_true(started_wait_pid(old, STARTED_PATIENCE_MS));
    assert_int_equal(started_stop(started), 0);
    close(systemd);
}

static void what_came_in_is_answered_before_it_stops(void **state)
{
    (void)state;
    struct scene scene = scene_make("stops", "opinions", "{}", 2);
    struct started *started = start_under_systemd(false);
    struct browser *phone = scene_phone(started->port, scene.code);
    assert_non_null(phone);
    const char *body = arena_print(test_arena(), "token=%s&statement=%s&mark=1", phone->token, scene.lines[0]);
    const char *head = arena_print(test_arena(), "POST /w/%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: v=%s\r\nContent-Type: "
                                   "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%.10s", scene.code,
                                   started->port, browser_cookie_value(phone, "v"), strlen(body), body);
    int line = line_open(started->port);
    assert_true(line_send(line, head, strlen(head)));
    scene_wait_serving(started->port); // by now the line was accepted
    assert_int_equal(kill(started->pid, SIGTERM), 0);
    assert_string_equal(heard(), "STOPPING=1");
    assert_true(line_send(line, body + 10, strlen(body) - 10));
    struct buf answer = buf_make(test_arena(), 4096);
    assert_true(line_read(line, &answer));
    assert_int_equal(line_status(buf_text(&answer)), 303);
    close(line);
    assert_int_equal(started_wait_end(started), 0);
    assert_int_equal(test_number(test_db(), arena_print(test_arena(), "SELECT count(*) FROM mark WHERE activity_id = %lld",
                                                        (long long)scene.activity_id)), 1);
    browser_free(phone);
    close(systemd);
}

static void event_streams_do_not_keep_it_from_stopping(void **state)
{
    (void)state;
    enum { STREAMS = 5 };
    struct scene scene = scene_make("streams", "ideas", "{}", 0);
    struct started *started = started_serve(NULL);
    const char *head = arena_print(test_arena(), "GET /console/%s/events HTTP/1.1\r\nHost: a\r\nCookie: login=%s\r\n\r\n",
                                   scene.workshop, scene.login);
    int lines[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
        char bytes[512];
        lines[i] = line_open(started->port);
        assert_true(line_send(lines[i], head, strlen(head)));
        struct pollfd ready = {.fd = lines[i], .events = POLLIN};
        assert_int_equal(poll(&ready, 1, STARTED_PATIENCE_MS), 1);
        ssize_t n = recv(lines[i], bytes, sizeof(bytes) - 1, 0);
        assert_true(n > 0);
        bytes[n] = '\0';
        assert_non_null(strstr(bytes, "text/event-stream"));
    }
    int64_t began = time_monotonic();
    assert_int_equal(started_stop(started), 0);
    assert_true(time_monotonic() - began < 8 * SECOND); // it would wait 10 s for a request that does not end
    for (int i = 0; i < STREAMS; i++) {
        char byte;
        while (recv(lines[i], &byte, 1, 0) > 0)
            ;
        close(lines[i]);
    }
}

static void the_server_does_not_outlive_its_parent(void **state)
{
    (void)state;
    struct started *started = started_serve(NULL);
    pid_t server = started_server(started);
    assert_int_equal(kill(started->pid, SIGKILL), 0);
    assert_true(started_wait_pid(server, STARTED_PATIENCE_MS));
    assert_int_equal(started_wait_end(started), 128 + SIGKILL);
}

static void a_job_that_does_not_end_keeps_nobody_from_stopping(void **state)
{
    (void)state;
    struct started *started = started_serve(&(struct started_options){.with_faults = true});
    pid_t server = started_server(started);
    struct call call = test_call();
    call.now = time_now();
    assert_ok(job_add(call.db, call_id(&call), "fault", "", call.now));
    assert_ok(db_commit(call.db));
    int64_t until = time_monotonic() + STARTED_PATIENCE_MS;
    while (started_server(started) == server && time_monotonic() < until) // until the job has a process
        sched_yield();
    pid_t worker = started_server(started);
    if (worker == server)
        fail_msg("no job process:\n%s", started_log(started));
    assert_int_equal(started_stop(started), 0);
    assert_true(started_wait_pid(worker, 0));
    assert_int_equal(test_number(test_db(), "SELECT count(*) FROM job WHERE kind = 'fault'"), 1); // for the next start
    assert_ok(db_begin(test_db()));
    assert_ok(db_script(test_db(), "DELETE FROM job WHERE kind = 'fault'"));
    assert_ok(db_commit(test_db()));
}

TESTS(restart, starting_anew_under_load_drops_no_request, a_second_wish_to_start_anew_is_not_forgotten,
      a_new_server_that_cannot_start_leaves_the_old_one, what_came_in_is_answered_before_it_stops,
      event_streams_do_not_keep_it_from_stopping, the_server_does_not_outlive_its_parent,
      a_job_that_does_not_end_keeps_nobody_from_stopping)
