// backup.c - files: a backup gets its name only when it is whole, and is looked at before it replaces anything.
#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/time.h"
#include "store/backup_private.h"
#include "store/driver.h"

enum { LONGEST_PAUSE_US = 500 * 1000 };

static const struct backup_driver *driver_of(const char *address)
{
    return strncmp(address, "sqlite:", 7) == 0 ? &backup_sqlite : &backup_postgres;
}

void backup_let_others(int file, int64_t began_us)
{
    sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE_AND_WAIT); // where a file system cannot: backup_make waits at the end
    int64_t took_us = time_monotonic_us() - began_us;
    struct timespec pause = {.tv_nsec = (took_us < LONGEST_PAUSE_US ? took_us : LONGEST_PAUSE_US) * 1000};
    nanosleep(&pause, NULL);
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED); // the server needs the memory, and what is read back comes from the disk
}

static enum err failed(struct arena *arena, const char *path, const char **ret_why)
{
    *ret_why = arena_print(arena, "The file %s cannot be written: %s.", path, strerror(errno));
    return ERR_STORE;
}

static enum err is_taken(struct arena *arena, const char *path, const char **ret_why)
{
    *ret_why = arena_print(arena, "The file %s is there already. Please give another name.", path);
    return ERR_CONFLICT;
}

// What was written outlives a power cut: file first, then its name.
static bool is_synced(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool is_done = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return is_done;
}

static enum err name_it(struct arena *arena, const char *half, const char *path, bool replaces, const char **ret_why)
{
    const char *folder = dirname(arena_dup(arena, path));
    if (!is_synced(half))
        return failed(arena, half, ret_why);
    if ((replaces ? rename(half, path) : link(half, path)) != 0) // link(2) never replaces a file
        return errno == EEXIST ? is_taken(arena, path, ret_why) : failed(arena, path, ret_why);
    return is_synced(folder) ? OK : failed(arena, folder, ret_why);
}

// --- told to stop meanwhile ---

// What a half backup consists of: it holds what people said, and nobody would look for it.
enum { HALF_FILES = 4 };
static const char *half_files[HALF_FILES];
static atomic_flag has_half = ATOMIC_FLAG_INIT; // a program makes one at a time; tests may make more
static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
enum { STOPS = sizeof(stops) / sizeof(stops[0]) };

static void stop(int number)
{
    for (int i = 0; i < HALF_FILES; i++)
        unlink(half_files[i]);
    raise(number); // it ends the program as soon as this returns
}

// False: another one is being made, and nothing was changed.
static bool watch_stops(struct arena *arena, const char *half, struct sigaction ret_before[static STOPS])
{
    static const char *const ends[HALF_FILES] = {"", "-wal", "-shm", "-journal"};
    if (atomic_flag_test_and_set(&has_half))
        return false;
    for (int i = 0; i < HALF_FILES; i++)
        half_files[i] = arena_print(arena, "%s%s", half, ends[i]);
    for (int i = 0; i < STOPS; i++) {
        struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
        sigaction(stops[i], NULL, &ret_before[i]);
        if (ret_before[i].sa_handler == SIG_DFL) // who ignores it, or stops in another way, goes on with that
            sigaction(stops[i], &action, NULL);
    }
    return true;
}

static void forget_stops(const struct sigaction before[static STOPS])
{
    for (int i = 0; i < STOPS; i++)
        sigaction(stops[i], &before[i], NULL);
    atomic_flag_clear(&has_half);
}

static enum err make(struct arena *arena, const char *address, const char *path, bool replaces, struct backup_listener listener,
                     struct backup_facts *ret_facts, const char **ret_why)
{
    char *half = arena_print(arena, "%s.half-XXXXXX", path);
    int file = mkostemp(half, O_CLOEXEC); // mode 0600: what people said is not for other accounts of the machine
    if (file < 0)
        return failed(arena, path, ret_why);
    close(file);
    struct sigaction before[STOPS];
    bool is_watched = watch_stops(arena, half, before);
    struct backup_facts facts = {0};
    enum err error = driver_of(address)->make(arena, address, half, listener, &facts, ret_why);
    struct stat status;
    if (error == OK && stat(half, &status) == 0)
        facts.bytes = status.st_size;
    if (error == OK)
        error = name_it(arena, half, path, replaces, ret_why);
    unlink(half);
    if (is_watched)
        forget_stops(before);
    if (error == OK)
        *ret_facts = facts;
    return error;
}

