// sandbox.h - what a serving process may not do, whatever an attacker makes of it: docs/internals/sandbox.md.
//
// No program is started, nothing is written outside of the folder of the data, but for the copies of a PostgreSQL database, which may be
// deleted; no connection is made but to the database, no memory is
// both written and run; and there is no way back. In a build with a sanitizer, which does such things itself, nothing is confined.
#ifndef SEMPRE_APP_SANDBOX_H
#define SEMPRE_APP_SANDBOX_H

#include <stdbool.h>

// For the parent, before its first child: all its children inherit it. sandbox_say: one line in the log, how far this kernel went.
// `copies`: config_copies_folder.
void sandbox_parent(const char *db_address, const char *copies);
void sandbox_say(void);

// For a child, after it has opened the database once (which loads libraries) and before its first thread.
void sandbox_server(const char *db_address);
void sandbox_job(const char *db_address);

#endif
