// time.h - the clocks. Instants are milliseconds since 1970 UTC; durations are milliseconds.
#ifndef SEMPRE_BASE_TIME_H
#define SEMPRE_BASE_TIME_H

#include <stdint.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };
#define DAY ((int64_t)24 * HOUR)

int64_t time_now(void);       // wall clock, ms since 1970
int64_t time_monotonic(void); // ms, never goes back
int64_t time_monotonic_us(void);
int64_t time_worked_us(void);  // what this thread has had of the processor; waiting does not count

#endif
