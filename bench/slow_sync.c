// slow_sync.c - preloaded into the server: fsync and fdatasync take 10 ms, as on a plain disk, whatever the disk is.
#include <time.h>
#include <unistd.h>

int fsync(int fd);
int fdatasync(int fd);

static void wait_10_ms(void)
{
    struct timespec left = {.tv_nsec = 10 * 1000 * 1000};
    while (nanosleep(&left, &left) != 0)
        ;
}

int fsync(int fd)
{
    (void)fd;
    wait_10_ms();
    return 0;
}

int fdatasync(int fd)
{
    (void)fd;
    wait_10_ms();
    return 0;
}
