// signal.h - "this changed": wakes screens and empties the page cache, within the process and between processes.
//
// A rule calls signal_add while its transaction is open; db_commit publishes. Other processes on the same SQLite file
// are noticed by PRAGMA data_version (every 50 ms, then everything counts as changed), on PostgreSQL by LISTEN/NOTIFY.
#ifndef SEMPRE_STORE_SIGNAL_H
#define SEMPRE_STORE_SIGNAL_H

#include "store/db.h"

enum topic {
    TOPIC_ALL = 0,  // anything may have changed; id is 0
    TOPIC_PROGRAMME, // the list of networks, regions, the programme's own texts
    TOPIC_NETWORK,   // what a network's public pages show; id of the network
    TOPIC_WORKSHOP,  // what phone, console and screen of a workshop show; id of the workshop
    TOPIC_JOBS,      // a job was queued; id is 0
};

struct signal {
    enum topic topic;
    int64_t id;
};

// Remembers, for the end of the transaction, that something changed. Rolled back with its savepoint.
void signal_add(struct db *db, enum topic topic, int64_t id);

// The listeners of this process (called from the committing thread or the watcher; must be quick and must not use the
// database). At most 4, added at start.
void signal_listen(void (*heard)(struct signal signal, void *context), void *context);

// Starts and stops the watcher thread that hears other processes. `address` as for db_open. Errors: ERR_STORE.
struct signal_watcher;
CHECKED enum err signal_watch(const char *address, struct signal_watcher **ret_watcher);
void signal_watcher_free(struct signal_watcher *watcher);

#endif
