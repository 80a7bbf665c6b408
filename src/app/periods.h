// periods.h - how long what is kept: settings, the job that keeps them each day, and the one that makes deleted bytes go.
#ifndef SEMPRE_APP_PERIODS_H
#define SEMPRE_APP_PERIODS_H

#include "feature/feature.h"

extern const struct setting period_settings[]; // ended by {0}

// "keep periods": looks from a snapshot, then removes, tells the audit list of the programme how much, and the log of what.
CHECKED enum err periods_read(struct call *call, const char *payload, void **ret_work);
CHECKED enum err periods_write(struct call *call, const char *payload, void *work);

// ERASE_JOB: outside of any transaction.
CHECKED enum err erase_run(struct call *call, const char *payload);

#endif
