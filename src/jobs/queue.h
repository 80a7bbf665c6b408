// queue.h - work to be done later: rows written in the transaction of what caused them, done by the job process.
#ifndef SEMPRE_JOBS_QUEUE_H
#define SEMPRE_JOBS_QUEUE_H

#include <stdint.h>

#include "store/db.h"

struct job {
    int64_t id;
    const char *kind;     // name of a job_kind in a manifest
    const char *payload;  // what the kind makes of it
    int64_t due_at;       // ms since 1970
    int64_t attempts;     // failed ones so far
};

enum { JOB_ATTEMPTS = 8 };

// Queues a job. Wakes the program at the end of the transaction (TOPIC_JOBS).
CHECKED enum err job_add(struct db *db, int64_t id, const char *kind, const char *payload, int64_t due_at);

// Queues the next turn of a kind that repeats, where none is waiting.
CHECKED enum err job_repeat(struct db *db, int64_t id, const char *kind, int64_t due_at);

// Queues a job unless one of this kind and payload waits already; then that one is due at the earlier of the two times, and what it failed
// at before is forgotten. Wakes the program like job_add.
CHECKED enum err job_add_once(struct db *db, int64_t id, const char *kind, const char *payload, int64_t due_at);

// When the earliest job is due. ERR_NOT_FOUND: none is waiting.
CHECKED enum err job_next_due(struct db *db, int64_t *ret_due_at);

// The earliest job that is due. It stays in the queue: job_done or job_failed in the same transaction. ERR_NOT_FOUND.
CHECKED enum err job_find_due(struct arena *arena, struct db *db, int64_t now, struct job *ret_job);
CHECKED enum err job_done(struct db *db, int64_t id);

// Tries again later (1 minute, doubled with each attempt); after JOB_ATTEMPTS it is put aside.
CHECKED enum err job_failed(struct db *db, const struct job *job, int64_t now);

extern const struct query *const job_queries[];

#endif
