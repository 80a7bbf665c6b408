// backup_postgres.c - pg_dump and pg_restore, run as processes of their own.
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/backup_private.h"

extern char **environ;

// Runs a program of PostgreSQL; its words go into `ret_why` where it fails. `arguments` ended by NULL, the first is the program.
static enum err run(struct arena *arena, const char *const *arguments, const char **ret_why)
{
    int said[2];
    pid_t child;
    posix_spawn_file_actions_t actions;
    if (pipe2(said, O_CLOEXEC) != 0)
        return ERR_BUSY;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
    // the argument vector of exec(3) is not const for historical reasons only
    int code = posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(said[1]);
    struct buf words = buf_make(arena, 512);
    char bytes[512];
    ssize_t n;
    while (code == 0 && ((n = read(said[0], bytes, sizeof(bytes))) > 0 || (n < 0 && errno == EINTR)))
        if (n > 0 && words.n < 4096)
            buf_add(&words, bytes, (size_t)n);
    close(said[0]);
    int status = 0;
    if (code == 0)
        waitpid(child, &status, 0);
    bool is_missing = code == ENOENT || (code == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127);
    if (is_missing)
        *ret_why = arena_print(arena, "The program %s is not installed. On Debian: apt install postgresql-client.", arguments[0]);
    if (code == 0 && status == 0)
        return OK;
    if (!is_missing)
        *ret_why = arena_print(arena, "%s failed: %.*s", arguments[0], (int)strcspn(buf_text(&words), "\n"), buf_text(&words));
    return ERR_STORE;
}

static enum err postgres_verify(struct arena *arena, const char *path, const char **ret_why)
{
    return run(arena, (const char *const[]){"pg_restore", "--file=/dev/null", path, NULL}, ret_why);
}

static enum err postgres_make(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                              struct backup_facts *ret_facts, const char **ret_why)
{
    (void)listener; // pg_dump does not tell how far it is
    const char *file = arena_print(arena, "--file=%s", path), *where = arena_print(arena, "--dbname=%s", address);
    TRY(run(arena, (const char *const[]){"pg_dump", "--format=custom", "--no-owner", "--no-privileges", file, where, NULL}, ret_why));
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
    const char *where = arena_print(arena, "--dbname=%s", address), *out = arena_print(arena, "--file=%s", plain);
    enum err error = run(arena, (const char *const[]){"pg_restore", "--no-owner", "--no-privileges", out, path, NULL}, ret_why);
    if (error == OK)
        error = run(arena, (const char *const[]){"psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
                                                 "--output=/dev/null", where, drop, out, NULL}, ret_why);
    unlink(plain);
    return error;
}

// Every row of every table is read once, by the dump that nobody keeps.
static enum err postgres_examine(struct arena *arena, const char *address, const char **ret_why)
{
    const char *where = arena_print(arena, "--dbname=%s", address), *words = NULL;
    enum err error = run(arena, (const char *const[]){"pg_dump", "--format=plain", "--file=/dev/null", where, NULL}, &words);
    *ret_why = error == OK ? NULL : words;
    return OK;
}

const struct backup_driver backup_postgres = {
    .magic = {'P', 'G', 'D', 'M', 'P'}, .magic_n = 5, .make = postgres_make, .verify = postgres_verify,
    .is_there = postgres_is_there, .restore = postgres_restore, .examine = postgres_examine,
};
