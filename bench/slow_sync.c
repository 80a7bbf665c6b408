// slow_sync.c - preloaded into the server: fsync and fdatasync take 10 ms, as on a plain disk, whatever the disk is.
// SLOW_SYNC_COUNTS names a file of two numbers in which all processes count together: syncs of write-ahead logs and syncs
// of other files. SQLite syncs the database file itself once a checkpoint.
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int fsync(int fd);
int fdatasync(int fd);

static _Atomic uint64_t *counts;

__attribute__((constructor)) static void open_counts(void)
{
    const char *path = getenv("SLOW_SYNC_COUNTS");
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    void *shared = mmap(NULL, 2 * sizeof(*counts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    counts = shared == MAP_FAILED ? NULL : shared;
    close(file);
}

static void count(int fd)
{
    char link[32], path[4096];
    if (counts == NULL)
        return;
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof(path) - 1);
    bool is_log = n > 4 && memcmp(path + n - 4, "-wal", 4) == 0;
    atomic_fetch_add(&counts[is_log ? 0 : 1], 1);
}

static void wait_10_ms(void)
{
    struct timespec left = {.tv_nsec = 10 * 1000 * 1000};
    while (nanosleep(&left, &left) != 0)
        ;
}

int fsync(int fd)
{
    count(fd);
    wait_10_ms();
    return 0;
}

int fdatasync(int fd)
{
    count(fd);
    wait_10_ms();
    return 0;
}
