// parent.h - the process that holds the listening socket: starts the server, watches it and starts it again. It touches no
// database and no ICU, so connections wait in the socket instead of failing.
#ifndef SEMPRE_APP_PARENT_H
#define SEMPRE_APP_PARENT_H

#include "app/config.h"

// What the server process says to its parent, one byte each.
enum word_to_parent { WORD_READY = 'R', WORD_JOBS = 'J' };

// Serves until it is told to stop (SIGTERM, SIGINT); SIGHUP starts a new server before the old one ends. Returns the exit code.
int parent_run(const struct config *config);

#endif
