// lanes.c - reading here, the pool, and the writer lane.
#include "app/lanes.h"

#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "app/crash.h"
#include "base/log.h"
#include "base/time.h"

// POSTGRES_TIMES: on PostgreSQL most threads wait for the server to make a commit durable, which it does for many at once.
enum { GROUP_MOST = 256, GROUP_MOST_US = 5000, TRIES = 5, POSTGRES_TIMES = 4 };

// A queue of tasks that threads wait on. `filled` counts them; a condition variable would sleep through some where several
// threads wait (glibc before 2.41, bug 25847).
struct queue {
    pthread_mutex_t mutex;
    sem_t filled;
    struct task *first, **last;
    bool is_ended;
};

struct worker {
    struct lanes *lanes;
    struct db *writer; // PostgreSQL only
    pthread_t thread;
    unsigned number;
};

// A connection for whichever thread takes it.
struct reader {
    struct db *db;
    _Atomic bool is_taken;
};

struct lanes {
    const char *db_address;
    struct queue readers, writers;
    struct reader here[LANES_MOST_HERE];
    unsigned here_count;
    struct worker workers[LANES_MOST_WORKERS];
    struct reader pool[LANES_MOST_WORKERS]; // as many as workers; taken until it is open
    unsigned worker_count;
    struct db *writer; // SQLite: of the writer lane
    pthread_t writer_thread;
    bool has_writer_lane;
    pthread_rwlock_t turn; // PostgreSQL: shared by writers, and held alone by one that is tried again
    _Atomic int64_t careful_until;
    _Atomic uint64_t writes, groups;
};

static void queue_init(struct queue *queue)
{
    pthread_mutex_init(&queue->mutex, NULL);
    sem_init(&queue->filled, 0, 0);
    queue->first = NULL;
    queue->last = &queue->first;
    queue->is_ended = false;
}

static void queue_add(struct queue *queue, struct task *task)
{
    task->next = NULL;
    pthread_mutex_lock(&queue->mutex);
    *queue->last = task;
    queue->last = &task->next;
    pthread_mutex_unlock(&queue->mutex);
    sem_post(&queue->filled);
}

static bool queue_wait(struct queue *queue, bool wait)
{
    if (!wait)
        return sem_trywait(&queue->filled) == 0;
    while (sem_wait(&queue->filled) != 0) // a signal came
        ;
    return true;
}

// The next task; NULL when the queue has ended and is empty. With `wait` false: NULL when it is empty.
static struct task *queue_take(struct queue *queue, bool wait)
{
    if (!queue_wait(queue, wait))
        return NULL;
    pthread_mutex_lock(&queue->mutex);
    struct task *task = queue->first;
    if (task != NULL) {
        queue->first = task->next;
        if (queue->first == NULL)
            queue->last = &queue->first;
    }
    pthread_mutex_unlock(&queue->mutex);
    if (task == NULL) // the end is for everybody who waits
        sem_post(&queue->filled);
    return task;
}

static void queue_end(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    queue->is_ended = true;
    pthread_mutex_unlock(&queue->mutex);
    sem_post(&queue->filled);
}

static bool queue_has_ended(struct queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    bool is_ended = queue->is_ended;
    pthread_mutex_unlock(&queue->mutex);
    return is_ended;
}

// --- the writer lane: SQLite ---

// Runs one task in a savepoint of the open transaction.
static void group_run(struct db *db, struct task *task)
{
    task->error = db_savepoint(db);
    if (task->error != OK)
        return;
    task->error = task->write(task, db);
    if (task->error == OK)
        task->error = db_error(db);
    if (task->error == OK)
        task->error = db_savepoint_release(db);
    else
        db_savepoint_rollback(db);
}

static void alone_run(struct db *db, struct task *task)
{
    task->error = db_begin(db);
    if (task->error != OK)
        return;
    task->error = task->write(task, db);
    if (task->error == OK)
        task->error = db_commit(db);
    else
        db_rollback(db);
}

