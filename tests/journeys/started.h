// started.h - the program as people start it: a process of its own with its log, for tests where processes matter.
#ifndef SEMPRE_TESTS_STARTED_H
#define SEMPRE_TESTS_STARTED_H

#include <pthread.h>
#include <sys/types.h>

#include "support.h"

enum { STARTED_PATIENCE_MS = 30000 }; // far more than a loaded machine needs; nothing waits that long unless it is broken

// A running `sempre serve` on a port the system chose. Made by started_serve, gone after started_stop.
struct started {
    pid_t pid; // of the parent
    int port;
    int log_pipe;
    pthread_t log_reader;
    pthread_mutex_t lock;
    pthread_cond_t grown;
    char *log; // everything written to stderr so far; under `lock`
    size_t log_n, log_cap;
    bool log_has_ended;
};

struct started_options {
    bool with_faults;               // the program with the crash of tests/journeys/faults_feature.c in it
    const char *const *arguments;   // more than --db, --key and --listen, ended by NULL; or NULL
    const char *const *environment; // "NAME=value" added to the test's own, ended by NULL; or NULL
    unsigned long file_bytes;       // RLIMIT_FSIZE, soft: no file grows beyond; 0 is no limit
    const char *db_address;         // NULL: test_address()
    const char *key;                // NULL: started_key_file()
    const char *listen;             // NULL: 127.0.0.1:0
};

// Starts `sempre serve` on the group's database and waits until it says where it serves. `options` may be NULL.
struct started *started_serve(const struct started_options *options);

// Waits until the log has `words` (`times` of them), and fails the test where they do not come.
void started_wait_log(struct started *started, const char *words, int times);
int started_log_count(struct started *started, const char *words);
const char *started_log(struct started *started); // a copy in test_arena()

// The process that answers requests: the parent's youngest child.
pid_t started_server(const struct started *started);

// Waits for the end of a process, at most `ms`. True: it has ended (or is not there).
bool started_wait_pid(pid_t pid, int ms);

// SIGTERM, and waits until it has ended. Fails the test where a sanitizer found something. Returns the exit code.
int started_stop(struct started *started);
// Waits until it ends by itself; else the same.
int started_wait_end(struct started *started);

// A command run to its end: exit code, and what it wrote. `arguments` ended by NULL; the database and key of the group are
// added unless `is_bare`.
struct outcome {
    int code;
    const char *out, *error;
};
struct outcome started_command(const char *const *arguments, bool is_bare);
#define RUN(...) started_command((const char *const[]){__VA_ARGS__, NULL}, false)
#define RUN_BARE(...) started_command((const char *const[]){__VA_ARGS__, NULL}, true)

// The file with the key of test_call().
const char *started_key_file(void);

#endif
