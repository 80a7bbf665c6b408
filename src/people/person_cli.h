// person_cli.h - commands about persons, for the manifest of this folder.
#ifndef SEMPRE_PEOPLE_PERSON_CLI_H
#define SEMPRE_PEOPLE_PERSON_CLI_H

#include "feature/feature.h"

extern const struct command person_commands[];

#endif
