// server_process.h - the process that answers requests.
#ifndef SEMPRE_APP_SERVER_PROCESS_H
#define SEMPRE_APP_SERVER_PROCESS_H

#include "app/config.h"

// Brings the schema up to date and says what went wrong on stderr; the exit code. Before the process is confined: a copy of a
// PostgreSQL database is made by pg_dump.
int server_process_bring_up_to_date(const struct config *config);

// Serves on a listening socket until SIGTERM, then answers what came in and returns the exit code. Says WORD_READY and
// WORD_JOBS to `parent`.
int server_process_run(const struct config *config, int listener, int parent);

#endif
