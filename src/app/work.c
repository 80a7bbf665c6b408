// work.c - doing the jobs that are due.
#include "app/work.h"

#include <string.h>

#include "app/features.h"
#include "app/sandbox.h"
#include "base/log.h"
#include "base/time.h"
#include "jobs/queue.h"

enum { JOB_BYTES = 512 * 1024 * 1024, CONNECTION_BYTES = 1024 * 1024, TURNS = 5 };

struct worker {
    const struct config *config;
    struct arena *connections, *queue, *arena; // the last two are emptied for each job
    struct db *db, *snapshot;          // snapshot: opened for the first job that reads ahead
    struct rand random;
};

static struct call call_of(struct worker *worker, struct db *db)
{
    return (struct call){.arena = worker->arena, .db = db, .actor = {.kind = ACTOR_COMMAND}, .now = time_now(),
                         .random = &worker->random, .key = worker->config->key, .address = ""};
}

// What a job does before its transaction.
static enum err read_ahead(struct worker *worker, const struct job_kind *kind, const struct job *job, void **ret_work)
{
    if (worker->snapshot == NULL)
        TRY(db_open(worker->connections, worker->config->db_address, DB_READ, &worker->snapshot, NULL));
    TRY(db_begin(worker->snapshot));
    struct call call = call_of(worker, worker->snapshot);
    enum err error = kind->read(&call, job->payload, ret_work);
    if (error == OK)
        error = db_error(worker->snapshot);
    if (error == OK && arena_is_full(worker->arena))
        error = ERR_LIMIT;
    db_rollback(worker->snapshot);
    return error;
}

// Does the job and takes it out of the queue, or puts it back for later. It is out while it runs, so that it may queue itself again.
// `ret_result`: how it went, to be said when it is stored.
static enum err finish(struct call *call, const struct job_kind *kind, const struct job *job, enum err read, void *work, enum err *ret_result)
{
    enum err error = read;
    TRY(db_savepoint(call->db));
    if (error == OK)
        error = job_done(call->db, job->id);
    if (error == OK && kind != NULL && kind->outside == NULL) // NULL: a kind of an older release, nothing to do
        error = kind->read != NULL ? kind->write(call, job->payload, work) : kind->run(call, job->payload);
    if (error == OK)
        error = db_error(call->db);
    if (error == ERR_BUSY) // somebody else wrote what it read: the whole again
        return error;
    if (error == OK)
        TRY(db_savepoint_release(call->db));
    else
        db_savepoint_rollback(call->db);
    *ret_result = error;
    if (error != OK)
        return job_failed(call->db, job, call->now);
    return kind != NULL && kind->every > 0 ? job_repeat(call->db, call_id(call), kind->name, call->now + kind->every) : OK;
}

// One due job. ERR_NOT_FOUND: none is left. What the queue says of it is kept apart from the job's own memory: a job that uses all of that is
// put back for later like any that fails, and does not keep the others from being done.
static enum err job_run(struct worker *worker)
{
    struct job job, now;
    void *work = NULL;
    arena_reset(worker->arena);
    arena_reset(worker->queue);
    TRY(db_begin(worker->db));
    struct call call = call_of(worker, worker->db);
    enum err error = job_find_due(worker->queue, call.db, call.now, &job), read = OK, result = OK;
    const struct job_kind *kind = error == OK ? features_job(job.kind) : NULL;
    if (kind != NULL && (kind->read != NULL || kind->outside != NULL)) {
        db_rollback(worker->db);
        read = kind->read != NULL ? read_ahead(worker, kind, &job, &work) : kind->outside(&call, job.payload);
        TRY(db_begin(worker->db));
        call.now = time_now();
        error = job_find_due(worker->queue, call.db, call.now, &now);
        if (error == OK && now.id != job.id) { // another one is due earlier by now
            db_rollback(worker->db);
            return OK;
        }
    }
    if (error != OK) {
        db_rollback(worker->db);
        return error;
    }
    error = finish(&call, kind, &job, read, work, &result);
    if (error == OK)
        error = db_commit(worker->db);
    else
        db_rollback(worker->db);
    if (error == ERR_BUSY)
        return error;
    if (error != OK)
        result = error;
    log_line(result == OK ? LOG_INFO : LOG_WARNING, "job kind=%s result=%s", job.kind, err_sentence(result));
    return error;
}

int work_run(const struct config *config)
{
    struct arena *connections CLEANUP(arena_cleanup) = arena_new(CONNECTION_BYTES);
    struct arena *queue CLEANUP(arena_cleanup) = arena_new(CONNECTION_BYTES);
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(JOB_BYTES);
    struct worker worker = {.config = config, .connections = connections, .queue = queue, .arena = arena};
    const char *why = "";
    int turns = 0;
    enum err error = db_open(connections, config->db_address, DB_WRITE, &worker.db, &why);
    sandbox_job(config->db_address);
    while (worker.db != NULL && (error == OK || (error == ERR_BUSY && turns < TURNS))) {
        turns = error == OK ? 0 : turns + 1;
        error = job_run(&worker);
    }
    db_cleanup(&worker.snapshot);
    db_cleanup(&worker.db);
    if (error != ERR_NOT_FOUND)
        log_line(LOG_ERROR, "job process: %s", err_sentence(error));
    return error == ERR_NOT_FOUND ? 0 : err_exit_code(error);
}
