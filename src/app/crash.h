// crash.h - what the parent learns of a crash: memory shared by parent and server, and the routes that crash too often.
#ifndef SEMPRE_APP_CRASH_H
#define SEMPRE_APP_CRASH_H

#include <stdbool.h>
#include <stdint.h>

enum { CRASH_ROUTES = 256 };

// Called by the parent once, before the first fork. False where memory cannot be had.
bool crash_init(void);

// Called by each thread of the server that runs requests; `number` < 32. crash_watch catches the signals of a crash.
void crash_thread(unsigned number);
void crash_watch(void);

// What this thread works on now: a route's number (-1: nothing) and the number of the request.
void crash_working_on(int route, uint64_t request);

// Called by the parent after the server died: remembers the route. Gives its number, or -1; `ret_request` names the request.
int crash_learn(int64_t now_monotonic, uint64_t *ret_request);

// Whether a route crashed 3 times within a minute: it answers 503 until the next start.
bool crash_is_blocked(int route);

// When the last crash was (monotonic ms), or 0.
int64_t crash_last(void);

#endif
