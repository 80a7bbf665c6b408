// work.c - doing the jobs that are due.
#include "app/work.h"

#include <string.h>

#include "app/features.h"
#include "base/log.h"
#include "base/time.h"
#include "jobs/queue.h"

// One due job. ERR_NOT_FOUND: none is left.
static enum err job_run(struct call *call)
{
    struct job job;
    TRY(job_find_due(call->arena, call->db, call->now, &job));
    const struct job_kind *kind = features_job(job.kind);
    TRY(db_savepoint(call->db));
    enum err error = kind == NULL ? OK : kind->run(call, job.payload); // a kind of an older release: nothing to do
    if (error == OK)
        error = db_error(call->db);
    if (error == OK)
        TRY(db_savepoint_release(call->db));
    else
        db_savepoint_rollback(call->db);
    log_line(error == OK ? LOG_INFO : LOG_WARNING, "job kind=%s result=%s", job.kind, err_sentence(error));
    if (error != OK)
        return job_failed(call->db, &job, call->now);
    TRY(job_done(call->db, job.id));
    return kind != NULL && kind->every > 0 ? job_repeat(call->db, call_id(call), kind->name, call->now + kind->every) : OK;
}

int work_run(const struct config *config)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(64 * 1024 * 1024);
    struct db *db CLEANUP(db_cleanup) = NULL;
    const char *why = "";
    enum err error = db_open(arena, config->db_address, DB_WRITE, &db, &why);
    struct rand random = {0};
    while (error == OK) {
        struct call call = {.arena = arena, .db = db, .actor = {.kind = ACTOR_COMMAND}, .now = time_now(),
                            .random = &random, .key = config->key, .address = ""};
        error = db_begin(db);
        if (error != OK)
            break;
        error = job_run(&call);
        if (error == OK)
            error = db_commit(db);
        else
            db_rollback(db);
    }
    if (error != ERR_NOT_FOUND)
        log_line(LOG_ERROR, "job process: %s", err_sentence(error));
    return error == ERR_NOT_FOUND ? 0 : err_exit_code(error);
}
