// server_process.c - sets up what serving needs, waits for the signal to stop, takes it down again.
#include "app/server_process.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/crash.h"
#include "app/features.h"
#include "app/key_mark_store.h"
#include "app/lanes.h"
#include "app/parent.h"
#include "app/plain_http.h"
#include "app/sandbox.h"
#include "app/serve.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/resident.h"
#include "base/time.h"
#include "feature/setting.h"
#include "jobs/queue.h"
#include "store/signal.h"
#include "web/stream.h"

enum { WORKERS = 4, EVENT_THREADS = 2, DRAIN_MS = 10 * SECOND, CACHE_BYTES = 8 * 1024 * 1024 };

static void say(int parent, char word)
{
    (void)!write(parent, &word, 1);
}

static int said(enum err error, const char *why)
{
    fprintf(stderr, "sempre: %s\n", why != NULL && *why != '\0' ? why : err_sentence(error));
    return err_exit_code(error);
}

int server_process_bring_up_to_date(const struct config *config)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(16 * 1024 * 1024);
    struct db *db CLEANUP(db_cleanup) = NULL;
    const char *why = "";
    int ran = 0;
    enum err error = db_open(arena, config->db_address, DB_WRITE, &db, &why);
    if (error == OK)
        error = features_migrate(arena, db, false, &ran, &why);
    if (error != OK)
        return said(error, why);
    if (ran > 0)
        log_line(LOG_INFO, "schema brought up to date: steps=%d", ran);
    return 0;
}

// Makes sure that the schema is as it should be and the repeating jobs are queued; reads the settings that serving needs.
static enum err prepare(struct arena *arena, const struct config *config, struct house *house, const char **ret_why)
{
    struct db *db CLEANUP(db_cleanup) = NULL;
    TRY(db_open(arena, config->db_address, DB_WRITE, &db, ret_why));
    TRY(features_migrate(arena, db, true, NULL, ret_why));
    struct rand random = {0};
    struct call call = {.arena = arena, .db = db, .actor = {.kind = ACTOR_COMMAND}, .now = time_now(), .random = &random,
                        .key = config->key, .address = ""};
    TRY(db_begin(db));
    enum err key = key_mark_check(&call);
    if (key == ERR_CONFLICT)
        *ret_why = config_wrong_key(arena, config);
    if (key != ERR_NOT_FOUND)
        TRY(key);
    for (const struct feature *const *feature = features; *feature != NULL; feature++)
        for (const struct job_kind *kind = (*feature)->jobs; kind != NULL && kind->name != NULL; kind++)
            if (kind->every > 0)
                TRY(job_repeat(db, call_id(&call), kind->name, call.now + kind->every));
    house->address = arena_dup(arena, setting_get(&call, &address_setting));
    const char *second_step = setting_get(&call, &second_step_setting);
    house->asks_second_step = strcmp(second_step, "on") == 0 ||
                              (strcmp(second_step, "auto") == 0 && address_is_public(arena, house->address));
    house->header_ms = (unsigned)strtol(setting_get(&call, &header_seconds_setting), NULL, 10) * SECOND;
    house->body_ms = (unsigned)strtol(setting_get(&call, &body_seconds_setting), NULL, 10) * SECOND;
    const char *proxies = setting_get(&call, &trusted_proxies_setting);
    struct strings list = {0};
    for (const char *at = proxies; *(at += strspn(at, " ,")) != '\0';) {
        size_t n = strcspn(at, " ,");
        *VEC_PUSH(arena, &list) = arena_copy(arena, at, n);
        at += n;
    }
    *VEC_PUSH(arena, &list) = NULL;
    house->trusted_proxies = list.at;
    return db_commit(db);
}

static void heard(struct signal signal, void *context)
{
    struct house *house = context;
    if (house->cache != NULL)
        cache_forget(house->cache, (int)signal.topic, signal.id);
    if (signal.topic == TOPIC_WORKSHOP)
        stream_wake(house->hub, signal.id);
    if (signal.topic == TOPIC_ALL)
        stream_wake(house->hub, 0);
    if (signal.topic == TOPIC_JOBS || signal.topic == TOPIC_ALL)
        atomic_store(&house->jobs_changed, true);
}

