// rank_cli.h - `sempre rank`: an order of things from comparisons of two.
#ifndef SEMPRE_INTERCHANGE_RANK_CLI_H
#define SEMPRE_INTERCHANGE_RANK_CLI_H

#include "feature/feature.h"

extern const struct command_option rank_options[];
CHECKED enum err rank_run(struct call *call, struct arguments *arguments);

#endif
