// lanes.h - where requests run: a pool of threads that read, and for SQLite one writer lane with group commit.
//
// docs/internals/lanes.md tells the life of a request through them.
#ifndef SEMPRE_APP_LANES_H
#define SEMPRE_APP_LANES_H

#include "base/err.h"
#include "store/db.h"

enum { LANES_MOST_WORKERS = 16 };

// One piece of work; embedded in whatever it belongs to.
struct task {
    struct task *next;
    // On a pool thread with its read-only connection. True: go on with `write`; false: finished, the task is gone.
    bool (*read)(struct task *task, struct db *db);
    // In a transaction (SQLite: in a savepoint of the group's). OK: keep what it wrote; else undo it. May run more than once
    // for one task; what it made before is then forgotten.
    enum err (*write)(struct task *task, struct db *db);
    // After the commit, or after everything failed: `error` is how it ended. The task is gone afterwards.
    void (*finish)(struct task *task, enum err error);
    enum err error; // private to the lanes
};

struct lanes;

// Opens the connections and starts `workers` pool threads and the writer lane; on PostgreSQL, where there is no writer
// lane, four times as many threads. `ret_why` on error.
CHECKED enum err lanes_start(struct arena *arena, const char *db_address, unsigned workers, struct lanes **ret_lanes,
                             const char **ret_why);

// Hands a task to the pool. From any thread.
void lanes_add(struct lanes *lanes, struct task *task);

// For the first minute after a crash the writer lane commits groups of one, so that a bad request takes no other with it.
void lanes_be_careful(struct lanes *lanes, int64_t until_monotonic);

// Finishes everything that was added and stops the threads.
void lanes_stop(struct lanes *lanes);

// Writes committed and groups they were committed in, since the start.
void lanes_counts(const struct lanes *lanes, uint64_t *ret_writes, uint64_t *ret_groups);

#endif
