// words_cli.h - `sempre words`: what people speak of in a table of sentences, and when.
#ifndef SEMPRE_INTERCHANGE_WORDS_CLI_H
#define SEMPRE_INTERCHANGE_WORDS_CLI_H

#include "feature/feature.h"

extern const struct command_option words_options[];
CHECKED enum err words_run(struct call *call, struct arguments *arguments);

#endif
