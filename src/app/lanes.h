// lanes.h - where requests run: the thread that brings them for quick reads of SQLite, a pool of threads for all others, and for
// SQLite one writer lane with group commit.
//
// docs/internals/lanes.md tells the life of a request through them.
#ifndef SEMPRE_APP_LANES_H
#define SEMPRE_APP_LANES_H

#include "base/err.h"
#include "store/db.h"

enum { LANES_MOST_WORKERS = 16, LANES_MOST_HERE = 8 };

// One piece of work; embedded in whatever it belongs to.
struct task {
    struct task *next;
    // With a read-only connection, on a pool thread or where lanes_run_here was called. True: go on with `write`; false:
    // finished, the task is gone.
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

// Opens `n` connections for lanes_run_here, as many as threads will call it. Nothing on PostgreSQL, where a read waits for the
// network. `ret_why` on error.
CHECKED enum err lanes_open_here(struct arena *arena, struct lanes *lanes, const char *db_address, unsigned n, const char **ret_why);

// Runs the task's `read` at once on the calling thread, which costs no change of threads, and hands it on to the writer lane where
// it says so. For reads that are known to be quick: the thread does nothing else meanwhile. False: nothing was done, as every
// connection is in use or there is none.
bool lanes_run_here(struct lanes *lanes, struct task *task);

// Hands a task to the pool. From any thread.
void lanes_add(struct lanes *lanes, struct task *task);

// For the first minute after a crash the writer lane commits groups of one, so that a bad request takes no other with it.
void lanes_be_careful(struct lanes *lanes, int64_t until_monotonic);

// Finishes everything that was added and stops the threads.
void lanes_stop(struct lanes *lanes);

// Writes committed and groups they were committed in, since the start.
void lanes_counts(const struct lanes *lanes, uint64_t *ret_writes, uint64_t *ret_groups);

#endif