// Takes what waits, up to GROUP_MOST tasks or GROUP_MOST_US of work, commits once, and only then finishes them.
static void group_commit(struct lanes *lanes, struct task *first)
{
    struct task *group[GROUP_MOST];
    size_t n = 0;
    bool is_careful = time_monotonic() < atomic_load(&lanes->careful_until);
    int64_t began = time_monotonic_us();
    enum err begun = db_begin(lanes->writer); // if not, all who wait have waited long enough
    for (struct task *task = first; task != NULL;) {
        group[n++] = task;
        task->error = begun;
        if (begun == OK)
            group_run(lanes->writer, task);
        bool is_full = n == GROUP_MOST || (begun == OK && (is_careful || time_monotonic_us() - began > GROUP_MOST_US));
        task = is_full ? NULL : queue_take(&lanes->writers, false);
    }
    // Where the whole group failed, each gets a chance of its own, so that one cannot take the others with it.
    if (begun == OK && db_commit(lanes->writer) != OK)
        for (size_t i = 0; i < n; i++)
            alone_run(lanes->writer, group[i]);
    atomic_fetch_add(&lanes->groups, 1);
    atomic_fetch_add(&lanes->writes, n);
    for (size_t i = 0; i < n; i++)
        group[i]->finish(group[i], group[i]->error);
}

static void *writer_run(void *context)
{
    struct lanes *lanes = context;
    crash_thread(LANES_MOST_WORKERS);
    struct task *task;
    while ((task = queue_take(&lanes->writers, true)) != NULL)
        group_commit(lanes, task);
    return NULL;
}

// --- here ---

enum err lanes_open_here(struct arena *arena, struct lanes *lanes, const char *db_address, unsigned n, const char **ret_why)
{
    assert(n <= LANES_MOST_HERE);
    if (!lanes->has_writer_lane)
        return OK;
    for (; lanes->here_count < n; lanes->here_count++)
        TRY(db_open(arena, db_address, DB_READ, &lanes->here[lanes->here_count].db, ret_why));
    return OK;
}

static bool reader_take(struct reader *reader)
{
    return !atomic_exchange_explicit(&reader->is_taken, true, memory_order_acquire);
}

static void reader_give(struct reader *reader)
{
    atomic_store_explicit(&reader->is_taken, false, memory_order_release);
}

bool lanes_run_here(struct lanes *lanes, struct task *task)
{
    static _Thread_local unsigned usual; // the connection this thread had last: what it keeps is in this core's cache
    for (unsigned i = 0; i < lanes->here_count; i++) {
        unsigned number = (usual + i) % lanes->here_count;
        struct reader *reader = &lanes->here[number];
        if (!reader_take(reader))
            continue;
        usual = number;
        crash_thread(LANES_MOST_WORKERS + 1 + number);
        if (task->read(task, reader->db))
            queue_add(&lanes->writers, task);
        reader_give(reader);
        return true;
    }
    return false;
}

// --- the pool ---

// PostgreSQL: the whole handler again when another transaction was in the way, now with no other of this process beside
// it. However many want the same row at once, each then needs a second try and hardly ever a third.
static void serializable_run(struct worker *worker, struct task *task)
{
    pthread_rwlock_t *turn = &worker->lanes->turn;
    for (int i = 0; i < TRIES; i++) {
        if (i == 0)
            pthread_rwlock_rdlock(turn);
        else
            pthread_rwlock_wrlock(turn);
        alone_run(worker->writer, task);
        pthread_rwlock_unlock(turn);
        if (task->error != ERR_BUSY)
            break;
    }
    atomic_fetch_add(&worker->lanes->groups, 1);
    atomic_fetch_add(&worker->lanes->writes, 1);
    task->finish(task, task->error);
}

static enum err worker_open(struct worker *worker, struct arena *arena, const char **ret_why)
{
    const char *address = worker->lanes->db_address;
    struct reader *reader = &worker->lanes->pool[worker->number];
    if (reader->db == NULL)
        TRY(db_open(arena, address, DB_READ, &reader->db, ret_why));
    if (worker->writer == NULL && !worker->lanes->has_writer_lane)
        TRY(db_open(arena, address, DB_WRITE, &worker->writer, ret_why));
    return OK;
}

// The connections of all workers are made at the same time, while the first one already answers. False: the lanes have ended.
static bool worker_open_at_last(struct worker *worker)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024);
    const char *why = "";
    while (worker_open(worker, arena, &why) != OK) {
        if (queue_has_ended(&worker->lanes->readers))
            return false;
        log_line(LOG_WARNING, "one connection to the database less: %s", why);
        nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    }
    return true;
}

