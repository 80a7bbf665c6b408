// signal.c - "this changed": within the process at once, to and from other processes by a watcher thread.
//
// SQLite: the first write connection of the process is asked every 50 ms for PRAGMA data_version, which its own commits
// do not change; the lock of its transactions is tried, never waited for. Nobody else can commit while it is in a
// transaction, and at the beginning of each one it is asked too. So every foreign commit is noticed, and no commit of
// our own is mistaken for one. A process without a writer asks a read connection of the watcher.
//
// PostgreSQL: NOTIFY within a transaction makes all commits wait for one another, fsync included. So a process that has
// a watcher leaves its signals to it: the watcher sends them in one NOTIFY every 20 ms. What a crash swallows is made
// good when the next watcher starts: it tells everybody that anything may have changed. A process without a watcher (a
// command) sends NOTIFY within its transaction.
#include "store/signal.h"

#include <assert.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/time.h"
#include "store/driver.h"

enum { POLL_MS = 50, GATHER_MS = 20, RETRY_MS = 1000, MOST_LISTENERS = 4, MOST_IN_NOTIFY = 200 };

static const struct signal anything = {TOPIC_ALL, 0};

// --- within the process ---

static struct {
    void (*heard)(struct signal signal, void *context);
    void *context;
} listeners[MOST_LISTENERS];
static _Atomic size_t listener_count;

void signal_listen(void (*heard)(struct signal signal, void *context), void *context)
{
    size_t n = atomic_load(&listener_count);
    assert(n < MOST_LISTENERS);
    listeners[n].heard = heard;
    listeners[n].context = context;
    atomic_store(&listener_count, n + 1);
}

static void publish(struct signal signal)
{
    size_t n = atomic_load(&listener_count);
    for (size_t i = 0; i < n; i++)
        listeners[i].heard(signal, listeners[i].context);
}

static bool add_once(struct pending_signals *list, struct signal signal)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].topic == signal.topic && list->at[i].id == signal.id)
            return false;
    if (list->n == list->cap) {
        list->cap = list->cap == 0 ? 16 : list->cap * 2;
        list->at = realloc(list->at, list->cap * sizeof(*list->at));
        if (list->at == NULL)
            abort();
    }
    list->at[list->n++] = signal;
    return true;
}

void signal_add(struct db *db, enum topic topic, int64_t id)
{
    assert(db->is_in_transaction && db->mode == DB_WRITE);
    add_once(&db->signals, (struct signal){topic, id});
}

// --- the watcher ---

struct signal_watcher {
    struct db *db;    // a read connection of its own
    int wake;         // eventfd: stop, or something to send
    _Atomic bool stops;
    pthread_t thread;
    pthread_mutex_t outbox_lock;
    struct pending_signals outbox; // PostgreSQL: committed, to be told to other processes
    int64_t sent_at;
};

static _Atomic(struct signal_watcher *) watcher_of_process;

static void wake(struct signal_watcher *watcher)
{
    (void)!write(watcher->wake, &(uint64_t){1}, sizeof(uint64_t));
}

// Waits for the database's socket (or nothing, -1), for wake() or for the time to pass.
static void wait(struct signal_watcher *watcher, int socket, int ms)
{
    struct pollfd ends[] = {{.fd = watcher->wake, .events = POLLIN}, {.fd = socket, .events = POLLIN}};
    uint64_t count;
    if (poll(ends, 2, ms) > 0 && (ends[0].revents & POLLIN) != 0)
        (void)!read(watcher->wake, &count, sizeof(count));
}

// --- SQLite ---

static struct writer {
    struct db *db;
    struct writer *next;
} *writers; // in the order they were opened
static pthread_mutex_t writers_lock = PTHREAD_MUTEX_INITIALIZER;

void signal_opened(struct db *db)
{
    struct writer *writer = calloc(1, sizeof(*writer));
    if (writer == NULL)
        abort();
    writer->db = db;
    (void)!sqlite_version(db, &db->seen_version);
    pthread_mutex_lock(&writers_lock);
    struct writer **end = &writers;
    while (*end != NULL)
        end = &(*end)->next;
    *end = writer;
    pthread_mutex_unlock(&writers_lock);
}

