// backup_postgres.c - pg_dump and pg_restore, run as processes of their own.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/time.h"
#include "base/vec.h"
#include "store/backup_private.h"
#include "store/driver.h"

extern char **environ;

enum { PIECE = 2 * 1024 * 1024 };

// A file that takes what a program writes, piece by piece.
struct taking {
    int from;       // the program's stdout; -1: it has ended, or nobody takes it
    int file;
    int error;      // of writing, as errno
    size_t in_memory;
};

static void take(struct taking *taking)
{
    static char bytes[64 * 1024];
    ssize_t n = read(taking->from, bytes, sizeof(bytes));
    if (n < 0 && errno == EINTR)
        return;
    for (ssize_t done = 0; taking->error == 0 && done < n;) {
        ssize_t written = write(taking->file, bytes + done, (size_t)(n - done));
        taking->error = written < 0 && errno != EINTR ? errno : 0;
        done += written > 0 ? written : 0;
    }
    if (n <= 0 || taking->error != 0) {
        close(taking->from); // the program ends too, when it writes the next time
        taking->from = -1;
        return;
    }
    taking->in_memory += (size_t)n;
    if (taking->in_memory >= PIECE) {
        backup_let_others(taking->file, time_monotonic_us());
        taking->in_memory = 0;
    }
}

// Until the program has closed both; its words are kept up to a length.
static void listen_to(int said, struct taking *taking, struct buf *words)
{
    char bytes[512];
    while (said >= 0 || taking->from >= 0) {
        struct pollfd open_ones[] = {{.fd = said, .events = POLLIN}, {.fd = taking->from, .events = POLLIN}};
        if (poll(open_ones, 2, -1) < 0)
            continue; // a signal
        if (open_ones[1].revents != 0)
            take(taking);
        if (open_ones[0].revents == 0)
            continue;
        ssize_t n = read(said, bytes, sizeof(bytes));
        if (n > 0 && words->n < 4096)
            buf_add(words, bytes, (size_t)n);
        if (n == 0 || (n < 0 && errno != EINTR))
            said = -1;
    }
}

// The address without its password, as a connection string, for the command line, which everybody on the machine can read; and the
// password as "PGPASSWORD=...", or NULL.
static enum err address_split(struct arena *arena, const char *address, const char **ret_plain, const char **ret_password,
                              const char **ret_why)
{
    struct postgres_option *options = NULL;
    struct buf plain = buf_make(arena, 256);
    const char *password = NULL;
    if (postgres_options(arena, address, &options) != OK) {
        *ret_why = "The database address is not understood, or the library libpq.so.5 is missing (Debian package libpq5).";
        return ERR_INVALID;
    }
    for (; options->keyword != NULL; options++) {
        if (strcmp(options->keyword, "password") == 0) {
            password = arena_print(arena, "PGPASSWORD=%s", options->value);
            continue;
        }
        buf_print(&plain, "%s%s='", plain.n == 0 ? "" : " ", options->keyword);
        for (const char *at = options->value; *at != '\0'; at++) {
            if (*at == '\'' || *at == '\\')
                buf_add_char(&plain, '\\');
            buf_add_char(&plain, *at);
        }
        buf_add_char(&plain, '\'');
    }
    *ret_plain = arena_print(arena, "--dbname=%s", buf_text(&plain));
    *ret_password = password;
    return OK;
}

// Everything of this process's environment, with one entry in place of its own of that name; NULL: nothing is changed.
static char **environment_with(struct arena *arena, const char *entry)
{
    struct { char **at; size_t n, cap; } list = {0};
    if (entry == NULL)
        return environ;
    for (char **each = environ; *each != NULL; each++)
        if (strncmp(*each, entry, strcspn(entry, "=") + 1) != 0)
            *VEC_PUSH(arena, &list) = *each;
    *VEC_PUSH(arena, &list) = arena_dup(arena, entry);
    *VEC_PUSH(arena, &list) = NULL;
    return list.at;
}

