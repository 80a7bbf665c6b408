// faults_feature.c - routes that crash, jobs that end by a signal only or need too much, and attempts at what the sandbox forbids, for
// tests; in the program that tests start, in no other.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "feature/feature.h"
#include "jobs/queue.h"

static enum err crash(struct call *call, const struct request *request, struct reply *reply)
{
    (void)call, (void)request, (void)reply;
    abort();
}

// --- what a confined process may not do: each attempt gives 0 or an errno ---

static int tried(bool failed)
{
    return failed ? errno : 0;
}

static int try_write(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int result = tried(file < 0);
    if (file >= 0)
        close(file);
    return result;
}

static int try_connect(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int result = tried(line < 0 || connect(line, (struct sockaddr *)&to, sizeof to) != 0);
    if (line >= 0)
        close(line);
    return result;
}

static int try_run_memory(void)
{
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int result = tried(memory == MAP_FAILED);
    if (memory != MAP_FAILED)
        munmap(memory, 4096);
    return result;
}

static int try_fork(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    int result = tried(child < 0);
    if (child > 0)
        waitpid(child, NULL, 0);
    return result;
}

// "write=13 connect=13 ...": `outside` is "PORT/PATH", a listening port and a file in a folder that is not the data's.
static const char *attempts(struct arena *arena, const char *outside)
{
    struct rlimit core = {1, 1};
    getrlimit(RLIMIT_CORE, &core);
    int port = (int)strtol(outside, NULL, 10);
    return arena_print(arena, "write=%d connect=%d memory=%d fork=%d kill=%d core=%d", try_write(outside + strcspn(outside, "/")),
                       try_connect(port), try_run_memory(), try_fork(), tried(kill(getppid(), 0) != 0), core.rlim_max != 0);
}

static enum err confined(struct call *call, const struct request *request, struct reply *reply)
{
    struct buf text = buf_make(call->arena, 256);
    const char *outside = request_query(request, "outside");
    buf_print(&text, "%s\n", attempts(call->arena, outside == NULL ? "" : outside));
    reply_bytes(reply, 200, "text/plain; charset=utf-8", text);
    return OK;
}

static enum err run_program(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    char name[] = "/bin/true", *const words[] = {name, NULL}, *const none[] = {NULL};
    execve(name, words, none);
    reply_bytes(reply, 200, "text/plain; charset=utf-8", buf_make(call->arena, 1));
    return OK;
}

static enum err trace(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
    reply_bytes(reply, 200, "text/plain; charset=utf-8", buf_make(call->arena, 1));
    return OK;
}

static enum err mount_something(struct call *call, const struct request *request, struct reply *reply)
{
    (void)request;
    mount("none", "/mnt", "tmpfs", 0, NULL);
    reply_bytes(reply, 200, "text/plain; charset=utf-8", buf_make(call->arena, 1));
    return OK;
}

static enum err queue_attempts(struct call *call, const struct request *request, struct reply *reply)
{
    const char *outside = request_field(request, "outside");
    TRY(job_add(call->db, call_id(call), "fault confined", outside == NULL ? "" : outside, call->now));
    reply_see(reply, "/healthz");
    return OK;
}

static const struct route routes[] = {
    {METHOD_GET, "/fault/read", ANYONE, "crashes while it reads", NULL, crash, NULL, NULL, 0},
    {METHOD_POST, "/fault/write", ANYONE, "crashes in the middle of a transaction", NULL, crash, NULL, NULL,
     ROUTE_NO_TOKEN},
    {METHOD_GET, "/fault/confined", ANYONE, "tries what it may not", NULL, confined, NULL, NULL, 0},
    {METHOD_GET, "/fault/program", ANYONE, "starts a program", NULL, run_program, NULL, NULL, 0},
    {METHOD_GET, "/fault/trace", ANYONE, "looks into another process", NULL, trace, NULL, NULL, 0},
    {METHOD_GET, "/fault/mount", ANYONE, "mounts a file system", NULL, mount_something, NULL, NULL, 0},
    {METHOD_POST, "/fault/job", ANYONE, "lets a job try what it may not", NULL, queue_attempts, NULL, NULL, ROUTE_NO_TOKEN},
    {0},
};

static enum err wait_for_a_signal(struct call *call, const char *payload)
{
    (void)call, (void)payload;
    pause(); // until a signal ends the process
    return OK;
}

static enum err job_attempts(struct call *call, const char *payload)
{
    log_line(LOG_INFO, "job tried: %s", attempts(call->arena, payload));
    return OK;
}

static enum err read_too_much(struct call *call, const char *payload, void **ret_work)
{
    (void)payload;
    while (!arena_is_full(call->arena))
        *ret_work = arena_alloc(call->arena, (size_t)64 * 1024 * 1024);
    return OK;
}

static enum err write_nothing(struct call *call, const char *payload, void *work)
{
    (void)call, (void)payload, (void)work;
    return OK;
}

static const struct job_kind jobs[] = {
    {"fault", 0, "ends by a signal only", wait_for_a_signal},
    {"fault confined", 0, "tries what it may not", job_attempts},
    {"fault too much", 0, "reads more than a job may hold", .read = read_too_much, .write = write_nothing},
    {0},
};

extern const struct feature faults_feature;
const struct feature faults_feature = {.name = "faults", .routes = routes, .jobs = jobs};
