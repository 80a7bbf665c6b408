// budget_cli.h - the command `sempre budget`.
#ifndef SEMPRE_INTERCHANGE_BUDGET_CLI_H
#define SEMPRE_INTERCHANGE_BUDGET_CLI_H

#include "feature/feature.h"

extern const struct command_option budget_command_options[];
CHECKED enum err budget_run(struct call *call, struct arguments *arguments);

#endif
