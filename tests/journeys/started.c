// started.c - starts the program, reads its log while it runs, and waits for its end.
#include "started.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/time.h"
#include "base/vec.h"
#include "support_call.h"

static pid_t left_over; // of a test that failed: the next one begins without it

const char *started_key_file(void)
{
    const char *path = arena_print(test_arena(), "%s/key", test_folder());
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    bool was_open = db_in_transaction(test_db());
    struct call call = test_call();
    if (!was_open)
        db_rollback(call.db);
    assert_int_equal(write(file, call.key, SECRET_KEY_SIZE), SECRET_KEY_SIZE);
    close(file);
    return path;
}

static void end_with_the_test(const struct started_options *options)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    for (size_t i = 0; options != NULL && options->environment != NULL && options->environment[i] != NULL; i++)
        putenv((char *)(uintptr_t)options->environment[i]);
    if (options != NULL && options->file_bytes != 0) {
        struct rlimit limit;
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = options->file_bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
}

static void add_arguments(struct strings *list, const char *const *arguments)
{
    for (; arguments != NULL && *arguments != NULL; arguments++)
        *VEC_PUSH(test_arena(), list) = *arguments;
}

static pid_t begin(const char *program, const struct strings *arguments, int out, int error,
                   const struct started_options *options)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    end_with_the_test(options);
    if (out >= 0)
        dup2(out, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    execv(program, (char *const *)(uintptr_t)arguments->at);
    _exit(127);
}

// --- the log ---

static void *read_log(void *context)
{
    struct started *started = context;
    char bytes[4096];
    ssize_t n;
    while ((n = read(started->log_pipe, bytes, sizeof(bytes))) > 0) {
        pthread_mutex_lock(&started->lock);
        if (started->log_cap < started->log_n + (size_t)n + 1) {
            started->log_cap = (started->log_n + (size_t)n + 1) * 2;
            started->log = realloc(started->log, started->log_cap);
            if (started->log == NULL)
                abort();
        }
        memcpy(started->log + started->log_n, bytes, (size_t)n);
        started->log_n += (size_t)n;
        started->log[started->log_n] = '\0';
        pthread_cond_broadcast(&started->grown);
        pthread_mutex_unlock(&started->lock);
    }
    pthread_mutex_lock(&started->lock);
    started->log_has_ended = true;
    pthread_cond_broadcast(&started->grown);
    pthread_mutex_unlock(&started->lock);
    return NULL;
}

// The lock is held.
static int count(const struct started *started, const char *words)
{
    int n = 0;
    for (const char *at = started->log; at != NULL && (at = strstr(at, words)) != NULL; at += strlen(words))
        n++;
    return n;
}

int started_log_count(struct started *started, const char *words)
{
    pthread_mutex_lock(&started->lock);
    int n = count(started, words);
    pthread_mutex_unlock(&started->lock);
    return n;
}

const char *started_log(struct started *started)
{
    pthread_mutex_lock(&started->lock);
    const char *log = arena_copy(test_arena(), started->log == NULL ? "" : started->log, started->log_n);
    pthread_mutex_unlock(&started->lock);
    return log;
}

void started_wait_log(struct started *started, const char *words, int times)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += STARTED_PATIENCE_MS / SECOND;
    pthread_mutex_lock(&started->lock);
    bool is_late = false;
    while (count(started, words) < times && !started->log_has_ended && !is_late)
        is_late = pthread_cond_timedwait(&started->grown, &started->lock, &until) != 0;
    bool is_there = count(started, words) >= times;
    pthread_mutex_unlock(&started->lock);
    if (!is_there)
        fail_msg("the log does not say \"%s\" %d times:\n%s", words, times, started_log(started));
}

// --- starting ---

