// interchange_feature.h - the manifest of what comes in from other programs and goes out as files.
#ifndef SEMPRE_INTERCHANGE_INTERCHANGE_FEATURE_H
#define SEMPRE_INTERCHANGE_INTERCHANGE_FEATURE_H

#include "feature/feature.h"

extern const struct feature interchange_feature;
extern const struct command interchange_commands[];

#endif