enum err backup_make(struct arena *arena, const char *address, const char *path, struct backup_listener listener,
                     struct backup_facts *ret_facts, const char **ret_why)
{
    *ret_why = "";
    if (access(path, F_OK) == 0)
        return is_taken(arena, path, ret_why);
    return make(arena, address, path, false, listener, ret_facts, ret_why);
}

enum err backup_make_anew(struct arena *arena, const char *address, const char *path, const char **ret_why)
{
    struct backup_facts facts;
    const char *folder = dirname(arena_dup(arena, path));
    *ret_why = "";
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return failed(arena, folder, ret_why);
    return make(arena, address, path, true, (struct backup_listener){0}, &facts, ret_why);
}

const char *backup_copies(struct arena *arena, const char *address, const char *folder)
{
    struct postgres_option *options = NULL;
    const char *name = "postgresql";
    if (driver_of(address) == &backup_sqlite)
        return address + strlen("sqlite:");
    if (postgres_options(arena, address, &options) == OK)
        for (; options->keyword != NULL; options++)
            if (strcmp(options->keyword, "dbname") == 0 && strchr(options->value, '/') == NULL)
                name = options->value;
    return arena_print(arena, "%s/%s", folder, name);
}

static bool begins_with(const char *path, const struct backup_driver *driver)
{
    char magic[sizeof(driver->magic)] = "";
    FILE *file = fopen(path, "re");
    bool is_so = file != NULL && fread(magic, 1, driver->magic_n, file) == driver->magic_n &&
                 memcmp(magic, driver->magic, driver->magic_n) == 0;
    if (file != NULL)
        fclose(file);
    return is_so;
}

static enum err look_at(struct arena *arena, const char *path, const struct backup_driver *driver, const char **ret_why)
{
    const struct backup_driver *other = driver == &backup_sqlite ? &backup_postgres : &backup_sqlite;
    if (access(path, R_OK) != 0) {
        *ret_why = arena_print(arena, "The file %s cannot be read: %s.", path, strerror(errno));
        return ERR_NOT_FOUND;
    }
    if (begins_with(path, driver))
        return driver->verify(arena, path, ret_why);
    *ret_why = begins_with(path, other)
                   ? arena_print(arena, "%s is a backup of %s. Please restore it into such a database.", path,
                                 other == &backup_sqlite ? "SQLite" : "PostgreSQL")
                   : arena_print(arena, "%s is no backup of Sempre.", path);
    return ERR_INVALID;
}

// "sempre.db.before-restore-1", or the first number that is free.
static const char *free_name(struct arena *arena, const char *address, const char *backup)
{
    const char *base = strncmp(address, "sqlite:", 7) == 0 ? address + 7 : backup;
    for (int i = 1;; i++) {
        const char *path = arena_print(arena, "%s.before-restore-%d", base, i);
        if (access(path, F_OK) != 0)
            return path;
    }
}

enum err backup_restore(struct arena *arena, const char *address, const char *path, bool replaces,
                        struct backup_listener listener, const char **ret_kept, const char **ret_why)
{
    const struct backup_driver *driver = driver_of(address);
    bool is_there = false;
    const char *kept = NULL;
    *ret_why = "";
    TRY(look_at(arena, path, driver, ret_why));
    TRY(driver->is_there(arena, address, &is_there, ret_why));
    if (is_there && !replaces) {
        *ret_why = "There is a database already. With --overwrite it is kept as a backup of its own and then replaced.";
        return ERR_CONFLICT;
    }
    if (is_there) {
        struct backup_facts facts;
        kept = free_name(arena, address, path);
        TRY(backup_make(arena, address, kept, (struct backup_listener){0}, &facts, ret_why));
    }
    TRY(driver->restore(arena, address, path, listener, ret_why));
    *ret_kept = kept;
    return OK;
}

enum err backup_examine(struct arena *arena, const char *address, const char **ret_why)
{
    *ret_why = NULL;
    return driver_of(address)->examine(arena, address, ret_why);
}

size_t backup_delete_copies(struct arena *arena, const char *copies, int64_t before)
{
    const char *folder = dirname(arena_dup(arena, copies));
    const char *begin = arena_print(arena, "%s.before-", basename(arena_dup(arena, copies)));
    size_t deleted = 0;
    DIR *files = opendir(folder);
    for (struct dirent *file; files != NULL && (file = readdir(files)) != NULL;) {
        struct stat status;
        const char *path = arena_print(arena, "%s/%s", folder, file->d_name);
        if (strncmp(file->d_name, begin, strlen(begin)) == 0 && lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
            (int64_t)status.st_mtime * 1000 < before)
            deleted += unlink(path) == 0;
    }
    if (files != NULL)
        closedir(files);
    return deleted;
}
