// keep_move.h - the command move: from one database to another.
#ifndef SEMPRE_APP_KEEP_MOVE_H
#define SEMPRE_APP_KEEP_MOVE_H

#include "feature/feature.h"
#include "store/backup.h"

extern const struct command_option move_options[];
extern const char move_help[];
CHECKED enum err move_run(struct call *call, struct arguments *arguments);

// Shows how far something is, where somebody looks at the terminal.
struct backup_listener keep_listener(const struct arguments *arguments);

#endif
