// stats_cli.h - `sempre stats`: figures of a table, or why there are none.
#ifndef SEMPRE_INTERCHANGE_STATS_CLI_H
#define SEMPRE_INTERCHANGE_STATS_CLI_H

#include "feature/feature.h"

extern const struct command_option stats_options[];
CHECKED enum err stats_run(struct call *call, struct arguments *arguments);

#endif
