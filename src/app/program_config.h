// program_config.h - the config of the command that runs, for the commands that start processes of their own.
#ifndef SEMPRE_APP_PROGRAM_CONFIG_H
#define SEMPRE_APP_PROGRAM_CONFIG_H

#include "app/config.h"

void program_set_config(struct config *config);
struct config *program_config(void);

#endif
