// server_process.h - the process that answers requests.
#ifndef SEMPRE_APP_SERVER_PROCESS_H
#define SEMPRE_APP_SERVER_PROCESS_H

#include "app/config.h"

// Serves on a listening socket until SIGTERM, then answers what came in and returns the exit code. Says WORD_READY and
// WORD_JOBS to `parent`.
int server_process_run(const struct config *config, int listener, int parent);

#endif