// The first that is free, whoever opened it: where one request comes after the other, one connection keeps pages and statements in
// memory, and not all of them. Each worker that runs has opened one, so there is one for each.
static struct reader *pool_take(struct lanes *lanes)
{
    for (unsigned i = 0;; i = (i + 1) % lanes->worker_count)
        if (reader_take(&lanes->pool[i]))
            return &lanes->pool[i];
}

static void *worker_run(void *context)
{
    struct worker *worker = context;
    struct lanes *lanes = worker->lanes;
    crash_thread(worker->number);
    if (!worker_open_at_last(worker))
        return NULL;
    reader_give(&lanes->pool[worker->number]);
    struct task *task;
    while ((task = queue_take(&lanes->readers, true)) != NULL) {
        struct reader *reader = pool_take(lanes);
        bool is_write = task->read(task, reader->db);
        reader_give(reader);
        if (!is_write)
            continue;
        if (worker->writer != NULL)
            serializable_run(worker, task);
        else
            queue_add(&lanes->writers, task);
    }
    return NULL;
}

static void turn_init(pthread_rwlock_t *turn)
{
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP); // second tries come first
    pthread_rwlock_init(turn, &attributes);
    pthread_rwlockattr_destroy(&attributes);
}

enum err lanes_start(struct arena *arena, const char *db_address, unsigned workers, struct lanes **ret_lanes,
                     const char **ret_why)
{
    assert(workers >= 1 && workers <= LANES_MOST_WORKERS);
    struct lanes *lanes = ARENA_NEW(arena, struct lanes);
    queue_init(&lanes->readers);
    queue_init(&lanes->writers);
    turn_init(&lanes->turn);
    lanes->db_address = arena_dup(arena, db_address);
    TRY(db_open(arena, db_address, DB_WRITE, &lanes->writer, ret_why));
    lanes->has_writer_lane = db_kind(lanes->writer) == DB_SQLITE;
    if (!lanes->has_writer_lane)
        workers = workers * POSTGRES_TIMES < LANES_MOST_WORKERS ? workers * POSTGRES_TIMES : LANES_MOST_WORKERS;
    lanes->worker_count = workers;
    for (unsigned i = 0; i < workers; i++) {
        struct worker *worker = &lanes->workers[i];
        *worker = (struct worker){.lanes = lanes, .number = i};
        atomic_init(&lanes->pool[i].is_taken, true);
    }
    TRY(worker_open(&lanes->workers[0], arena, ret_why));
    for (unsigned i = 0; i < workers; i++)
        if (pthread_create(&lanes->workers[i].thread, NULL, worker_run, &lanes->workers[i]) != 0)
            abort();
    if (lanes->has_writer_lane && pthread_create(&lanes->writer_thread, NULL, writer_run, lanes) != 0)
        abort();
    *ret_lanes = lanes;
    return OK;
}

void lanes_add(struct lanes *lanes, struct task *task)
{
    queue_add(&lanes->readers, task);
}

void lanes_be_careful(struct lanes *lanes, int64_t until_monotonic)
{
    atomic_store(&lanes->careful_until, until_monotonic);
}

void lanes_stop(struct lanes *lanes)
{
    queue_end(&lanes->readers);
    for (unsigned i = 0; i < lanes->worker_count; i++)
        pthread_join(lanes->workers[i].thread, NULL);
    queue_end(&lanes->writers);
    if (lanes->has_writer_lane)
        pthread_join(lanes->writer_thread, NULL);
    for (unsigned i = 0; i < lanes->worker_count; i++) {
        db_close(lanes->pool[i].db);
        db_close(lanes->workers[i].writer);
    }
    for (unsigned i = 0; i < lanes->here_count; i++)
        db_close(lanes->here[i].db);
    db_close(lanes->writer);
}

void lanes_counts(const struct lanes *lanes, uint64_t *ret_writes, uint64_t *ret_groups)
{
    *ret_writes = atomic_load(&lanes->writes);
    *ret_groups = atomic_load(&lanes->groups);
}