void signal_closing(struct db *db)
{
    pthread_mutex_lock(&writers_lock);
    struct writer **at = &writers;
    while (*at != NULL && (*at)->db != db)
        at = &(*at)->next;
    struct writer *gone = *at;
    if (gone != NULL)
        *at = gone->next;
    pthread_mutex_unlock(&writers_lock);
    free(gone);
}

static void ask(struct db *db)
{
    int64_t version;
    if (sqlite_version(db, &version) != OK || version == db->seen_version)
        return;
    db->seen_version = version;
    publish(anything);
}

void signal_began(struct db *db)
{
    if (db->driver->kind == DB_SQLITE && db->mode == DB_WRITE && atomic_load(&watcher_of_process) != NULL)
        ask(db);
}

// The writer where there is one on this file, else the watcher's own connection.
static void ask_somebody(struct signal_watcher *watcher)
{
    pthread_mutex_lock(&writers_lock);
    struct writer *writer = writers;
    while (writer != NULL && strcmp(writer->db->path, watcher->db->path) != 0)
        writer = writer->next;
    if (writer != NULL && pthread_mutex_trylock(&writer->db->in_use) == 0) {
        ask(writer->db);
        pthread_mutex_unlock(&writer->db->in_use);
    }
    pthread_mutex_unlock(&writers_lock);
    if (writer == NULL)
        ask(watcher->db);
}

static void *watch_sqlite(void *argument)
{
    struct signal_watcher *watcher = argument;
    while (!atomic_load(&watcher->stops)) {
        wait(watcher, -1, POLL_MS);
        ask_somebody(watcher);
    }
    return NULL;
}

// --- PostgreSQL ---

// NOTIFY with a list "topic:id topic:id"; numbers need no quoting.
static enum err notify(struct db *db, const struct pending_signals *list)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(32 * 1024);
    struct buf sql = buf_make(arena, 8 * 1024);
    BUF_LITERAL(&sql, "NOTIFY sempre, '");
    if (list->n > MOST_IN_NOTIFY)
        BUF_LITERAL(&sql, "0:0");
    else
        for (size_t i = 0; i < list->n; i++)
            buf_print(&sql, "%d:%lld ", (int)list->at[i].topic, (long long)list->at[i].id);
    BUF_LITERAL(&sql, "'");
    return postgres_script(db, buf_text(&sql));
}

static void publish_list(const char *payload)
{
    while (*payload != '\0') {
        char *end;
        struct signal signal = {.topic = (enum topic)strtol(payload, &end, 10)};
        if (*end != ':')
            break; // not from us
        signal.id = strtoll(end + 1, &end, 10);
        publish(signal);
        payload = end + strspn(end, " ");
    }
}

static void hear(struct signal_watcher *watcher)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    const char *payload;
    int pid, own = postgres_pid(watcher->db);
    while (postgres_heard(arena, watcher->db, &payload, &pid)) {
        if (pid != own)
            publish_list(payload);
        arena_reset(arena);
    }
}

static void send_outbox(struct signal_watcher *watcher)
{
    pthread_mutex_lock(&watcher->outbox_lock);
    struct pending_signals list = watcher->outbox;
    watcher->outbox = (struct pending_signals){0};
    pthread_mutex_unlock(&watcher->outbox_lock);
    if (list.n > 0) {
        (void)!notify(watcher->db, &list); // if the connection is lost, listen() tells everybody everything
        watcher->sent_at = time_monotonic();
    }
    free(list.at);
}

// What was missed before now, here or by others, is covered by the signal that anything may have changed.
static enum err listen_again(struct signal_watcher *watcher)
{
    if (watcher->db->is_lost)
        TRY(postgres_connect_again(watcher->db));
    TRY(postgres_script(watcher->db, "SET synchronous_commit = off; LISTEN sempre"));
    TRY(postgres_script(watcher->db, "NOTIFY sempre, '0:0'"));
    return OK;
}

