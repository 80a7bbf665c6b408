// backup_test.c - what is left of a backup that was broken off.
#include "store/backup.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

static void stop_oneself(int64_t done, int64_t of, void *context)
{
    (void)done;
    (void)of;
    (void)context;
    raise(SIGTERM);
}

// In place of pg_dump: writes something, then tells the program that started it to stop.
static const char *folder_with_pg_dump(void)
{
    static const char script[] = "#!/bin/sh\necho PGDMP\nkill -TERM $PPID\nsleep 0.2\n";
    const char *folder = arena_print(test_arena(), "%s/programs", test_folder());
    assert_int_equal(mkdir(folder, 0700), 0);
    int file = open(arena_print(test_arena(), "%s/pg_dump", folder), O_WRONLY | O_CREAT | O_CLOEXEC, 0700);
    assert_int_equal(write(file, script, strlen(script)), (ssize_t)strlen(script));
    close(file);
    return folder;
}

static void a_backup_that_is_told_to_stop_leaves_no_half_file(void **state)
{
    (void)state;
    const char *folder = arena_print(test_arena(), "%s/kept", test_folder()), *path = getenv("PATH"), *address = test_address();
    const char *programs = folder_with_pg_dump();
    assert_int_equal(mkdir(folder, 0700), 0);
    pid_t child = fork();
    if (child == 0) {
        struct backup_facts facts;
        const char *why;
        setenv("PATH", arena_print(test_arena(), "%s:%s", programs, path), 1);
        (void)!backup_make(test_arena(), address, arena_print(test_arena(), "%s/evening", folder),
                           (struct backup_listener){.step = stop_oneself}, &facts, &why);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    assert_int_equal(rmdir(folder), 0); // it is empty
}

TESTS(backup, a_backup_that_is_told_to_stop_leaves_no_half_file)
