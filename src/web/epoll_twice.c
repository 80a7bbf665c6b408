// epoll_twice.c - an epoll_ctl for this process to which removing a descriptor that is not there is no error.
//
// When libmicrohttpd 0.9.75 is told to accept no more, two of its threads may take the listening socket out of the same epoll set. The
// second gets ENOENT, and the library then aborts the process: a stop or a restart would lose what is being answered. Shared libraries
// find this function before that of libc. Newer versions of the library tolerate it in one of the two places only.
#include <errno.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

__attribute__((visibility("default"))) int epoll_ctl(int set, int operation, int descriptor, struct epoll_event *event)
{
    long result = syscall(SYS_epoll_ctl, set, operation, descriptor, event);
    return result != 0 && operation == EPOLL_CTL_DEL && errno == ENOENT ? 0 : (int)result;
}
