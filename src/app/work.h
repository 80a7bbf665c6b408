// work.h - the job process: does every job that is due, each in a transaction of its own, and ends.
#ifndef SEMPRE_APP_WORK_H
#define SEMPRE_APP_WORK_H

#include "app/config.h"

int work_run(const struct config *config);

#endif
