// keep_move.h - the command move: from one database to another.
#ifndef SEMPRE_APP_KEEP_MOVE_H
#define SEMPRE_APP_KEEP_MOVE_H

#include "feature/feature.h"

extern const struct command_option move_options[];
extern const char move_help[];
CHECKED enum err move_run(struct call *call, struct arguments *arguments);

#endif
