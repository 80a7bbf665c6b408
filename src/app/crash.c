// crash.c - notes of what each thread does, in memory that survives the server process.
#include "app/crash.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>

#include "base/time.h"

enum { THREADS = 32, CRASHES_TO_BLOCK = 3 };

struct note {
    _Atomic int route; // 1 + its number; 0: nothing
    _Atomic uint64_t request;
};

static struct shared {
    struct note notes[THREADS];
    _Atomic int crashed_thread; // 1 + its number; 0: none
    int64_t crashed_at[CRASH_ROUTES][CRASHES_TO_BLOCK];
    _Atomic bool is_blocked[CRASH_ROUTES];
    _Atomic int64_t last_crash;
} *shared;

static _Thread_local struct note *own_note;
static _Thread_local int own_number;

bool crash_init(void)
{
    void *memory = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    shared = memory;
    return true;
}

void crash_thread(unsigned number)
{
    if (shared == NULL || number >= THREADS)
        return;
    own_note = &shared->notes[number];
    own_number = (int)number;
    atomic_store(&own_note->route, 0);
}

void crash_working_on(int route, uint64_t request)
{
    if (own_note == NULL)
        return;
    atomic_store_explicit(&own_note->request, request, memory_order_relaxed);
    atomic_store_explicit(&own_note->route, route + 1, memory_order_release);
}

// In a signal handler: only stores to shared memory, then the default action ends the process.
static void crash_caught(int number)
{
    if (own_note != NULL)
        atomic_store(&shared->crashed_thread, own_number + 1);
    signal(number, SIG_DFL);
    raise(number);
}

void crash_watch(void)
{
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct sigaction action = {.sa_handler = crash_caught, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        sigaction(numbers[i], &action, NULL);
}

int crash_learn(int64_t now_monotonic, uint64_t *ret_request)
{
    int thread = atomic_exchange(&shared->crashed_thread, 0) - 1;
    atomic_store(&shared->last_crash, now_monotonic);
    int route = thread < 0 ? -1 : atomic_load(&shared->notes[thread].route) - 1;
    if (route < 0 || route >= CRASH_ROUTES)
        return -1;
    *ret_request = atomic_load(&shared->notes[thread].request);
    int64_t *times = shared->crashed_at[route];
    for (int i = CRASHES_TO_BLOCK - 1; i > 0; i--)
        times[i] = times[i - 1];
    times[0] = now_monotonic;
    if (times[CRASHES_TO_BLOCK - 1] != 0 && now_monotonic - times[CRASHES_TO_BLOCK - 1] <= MINUTE)
        atomic_store(&shared->is_blocked[route], true);
    return route;
}

bool crash_is_blocked(int route)
{
    return shared != NULL && route >= 0 && route < CRASH_ROUTES && atomic_load(&shared->is_blocked[route]);
}

int64_t crash_last(void)
{
    return shared == NULL ? 0 : atomic_load(&shared->last_crash);
}
