// app_feature.h - the program's own pages and commands, as a feature like any other.
#ifndef SEMPRE_APP_APP_FEATURE_H
#define SEMPRE_APP_APP_FEATURE_H

#include "feature/feature.h"

extern const struct feature app_feature;
extern const struct command app_commands[]; // commands.c
extern const struct route app_routes[];     // home_web.c

#endif
