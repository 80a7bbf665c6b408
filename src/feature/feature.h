// feature.h - the contract between the program and a feature: one `const struct feature` with explicit tables.
#ifndef SEMPRE_FEATURE_FEATURE_H
#define SEMPRE_FEATURE_FEATURE_H

#include <stdio.h>

#include "feature/call.h"
#include "store/migrate.h"
#include "web/reply.h"
#include "web/request.h"

// --- routes ---
enum route_flag {
    ROUTE_REPEATABLE = 1, // POST: doing it twice is the same as once (a vote): no idempotency key is kept
    ROUTE_KEEPS_OPEN = 2, // GET: an event stream
    ROUTE_NO_TOKEN = 4,   // POST without a form of ours: none so far may write
    ROUTE_ENDS_VISIT = 8, // GET that may write: it only ends what the same browser began
    ROUTE_READS_ALL = 16, // GET: a file of a whole network; its statements grow with it, so it never runs on an event thread
};

struct route {
    enum method method;      // METHOD_GET or METHOD_POST
    const char *path;        // "/networks/:network/edit"
    enum right right;        // never NOBODY
    const char *help;        // what it is for, one line, for `sempre routes`
    // Finds the network the request is about, where `right` is asked in one. NULL: the programme as a whole.
    CHECKED enum err (*scope)(struct call *call, const struct request *request, struct scope *ret_scope);
    // Reads the form, calls one rule, replies. GET: read-only database. POST: inside the transaction.
    CHECKED enum err (*handle)(struct call *call, const struct request *request, struct reply *reply);
    // Slow work before the transaction (password hashing), on the pool; its result is handed on in `ret_prepared`, which the
    // handler gets by route_prepared(request). No transaction is open; call->db is NULL.
    CHECKED enum err (*prepare)(struct call *call, const struct request *request, void **ret_prepared);
    const struct form *form; // declared fields of a POST, for the "send it again" page; NULL if there are none
    unsigned flags;
};

// What the route's `prepare` made.
void *route_prepared(const struct request *request);

// --- commands ---
struct command_option {
    const char *name;   // "network": --network VALUE
    const char *value;  // "SLUG"; NULL for a switch
    const char *help;
};

struct arguments {
    const char **at;    // positional ones, after the command's name
    size_t n;
    struct pairs options;
    FILE *out;          // results
    bool out_is_terminal, error_is_terminal;
    const char *why;    // set by the command: one sentence for stderr, when it returns an error; "": it was said already
};

const char *arguments_option(const struct arguments *arguments, const char *name); // NULL if not given

enum command_needs { NEEDS_NOTHING, NEEDS_READ, NEEDS_WRITE };

struct command {
    const char *name;         // "import polis"
    const char *usage;        // "DIR --network SLUG"
    const char *help;         // what it does: first line short, then details and an example
    enum command_needs needs; // NEEDS_READ: a snapshot is open; NEEDS_WRITE: the command opens its own transaction
    size_t least, most;       // positional arguments
    const struct command_option *options; // ended by {0}
    CHECKED enum err (*run)(struct call *call, struct arguments *arguments);
};

// --- jobs, settings, statistics ---
struct job_kind {
    const char *name;
    int64_t every;            // ms between runs; 0: only when queued
    const char *help;
    CHECKED enum err (*run)(struct call *call, const char *payload); // in a transaction; NULL where there are these two:
    // Work that reads much would keep everybody else from writing. So `read` has a snapshot to read from, and no lock; what it makes,
    // in the call's arena, is handed to `write`, in a transaction. Meanwhile anything may have changed.
    CHECKED enum err (*read)(struct call *call, const char *payload, void **ret_work);
    CHECKED enum err (*write)(struct call *call, const char *payload, void *work);
    // Work on the database as a whole, which no transaction may hold. Alone; may be done again where the process ended before it was noted.
    CHECKED enum err (*outside)(struct call *call, const char *payload);
};

struct setting {
    const char *name;         // "address"
    const char *fallback;     // value where none is set
    const char *help;
    bool (*is_valid)(const char *value); // NULL: anything
};

// One figure for /metrics: counts that need no guard (never of people under 5).
struct statistic {
    const char *name;         // "sempre_networks"
    const char *help;
    const struct query *query; // gives one row, one integer
};

struct feature {
    const char *name;                      // of its folder
    const struct migration *migrations;    // NAME_migrations, or NULL
    const struct query *const *const *queries; // NULL-ended list of the stores' NULL-ended lists
    const struct route *routes;            // ended by {0}
    const struct command *commands;        // ended by {0}
    const struct job_kind *jobs;           // ended by {0}
    const struct setting *settings;        // ended by {0}
    const struct statistic *statistics;    // ended by {0}
};

// Every feature of the program in the order of its layers, ended by NULL: app/features.c.
extern const struct feature *const features[];

#endif