// When the next job is due, ms since 1970; far away where none waits.
static int64_t next_job(const struct config *config)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    struct db *db CLEANUP(db_cleanup) = NULL;
    int64_t due = INT64_MAX;
    if (db_open(arena, config->db_address, DB_READ, &db, NULL) != OK || db_begin(db) != OK)
        return due;
    if (job_next_due(db, &due) != OK)
        due = INT64_MAX;
    db_rollback(db);
    return due;
}

// Called once a second. After the first in which nothing was asked, what the last requests have freed goes back to the system: a server
// in a village waits most of the day, on a computer that does other things too.
static void rest(const struct house *house, uint64_t *requests, bool *is_rested)
{
    uint64_t now = atomic_load(&house->requests);
    bool is_quiet = now == *requests;
    if (is_quiet && !*is_rested)
        resident_trim_heaps();
    *is_rested = is_quiet;
    *requests = now;
}

// Waits for SIGTERM or SIGINT; meanwhile tells the parent when jobs are due, and rests.
static void wait_for_the_end(const struct config *config, struct house *house, int parent, const sigset_t *wanted)
{
    int64_t due = next_job(config);
    uint64_t requests = 0;
    bool is_rested = false;
    for (;;) {
        rest(house, &requests, &is_rested);
        struct timespec second = {.tv_sec = 1};
        int signal = sigtimedwait(wanted, NULL, &second);
        if (signal > 0)
            return;
        if (atomic_exchange(&house->jobs_changed, false))
            due = next_job(config);
        if (time_now() >= due) {
            say(parent, WORD_JOBS);
            due = time_now() + MINUTE;
            atomic_store(&house->jobs_changed, false);
        } else if (due == INT64_MAX) {
            due = time_now() + MINUTE;
        }
    }
}

int server_process_run(const struct config *config, int listener, int parent)
{
    // Blocked before any thread is made, so that only this one gets them.
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigprocmask(SIG_BLOCK, &wanted, NULL);
    sigset_t others;
    sigemptyset(&others);
    sigaddset(&others, SIGHUP);
    sigaddset(&others, SIGCHLD);
    sigprocmask(SIG_UNBLOCK, &others, NULL);
    signal(SIGHUP, SIG_IGN);
    crash_watch();
    features_join();

    struct arena *arena CLEANUP(arena_cleanup) = arena_new(16 * 1024 * 1024);
    struct house house = {.config = config, .arena = arena, .hub = stream_hub_new()};
    house.cache = config->page_cache ? cache_new(CACHE_BYTES) : NULL;
    const char *why = "";
    struct signal_watcher *watcher = NULL;
    enum err error = features_check(arena, &why);
    if (error == OK)
        error = prepare(arena, config, &house, &why);
    if (error == OK) {
        sandbox_server(config->db_address);
        signal_listen(heard, &house);
        error = signal_watch(config->db_address, &watcher);
    }
    if (error == OK)
        error = lanes_start(arena, config->db_address, WORKERS, &house.lanes, &why);
    if (error == OK)
        error = lanes_open_here(arena, house.lanes, config->db_address, EVENT_THREADS, &why);
    struct server_options options = {.listen_socket = listener, .event_threads = EVENT_THREADS,
                                     .connections = LIMIT_CONNECTIONS, .hub = house.hub,
                                     .header_ms = house.header_ms, .body_ms = house.body_ms,
                                     .trusted_proxies = house.trusted_proxies, .on_request = serve_request,
                                     .context = &house};
    if (error == OK) {
        if (crash_last() != 0) // before the first request: many have been waiting
            lanes_be_careful(house.lanes, crash_last() + MINUTE);
        serve_prepare(&house);
        error = server_start(&options, &house.server);
    }
    if (error != OK)
        return said(error, why);
    if (*house.trusted_proxies != NULL && *house.address == '\0')
        log_line(LOG_WARNING, "the setting trusted_proxies is set, but address is not: links and codes will show the address that "
                              "each request was sent to. Run `sempre settings address https://...` and start anew.");
    say(parent, WORD_READY);
    wait_for_the_end(config, &house, parent, &wanted);
    server_stop(house.server, DRAIN_MS);
    lanes_stop(house.lanes);
    signal_watcher_free(watcher);
    stream_hub_free(house.hub);
    if (house.cache != NULL)
        cache_free(house.cache);
    return 0;
}