// Runs a program of PostgreSQL; its words go into `ret_why` where it fails. `arguments` ended by NULL, the first is the program.
// `password`: see address_split. `file`: takes what it writes; -1: nothing does.
static enum err run_into(struct arena *arena, const char *const *arguments, const char *password, int file, const char **ret_why)
{
    int said[2], given[2] = {-1, -1};
    pid_t child;
    posix_spawn_file_actions_t actions;
    if (pipe2(said, O_CLOEXEC) != 0)
        return ERR_BUSY;
    if (file >= 0 && pipe2(given, O_CLOEXEC) != 0) {
        close(said[0]);
        close(said[1]);
        return ERR_BUSY;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
    if (file >= 0)
        posix_spawn_file_actions_adddup2(&actions, given[1], STDOUT_FILENO);
    // the argument vector of exec(3) is not const for historical reasons only
    int code = posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments,
                            environment_with(arena, password));
    posix_spawn_file_actions_destroy(&actions);
    close(said[1]);
    if (file >= 0)
        close(given[1]);
    struct buf words = buf_make(arena, 512);
    struct taking taking = {.from = given[0], .file = file};
    listen_to(said[0], &taking, &words);
    close(said[0]);
    int status = 0;
    if (code == 0)
        waitpid(child, &status, 0);
    bool is_missing = code == ENOENT || (code == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127);
    if (is_missing)
        *ret_why = arena_print(arena, "The program %s is not installed. On Debian: apt install postgresql-client.", arguments[0]);
    if (taking.error != 0) {
        *ret_why = arena_print(arena, "The file cannot be written: %s.", strerror(taking.error));
        return ERR_STORE;
    }
    if (code == 0 && status == 0)
        return OK;
    if (!is_missing)
        *ret_why = arena_print(arena, "%s failed: %.*s", arguments[0], (int)strcspn(buf_text(&words), "\n"), buf_text(&words));
    return ERR_STORE;
}

static enum err run(struct arena *arena, const char *const *arguments, const char *password, const char **ret_why)
{
    return run_into(arena, arguments, password, -1, ret_why);
}

static enum err postgres_verify(struct arena *arena, const char *path, const char **ret_why)
{
    return run(arena, (const char *const[]){"pg_restore", "--file=/dev/null", path, NULL}, NULL, ret_why);
}

static enum err postgres_make(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                              struct backup_facts *ret_facts, const char **ret_why)
{
    (void)listener; // pg_dump does not tell how far it is
    const char *where, *password;
    TRY(address_split(arena, address, &where, &password, ret_why));
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        *ret_why = arena_print(arena, "The file %s cannot be written: %s.", path, strerror(errno));
        return ERR_STORE;
    }
    // a little compression: more of it keeps a processor busy for twice as long and saves a few percent
    enum err error = run_into(arena, (const char *const[]){"pg_dump", "--format=custom", "--compress=1", "--no-owner", "--no-privileges",
                                                           where, NULL}, password, file, ret_why);
    close(file);
    TRY(error);
    TRY(postgres_verify(arena, path, ret_why));
    *ret_facts = (struct backup_facts){0};
    return OK;
}

static const struct query table_count = {
    "backup_table_count", "SELECT 0", "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"};

static enum err postgres_is_there(struct arena *arena, const char *address, bool *ret_is_there, const char **ret_why)
{
    struct db *db CLEANUP(db_cleanup) = NULL;
    TRY(db_open(arena, address, DB_READ, &db, ret_why));
    TRY(db_begin(db));
    ROWS rows = db_rows(db, &table_count, NO_ARGS);
    *ret_is_there = rows_next(&rows) && row_int(&rows, 0) > 0;
    rows_end(&rows);
    enum err error = db_error(db);
    db_rollback(db);
    return error;
}

// The old tables go and the new ones come in one transaction.
static enum err postgres_restore(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                                 const char **ret_why)
{
    (void)listener;
    static const char drop[] = "--command=DO $$ DECLARE one text; BEGIN FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = "
                               "current_schema() LOOP EXECUTE format('DROP TABLE %I CASCADE', one); END LOOP; END $$";
    char *plain = arena_print(arena, "%s.plain-XXXXXX", path); // where there was room for the backup
    int file = mkostemp(plain, O_CLOEXEC);
    if (file < 0) {
        *ret_why = arena_print(arena, "The file %s cannot be written: %s.", plain, strerror(errno));
        return ERR_STORE;
    }
    close(file);
    const char *where, *password, *out = arena_print(arena, "--file=%s", plain);
    enum err error = address_split(arena, address, &where, &password, ret_why);
    if (error == OK)
        error = run(arena, (const char *const[]){"pg_restore", "--no-owner", "--no-privileges", out, path, NULL}, NULL, ret_why);
    if (error == OK)
        error = run(arena, (const char *const[]){"psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
                                                 "--output=/dev/null", where, drop, out, NULL}, password, ret_why);
    unlink(plain);
    return error;
}

// Every row of every table is read once, by the dump that nobody keeps.
static enum err postgres_examine(struct arena *arena, const char *address, const char **ret_why)
{
    const char *where, *password, *words = NULL;
    enum err error = address_split(arena, address, &where, &password, &words);
    if (error == OK)
        error = run(arena, (const char *const[]){"pg_dump", "--format=plain", "--file=/dev/null", where, NULL}, password, &words);
    *ret_why = error == OK ? NULL : words;
    return OK;
}

const struct backup_driver backup_postgres = {
    .magic = {'P', 'G', 'D', 'M', 'P'}, .magic_n = 5, .make = postgres_make, .verify = postgres_verify,
    .is_there = postgres_is_there, .restore = postgres_restore, .examine = postgres_examine,
};
