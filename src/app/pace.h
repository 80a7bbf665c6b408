// pace.h - how much work requests of one kind were lately, and whether that is little enough to do it where they arrive.
//
// A thread that reads from the sockets does nothing else while it runs a request. A quick one costs less there than handing it
// to another thread; a long one would let everybody wait. Which is which is measured, not declared: a running mean of the time
// that threads were given by the processor (time_worked_us), for waiting one's turn on a busy machine is no work.
#ifndef SEMPRE_APP_PACE_H
#define SEMPRE_APP_PACE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { PACE_QUICK_US = 2000 };

// `n` paces, of kinds that are not known yet and count as long. Owned by `arena`.
_Atomic int64_t *pace_start(struct arena *arena, size_t n);

// A request was `us` microseconds of work. From any thread; where two come at once, one of them may be lost.
void pace_note(_Atomic int64_t *pace, int64_t us);

bool pace_is_quick(const _Atomic int64_t *pace);

// Whether the request of this number is to be measured: all of a kind that counts as long, of a quick kind about each eighth. To ask
// the clock twice is 3 % of a small page.
bool pace_is_due(const _Atomic int64_t *pace, uint64_t number);

#endif
