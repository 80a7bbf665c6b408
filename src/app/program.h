// program.h - from the words on the command line to a command.
#ifndef SEMPRE_APP_PROGRAM_H
#define SEMPRE_APP_PROGRAM_H

#include "feature/feature.h"

// Runs the command and returns its exit code (err_exit_code).
int program_main(int argc, char **argv);

// The command of that name, or NULL. Names may be two words: "import polis".
const struct command *program_command(const char *name);

// Calls `each` for every command, sorted by name.
void program_each_command(struct arena *arena, void (*each)(const struct command *command, void *context), void *context);

// What every command takes besides its own options.
extern const struct command_option program_options[];

#endif
