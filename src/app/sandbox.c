// sandbox.c - confines a process: rights (NoNewPrivs), files and network (Landlock), system calls (seccomp), no core dumps.
#include "app/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/log.h"
#include "store/db.h"
#include "system_calls.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

// --- Landlock: the header of Debian 12 knows the first three versions only, the kernel may know more ---

enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_NET = 4, ABI_SCOPE = 6 };
#define TRUNCATE (UINT64_C(1) << 14)
#define BIND_TCP (UINT64_C(1) << 0)
#define CONNECT_TCP (UINT64_C(1) << 1)
#define SCOPE_ABSTRACT_UNIX (UINT64_C(1) << 0)
#define SCOPE_SIGNAL (UINT64_C(1) << 1)
enum { RULE_NET_PORT = 2 };
struct ruleset {
    uint64_t fs, net, scoped; // scoped: not even to processes that are not confined as this one is
};
struct net_port {
    uint64_t allowed, port;
};

// Writing in all its forms, and running a file. Reading is left to the rights of the account.
#define WRITES                                                                                                              \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |                      \
     LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | \
     LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)
#define WRITES_FILES (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG)

static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static int ruleset_new(const struct ruleset *wanted, int version)
{
    size_t n = version >= ABI_SCOPE ? sizeof *wanted : version >= ABI_NET ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    return (int)syscall(SYS_landlock_create_ruleset, wanted, n, 0);
}

static bool allow_below(int ruleset, const char *path, uint64_t rights)
{
    int folder = open(path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = folder};
    bool is_done = folder >= 0 && syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    if (folder >= 0)
        close(folder);
    return is_done;
}

static bool enter(int ruleset, bool is_complete)
{
    bool is_done = is_complete && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return is_done;
}

// The folder in which the file of the database lies, also by a link.
static bool folder_of(const char *path, char ret_folder[PATH_MAX])
{
    char real[PATH_MAX];
    if (realpath(path, real) == NULL)
        return false;
    char *slash = strrchr(real, '/');
    slash[slash == real] = '\0';
    memcpy(ret_folder, real, strlen(real) + 1);
    return true;
}

// Only the folder of the data is written to; with PostgreSQL none, but old copies in `copies` are deleted.
static bool confine_files(const char *db_address, const char *copies, int version)
{
    char folder[PATH_MAX];
    bool is_file = strncmp(db_address, "sqlite:", 7) == 0;
    uint64_t more = version >= ABI_TRUNCATE ? TRUNCATE : 0;
    struct ruleset wanted = {.fs = WRITES | LANDLOCK_ACCESS_FS_EXECUTE | more | (version >= ABI_REFER ? LANDLOCK_ACCESS_FS_REFER : 0),
                             .scoped = SCOPE_SIGNAL};
    if (version < 1 || (is_file && !folder_of(db_address + 7, folder)))
        return false;
    int ruleset = ruleset_new(&wanted, version);
    if (ruleset < 0)
        return false;
    bool is_complete = allow_below(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE | more) &&
                       (!is_file || allow_below(ruleset, folder, WRITES_FILES | more)) &&
                       (is_file || access(copies, F_OK) != 0 || allow_below(ruleset, copies, LANDLOCK_ACCESS_FS_REMOVE_FILE));
    return enter(ruleset, is_complete);
}

// No TCP but to the database and, for its name, to a server of names. Sockets in the file system stay: PostgreSQL has one.
static bool confine_network(const char *db_address, int version)
{
    enum { NAMES = 53, MOST = 16 };
    uint16_t ports[MOST + 1] = {NAMES};
    size_t n = 0;
    struct ruleset wanted = {.net = BIND_TCP | CONNECT_TCP, .scoped = SCOPE_SIGNAL};
    if (version < ABI_NET || !db_ports(db_address, MOST, ports + 1, &n))
        return false;
    bool is_file = strncmp(db_address, "sqlite:", 7) == 0;
    if (is_file)
        wanted.scoped |= SCOPE_ABSTRACT_UNIX;
    int ruleset = ruleset_new(&wanted, version);
    bool is_complete = ruleset >= 0;
    for (size_t i = 0; i <= n && is_complete && !is_file; i++) {
        struct net_port rule = {CONNECT_TCP, ports[i]};
        is_complete = syscall(SYS_landlock_add_rule, ruleset, RULE_NET_PORT, &rule, 0) == 0;
    }
    return ruleset >= 0 && enter(ruleset, is_complete);
}

// --- seccomp ---

static bool confine_calls(const struct sock_filter *filter, size_t n)
{
    // the kernel only reads it
    struct sock_fprog program = {(unsigned short)n, (struct sock_filter *)(uintptr_t)filter};
    // ptrace and the like are refused anyway; without this flag older kernels slow every branch of the program down
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0;
}
#define CONFINE_CALLS(filter) confine_calls(filter, sizeof(filter) / sizeof(filter)[0])

// --- all of it ---

static const char *yes_or_no(bool it_is)
{
    return it_is ? "yes" : "no";
}

static struct {
    bool files, network, calls;
} confined; // the parent

void sandbox_parent(const char *db_address, const char *copies)
{
    if (HAS_SANITIZER)
        return;
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none); // a core dump would hold what people said, and the key
    int version = landlock_version();
    bool rights = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    confined.files = rights && confine_files(db_address, copies, version);
    confined.calls = rights && CONFINE_CALLS(filter_parent);
    confined.network = rights && version >= ABI_NET; // of the children
}

void sandbox_say(void)
{
    bool is_whole = confined.files && confined.calls;
    if (HAS_SANITIZER)
        log_line(LOG_INFO, "not confined: this build has a sanitizer");
    else
        log_line(is_whole ? LOG_INFO : LOG_WARNING, "confined: files=%s network=%s calls=%s%s", yes_or_no(confined.files),
                 yes_or_no(confined.network), yes_or_no(confined.calls), is_whole ? "" : "; this kernel cannot do more");
}

static void confine_child(const char *db_address, bool is_server)
{
    if (HAS_SANITIZER)
        return;
    int version = landlock_version();
    bool is_file = strncmp(db_address, "sqlite:", 7) == 0;
    if (version >= ABI_NET && !confine_network(db_address, version))
        log_line(LOG_WARNING, "the network is not confined: the ports of the database are not known");
    bool calls = is_server ? (is_file ? CONFINE_CALLS(filter_server) : CONFINE_CALLS(filter_server_net))
                           : (is_file ? CONFINE_CALLS(filter_job) : CONFINE_CALLS(filter_job_net));
    if (!calls)
        log_line(LOG_WARNING, "the system calls of this process are not confined: %s", strerror(errno));
}

void sandbox_server(const char *db_address)
{
    confine_child(db_address, true);
}

void sandbox_job(const char *db_address)
{
    confine_child(db_address, false);
}
