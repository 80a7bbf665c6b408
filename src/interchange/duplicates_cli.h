// duplicates_cli.h - `sempre duplicates`: which sentences of a table say nearly the same.
#ifndef SEMPRE_INTERCHANGE_DUPLICATES_CLI_H
#define SEMPRE_INTERCHANGE_DUPLICATES_CLI_H

#include "feature/feature.h"

extern const struct command_option duplicates_options[];
CHECKED enum err duplicates_run(struct call *call, struct arguments *arguments);

#endif
