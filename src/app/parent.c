// parent.c - listening, starting, watching, starting again.
#include "app/parent.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/crash.h"
#include "app/features.h"
#include "app/notify.h"
#include "app/sandbox.h"
#include "app/server_process.h"
#include "app/work.h"
#include "base/log.h"
#include "base/resident.h"
#include "base/time.h"

struct parent {
    const struct config *config;
    int listener, port, signals, words[2];
    pid_t server, old_server, worker;
    bool is_stopping, said_ready;
    bool is_restarting; // `server` is new and not ready yet; `old_server` still answers
    bool wants_restart; // told to start anew while it was already doing so
    int64_t started_at;
    int quick_deaths; // servers that ended within a second of their start
};

// The port that was bound: with --listen HOST:0 the system chose it.
static int port_of(int listener)
{
    struct sockaddr_storage address = {0};
    socklen_t n = sizeof address;
    if (getsockname(listener, (struct sockaddr *)&address, &n) != 0)
        return 0;
    return ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
                                               : ((struct sockaddr_in *)&address)->sin_port);
}

// A listening socket. ERR_INVALID: the host is no address of this machine; ERR_BUSY: the place is taken or not allowed.
// The reason was said on stderr.
static enum err listen_at(const struct config *config, int *ret_listener)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found = NULL;
    int error = getaddrinfo(config->listen_host, config->listen_port, &hints, &found);
    if (error != 0) {
        fprintf(stderr, "sempre: %s is not an address of this machine: %s.\n", config->listen_host, gai_strerror(error));
        return ERR_INVALID;
    }
    int listener = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int yes = 1;
    bool is_listening = listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                        bind(listener, found->ai_addr, found->ai_addrlen) == 0 && listen(listener, 1024) == 0;
    int why = errno;
    freeaddrinfo(found);
    if (is_listening) {
        *ret_listener = listener;
        return OK;
    }
    fprintf(stderr, "sempre: Cannot listen at %s:%s: %s. Choose another place with --listen HOST:PORT.\n",
            config->listen_host, config->listen_port, strerror(why));
    if (listener >= 0)
        close(listener);
    return why == EADDRNOTAVAIL ? ERR_INVALID : ERR_BUSY;
}

// Forks a child that ends with its parent. It begins with the parent's signals blocked.
static pid_t child_start(struct parent *parent)
{
    pid_t own = getpid();
    pid_t child = fork();
    if (child != 0)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != own)
        _exit(0);
    close(parent->signals);
    close(parent->words[0]);
    return 0;
}

// In a child, which may start pg_dump and leaves this process without the libraries of the database. The exit code.
static int schema_bring_up_to_date(const struct config *config)
{
    pid_t own = getpid(), child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        _exit(getppid() == own ? server_process_bring_up_to_date(config) : 0);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : err_exit_code(ERR_BUSY);
}

static void server_begin(struct parent *parent)
{
    parent->started_at = time_monotonic();
    parent->server = child_start(parent);
    if (parent->server == 0)
        _exit(server_process_run(parent->config, parent->listener, parent->words[1]));
    if (parent->server < 0)
        log_line(LOG_ERROR, "cannot start the server process: %s", strerror(errno));
}

static void worker_begin(struct parent *parent)
{
    if (parent->worker > 0 || parent->is_stopping)
        return;
    parent->worker = child_start(parent);
    if (parent->worker == 0) {
        close(parent->listener);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL); // it ends at once when told to: what is not committed is done again
        _exit(work_run(parent->config));
    }
}

// Says which route it was, and remembers it.
static void crash_note(int status, int64_t now)
{
    uint64_t request = 0;
    int route = crash_learn(now, &request);
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(256 * 1024);
    struct route_list routes = features_routes(arena);
    log_line(LOG_ERROR, "server crashed: signal=%d route=%s request=%llu%s", WTERMSIG(status),
             route >= 0 && (size_t)route < routes.n ? routes.at[route]->path : "-", (unsigned long long)request,
             crash_is_blocked(route) ? " blocked=yes" : "");
}

// Starts a new server; the old one is asked to end once the new one is ready.
static void server_restart(struct parent *parent)
{
    parent->wants_restart = parent->old_server > 0;
    if (parent->wants_restart)
        return;
    char state[64];
    snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)time_monotonic_us());
    notify_systemd(state);
    parent->old_server = parent->server;
    parent->is_restarting = true;
    server_begin(parent);
}

static bool restart_failed(struct parent *parent)
{
    if (!parent->is_restarting || parent->old_server == 0)
        return false;
    log_line(LOG_ERROR, "the new server did not start; the old one goes on");
    parent->is_restarting = false;
    parent->server = parent->old_server;
    parent->old_server = 0;
    notify_systemd("READY=1");
    return true;
}