static int ms_until_sending(struct signal_watcher *watcher)
{
    pthread_mutex_lock(&watcher->outbox_lock);
    bool has_mail = watcher->outbox.n > 0;
    pthread_mutex_unlock(&watcher->outbox_lock);
    if (!has_mail)
        return -1;
    int64_t left = watcher->sent_at + GATHER_MS - time_monotonic();
    return left > 0 ? (int)left : 0;
}

static void *watch_postgres(void *argument)
{
    struct signal_watcher *watcher = argument;
    while (!atomic_load(&watcher->stops)) {
        if (watcher->db->is_lost) {
            if (listen_again(watcher) != OK) {
                wait(watcher, -1, RETRY_MS);
                continue;
            }
            publish(anything);
        }
        int ms = ms_until_sending(watcher);
        if (ms == 0)
            send_outbox(watcher);
        hear(watcher);
        if (watcher->db->is_lost)
            publish(anything);
        else if (ms != 0)
            wait(watcher, postgres_socket(watcher->db), ms);
    }
    send_outbox(watcher);
    return NULL;
}

static bool has_watcher(const struct db *db)
{
    struct signal_watcher *watcher = atomic_load(&watcher_of_process);
    return watcher != NULL && watcher->db->driver == db->driver;
}

enum err signal_before_commit(struct db *db)
{
    if (db->driver->kind != DB_POSTGRES || db->signals.n == 0 || has_watcher(db))
        return OK;
    return notify(db, &db->signals);
}

static void leave_to_watcher(struct signal_watcher *watcher, const struct pending_signals *list)
{
    pthread_mutex_lock(&watcher->outbox_lock);
    bool was_empty = watcher->outbox.n == 0;
    for (size_t i = 0; i < list->n && watcher->outbox.n <= MOST_IN_NOTIFY; i++)
        add_once(&watcher->outbox, list->at[i]);
    pthread_mutex_unlock(&watcher->outbox_lock);
    if (was_empty)
        wake(watcher);
}

void signal_committed(struct db *db)
{
    if (db->signals.n == 0)
        return;
    for (size_t i = 0; i < db->signals.n; i++)
        publish(db->signals.at[i]);
    if (db->driver->kind == DB_POSTGRES && has_watcher(db))
        leave_to_watcher(atomic_load(&watcher_of_process), &db->signals);
    db->signals.n = 0;
}

void signal_rolled_back(struct db *db)
{
    db->signals.n = 0;
}

// --- starting and stopping ---

static enum err start(struct signal_watcher *watcher)
{
    bool is_sqlite = db_kind(watcher->db) == DB_SQLITE;
    if (is_sqlite)
        ask_somebody(watcher); // what changed before counts as heard
    else
        TRY(listen_again(watcher));
    sigset_t all, before; // signals of the process are for its main thread
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    int failed = pthread_create(&watcher->thread, NULL, is_sqlite ? watch_sqlite : watch_postgres, watcher);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed == 0 ? OK : ERR_STORE;
}

static void free_stopped(struct signal_watcher *watcher)
{
    db_close(watcher->db);
    if (watcher->wake >= 0)
        close(watcher->wake);
    pthread_mutex_destroy(&watcher->outbox_lock);
    free(watcher->outbox.at);
    free(watcher);
}

enum err signal_watch(const char *address, struct signal_watcher **ret_watcher)
{
    assert(atomic_load(&watcher_of_process) == NULL);
    struct signal_watcher *watcher = calloc(1, sizeof(*watcher));
    if (watcher == NULL)
        abort();
    pthread_mutex_init(&watcher->outbox_lock, NULL);
    watcher->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    enum err error = watcher->wake < 0 ? ERR_STORE : db_open(arena, address, DB_READ, &watcher->db, NULL);
    if (error == OK)
        error = start(watcher);
    if (error != OK) {
        free_stopped(watcher);
        return error == ERR_BUSY ? ERR_STORE : error;
    }
    atomic_store(&watcher_of_process, watcher);
    *ret_watcher = watcher;
    return OK;
}

void signal_watcher_free(struct signal_watcher *watcher)
{
    if (watcher == NULL)
        return;
    atomic_store(&watcher_of_process, NULL);
    atomic_store(&watcher->stops, true);
    wake(watcher);
    pthread_join(watcher->thread, NULL);
    free_stopped(watcher);
}
