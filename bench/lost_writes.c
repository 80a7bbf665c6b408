// lost_writes.c - preloaded into the server: tells in one file, in order, what is written to the database and when it is synced,
// so that the disk can be drawn as a power cut would have left it at any moment.
// LOST_WRITES_BASE names the database (its log and journal are told too), LOST_WRITES_LOG the file.
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC, CUT };

// As bench/power.py reads it; the bytes of a write follow.
struct record {
    uint32_t kind;
    uint32_t n; // bytes that follow
    uint64_t offset;
    char end[16]; // of the file's name: "", "-wal", "-journal"
};

int fsync(int fd);
int fdatasync(int fd);
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t offset);
ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t offset);
int ftruncate(int fd, off_t length);
int ftruncate64(int fd, off64_t length);

static const char *base;
static int told = -1;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("LOST_WRITES_LOG");
    base = getenv("LOST_WRITES_BASE");
    told = path == NULL || base == NULL ? -1 : open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void *find(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL)
        abort();
    return found;
}

static void tell(int fd, enum kind kind, uint64_t offset, const void *bytes, size_t n)
{
    char link[32], path[4096];
    struct record record = {.kind = kind, .n = (uint32_t)n, .offset = offset};
    if (told < 0)
        return;
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof(path) - 1);
    path[length > 0 ? length : 0] = '\0';
    size_t same = strlen(base);
    if (strncmp(path, base, same) != 0 || strlen(path + same) >= sizeof(record.end))
        return;
    memcpy(record.end, path + same, strlen(path + same));
    struct iovec parts[2] = {{&record, sizeof(record)}, {(void *)(uintptr_t)bytes, n}};
    if (writev(told, parts, n > 0 ? 2 : 1) != (ssize_t)(sizeof(record) + n))
        abort();
}

int fsync(int fd)
{
    int result = ((int (*)(int))(uintptr_t)find("fsync"))(fd);
    if (result == 0)
        tell(fd, SYNC, 0, NULL, 0);
    return result;
}

int fdatasync(int fd)
{
    int result = ((int (*)(int))(uintptr_t)find("fdatasync"))(fd);
    if (result == 0)
        tell(fd, SYNC, 0, NULL, 0);
    return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t offset)
{
    ssize_t result = ((ssize_t (*)(int, const void *, size_t, off64_t))(uintptr_t)find("pwrite64"))(fd, bytes, n, offset);
    if (result > 0)
        tell(fd, WRITE, (uint64_t)offset, bytes, (size_t)result);
    return result;
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
    return pwrite64(fd, bytes, n, offset);
}

int ftruncate64(int fd, off64_t length)
{
    int result = ((int (*)(int, off64_t))(uintptr_t)find("ftruncate64"))(fd, length);
    if (result == 0)
        tell(fd, CUT, (uint64_t)length, NULL, 0);
    return result;
}

int ftruncate(int fd, off_t length)
{
    return ftruncate64(fd, length);
}