static void server_ended(struct parent *parent, int status)
{
    bool was_asked = parent->is_stopping;
    parent->server = 0;
    int64_t now = time_monotonic();
    if (WIFSIGNALED(status))
        crash_note(status, now);
    if (was_asked || restart_failed(parent))
        return;
    if (!WIFSIGNALED(status) && parent->said_ready)
        log_line(LOG_ERROR, "server ended: code=%d", WEXITSTATUS(status));
    parent->quick_deaths = now - parent->started_at < SECOND ? parent->quick_deaths + 1 : 0;
    if (!parent->said_ready && !WIFSIGNALED(status)) {
        parent->is_stopping = true; // it could not even start: trying again would not help
        return;
    }
    if (parent->quick_deaths > 10) // something is broken for good: not faster than once a second
        poll(NULL, 0, SECOND);
    server_begin(parent);
}

static int children_reap(struct parent *parent)
{
    int code = 0;
    pid_t child;
    int status;
    while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
        if (child == parent->server) {
            code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
            server_ended(parent, status);
        } else if (child == parent->old_server) {
            parent->old_server = 0;
            if (WIFSIGNALED(status))
                crash_note(status, time_monotonic());
            if (parent->wants_restart && !parent->is_stopping)
                server_restart(parent);
        } else if (child == parent->worker) {
            parent->worker = 0;
            if (WIFSIGNALED(status))
                log_line(LOG_ERROR, "job process ended: signal=%d", WTERMSIG(status));
        }
    }
    return code;
}

static void stop_all(struct parent *parent)
{
    parent->is_stopping = true;
    notify_systemd("STOPPING=1");
    const pid_t all[] = {parent->server, parent->old_server, parent->worker};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i] > 0)
            kill(all[i], SIGTERM);
}

static int signal_came(struct parent *parent)
{
    struct signalfd_siginfo info;
    int code = 0;
    while (read(parent->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGCHLD) {
            code = children_reap(parent);
        } else if (info.ssi_signo == SIGHUP && !parent->is_stopping) {
            server_restart(parent);
        } else if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT) {
            stop_all(parent);
        }
    }
    return code;
}

static void say_where(const struct parent *parent)
{
    const char *host = parent->config->listen_host;
    bool is_ipv6 = strchr(host, ':') != NULL;
    log_line(LOG_INFO, "serving at http://%s%s%s:%d", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "", parent->port);
}

static void word_came(struct parent *parent)
{
    char words[16];
    ssize_t n = read(parent->words[0], words, sizeof words);
    for (ssize_t i = 0; i < n; i++) {
        if (words[i] == WORD_JOBS)
            worker_begin(parent);
        if (words[i] != WORD_READY)
            continue;
        parent->is_restarting = false;
        if (parent->old_server > 0)
            kill(parent->old_server, SIGTERM);
        if (!parent->said_ready) {
            say_where(parent);
            sandbox_say();
        }
        parent->said_ready = true;
        notify_systemd("READY=1");
        resident_trim(); // from here on this process mostly waits
    }
}

static void confine(const struct config *config)
{
    struct arena *arena CLEANUP(arena_cleanup) = arena_new(1024);
    sandbox_parent(config->db_address, config_copies_folder(arena, config));
}

int parent_run(const struct config *config)
{
    struct parent parent = {.config = config};
    enum err error = listen_at(config, &parent.listener);
    if (error != OK)
        return err_exit_code(error);
    parent.port = port_of(parent.listener);
    int code = schema_bring_up_to_date(config);
    if (code != 0)
        return code;
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGCHLD);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGHUP);
    sigprocmask(SIG_BLOCK, &wanted, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is a full disk, not a crash
    parent.signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    if (!crash_init() || parent.signals < 0 || pipe2(parent.words, O_CLOEXEC | O_NONBLOCK) != 0) {
        fprintf(stderr, "sempre: The machine has no memory or file descriptors left.\n");
        return err_exit_code(ERR_BUSY);
    }
    confine(config);
    server_begin(&parent);
    while (!parent.is_stopping || parent.server > 0 || parent.old_server > 0 || parent.worker > 0) {
        struct pollfd waits[] = {{.fd = parent.signals, .events = POLLIN}, {.fd = parent.words[0], .events = POLLIN}};
        if (poll(waits, 2, -1) < 0)
            continue;
        if (waits[1].revents != 0)
            word_came(&parent);
        if (waits[0].revents != 0)
            code = signal_came(&parent);
    }
    close(parent.listener);
    return code;
}
