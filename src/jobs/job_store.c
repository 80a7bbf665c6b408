// job_store.c - every SQL statement about the job queue.
#include "jobs/queue.h"

#include "base/time.h"
#include "store/signal.h"

static const struct query job_add_query = {
    "job_add", "INSERT INTO job (id, kind, payload, due_at, attempts, repeats) VALUES (?1, ?2, ?3, ?4, 0, 0)", NULL};
static const struct query job_repeat_query = {
    "job_repeat",
    "INSERT INTO job (id, kind, payload, due_at, attempts, repeats) VALUES (?1, ?2, '', ?3, 0, 1) ON CONFLICT DO NOTHING",
    NULL};
// Two statements: one that updates on conflict would lock the row on PostgreSQL even where nothing changes, and all who queue the same
// job at once would wait for each other.
static const struct query job_add_once_query = {
    "job_add_once",
    "INSERT INTO job (id, kind, payload, due_at, attempts, repeats) VALUES (?1, ?2, ?3, ?4, 0, 2) ON CONFLICT DO NOTHING", NULL};
static const struct query job_sooner_query = {
    "job_sooner",
    "UPDATE job SET due_at = ?3, attempts = 0 WHERE kind = ?1 AND payload = ?2 AND repeats = 2 AND (due_at > ?3 OR attempts > 0)", NULL};
static const struct query job_next_due_query = {
    "job_next_due", "SELECT due_at FROM job WHERE attempts < ?1 ORDER BY due_at LIMIT 1", NULL};
static const struct query job_find_due_query = {
    "job_find_due",
    "SELECT id, kind, payload, due_at, attempts FROM job WHERE attempts < ?1 AND due_at <= ?2 ORDER BY due_at, id LIMIT 1",
    NULL};
static const struct query job_done_query = {"job_done", "DELETE FROM job WHERE id = ?1", NULL};
static const struct query job_failed_query = {
    "job_failed", "UPDATE job SET attempts = attempts + 1, due_at = ?2 WHERE id = ?1", NULL};

const struct query *const job_queries[] = {
    &job_add_query,      &job_repeat_query,   &job_add_once_query, &job_sooner_query,
    &job_next_due_query, &job_find_due_query, &job_done_query,     &job_failed_query, NULL,
};

enum err job_add(struct db *db, int64_t id, const char *kind, const char *payload, int64_t due_at)
{
    TRY(db_run(db, &job_add_query, ARGS(INT(id), TEXT(kind), TEXT(payload), INT(due_at)), NULL));
    signal_add(db, TOPIC_JOBS, 0);
    return OK;
}

enum err job_repeat(struct db *db, int64_t id, const char *kind, int64_t due_at)
{
    return db_run(db, &job_repeat_query, ARGS(INT(id), TEXT(kind), INT(due_at)), NULL);
}

enum err job_add_once(struct db *db, int64_t id, const char *kind, const char *payload, int64_t due_at)
{
    int64_t changed = 0;
    TRY(db_run(db, &job_add_once_query, ARGS(INT(id), TEXT(kind), TEXT(payload), INT(due_at)), &changed));
    if (changed == 0)
        TRY(db_run(db, &job_sooner_query, ARGS(TEXT(kind), TEXT(payload), INT(due_at)), &changed));
    if (changed > 0)
        signal_add(db, TOPIC_JOBS, 0);
    return OK;
}

enum err job_next_due(struct db *db, int64_t *ret_due_at)
{
    ROWS rows = db_rows(db, &job_next_due_query, ARGS(INT(JOB_ATTEMPTS)));
    if (!rows_next(&rows))
        return db_error(db) != OK ? db_error(db) : ERR_NOT_FOUND;
    *ret_due_at = row_int(&rows, 0);
    return OK;
}

enum err job_find_due(struct arena *arena, struct db *db, int64_t now, struct job *ret_job)
{
    ROWS rows = db_rows(db, &job_find_due_query, ARGS(INT(JOB_ATTEMPTS), INT(now)));
    if (!rows_next(&rows))
        return db_error(db) != OK ? db_error(db) : ERR_NOT_FOUND;
    *ret_job = (struct job){.id = row_int(&rows, 0),
                            .kind = row_text(arena, &rows, 1),
                            .payload = row_text(arena, &rows, 2),
                            .due_at = row_int(&rows, 3),
                            .attempts = row_int(&rows, 4)};
    return OK;
}

enum err job_done(struct db *db, int64_t id)
{
    return db_run(db, &job_done_query, ARGS(INT(id)), NULL);
}

enum err job_failed(struct db *db, const struct job *job, int64_t now)
{
    int64_t wait = (int64_t)MINUTE << job->attempts;
    return db_run(db, &job_failed_query, ARGS(INT(job->id), INT(now + wait)), NULL);
}