struct started *started_serve(const struct started_options *options)
{
    static const struct started_options usual = {0};
    if (options == NULL)
        options = &usual;
    const char *address = options->db_address != NULL ? options->db_address : test_address();
    if (left_over > 0)
        kill(left_over, SIGKILL);
    struct strings arguments = {0};
    const char *program = options->with_faults ? SEMPRE_WITH_FAULTS : SEMPRE_PROGRAM;
    const char *const first[] = {program, "serve", "--db", address, "--key",
                                 options->key != NULL ? options->key : started_key_file(), "--listen",
                                 options->listen != NULL ? options->listen : "127.0.0.1:0", NULL};
    add_arguments(&arguments, first);
    add_arguments(&arguments, options->arguments);
    *VEC_PUSH(test_arena(), &arguments) = NULL;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    struct started *started = calloc(1, sizeof(*started)); // where a test fails, its threads go on until the program ends
    assert_non_null(started);
    pthread_mutex_init(&started->lock, NULL);
    pthread_cond_init(&started->grown, NULL);
    started->pid = begin(program, &arguments, -1, ends[1], options);
    left_over = started->pid;
    close(ends[1]);
    started->log_pipe = ends[0];
    assert_int_equal(pthread_create(&started->log_reader, NULL, read_log, started), 0);
    started_wait_log(started, "serving at http://", 1);
    const char *where = strstr(started_log(started), "serving at http://");
    started->port = (int)strtol(strchr(where + strlen("serving at http://"), ':') + 1, NULL, 10);
    assert_true(started->port > 0);
    return started;
}

pid_t started_server(const struct started *started)
{
    char path[64], line[256] = "";
    snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)started->pid, (int)started->pid);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    (void)!fgets(line, sizeof(line), file);
    fclose(file);
    pid_t last = 0;
    for (char *at = line, *end; (end = at, strtol(at, &end, 10)) > 0 && end != at; at = end)
        last = (pid_t)strtol(at, NULL, 10);
    assert_true(last > 0);
    return last;
}

bool started_wait_pid(pid_t pid, int ms)
{
    int process = pidfd_open(pid, 0);
    if (process < 0)
        return errno == ESRCH;
    struct pollfd end = {.fd = process, .events = POLLIN};
    bool has_ended = poll(&end, 1, ms) == 1;
    close(process);
    return has_ended;
}

// --- the end ---

int started_wait_end(struct started *started)
{
    if (!started_wait_pid(started->pid, STARTED_PATIENCE_MS)) {
        kill(started->pid, SIGKILL);
        waitpid(started->pid, NULL, 0);
        fail_msg("the program did not end:\n%s", started_log(started));
    }
    int status = 0;
    waitpid(started->pid, &status, 0);
    left_over = 0;
    pthread_join(started->log_reader, NULL);
    close(started->log_pipe);
    const char *log = started_log(started);
    free(started->log);
    pthread_mutex_destroy(&started->lock);
    pthread_cond_destroy(&started->grown);
    free(started);
    if (strstr(log, "Sanitizer") != NULL || strstr(log, "runtime error") != NULL)
        fail_msg("%s", log);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int started_stop(struct started *started)
{
    kill(started->pid, SIGTERM);
    return started_wait_end(started);
}

// --- commands ---

static const char *read_file(const char *path)
{
    struct buf text = buf_make(test_arena(), 4096);
    char bytes[4096];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (size_t n; (n = fread(bytes, 1, sizeof(bytes), file)) > 0;)
        buf_add(&text, bytes, n);
    fclose(file);
    return buf_text(&text);
}

struct outcome started_command(const char *const *arguments, bool is_bare)
{
    struct strings list = {0};
    const char *const first[] = {SEMPRE_PROGRAM, NULL};
    add_arguments(&list, first);
    add_arguments(&list, arguments);
    if (!is_bare) {
        const char *const database[] = {"--db", test_address(), "--key", started_key_file(), NULL};
        add_arguments(&list, database);
    }
    *VEC_PUSH(test_arena(), &list) = NULL;
    const char *out = arena_print(test_arena(), "%s/out", test_folder());
    const char *error = arena_print(test_arena(), "%s/error", test_folder());
    int out_file = open(out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int error_file = open(error, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(out_file >= 0 && error_file >= 0);
    pid_t child = begin(SEMPRE_PROGRAM, &list, out_file, error_file, NULL);
    close(out_file);
    close(error_file);
    if (!started_wait_pid(child, STARTED_PATIENCE_MS))
        kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    struct outcome outcome = {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(out), read_file(error)};
    if (strstr(outcome.error, "Sanitizer") != NULL || strstr(outcome.error, "runtime error") != NULL)
        fail_msg("%s", outcome.error);
    return outcome;
}
